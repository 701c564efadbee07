// Visible text as blocks, in reading order. `args.mask` is a selector of parts with patient details.
const BLOCKISH = /^(block|flex|grid|list-item|table|table-cell|table-row|table-caption|flow-root|inline-block|inline-flex|inline-grid)/;
const SKIP = /^(script|style|noscript|template|svg|canvas|object|iframe|select|textarea|option|datalist)$/;
const blocks = [];
const hidden = new Set(); // masked words, for the redactor only

function kindOf(element, region) {
  for (let node = element; node && node !== document.body; node = parentOf(node)) {
    const role = node.getAttribute("role");
    const tag = node.localName;
    if (role === "alert" || role === "alertdialog") return ["error", null];
    if (role === "status" || role === "log") return ["notice", null];
    if (tag === "button" || role === "button" || role === "tab" || role === "menuitem") return ["button", null];
    if (tag === "a" && node.href) return ["link", null];
    if (/^h[1-6]$/.test(tag)) return ["heading", +tag[1]];
    if (role === "heading") return ["heading", +(node.getAttribute("aria-level") || 2)];
    if (/^(label|legend|dt)$/.test(tag)) return ["label", null];
    if (/^(td|th|caption)$/.test(tag)) return ["cell", null];
    if (/^(li|dd)$/.test(tag)) return ["item", null];
  }
  return ["text", null];
}
// The nearest box that lays its text out on its own: one block of text.
function ownerOf(node) {
  let element = node.parentElement || parentOf(node);
  while (element && element !== document.body) {
    if (/^(a|button|label)$/.test(element.localName) && parentOf(element) && fold(parentOf(element).textContent) === fold(element.textContent)) return element;
    const display = getComputedStyle(element).display;
    if (BLOCKISH.test(display) && !/^inline/.test(display)) return element;
    if (/^inline-/.test(display) && /^(a|button|label)$/.test(element.localName)) return element;
    element = parentOf(element);
  }
  return element || document.body;
}

let current = null;
let budget = 60000; // nodes: a page of 200,000 must not stop the walk
function flush() {
  if (!current) return;
  const text = fold(current.text).slice(0, CAP);
  if (text) {
    const element = current.owner;
    const region = regionOf(element);
    let [kind, level] = kindOf(element, region);
    const isMasked = masked(element, args.mask);
    if (isMasked) hidden.add(text);
    blocks.push({
      kind, level, region, text: isMasked ? "[masked]" : text, lang: langOf(element),
      target: targetOf(element), box: boxOf(element),
    });
  }
  current = null;
}
function visit(node) {
  if (--budget < 0 || blocks.length > 3000) return;
  if (node.nodeType === 3) {
    if (!node.data.trim()) {
      if (current) current.text += " ";
      return;
    }
    const parent = node.parentElement || parentOf(node);
    if (!parent || !visible(parent) || clippedAway(parent)) return;
    const owner = ownerOf(node);
    if (!current || current.owner !== owner) {
      flush();
      current = { owner, text: "" };
    }
    if (parent !== owner && masked(parent, args.mask)) {
      hidden.add(fold(node.data));
      current.text += " [masked] ";
    } else current.text += node.data;
    return;
  }
  if (node.nodeType !== 1 || SKIP.test(node.localName)) return;
  if (node.localName === "br") {
    if (current) current.text += " ";
    return;
  }
  if (node.localName === "img") {
    const alt = fold(node.getAttribute("alt"));
    if (alt && visible(node)) {
      flush();
      blocks.push({ kind: "image", level: null, region: regionOf(node), text: alt.slice(0, CAP), lang: langOf(node), target: targetOf(node), box: boxOf(node) });
    }
    return;
  }
  if (node.localName === "details" && !node.open) {
    const summary = node.querySelector("summary");
    if (summary) visit(summary);
    return;
  }
  childrenOf(node).forEach(visit);
}
if (document.body) visit(document.body);
flush();

const mains = [...document.querySelectorAll("h1,[role=heading][aria-level='1']")].filter(visible);
const openDialog = [...document.querySelectorAll("dialog[open],[role=dialog],[role=alertdialog]")].filter(visible).pop();
const dialogTitle = openDialog && (nameOf(openDialog)[1] === "aria" ? nameOf(openDialog)[0] : fold((openDialog.querySelector("h1,h2,h3") || {}).textContent));
const first = mains[0] || [...document.querySelectorAll("h2,h3")].filter(visible)[0];
return {
  blocks,
  hidden: [...hidden],
  title: fold(document.title).slice(0, 300),
  heading: (dialogTitle || (first ? (masked(first, args.mask) ? "[masked]" : textOf(first)) : "")).slice(0, 200),
  lang: (document.documentElement.getAttribute("lang") || "").slice(0, 20),
  size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
  fields: everywhere(document, "input:not([type=hidden]),select,textarea").length,
  passwords: everywhere(document, "input[type=password]").filter(visible).length,
  elements: document.querySelectorAll("*").length,
};
