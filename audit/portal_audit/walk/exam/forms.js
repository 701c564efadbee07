// Sends one form empty, then with values that cannot be right, and looks what the page says.
// Nothing leaves the copy.
const kept = window[Symbol.for("portal-audit")];
const FIELDS = "input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image]),select,textarea";
const required = (each) => each.required || each.getAttribute("aria-required") === "true" ||
  /\*|\(required\)|\bobligatori/i.test(labelTextOf(each));
const SEND = "button:not([type=button],[type=reset]),input[type=submit],input[type=image]";
const fieldsOf = (form) => [...form.querySelectorAll(FIELDS)].filter(visible);
// Number and date fields of the browser take no wrong values.
const WRONG = [
  [/^email$/, /e-?mail|correo/i, "abc"],
  [/^tel/, /phone|mobile|tel[eé]fono|m[oó]vil/i, "abc"],
  [/^(bday|cc-exp)$/, /\bdates?\b|birth|\bfecha|nacimiento/i, "99/99/9999"],
  [/^postal-code$/, /\bzip\b|post(al )?code|c[oó]digo postal/i, "?"],
];
function wrongFor(field) {
  if (!/^(text|email|tel|search|)$/.test(field.type) || field.localName !== "input") return "";
  const said = [field.type, ...(field.autocomplete || "").split(" ")];
  const found = WRONG.find(([token, words]) => said.some((each) => token.test(each)) || words.test(labelTextOf(field) || nameOf(field)[0]));
  return found ? found[2] : "";
}
const empty = (each) => required(each) && !each.value && !/^(checkbox|radio)$/.test(each.type);
const TRIES = {
  "empty-form": (form) => fieldsOf(form).filter(empty),
  "wrong-form": (form) => fieldsOf(form).filter((each) => wrongFor(each)),
};
kept.forms = [...document.forms].filter((form) => visible(form) && form.querySelector(SEND) &&
  Object.values(TRIES).some((tried) => tried(form).length)).slice(0, 3);
function put(field, value) {
  const kind = { input: HTMLInputElement, textarea: HTMLTextAreaElement, select: HTMLSelectElement }[field.localName];
  // As a person does: scripts that keep a field's value see it only through the element's own setter.
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, value);
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}
function fill(form) {
  for (const field of fieldsOf(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      const group = field.type === "radio" && field.name ? [...form.elements].filter((each) => each.name === field.name) : [field];
      if (required(field) && !group.some((each) => each.checked)) field.click();
    } else if (wrongFor(field)) put(field, wrongFor(field));
    else if (field.localName === "select") {
      const option = [...field.options].find((each) => each.value && !each.disabled);
      if (!field.value && option) put(field, option.value);
    } else if (/^(text|search|password|textarea)$/.test(field.type) && !field.value) put(field, "Test-1");
    else if (field.type === "number" && !field.value) put(field, field.min || "1");
    else if (field.type === "date" && !field.value) put(field, field.min || "2030-01-15");
  }
}
const words = () => {
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element || /^(script|style|noscript|template|option)$/.test(element.localName) || !visible(element)) continue;
    found.set(element, fold(element.textContent));
  }
  return found;
};
kept.try = {
  begin(n, how) {
    const form = kept.forms[n];
    kept.asked = TRIES[how](form);
    if (!kept.asked.length) return false;
    if (how === "wrong-form") fill(form);
    kept.said = words();
    kept.live = new Set(everywhere(document, "[role=alert],[role=status],[role=log],[aria-live=polite],[aria-live=assertive]"));
    const button = form.querySelector(SEND);
    button.focus();
    return document.activeElement === button;
  },
  // What is new on the page, and what it belongs to.
  end(n, how) {
    const form = kept.forms[n];
    const fields = kept.asked;
    const fresh = [...words()].filter(([element, text]) => kept.said.get(element) !== text && !form.querySelector("button")?.contains(element));
    const text = fresh.map(([, each]) => each).join(" ").slice(0, 600);
    const announced = fresh.some(([element]) => {
      for (let node = element; node; node = parentOf(node))
        if (kept.live.has(node) || node.getAttribute("role") === "alert") return true;
      return false;
    });
    const active = document.activeElement;
    const moved = fields.includes(active) || fresh.some(([element]) => element === active || active.contains(element) && active !== document.body && active !== document.documentElement);
    const lower = text.toLowerCase();
    const names = fields.map((each) => fold(labelTextOf(each) || nameOf(each)[0]).toLowerCase().replace(/[^\p{L}\p{N} ]/gu, "").trim());
    const named = fields.filter((each, i) => {
      const by = [each.getAttribute("aria-describedby"), each.getAttribute("aria-errormessage")].filter(Boolean).join(" ").split(/\s+/);
      const own = fresh.some(([element]) => by.some((id) => id && (element.id === id || element.closest("#" + CSS.escape(id)))));
      const near = fresh.some(([element]) => each.parentElement && each.parentElement.contains(element) && each.parentElement.querySelectorAll(FIELDS).length === 1);
      return own || near || (names[i] && names[i].split(" ").filter((w) => w.length > 2).some((w) => lower.includes(w)));
    }).length;
    const hints = fields.map((each) => {
      const by = (each.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean);
      return [labelTextOf(each), each.placeholder, ...by.map((id) => (document.getElementById(id) || {}).textContent || "")].join(" ");
    });
    return {
      ...seen(how, form),
      facts: {
        fields: fields.length, text, announced, moved, named, hint: fold(hints.join(" ")).slice(0, 300),
        marked: fields.filter((each) => each.getAttribute("aria-invalid") === "true").length,
        native: fieldsOf(form).some((each) => each.willValidate && !form.noValidate && !each.validity.valid),
      },
    };
  },
};
return kept.forms.length;
