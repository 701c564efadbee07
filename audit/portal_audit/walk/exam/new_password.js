// The field for a new password, the one to repeat it, and what the page says of what is typed.
const kept = window[Symbol.for("portal-audit")];
const NEW = /\b(new|create|choose|make up|pick|set)\b|\b(nueva|cree|crear?|elija|elegir|escoja)\b/i;
const IN_USE = /\b(current|old|existing|present|actual|anterior)\b/i;
const AGAIN = /\b(confirm\w*|again|repeat|re-?(enter|type)|verify|repita|repetir|otra vez|de nuevo)\b/i;
const OTHER = /\b(ssn|social security|cvv|cvc|card|answer|maiden|memorable|code)\b/i;
const called = (each) => labelTextOf(each) || nameOf(each)[0];
const tokens = (each) => (each.getAttribute("autocomplete") || "").split(/\s+/);
const asked = everywhere(document, "input[type=password]").filter((each) => visible(each) && !each.disabled &&
  !each.readOnly && !OTHER.test(called(each)) && !IN_USE.test(called(each)) && !tokens(each).includes("current-password"));
const marked = asked.filter((each) => tokens(each).includes("new-password") || NEW.test(called(each)));
const beside = asked.filter((each) => asked.some((other) => other !== each && other.form === each.form));
const first = (list) => list.find((each) => !AGAIN.test(called(each))) || list[0];
const field = first(marked) || first(beside);
if (!field) return null;
const repeat = asked.find((each) => each !== field && each.form === field.form);

// Each element that has words of its own, with all that stands in it.
function words() {
  const found = new Map();
  for (const root of roots(document)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, element = node.parentElement;
      if (!node.data.trim() || !element || /^(script|style|noscript|template|option)$/.test(element.localName)) continue;
      if (visible(element) && !clippedAway(element)) found.set(element, fold(element.textContent));
    }
  }
  return found;
}
const fresh = (before) => {
  const said = [...words()].filter(([element, text]) => before.get(element) !== text).map(([, text]) => text);
  return [...new Set(said)].join("\n");
};
const start = words();
let withFocus = start;
kept.newPassword = {
  into(which) {
    const into = which === "repeat" ? repeat : field;
    if (!into || !into.isConnected) return false;
    into.focus();
    into.select();
    return into.matches(":focus");
  },
  hint() {
    withFocus = words();
    return fresh(start).slice(0, 300);
  },
  look(typed) {
    const all = [fresh(withFocus), field.validity.customError ? field.validationMessage : ""].filter(Boolean).join("\n");
    return {
      typed: typed.length, letters: typed.replaceAll(" ", "").length, arrived: field.value.length,
      valid: field.validity.valid && field.getAttribute("aria-invalid") !== "true",
      pattern: field.hasAttribute("pattern"), mismatch: field.validity.patternMismatch,
      says: all.replaceAll(typed, "…").slice(0, 300),
    };
  },
};
return seen("new-password", field);
