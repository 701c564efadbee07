// Tells what a person does in a document. Runs in an isolated world, after page.js, in every frame.
// TELL is the name of the binding, CONFIG what the words of the vocabulary are as patterns.
// The value of a field that may be secret or personal is never read: see `secrecy`.
const LONGEST = 2000;
const cut = (text, length = 160) => fold(text).slice(0, length);
const anyOf = (patterns) => new RegExp(patterns.map((p) => `(?:${p})`).join("|") || "(?!)", "i");
const SAYS = { user: anyOf(CONFIG.user), password: anyOf(CONFIG.password), code: anyOf(CONFIG.code), outcome: anyOf(CONFIG.outcomes) };
const SIGNING_IN = /\b(sign|log)[ -]?[io]n\b|\blogon\b|iniciar sesi/i;
// Fields that hold something about a person, by label, name, id or autocomplete.
const PRIVATE = new RegExp(
  "pass ?(word|code|phrase)|\\bpwd\\b|\\bpin\\b|\\botp\\b|user ?(name|id)\\b|log ?in|member ?(id|number)|e-?mail|" +
    "birth|\\bbday|\\bdob\\b|\\bssn\\b|social security|\\bmrn\\b|record number|patient (id|number)|insurance|policy|" +
    "phone|\\btel\\b|mobile|street|address|\\bzip\\b|postal|(first|last|full|given|family|maiden|your) ?name|" +
    "card ?(number|holder)|\\bcc-|\\bcvv\\b|\\bcvc\\b|(security|verification|access|one-time|digit) ?code|account ?number|routing|secret|answer",
  "i"
);
const TEXTLIKE = /^(text|email|tel|url|search|number|password|date|time|month|week|datetime-local|)$/;

const closest = (element, selector) => {
  for (let node = element; node && node.matches; node = parentOf(node)) if (node.matches(selector)) return node;
  return null;
};
const inside = (outer, element) => {
  for (let node = element; node; node = parentOf(node)) if (node === outer) return true;
  return false;
};

// --- what a thing is and what it is called ---

const BUTTONS = /^(submit|button|reset|image)$/;
function roleOf(element) {
  const said = fold(element.getAttribute("role")).split(" ")[0];
  if (said) return said;
  const tag = element.localName;
  if (tag === "a") return element.hasAttribute("href") ? "link" : "";
  if (tag === "button") return "button";
  if (tag === "select") return element.multiple || element.size > 1 ? "listbox" : "combobox";
  if (tag === "option") return "option";
  if (tag === "textarea" || element.isContentEditable) return "textbox";
  if (tag !== "input") return "";
  if (BUTTONS.test(element.type)) return "button";
  return { checkbox: "checkbox", radio: "radio", search: "searchbox", number: "spinbutton", file: "file" }[element.type] || "textbox";
}
const isField = (element) =>
  (element.localName === "input" && !BUTTONS.test(element.type)) || /^(select|textarea)$/.test(element.localName) || element.isContentEditable;

// The name, and never what is typed inside.
function called(element) {
  if (!isField(element)) return nameOf(element)[0];
  if (fold(element.getAttribute("aria-labelledby")) || fold(element.getAttribute("aria-label"))) {
    const [name, source] = nameOf(element);
    if (source === "aria") return name;
  }
  for (const label of element.labels || []) {
    const copy = label.cloneNode(true);
    copy.querySelectorAll("input,select,textarea,script,style").forEach((part) => part.remove());
    const name = fold(copy.textContent);
    if (name) return name;
  }
  return fold(element.getAttribute("title")) || fold(element.getAttribute("placeholder"));
}

const CONTROLS =
  "a[href],button,input,select,textarea,summary,option,[role=button],[role=link],[role=tab],[role=menuitem],[role=option]," +
  "[role=checkbox],[role=radio],[role=switch],[role=combobox],[role=textbox],[role=menuitemcheckbox],[role=menuitemradio],[contenteditable=true],label";
function controlAt(event) {
  const path = event.composedPath().filter((node) => node.nodeType === 1);
  const control = path.find((node) => node.matches(CONTROLS));
  if (control) return control;
  const made = path.find((node) => node.hasAttribute("onclick") || (node.hasAttribute("tabindex") && node.tabIndex >= 0));
  if (made && made !== document.body && made !== document.documentElement && textOf(made).length <= 200) return made;
  // What looks like something to click: the whole area under the pointing hand.
  const hands = path.filter((node) => getComputedStyle(node).cursor === "pointer" && textOf(node).length <= 200);
  return hands.length ? hands[hands.length - 1] : null;
}

function cssOf(element) {
  const only = (selector) => {
    try {
      return element.getRootNode().querySelectorAll(selector).length === 1;
    } catch {
      return false;
    }
  };
  if (/^[A-Za-z][\w-]{0,60}$/.test(element.id) && only("#" + element.id)) return "#" + element.id;
  const name = element.getAttribute("name");
  if (name && /^[\w.-]{1,60}$/.test(name) && only(`${element.localName}[name="${name}"]`)) return `${element.localName}[name="${name}"]`;
  const steps = [];
  for (let node = element; node && node.nodeType === 1 && steps.length < 12; node = node.parentElement) {
    if (node !== element && /^[A-Za-z][\w-]{0,60}$/.test(node.id)) {
      steps.unshift("#" + node.id);
      break;
    }
    const same = node.parentElement ? [...node.parentElement.children].filter((c) => c.localName === node.localName) : [];
    steps.unshift(node.localName + (same.length > 1 ? `:nth-of-type(${same.indexOf(node) + 1})` : ""));
    if (only(steps.join(" > "))) break;
  }
  return steps.join(" > ").slice(0, 300);
}

// --- which of several alike ---

const OPEN_DIALOGS = "dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]";
const PARTS = { main: "main,[role=main]", nav: "nav,[role=navigation]", dialog: OPEN_DIALOGS, footer: "footer,[role=contentinfo]", header: "header,[role=banner]" };

function wordsPattern(words) {
  const body = words.split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("\\s+");
  return new RegExp((/^\w/.test(words) ? "\\b" : "") + body + (/\w$/.test(words) ? "\\b" : ""), "i");
}
// As the walk counts it (locate.py): how far up until the words are there.
function stepsTo(element, pattern) {
  let steps = 0;
  for (let node = element; node; node = node.parentElement || node.getRootNode().host, steps++)
    if (pattern.test(node.textContent || "") || pattern.test(node.getAttribute("aria-label") || "")) return steps;
  return 1000;
}
function nearTo(element, rivals, name) {
  for (let node = parentOf(element), depth = 0; node && depth < 12; node = parentOf(node), depth++) {
    if (rivals.some((rival) => inside(node, rival))) return "";
    const texts = [node.getAttribute("aria-label") || ""];
    for (const query of ["h1,h2,h3,h4,h5,h6,[role=heading],legend,caption,th,dt", "strong,b,td,dd,p,span,li,label,div"])
      for (const part of [...node.querySelectorAll(query)].slice(0, 40)) if (visible(part) && !isField(part) && !part.querySelector("input,select,textarea,[contenteditable]")) texts.push(textOf(part));
    for (const words of texts.map(fold)) {
      if (words.length < 2 || words.length > 60 || words.toLowerCase() === name.toLowerCase() || /\d{6}|@/.test(words)) continue;
      const pattern = wordsPattern(words);
      const own = stepsTo(element, pattern);
      if (own < 1000 && rivals.every((rival) => stepsTo(rival, pattern) > own)) return words;
    }
  }
  return "";
}

function whichOf(element, role, name) {
  const alike = everywhere(document, CONTROLS).filter((other) => other === element || (other.localName !== "label" && roleOf(other) === role && visible(other)));
  const names = new Map(alike.map((other) => [other, called(other)]));
  let same = alike.filter((other) => names.get(other).toLowerCase() === name.toLowerCase());
  const dialog = everywhere(document, OPEN_DIALOGS).filter(visible).pop();
  const within = dialog ? same.filter((other) => inside(dialog, other)) : [];
  if (within.length && within.includes(element)) same = within; // the walk looks there first
  const rivals = same.filter((other) => other !== element);
  const others = [...new Set([...names].filter(([other]) => other !== element).map(([, words]) => cut(words, 80)))].slice(0, 200);
  if (!rivals.length) return { alike: 1, first: true, near: "", part: "", others };
  const part = Object.keys(PARTS).find((p) => closest(element, PARTS[p]) && !rivals.some((rival) => closest(rival, PARTS[p])));
  return { alike: same.length, first: same[0] === element, near: part ? "" : nearTo(element, rivals, name), part: part || "", others };
}

// --- what must not be read ---

const passwords = new WeakSet(); // "Show password" makes them text fields: once one, always one
const remember = () => everywhere(document, "input[type=password]").forEach((field) => passwords.add(field));
const fillsIn = (field) => (field.getAttribute("autocomplete") || "").toLowerCase();
const isPassword = (field) => passwords.has(field) || field.type === "password" || /\b(current|new)-password\b/.test(fillsIn(field));
const isCode = (field) => /\bone-time-code\b/.test(fillsIn(field)) || SAYS.code.test(called(field));

function formOf(element) {
  const form = element.form || closest(element, "form,[role=form],dialog,[role=dialog]");
  const all = form ? (form.elements ? [...form.elements] : everywhere(form, "input,select,textarea")) : everywhere(document, "input,select,textarea").filter((f) => !f.form);
  return { form, fields: all.filter((f) => isField(f) && f.type !== "hidden") };
}

// "sign-in": part of signing in. "private": may be about a person. "": may be read.
function secrecy(element) {
  const { form, fields } = formOf(element);
  const secret = fields.filter(isPassword);
  const texts = fields.filter((f) => f.localName === "textarea" || (f.localName === "input" && TEXTLIKE.test(f.type)));
  const field = isField(element);
  if (field || (form && roleOf(element) === "button")) {
    if (secret.length > 1 || secret.some((f) => /new-password/.test(fillsIn(f)))) return field ? "private" : "";
    const card = texts.some((f) => /\bcc-/.test(fillsIn(f)) || /\bcard\b/i.test(called(f)));
    if (!card && (secret.length || texts.some(isCode))) return "sign-in";
    const user = texts.length === 1 && (/\busername\b/.test(fillsIn(texts[0])) || SAYS.user.test(called(texts[0])));
    const buttons = form ? [...form.querySelectorAll("button,input[type=submit]")].map(called) : [];
    if (user && [location.pathname, heading(), ...buttons].some((words) => SIGNING_IN.test(words))) return "sign-in";
  }
  if (!field) return "";
  if (element.type === "hidden" || isPassword(element) || /\busername\b/.test(fillsIn(element))) return "private";
  const marks = [called(element), fillsIn(element), element.name || "", element.id || "", element.getAttribute("placeholder") || "", element.type === "email" || element.type === "tel" ? "e-mail" : ""];
  const apart = (mark) => mark.replace(/[_.-]/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2");
  return marks.some((mark) => PRIVATE.test(mark) || PRIVATE.test(apart(mark)) || SAYS.user.test(mark) || SAYS.password.test(mark) || SAYS.code.test(mark)) ? "private" : "";
}

// --- what is told ---

function heading() {
  const seen = (query) => everywhere(document, query).find((h) => visible(h) && !clippedAway(h) && !closest(h, OPEN_DIALOGS));
  const found = seen("h1,[role=heading][aria-level='1']") || seen("h2,[role=heading]");
  return found ? cut(textOf(found)) : "";
}
function says() {
  const said = [];
  const add = (element) => {
    const words = visible(element) && !element.querySelector("input,select,textarea,[contenteditable]") ? cut(textOf(element), 300) : "";
    if (words && said.length < 12 && !said.includes(words)) said.push(words);
  };
  everywhere(document, "[role=status],[role=alert],output,[aria-live=polite],[aria-live=assertive]").forEach(add);
  if (!document.body) return said;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let count = 0; texts.nextNode() && count < 5000; count++) {
    const parent = texts.currentNode.parentElement;
    if (parent && texts.currentNode.data.length < 300 && SAYS.outcome.test(texts.currentNode.data) && !closest(parent, "script,style,textarea,[contenteditable],button,a")) add(parent);
  }
  return said;
}
const top_ = self === top;
const state = () => ({ heading: top_ ? heading() : "", says: says() });

function describe(element) {
  const role = roleOf(element);
  const name = cut(called(element), 400);
  const { form } = formOf(element);
  return {
    role,
    tag: element.localName,
    type: element.localName === "input" ? element.type : "",
    field: isField(element),
    name,
    css: cssOf(element),
    secrecy: secrecy(element),
    part_of: regionOf(element),
    submits: role === "button" && !!form && form.localName === "form" && element.type === "submit",
    posts: !!form && (form.getAttribute("method") || "").toLowerCase() === "post",
    ...(name ? whichOf(element, role, name) : { alike: 0, first: false, near: "", part: "", others: [] }),
  };
}

const document_ = Math.random().toString(36).slice(2);
function tell(kind, more) {
  globalThis[TELL](JSON.stringify({ kind, document: document_, top: top_, page: state(), ...more }));
}
// A fault of ours must never reach the person: the deed is then missing in the draft.
const hear = (type, listener) =>
  addEventListener(
    type,
    (event) => {
      if (!event.isTrusted) return;
      try {
        listener(event);
      } catch {
        tell("missed", {});
      }
    },
    { capture: true, passive: true }
  );

// A list may act when the button goes down and be gone before the click: what it was is kept.
let pressed = null;
hear("pointerdown", (event) => {
  remember();
  const element = event.button === 0 ? controlAt(event) : null;
  pressed = element && { element, control: describe(element), page: state() };
});
hear("pointerup", () => {
  const before = pressed;
  setTimeout(() => {
    if (before && before === pressed && !before.element.isConnected) {
      pressed = null;
      tell("click", { control: before.control, page: before.page, by: "pointer" });
    }
  });
});
hear("click", (event) => {
  const element = controlAt(event);
  const before = pressed;
  pressed = null;
  if (before && before.element !== element && !before.element.isConnected) tell("click", { control: before.control, page: before.page, by: "pointer" });
  else if (element && before && before.element === element) tell("click", { control: before.control, page: before.page, by: "pointer", again: event.detail > 1 });
  else if (element) tell("click", { control: describe(element), by: event.detail ? "pointer" : "keys" });
});
hear("focusin", remember);
let untold = null; // told once, not key by key: how long a password is, is nobody's business
hear("input", (event) => {
  remember();
  const element = event.composedPath().find((node) => node.nodeType === 1 && isField(node));
  if (!element || element === untold || element.localName === "select" || /^(checkbox|radio|file)$/.test(element.type)) return;
  const control = describe(element);
  untold = control.secrecy ? element : null;
  if (control.secrecy) tell("type", { control });
  else tell("type", { control, text: (element.isContentEditable ? element.innerText : element.value).slice(0, LONGEST) });
});
hear("change", (event) => {
  const element = event.composedPath()[0];
  const control = describe(element);
  if (element.localName === "select") {
    const option = element.selectedOptions[0];
    tell("choose", control.secrecy ? { control } : { control, option: option ? cut(option.label || option.text) : "" });
  } else if (element.type === "checkbox" || element.type === "radio") tell("check", { control, on: element.checked });
  else if (element.type === "file") tell("file", { control, ending: ((/\.([A-Za-z0-9]{1,5})$/.exec(element.files.length ? element.files[0].name : "") || [])[1] || "").toLowerCase() });
});
hear("keydown", (event) => {
  remember();
  if (event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const element = event.composedPath().find((node) => node.nodeType === 1) || document.body;
  const arrows = /^Arrow(Up|Down)$/.test(event.key) && !/^(select|textarea)$/.test(element.localName) && closest(element, "[role=combobox],[role=listbox],[role=menu],[role=tablist],[aria-haspopup],[aria-activedescendant]");
  const enter = event.key === "Enter" && element.localName !== "textarea" && !element.isContentEditable && !element.matches("a[href],button,summary,input[type=submit],input[type=button]");
  if (event.key === "Escape" || arrows || enter) tell("press", { key: event.key, control: describe(element) });
});

// What the page shows, whenever that changes: the last of it is what the task ends on.
let shown = "";
let waiting = 0;
function look() {
  waiting = 0;
  const page = state();
  const now = JSON.stringify(page);
  if (now === shown) return;
  shown = now;
  tell("page", { page });
}
const soon = () => (waiting = waiting || setTimeout(look, 120));
const watch = () => {
  new MutationObserver(soon).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open"] });
  look();
};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", watch);
else watch();
addEventListener("load", soon);
