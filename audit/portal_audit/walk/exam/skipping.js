// Is there a link that skips the menu, and if not, does anything else lead past it?
const kept = window[Symbol.for("portal-audit")];
const SAYS_SKIP = /\b(skip|jump|go (straight )?to (the )?(main|content))\b|\b(saltar|ir al contenido|ir a contenido)/i;
const HEADING = "h1,h2,h3,h4,h5,h6,[role=heading]";
const links = everywhere(document, "a[href],[role=link]").filter((each) => each.checkVisibility({ visibilityProperty: true }));
const link = links.slice(0, 5).find((each) => SAYS_SKIP.test(nameOf(each)[0]) && /^#./.test(each.getAttribute("href") || ""));
const follows = (one, other) => !!(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);

kept.skip = {
  focus() {
    link.focus();
    return document.activeElement === link;
  },
  // The next stop lies in or behind what the link points at; a page that ends there has been skipped to its end.
  worked() {
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    const target = document.getElementById(id) || document.getElementsByName(id)[0];
    const active = document.activeElement;
    if (!target) return false;
    if (!active || active === document.body || active === document.documentElement) return true;
    return active === target || target.contains(active) || follows(active, target);
  },
};

// The content begins with the first text that is in no list of links and no menu.
const ASIDE = "nav,aside,header,[role=navigation],[role=complementary],[role=banner]";
const linked = (element) => element.closest("a,button,[role=link],[role=button]");
function inLinks(element) {
  const list = element.closest("ul,ol,menu,table");
  return !!list && list.querySelectorAll("a[href]").length > 1;
}
function firstText() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (node.data.trim().length < 40 || !element || /^(script|style|noscript|template)$/.test(element.localName)) continue;
    if (visible(element) && !linked(element) && !element.closest(ASIDE) && !inLinks(element)) return element;
  }
  return null;
}
function menuFirst() {
  if (document.querySelector("main,[role=main],iframe,frameset")) return null;
  const text = firstText();
  const before = text ? links.filter((each) => visible(each) && follows(text, each) && !each.contains(text)) : [];
  if (before.length < 3) return null;
  const last = before[before.length - 1];
  const leads = everywhere(document, HEADING).some((each) => visible(each) && fold(each.textContent) && !each.closest(ASIDE) &&
    follows(each, last) && (follows(text, each) || each.contains(text)));
  const folds = everywhere(document, "[aria-expanded],summary").some((each) => follows(text, each));
  if (leads || folds) return null;
  return { ...seen("menu-first", before[0]), facts: { links: before.length } };
}
return [link ? { ...seen("skip-link", link), facts: {} } : null, link ? null : menuFirst()];
