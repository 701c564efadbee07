// What a page says after a form was sent. `known`: texts that stood there before.
return (() => {
const MOST = 300;
const shown = (element) => {
  const style = getComputedStyle(element);
  return element.getClientRects().length > 0 && style.visibility !== "hidden" && style.opacity !== "0";
};
const BAD = /incorrect|wrong|invalid|not (match|right|valid|recogni|find|found)|do(es)? ?n[o']t|try again|fail|error|denied|unable|locked|too many|incorrect|no coincide|inténtelo|vuelva a/i;
const found = [];
for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();) {
  const holder = walker.currentNode.parentElement;
  if (!holder || holder.closest("script,style,noscript,template,option")) continue;
  if (!walker.currentNode.data.trim() || !shown(holder)) continue;
  let block = holder.closest("p,li,h1,h2,h3,h4,div,section,dialog,td,label,legend") || holder;
  if ((block.innerText || "").length > MOST) block = holder;
  const text = (block.innerText || "").replace(/\s+/g, " ").trim().slice(0, MOST);
  if (text && !found.some(([seen]) => seen === text)) found.push([text, block]);
}
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
  error: !!block && BAD.test(says),
  announced: !!block && (!!live(block) || !!describes || (at !== document.body && block.contains(at))),
};
})();
