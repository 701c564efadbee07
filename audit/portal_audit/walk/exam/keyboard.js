// Installed once in a copy: where the focus is, and what shows it. Kept with `watched.js`'s notes.
const kept = window[Symbol.for("portal-audit")];
const FOCUSABLE = "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary," +
  "iframe,[tabindex],[contenteditable=''],[contenteditable=true],audio[controls],video[controls]";
const ids = new WeakMap();
const stops = [];
const idOf = (element) => {
  if (!ids.has(element)) {
    ids.set(element, stops.length);
    stops.push({ element });
  }
  return ids.get(element);
};
function active() {
  let element = document.activeElement;
  for (;;) {
    if (element && element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
    else if (element && element.localName === "iframe") {
      let inner = null;
      try { inner = element.contentDocument && element.contentDocument.activeElement; } catch { /* another site */ }
      if (!inner || inner === element.contentDocument.body) return element;
      element = inner;
    } else return element;
  }
}
const nowhere = (element) => !element || element === document.body || element === document.documentElement;

// What a focus mark may change, of an element, its surroundings and the label that stands for it.
const LOOKS = ["boxShadow", "border", "borderRadius", "background", "color", "textDecoration", "transform",
  "opacity", "filter", "fontWeight", "fontSize", "letterSpacing", "clip", "clipPath", "visibility", "display",
  "position", "left", "top", "width", "height", "zIndex"];
// A browser moves the outline of a link aside even where the page has taken it away.
const outlineOf = (style) =>
  style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" : style.outline + style.outlineOffset;
const look = (element, pseudo) => {
  const style = getComputedStyle(element, pseudo);
  if (pseudo && style.content === "none") return "";
  return outlineOf(style) + LOOKS.map((name) => style[name]).join("|") + (pseudo ? style.content : "");
};
function looks(element) {
  const around = [element.parentElement, element.parentElement && element.parentElement.parentElement,
    element.previousElementSibling, element.nextElementSibling, ...(element.labels || []),
    ...[...element.children].slice(0, 4)];
  return [element, ...around].filter(Boolean).map((each) =>
    [look(each), look(each, "::before"), look(each, "::after")].join("¦")).join("¬");
}
// How many of 25 points of an element belong to something that stays in place on top of it.
function hidden(element) {
  const box = element.getBoundingClientRect();
  let covered = 0, inside = 0;
  for (let i = 0; i < 25; i++) {
    const x = box.left + (box.width * ((i % 5) + 0.5)) / 5, y = box.top + (box.height * (Math.floor(i / 5) + 0.5)) / 5;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
    inside++;
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot && hit.shadowRoot.elementFromPoint(x, y) && hit.shadowRoot.elementFromPoint(x, y) !== hit)
      hit = hit.shadowRoot.elementFromPoint(x, y);
    if (!hit || element === hit || element.contains(hit) || hit.contains(element)) continue;
    for (let node = hit; node && node !== document.body; node = parentOf(node)) {
      if (node.contains(element)) break;
      if (/^(fixed|sticky)$/.test(getComputedStyle(node).position)) { covered++; break; }
    }
  }
  return [inside, covered];
}
// Pages that answer to focus and keys may do it a moment later.
const answers = ["blur", "focus", "focusin", "focusout", "keydown", "keyup", "keypress"];
const hears = (each) => answers.some((type) => each["on" + type] || (kept.heard.get(each) || new Set()).has(type));
const slow = everywhere(document, "iframe,object,embed").length > 0 || [window, document, document.documentElement, document.body,
  ...everywhere(document, "*").slice(0, 5000)].some((each) => each && hears(each));
const focusIns = [];
// On the way down, before a page's own handler can give the focus away again.
window.addEventListener("focus", (event) => {
  const element = event.composedPath()[0];
  if (!element || element.nodeType !== 1) return;
  focusIns.push(element);
  if (!slow) note(element);
}, true);

// What can only be seen while the focus is there.
function note(element) {
  const id = idOf(element);
  const record = stops[id];
  if (record.noted || element.ownerDocument !== document) return id;
  record.noted = true;
  // A mark of the usual kind is enough; everything else is compared with how it looks without.
  record.outline = outlineOf(getComputedStyle(element));
  if (!record.outline) record.looks = looks(element);
  const box = element.getBoundingClientRect();
  record.off = box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth || box.width < 2 || box.height < 2;
  [record.inside, record.covered] = hidden(element);
  return id;
}
const looksTheSame = ({ element, outline, looks: before }) =>
  outline ? outline === outlineOf(getComputedStyle(element)) : before === looks(element);

kept.keyboard = {
  // Where the focus is now; -1 nowhere. `lost`: what took the focus since the last look and lost it.
  stop() {
    const element = active();
    const taken = focusIns.splice(0);
    if (!nowhere(element)) return { id: note(element), lost: -1 };
    return { id: -1, lost: taken.length ? idOf(taken[taken.length - 1]) : -1 };
  },
  // All stops since the last look, on pages where nothing moves the focus but the Tab key.
  stops() {
    return [focusIns.splice(0).map(idOf), nowhere(active())];
  },
  // After the walk: what each stop is, and whether it looked different with the focus on it.
  report() {
    const element = active();
    if (!nowhere(element)) element.blur();
    return stops.map(({ element: each, noted, off, inside, covered, ...then }) => ({
      ...seen("focus-stop", each),
      changed: !noted || !looksTheSame({ element: each, ...then }),
      off: !!off, inside: inside || 0, covered: covered || 0,
      tabindex: each.tabIndex, text: isText(each), inFrame: each.ownerDocument !== document,
      isFrame: each.localName === "iframe",
      dom: each.ownerDocument === document ? domOrder.get(each) ?? -1 : -1,
      top: boxOf(each).y, left: boxOf(each).x, bottom: boxOf(each).y + boxOf(each).height,
    }));
  },
  focus(id) { stops[id].element.focus(); },
  blur() { const element = active(); if (!nowhere(element)) element.blur(); },
  tabbables: everywhere(document, FOCUSABLE).filter((each) => each.tabIndex >= 0 && !each.disabled && visible(each)).length,
};
const isText = (element) => element.isContentEditable || element.localName === "textarea" ||
  (element.localName === "input" && !/^(checkbox|radio|button|submit|reset|image|file|color|range)$/.test(element.type));
const domOrder = new WeakMap();
everywhere(document, FOCUSABLE).forEach((each, place) => domOrder.set(each, place));
return [kept.keyboard.tabbables, slow];
