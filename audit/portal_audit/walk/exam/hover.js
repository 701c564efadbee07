// What might show something when the pointer is over it, and what has come into sight.
const kept = window[Symbol.for("portal-audit")];
const ENTERS = ["mouseenter", "mouseover", "pointerenter", "pointerover"];
const SHOWS = ["display", "visibility", "opacity", "height", "maxHeight", "left", "top", "transform", "clipPath", "clip"];
const listens = (each) => ENTERS.some((type) => each["on" + type] || (kept.heard.get(each) || new Set()).has(type));

// The element that a rule such as ".menu li:hover ul" waits to be hovered.
const triggers = new Set();
const rulesOf = (sheet) => { try { return [...sheet.cssRules]; } catch { return []; } }; // another site's
const visit = (rule) => {
  if (rule.cssRules && !rule.selectorText) [...rule.cssRules].forEach(visit);
  if (!rule.selectorText || !rule.selectorText.includes(":hover") || !SHOWS.some((name) => rule.style[name])) return;
  for (const selector of rule.selectorText.split(",")) {
    const [before, after] = selector.split(/:hover/);
    if (after === undefined || !after.trim() || after.startsWith("::")) continue; // only its own look
    try { document.querySelectorAll(before.trim() || "*").forEach((each) => triggers.size < 60 && triggers.add(each)); } catch { /* a selector of its own kind */ }
  }
};
[...document.styleSheets, ...document.adoptedStyleSheets].flatMap(rulesOf).slice(0, 4000).forEach(visit);
const everything = everywhere(document, "body *").slice(0, 4000);
everything.filter(listens).slice(0, 40).forEach((each) => triggers.add(each));
const within = (each) => { const box = each.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; };
kept.triggers = [...triggers].filter((each) => visible(each) && within(each) &&
  each.getBoundingClientRect().width * each.getBoundingClientRect().height < innerWidth * innerHeight / 4).slice(0, args.most);

const shown = () => new Set(everywhere(document, "body *").slice(0, 6000).filter((each) => visible(each) && textOf(each)));
const center = (each) => { const box = each.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
kept.hover = {
  center: (n) => center(kept.triggers[n]),
  before() { kept.seenBefore = shown(); },
  // The outermost new thing; null when there is none.
  after() {
    const fresh = [...shown()].filter((each) => !kept.seenBefore.has(each));
    kept.fresh = fresh.find((each) => !fresh.includes(each.parentElement)) || null;
    return !!kept.fresh;
  },
  there: () => !!kept.fresh && kept.fresh.isConnected && visible(kept.fresh),
  over: () => center(kept.fresh),
  // Whether it lies on words that were there before.
  covers() {
    const box = kept.fresh.getBoundingClientRect();
    return [...kept.seenBefore].some((each) => {
      if (each.contains(kept.fresh) || kept.fresh.contains(each) || each.children.length) return false;
      const other = each.getBoundingClientRect();
      return other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom;
    });
  },
  // Give the focus to the trigger or what can have it around or in it.
  focus(n) {
    const trigger = kept.triggers[n];
    const can = (each) => each && each.tabIndex >= 0;
    const target = [trigger, trigger.closest("a[href],button,[tabindex]"), ...trigger.querySelectorAll("a[href],button,input,[tabindex]")].find(can);
    if (!target) return false;
    target.focus();
    return true;
  },
  what: (n) => ({ ...seen("hover", kept.triggers[n]), words: textOf(kept.fresh).slice(0, 80) }),
};
return kept.triggers.length;
