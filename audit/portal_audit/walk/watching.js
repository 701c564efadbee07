// Tells how a person finds their way. Runs in an isolated world, after page.js, in every frame.
// Never what is typed: of a key its kind, of a field nothing.
const CONTROLS =
  "a[href],button,input,select,textarea,summary,option,label,[role=button],[role=link],[role=tab],[role=menuitem],[role=option]," +
  "[role=checkbox],[role=radio],[role=switch],[role=combobox],[role=textbox],[contenteditable=true],[onclick]";
const MENUS = "nav,header,footer,[role=navigation],[role=menubar],[role=menu],[role=tablist],h1,h2,h3,h4,h5,h6";
const WRONG = "[role=alert],[aria-live=assertive],[aria-errormessage],.error,.errors,.invalid,.alert,.field-error,.form-error";
const DIALOGS = "dialog,[role=dialog],[role=alertdialog],[aria-modal=true]";
const DEAD_MS = 1000;
const isTop = self === top;
const tell = (kind, more = {}) => globalThis[TELL](JSON.stringify({ kind, at: Date.now(), ...more }));
// A fault of ours must never reach the person.
const hear = (target, type, listener) =>
  target.addEventListener(type, (event) => {
    try {
      listener(event);
    } catch {
      // The page is what it is; this event is missing.
    }
  }, { capture: true });
const closest = (element, selector) => {
  for (let node = element; node && node.matches; node = parentOf(node)) if (node.matches(selector)) return node;
  return null;
};
const roleOf = (element) => {
  const said = fold(element.getAttribute("role")).split(" ")[0];
  if (said) return said;
  const { localName: tag, type } = element;
  if (tag === "a") return "link";
  if (tag === "button" || tag === "summary") return "button";
  if (tag === "select") return "combobox";
  if (tag === "input") return { checkbox: "checkbox", radio: "radio", submit: "button", button: "button", image: "button", reset: "button" }[type] || "textbox";
  return tag === "textarea" || element.isContentEditable ? "textbox" : tag;
};
const isField = (element) => /^(input|select|textarea)$/.test(element.localName) && roleOf(element) !== "button";

// Words without the parts that show patient details (`mask:` of the portal file).
function clean(element, words) {
  if (!CONFIG.mask || !words) return words;
  if (closest(element, CONFIG.mask)) return "[masked]";
  for (const part of element.querySelectorAll(CONFIG.mask)) {
    const hidden = textOf(part);
    if (hidden) words = words.split(hidden).join("[masked]");
  }
  return words;
}

// --- where the person is ---

function heading() {
  const seen = (query) => everywhere(document, query).find((h) => visible(h) && !clippedAway(h) && !closest(h, DIALOGS));
  const found = seen("h1,[role=heading][aria-level='1']") || seen("h2,[role=heading]");
  return found ? clean(found, textOf(found)).slice(0, 120) : "";
}
let came = "";
let how = "navigate";
function look() {
  if (!document.body) return;
  const place = { path: location.pathname + (/^#!?\//.test(location.hash) ? location.hash : ""), heading: heading() };
  const now = JSON.stringify(place);
  if (now === came) return;
  came = now;
  tell("page", { ...place, how });
  how = "push"; // whatever comes next in this document, its own scripts drew
}

// --- what the portal says is wrong ---

const told = new Set();
function wrongs() {
  for (const element of everywhere(document, WRONG)) {
    const words = visible(element) ? clean(element, textOf(element)).slice(0, 160) : "";
    if (!words || told.has(words)) continue;
    told.add(words);
    tell("wrong", { words });
  }
}

let changes = 0;
let waiting = 0;
const soon = () => {
  changes += 1;
  waiting = waiting || setTimeout(() => {
    waiting = 0;
    try {
      if (isTop) look();
      wrongs();
    } catch {
      // see `hear`
    }
  }, 120);
};

function begin() {
  new MutationObserver(soon).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["class", "style", "hidden", "open", "aria-hidden", "aria-expanded", "aria-invalid"],
  });
  soon();
}
const arrival = performance.getEntriesByType("navigation")[0];
how = (arrival && { reload: "reload", back_forward: "back_forward" }[arrival.type]) || "navigate";
if (document.readyState === "loading") hear(document, "DOMContentLoaded", begin);
else begin();
hear(window, "load", soon);
hear(window, "pageshow", (event) => {
  if (!event.persisted) return;
  came = "";
  how = "back_forward";
  soon();
});
if (isTop && self.navigation) {
  hear(self.navigation, "currententrychange", (event) => {
    how = event.navigationType === "traverse" ? "back_forward" : event.navigationType === "reload" ? "reload" : "push";
    soon();
  });
}

// --- what the person does ---

// The last click of what cannot be undone is held back where `heldBack` (patterns) says so.
function held(element, event) {
  const name = element ? nameOf(element)[0] : "";
  const patterns = globalThis.heldBack || [];
  if (!name || !patterns.some((pattern) => new RegExp(pattern, "i").test(name))) return false;
  // An unfinished form is the browser's to refuse: nothing is sent, and the person is told why.
  if (element.form && !element.form.noValidate && !element.form.checkValidity()) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell("held", { name: name.slice(0, 120) });
  return true;
}

const here = Math.random().toString(36).slice(2, 10);
let clicks = 0;
hear(window, "click", (event) => {
  if (!event.isTrusted || (!event.detail && event.clientX === 0 && event.clientY === 0 && isField(event.target))) return;
  const control = event.composedPath().find((node) => node.nodeType === 1 && node.matches(CONTROLS)) || null;
  const hand = !control && getComputedStyle(event.target).cursor === "pointer";
  const target = control && control.localName === "label" ? control.control || control : control;
  const number = `${here}-${(clicks += 1)}`;
  tell("click", {
    number,
    role: target ? roleOf(target) : "",
    name: target && !isField(target) ? clean(target, nameOf(target)[0]).slice(0, 120) : "",
    label: target && isField(target) ? fold(labelTextOf(target)).slice(0, 120) : "",
    menu: !!(target && closest(target, MENUS)),
    x: Math.round(event.clientX), y: Math.round(event.clientY),
    onTarget: !!control || hand,
  });
  if (held(control, event) || control) return;
  const before = changes;
  setTimeout(() => changes === before && tell("dead", { number }), DEAD_MS);
});
hear(window, "submit", (event) => event.isTrusted && held(event.submitter, event));
hear(window, "invalid", (event) => tell("invalid", { type: event.target.type || "" }));
hear(window, "keydown", (event) => {
  if (!event.isTrusted || event.repeat) return;
  const one = [...event.key].length === 1;
  tell("key", { sort: one ? "char" : ["Tab", "Enter", "Escape"].includes(event.key) ? event.key : "other" });
});
let active = 0;
const stirs = () => {
  if (Date.now() - active < 1000) return;
  active = Date.now();
  tell("stir");
};
for (const type of ["pointermove", "wheel", "touchmove"]) hear(window, type, (event) => event.isTrusted && stirs());
let deepest = 0;
hear(window, "scroll", () => {
  stirs();
  if (!isTop) return;
  const page = document.scrollingElement || document.documentElement;
  const depth = Math.min(1, (page.scrollTop + innerHeight) / Math.max(page.scrollHeight, 1));
  if (depth > deepest + 0.05) {
    deepest = depth;
    tell("scroll", { depth: Math.round(depth * 100) / 100 });
  }
});
if (isTop) hear(window, "blur", (event) => event.target === window && tell("away"));
