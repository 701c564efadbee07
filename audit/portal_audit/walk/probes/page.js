// Shared by the probes that read a document. Evaluated inside one function; leaves nothing behind.
const CAP = 2000;
const fold = (text) => (text || "").replace(/\s+/g, " ").trim();

// Children as a patient meets them: through open shadow roots and slots.
function childrenOf(node) {
  if (node.shadowRoot) return node.shadowRoot.childNodes;
  if (node.localName === "slot") {
    const given = node.assignedNodes();
    if (given.length) return given;
  }
  return node.childNodes;
}
const parentOf = (node) =>
  node.assignedSlot || node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);

function clippedAway(element) {
  const style = getComputedStyle(element);
  return style.position === "absolute" && (style.clipPath === "inset(50%)" || /^rect\((0|1px)/.test(style.clip));
}
function boxOf(element) {
  const rect = element.getBoundingClientRect();
  return { x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height };
}
// The document and its open shadow roots.
function roots(root, found = []) {
  found.push(root);
  for (const element of root.querySelectorAll("*")) if (element.shadowRoot) roots(element.shadowRoot, found);
  return found;
}
const everywhere = (root, query) => roots(root).flatMap((each) => [...each.querySelectorAll(query)]);
function langOf(element) {
  for (let node = element; node; node = parentOf(node)) {
    const lang = node.getAttribute && node.getAttribute("lang");
    if (lang) return lang.slice(0, 20);
  }
  return "";
}
const REGIONS = { MAIN: "main", NAV: "nav", DIALOG: "dialog", ASIDE: "aside" };
const ROLE_REGIONS = { main: "main", navigation: "nav", banner: "header", contentinfo: "footer", complementary: "aside", dialog: "dialog", alertdialog: "dialog" };
function regionOf(element) {
  for (let node = element; node && node.getAttribute; node = parentOf(node)) {
    const byRole = ROLE_REGIONS[node.getAttribute("role")];
    if (byRole) return byRole;
    if (REGIONS[node.tagName]) return REGIONS[node.tagName];
    if ((node.tagName === "HEADER" || node.tagName === "FOOTER") && !node.closest("main,article,section"))
      return node.tagName.toLowerCase();
  }
  return "other";
}
// `:nth-of-type(3)` where there are several alike; nothing far down a list of thousands.
function placeAmong(node) {
  let place = 1;
  for (let other = node.previousElementSibling; other; other = other.previousElementSibling)
    if (other.tagName === node.tagName && ++place > 300) return "";
  let next = node.nextElementSibling;
  for (let far = 0; place === 1 && next && next.tagName !== node.tagName && far < 300; far++) next = next.nextElementSibling;
  return place > 1 || (next && next.tagName === node.tagName) ? `:nth-of-type(${place})` : "";
}
// A short selector for people: id if there is one, else a path of at most four steps.
function targetOf(element) {
  const steps = [];
  for (let node = element; node && node.nodeType === 1 && steps.length < 4; node = node.parentElement) {
    if (node.id && /^[A-Za-z][\w-]{0,40}$/.test(node.id)) {
      steps.unshift("#" + node.id);
      break;
    }
    steps.unshift(node.localName + placeAmong(node));
  }
  return steps.join(" > ").slice(0, 200);
}
// Enough of an element to know it by.
const snippetOf = (element) => (element.outerHTML || "").slice(0, 400);
// An element as evidence, with what was seen on it.
const seen = (kind, element, facts = {}) => ({
  kind, facts, target: targetOf(element), snippet: snippetOf(element), box: boxOf(element),
});
function textOf(element) {
  let text = "";
  const visit = (node) => {
    if (text.length > CAP) return;
    if (node.nodeType === 3) text += node.data;
    else if (node.nodeType === 1 && !/^(script|style|noscript|template)$/.test(node.localName)) {
      if (node.localName === "img") text += " " + (node.alt || "") + " ";
      else if (node.getAttribute("aria-hidden") !== "true") childrenOf(node).forEach(visit);
    }
  };
  visit(element);
  return fold(text).slice(0, CAP);
}
// The accessible name and where it comes from: the common cases of the accname computation.
function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) {
    const root = element.getRootNode();
    const name = fold(by.split(/\s+/).map((id) => (root.getElementById(id) ? textOf(root.getElementById(id)) : "")).join(" "));
    if (name) return [name, "aria"];
  }
  const own = fold(element.getAttribute("aria-label"));
  if (own) return [own, "aria"];
  if (element.labels && element.labels.length) {
    const name = fold([...element.labels].map(textOf).join(" "));
    if (name) return [name, "label"];
  }
  if (element.localName === "input" && /^(submit|button|reset)$/.test(element.type)) {
    const name = fold(element.value) || { submit: "Submit", reset: "Reset" }[element.type] || "";
    if (name) return [name, "value"];
  }
  if (element.alt) return [fold(element.alt), "alt"];
  if (!/^(input|select|textarea)$/.test(element.localName)) {
    const name = textOf(element);
    if (name) return [name, "text"];
  }
  const title = fold(element.getAttribute("title"));
  if (title) return [title, "title"];
  const hint = fold(element.getAttribute("placeholder"));
  return hint ? [hint, "placeholder"] : ["", "none"];
}
function labelTextOf(element) {
  const by = element.getAttribute("aria-labelledby");
  const parts = by ? by.split(/\s+/).map((id) => element.getRootNode().getElementById(id)) : [...(element.labels || [])];
  return fold(parts.filter((part) => part && visible(part) && !clippedAway(part)).map(textOf).join(" "));
}
const masked = (element, selectors) => {
  for (let node = element; node && node.matches; node = parentOf(node)) if (selectors && node.matches(selectors)) return true;
  return false;
};
