// Texts whose background only the picture can tell, and the fields of a form: where to look.
// `find` answers with both, `hide` makes all text transparent, `end` takes that back.
const notes = (window[Symbol.for("portal-audit")] ||= {});
const MOST_TEXTS = 40;
const MOST_FIELDS = 30;
const HEIGHT = innerHeight * 3;

const WORDS = /[\p{L}\p{N}]{2}/u;
const PICTURES = "img,video,canvas,svg,picture,object";
const SKIPPED = `script,style,noscript,template,option,textarea,audio,${PICTURES}`;
// Nobody can operate these; their contrast is no matter of WCAG 1.4.3.
const OFF = ":disabled,[aria-disabled=true],fieldset:disabled *,[inert],[inert] *";
const labelIsOff = (element) => {
  const label = element.closest("label");
  return Boolean(label && label.control && label.control.matches(OFF));
};
const TRANSPARENT = "portal-audit-transparent{} *:not(#a#b),*:not(#a#b)::placeholder,*:not(#a#b)::before,*:not(#a#b)::after{" +
  "-webkit-text-fill-color:transparent!important;-webkit-text-stroke-color:transparent!important;" +
  "text-decoration-color:transparent!important;caret-color:transparent!important;transition:none!important}";

// [red, green, blue, alpha] of a computed colour; null in a notation that says it otherwise.
function colour(text) {
  const found = /^rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)(?:[,\s/]+([\d.]+)(%?))?\s*\)$/.exec(text);
  if (!found) return null;
  const alpha = found[4] === undefined ? 1 : found[4] / (found[5] ? 100 : 1);
  return [+found[1], +found[2], +found[3], alpha];
}
// A picture that did not come leaves a hole that nobody else sees.
const cameNot = (image) => [...image.matchAll(/url\(["']?([^"')]+)/g)].some(([, url]) => {
  if (/^(data|blob):/.test(url)) return false;
  const entries = performance.getEntriesByName(url);
  return !entries.length || entries.every((entry) => entry.responseStatus >= 400 || (!entry.responseStatus && !entry.decodedBodySize));
});
const memo = (make) => {
  const known = new Map();
  return (element) => {
    if (!known.has(element)) known.set(element, make(element));
    return known.get(element);
  };
};
// A part made by the style sheet that lies behind or over the words.
const isGround = (style) => style.content !== "none" && style.position === "absolute" &&
  (style.backgroundImage !== "none" || (colour(style.backgroundColor) || [0, 0, 0, 1])[3] > 0);
// What is behind the words of an element, as far as its ancestors tell: `plain` colour or not.
const behind = memo((element) => {
  if (!element || !element.getAttribute) return { plain: true, doubt: "", opacity: 1, off: false };
  const style = getComputedStyle(element);
  const outer = behind(parentOf(element));
  const own = colour(style.backgroundColor);
  const solid = own && own[3] === 1;
  const image = style.backgroundImage !== "none" || ["::before", "::after"].some((part) => isGround(getComputedStyle(element, part)));
  let doubt = "";
  if (style.backgroundClip === "text" || style.webkitBackgroundClip === "text") doubt = "letters filled with a picture";
  else if (style.mixBlendMode !== "normal" || style.filter !== "none") doubt = "colours are changed";
  else if (cameNot(style.backgroundImage)) doubt = "picture missing";
  const opacity = parseFloat(style.opacity);
  // What shows through and what does not cannot be told apart any more.
  if (!doubt && opacity < 1 && (image || (own && own[3] > 0))) doubt = "see-through box";
  return {
    plain: !image && (solid || outer.plain), doubt: doubt || (solid && !image ? (outer.doubt === "colours are changed" ? outer.doubt : "") : outer.doubt),
    opacity: opacity * outer.opacity, off: element.matches(OFF) || outer.off,
    backdrop: outer.backdrop || style.backdropFilter !== "none",
  };
});
function pictures() {
  return everywhere(document, PICTURES).filter((element) => !element.closest("svg svg,picture img"))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([element, rect]) => rect.width > 20 && rect.height > 10 && rect.top + scrollY < HEIGHT && visible(element));
}
const inside = (x, y, rect) => x > rect.left && x < rect.right && y > rect.top && y < rect.bottom;

function texts() {
  const all = pictures();
  const byElement = new Map();
  for (const root of roots(document)) {
    const top = root === document ? document.body : root;
    if (!top) continue;
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let count = 0; walker.nextNode() && count < 4000; count++) {
      const node = walker.currentNode;
      const element = node.parentElement || parentOf(node);
      if (!element || !WORDS.test(node.data) || element.closest(SKIPPED)) continue;
      if (byElement.has(element)) byElement.get(element).push(node);
      else byElement.set(element, [node]);
    }
  }
  const found = [];
  for (const [element, nodes] of byElement) {
    const ground = behind(element);
    const style = getComputedStyle(element);
    if (ground.off || labelIsOff(element)) continue;
    const bounds = element.getBoundingClientRect();
    const over = all.filter(([picture, rect]) => !picture.contains(element) && bounds.left < rect.right && bounds.right > rect.left && bounds.top < rect.bottom && bounds.bottom > rect.top);
    const shadow = style.textShadow !== "none";
    if (ground.plain && !over.length && !shadow && !ground.backdrop && ground.opacity === 1 && !ground.doubt) continue;
    if (!visible(element)) continue;
    const rects = nodes.flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    }).filter((rect) => rect.width > 3 && rect.height > 5 && rect.top + scrollY >= 0 && rect.bottom + scrollY < HEIGHT && rect.left >= 0 && rect.right <= innerWidth).slice(0, 6);
    if (!rects.length) continue;
    const onPicture = over.some(([, rect]) => inside((rects[0].left + rects[0].right) / 2, (rects[0].top + rects[0].bottom) / 2, rect));
    if (ground.plain && !onPicture && !shadow && !ground.backdrop && ground.opacity === 1 && !ground.doubt) continue;
    const fill = colour(style.webkitTextFillColor);
    const size = parseFloat(style.fontSize);
    const big = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight, 10) >= 700);
    let doubt = ground.doubt;
    if (!fill) doubt ||= "colour in another notation";
    else if (fill[3] * ground.opacity < 0.05) continue; // meant to be seen by nobody
    if (style.webkitTextStrokeWidth !== "0px") doubt ||= "outlined letters";
    if (over.some(([picture]) => picture.localName === "video" || (picture.localName === "img" && !(picture.complete && picture.naturalWidth)))) doubt ||= "picture missing";
    found.push({ element, rects, fill: fill || [0, 0, 0, 1], opacity: ground.opacity, size, need: big ? 3 : 4.5, doubt, words: fold(nodes.map((node) => node.data).join(" ")).slice(0, 80) });
  }
  found.sort((a, b) => b.size - a.size);
  return found;
}
// Nothing lies over it: asked where it is in the middle of the window, away from what sticks there.
function onTop({ element, rects }) {
  const rect = rects[0];
  const top = rect.top; // before any scrolling: `rects` were read at the page's own place
  const back = scrollY;
  if (top < 0 || rect.bottom > innerHeight) scrollTo({ top: back + top - innerHeight / 2, behavior: "instant" });
  const y = top + back - scrollY + rect.height / 2;
  const root = element.getRootNode();
  const hits = [0.25, 0.5, 0.75].map((share) => root.elementFromPoint(rect.left + rect.width * share, y));
  if (scrollY !== back) scrollTo({ top: back, behavior: "instant" });
  return hits.some((hit) => hit && (hit === element || element.contains(hit) || (hit.contains(element) && getComputedStyle(element).pointerEvents === "none")));
}
const page = (rect) => ({ left: rect.left + scrollX, top: rect.top + scrollY, right: rect.right + scrollX, bottom: rect.bottom + scrollY });

const FIELDS = "textarea,select,input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image],[type=checkbox],[type=radio],[type=range],[type=color],[type=file])";
function fields() {
  const found = [];
  for (const element of everywhere(document, FIELDS)) {
    const rect = element.getBoundingClientRect();
    if (found.length >= MOST_FIELDS || rect.bottom + scrollY > HEIGHT || rect.width < 20 || rect.height < 10) continue;
    if (element.matches(OFF) || element.readOnly || !visible(element) || behind(element).opacity < 1 || rect.left < 6 || rect.right > innerWidth - 6) continue;
    const frames = [rect];
    // The line around a field is often drawn by a box around it.
    for (let outer = parentOf(element), far = 0; outer && far < 3; outer = parentOf(outer), far++) {
      const around = outer.getBoundingClientRect();
      if (around.height > rect.height + 48 || outer.querySelectorAll(FIELDS).length > 1 || outer === document.body) break;
      if (around.left >= 6 && around.right <= innerWidth - 6 && around.top >= 6) frames.push(around);
    }
    found.push({ element, frames, said: Boolean(element.placeholder || (element.value || "").trim() || element.localName === "select") });
  }
  return found;
}

const STEPS = {
  find: () => {
    const all = texts();
    const some = all.slice(0, MOST_TEXTS);
    notes.pixels = { top: some.filter(onTop), fields: fields() };
    const { top } = notes.pixels;
    return {
      unread: all.length - top.length,
      ratio: devicePixelRatio, width: innerWidth, height: Math.min(HEIGHT, Math.max(document.documentElement.scrollHeight, innerHeight)),
      window: innerHeight, scrolled: [scrollX, scrollY],
      texts: top.map(({ element, rects, fill, opacity, need, doubt, words }) => ({
        rects: rects.map(page), fill, opacity, need, doubt, seen: seen("pale-text", element, { words, needed: need, doubt }),
      })),
      fields: notes.pixels.fields.map(({ element, frames, said }) => ({ frames: frames.map(page), seen: seen("pale-field", element, { said }) })),
    };
  },
  hide: () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(TRANSPARENT);
    notes.pixels.sheet = sheet;
    for (const root of roots(document)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  },
  end: () => {
    const { sheet } = notes.pixels || {};
    if (sheet) for (const root of roots(document)) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
    delete notes.pixels;
  },
};
return STEPS[args.step]();
