// Visible controls with their names. Passwords and typed values are never read.
const ROLES = "button,link,checkbox,radio,switch,tab,menuitem,menuitemcheckbox,menuitemradio,option,textbox,searchbox,combobox,listbox,spinbutton,slider".split(",");
const NATIVE = "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,[contenteditable=''],[contenteditable=true]";
const QUERY = NATIVE + "," + ROLES.map((r) => `[role=${r}]`).join(",") + ",[onclick],[tabindex]";

function roleOf(element) {
  const given = (element.getAttribute("role") || "").split(/\s+/)[0];
  if (given) return given;
  const tag = element.localName;
  if (tag === "a" || tag === "area") return element.href ? "link" : "generic";
  if (tag === "button" || tag === "summary") return "button";
  if (tag === "select") return element.multiple || element.size > 1 ? "listbox" : "combobox";
  if (tag === "textarea" || element.isContentEditable) return "textbox";
  if (tag === "input") {
    const type = element.type;
    if (/^(submit|button|reset|image)$/.test(type)) return "button";
    if (type === "checkbox" || type === "radio") return type;
    if (type === "range") return "slider";
    if (type === "number") return "spinbutton";
    if (type === "search") return "searchbox";
    return element.list ? "combobox" : "textbox";
  }
  return "generic";
}
const found = [];
function gather(root) {
  for (const element of root.querySelectorAll("*")) {
    if (found.length >= 1500) return;
    if (element.shadowRoot) gather(element.shadowRoot);
    if (element.matches(QUERY)) found.push(element);
  }
}
gather(document);
return found.filter((e) => visible(e) || ((e.type === "checkbox" || e.type === "radio" || e.type === "file") && e.labels && [...e.labels].some(visible))).map((element) => {
  const [name, from] = nameOf(element);
  const role = roleOf(element);
  return {
    role, name: masked(element, args.mask) && from === "text" ? "[masked]" : name.slice(0, 200), name_from: from,
    tag: element.localName,
    type: element.getAttribute("type") ? element.type || "" : element.localName === "input" ? "text" : "",
    label: labelTextOf(element).slice(0, 200),
    autocomplete: (element.getAttribute("autocomplete") || "").slice(0, 60),
    inputmode: (element.getAttribute("inputmode") || "").slice(0, 20),
    placeholder: fold(element.getAttribute("placeholder")).slice(0, 200),
    maxlength: element.maxLength > 0 ? element.maxLength : null,
    required: !!element.required || element.getAttribute("aria-required") === "true",
    disabled: !!element.disabled || element.getAttribute("aria-disabled") === "true",
    focusable: element.tabIndex >= 0,
    href: element.href && typeof element.href === "string" ? element.href.slice(0, 1000) : "",
    lang: langOf(element), region: regionOf(element), target: targetOf(element), box: boxOf(element),
  };
});
