// What a pointer can use and keys cannot, and controls of a page's own making.
const kept = window[Symbol.for("portal-audit")];
const CLICKS = ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"];
const KEYS = ["keydown", "keyup", "keypress"];
const NATIVE = "a[href],area[href],button,input,select,textarea,summary,label,option,audio,video,iframe,object,embed,[contenteditable]";
const ROLES = /^(button|link|checkbox|radio|switch|tab|menuitem|menuitemcheckbox|menuitemradio|option|treeitem)$/;

// Its own listener, or React's, which sits at the root and keeps the element's own in a property.
function hears(element, types) {
  if (types.some((type) => element["on" + type] || (kept.heard.get(element) || new Set()).has(type))) return true;
  const react = Object.keys(element).find((key) => key.startsWith("__reactProps$"));
  return !!react && types.some((type) => Object.keys(element[react] || {}).some((key) => key.toLowerCase() === "on" + type));
}
const inComposite = (element) => element.closest(
  "[role=grid],[role=treegrid],[role=listbox],[role=menu],[role=menubar],[role=tablist],[role=tree],[role=toolbar],[role=radiogroup]");
const reachable = (element) => element.tabIndex >= 0 && !element.disabled;
const screen = innerWidth * innerHeight;

const found = [];
kept.custom = [];
for (const element of everywhere(document, "*")) {
  if (found.length >= 60) break;
  if (/^(html|body|main|script|style)$/.test(element.localName)) continue;
  const role = (element.getAttribute("role") || "").split(/\s+/)[0];
  const clicks = hears(element, CLICKS);
  const isCustom = ROLES.test(role) && !element.matches(NATIVE);
  if (!clicks && !isCustom) continue;
  if (!visible(element) || element.closest("[inert],[aria-disabled=true],[aria-hidden=true]")) continue;
  if (isCustom && reachable(element) && (clicks || hears(element, KEYS)) && kept.custom.length < 10) {
    kept.custom.push(element);
    continue;
  }
  if (!clicks || element.matches(NATIVE) || reachable(element) || inComposite(element)) continue;
  const around = element.parentElement && element.parentElement.closest(NATIVE + ",[tabindex='0']");
  if (around && !/^(label|object)$/.test(around.localName)) continue;
  if ([...element.querySelectorAll(NATIVE + ",[tabindex]")].some(reachable)) continue; // a card with a link in it
  const box = element.getBoundingClientRect();
  const words = textOf(element) || element.getAttribute("aria-label") || element.title || "";
  if (box.width * box.height > screen / 3 || (!words && !element.querySelector("img,svg") && !role)) continue;
  found.push(seen("mouse-only", element, {
    words: words.slice(0, 80), pointer: getComputedStyle(element).cursor === "pointer", role,
    handler: !!element.onclick,
  }));
}
// For trying keys: what came of the last one.
let changes = 0, clicked = 0, prevented = 0;
new MutationObserver((list) => { changes += list.length; }).observe(document, {
  subtree: true, childList: true, attributes: true, characterData: true });
addEventListener("click", () => { clicked++; }, true);
addEventListener("keydown", (event) => setTimeout(() => { prevented += event.defaultPrevented; }), true);
kept.answers = {
  reset() { changes = clicked = prevented = 0; kept.at = document.activeElement; kept.url = location.href; },
  any() { return changes + clicked + prevented > 0 || document.activeElement !== kept.at || location.href !== kept.url; },
  focus(number) { kept.custom[number].focus(); return document.activeElement === kept.custom[number]; },
  body() { if (document.activeElement) document.activeElement.blur(); },
  custom(number) { const element = kept.custom[number]; return [element.getAttribute("role"), seen("deaf-control", element)]; },
};
kept.answers.body();
const listens = [window, document, document.documentElement, document.body].some((each) => each && hears(each, KEYS));
const shortcuts = /\bshort-?cuts?\b|\bkeyboard (settings|commands)\b/i.test(document.body.textContent || "");
return { found, custom: kept.custom.length, listens, shortcuts };
