// Sends one form as it stands, empty, and looks what the page says. Nothing leaves the copy.
const kept = window[Symbol.for("portal-audit")];
const FIELDS = "input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image]),select,textarea";
const required = (each) => each.required || each.getAttribute("aria-required") === "true" ||
  /\*|\(required\)|\bobligatori/i.test(labelTextOf(each));
kept.forms = [...document.forms].filter((form) =>
  visible(form) && [...form.querySelectorAll(FIELDS)].some((each) => visible(each) && required(each) && !each.value &&
    !/^(checkbox|radio)$/.test(each.type)) &&
  form.querySelector("button:not([type=button],[type=reset]),input[type=submit],input[type=image]")).slice(0, 3);
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
  begin(n) {
    const form = kept.forms[n];
    kept.said = words();
    kept.live = new Set(everywhere(document, "[role=alert],[role=status],[role=log],[aria-live=polite],[aria-live=assertive]"));
    const button = form.querySelector("button:not([type=button],[type=reset]),input[type=submit],input[type=image]");
    button.focus();
    return document.activeElement === button;
  },
  // What is new on the page, and what it belongs to.
  end(n) {
    const form = kept.forms[n];
    const fields = [...form.querySelectorAll(FIELDS)].filter((each) => visible(each) && required(each) && !each.value);
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
    return [fields.length, text, announced, moved, named,
      fields.filter((each) => each.getAttribute("aria-invalid") === "true").length,
      fields.some((each) => each.willValidate && !each.form.noValidate && !each.validity.valid), seen("empty-form", form)];
  },
};
return kept.forms.length;
