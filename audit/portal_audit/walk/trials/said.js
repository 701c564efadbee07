// What a page says: each visible block of text once, as [words, element].
const LONGEST_BLOCK = 300;
const BLOCKS = "p,li,h1,h2,h3,h4,h5,h6,div,section,dialog,td,label,legend";
const innerWords = (element) => (element.innerText || "").replace(/\s+/g, " ").trim();

function shownTexts() {
  const found = new Map();
  for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    const holder = walker.currentNode.parentElement;
    if (!holder || holder.closest("script,style,noscript,template,option")) continue;
    if (!walker.currentNode.data.trim() || !visible(holder)) continue;
    let block = holder.closest(BLOCKS) || holder;
    if (innerWords(block).length > LONGEST_BLOCK) block = holder;
    const text = innerWords(block).slice(0, LONGEST_BLOCK);
    if (text && !found.has(text)) found.set(text, block);
  }
  return [...found];
}
