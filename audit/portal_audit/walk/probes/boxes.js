// Where elements stand; each path goes from shadow root to shadow root.
return args.paths.map((path) => {
  let root = document;
  let element = null;
  for (const selector of path) {
    try {
      element = root && root.querySelector(selector);
    } catch (_) {
      element = null;
    }
    root = element && element.shadowRoot;
  }
  return element ? boxOf(element) : null;
});
