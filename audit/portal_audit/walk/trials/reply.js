// What a page says after a form was sent. `known`: texts that stood there before.
return (() => {
const BAD = /incorrect|wrong|invalid|not (match|right|valid|recogni|find|found)|do(es)? ?n[o']t|try again|fail|error|denied|unable|locked|too many|incorrect|no coincide|inténtelo|vuelva a/i;
const found = shownTexts();
const before = new Set(args.known || []);
const fresh = found.filter(([text]) => !before.has(text));
const live = (block) => block.closest("[role=alert],[role=status],[aria-live=polite],[aria-live=assertive]");
const chosen = fresh.find(([text, block]) => live(block) && BAD.test(text))
  || fresh.find(([text]) => BAD.test(text)) || fresh.find(([, block]) => live(block)) || ["", null];
const [says, block] = chosen;
const at = document.activeElement;
const describes = at && block && [at.getAttribute("aria-describedby"), at.getAttribute("aria-errormessage")]
  .join(" ").split(/\s+/).some((id) => id && block.closest(`[id="${CSS.escape(id)}"]`));
return {
  texts: args.known && args.known.length ? [] : found.map(([text]) => text),
  says,
  announced: !!block && (!!live(block) || !!describes || (at !== document.body && block.contains(at))),
};
})();
