// Functions for the axe probe. What crosses to Python is JSON text, three times as fast as an
// object, and only what is kept: the parts of a result are megabytes, and the main document's stays
// in the page.
({
  // A page without frames: everything at once; null when axe is not loaded yet.
  all: async ([options, keep]) => {
    if (!ready()) return null;
    const report = await axe.run(document, fitting(options));
    return JSON.stringify(kept(report, keep));
  },
  // With frames: in each its own part, and the frames in it that axe wants to look into.
  part: async ([context, options]) => ({
    partial: await axe.runPartial(context || document, fitting(options)),
    frames: axe.utils.getFrameContexts(context || document, options),
  }),
  // In the top document: its own part, joined with those of the frames.
  join: async ([own, others, options, keep]) => {
    const parts = others.map((text) => (text === null ? null : JSON.parse(text)));
    const report = await axe.finishRun([own.partial, ...parts], fitting(options));
    return JSON.stringify(kept(report, keep));
  },
})
