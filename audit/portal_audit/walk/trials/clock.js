// What a signed-in page shows while its time runs out. `known`: texts that stood there before.
return (() => {
const SAYS = /\b(sessions?|sesi[oó]n)\b.{0,80}\b(expir|end|tim|out|clos|caduc|termin|cerr)|\b(sign|log)(ed|ing|s)?( you)? ?(out|off)\b|\bstill (there|here)\b|\binactiv|\btim(ed?|ing) ?out\b|\bidle\b|sigue (ah[ií]|aqu[ií])/i;
const OUT = /\b(you|session|sesi[oó]n)\b.{0,40}\b(signed|logged|timed|has (expired|ended|closed)|ha (caducado|terminado))( you)? ?(out|off)?/i;
const LEAVES = /\b(sign|log) ?(me )?(out|off)|\bno\b|\bexit\b|\bcerrar sesi[oó]n|\bsalir/i;
const texts = shownTexts().filter(([text]) => SAYS.test(text));
// Time counted down in the text makes no new text of it.
const same = (text) => text.replace(/\d+/g, "#");
const before = new Set((args.known || []).map(same));
const fresh = texts.filter(([text]) => !before.has(same(text)));

let warning = null;
if (fresh.length) {
  const block = fresh[0][1];
  const dialog = block.closest("dialog,[role=dialog],[role=alertdialog]");
  const live = block.closest("[role=alert],[role=status],[aria-live=polite],[aria-live=assertive],[role=alertdialog]");
  let box = dialog || live;
  for (let up = block; !box && up && up !== document.body; up = up.parentElement) {
    if (/fixed|sticky/.test(getComputedStyle(up).position)) box = up;
  }
  box = box || block.parentElement || block;
  const buttons = [...box.querySelectorAll("button,a[href],[role=button],input[type=button],input[type=submit]")]
    .filter(visible).map((button) => [(button.innerText || button.value || button.getAttribute("aria-label") || "").trim(), button]);
  const stays = buttons.filter(([name]) => name && !LEAVES.test(name));
  const chosen = (stays.find(([name]) => /stay|continu|keep|extend|more time|still|here|yes|seguir|s[ií]\b/i.test(name)) || stays[0] || ["", null]);
  const inside = box.contains(document.activeElement);
  if (chosen[1] && args.focus) chosen[1].focus();
  warning = {
    text: innerWords(box).slice(0, 200),
    dialog: !!dialog,
    announced: !!live || (!!dialog && inside),
    stay: chosen[0].slice(0, 60),
    focusable: !!chosen[1] && (!args.focus || document.activeElement === chosen[1]),
  };
}
const password = [...document.querySelectorAll("input[type=password]")].some(visible);
return {
  texts: texts.map(([text]) => text),
  warning,
  password,
  now: Date.now(),
  out: fresh.some(([text]) => OUT.test(text)),
  path: location.pathname + (location.hash.startsWith("#/") ? location.hash : ""),
};
})();
