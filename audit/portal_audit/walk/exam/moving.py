"""The `moving` exam: what moves, changes or sounds by itself.

Observed: `animation` (longer than five seconds; facts `stop`: the page has a control to stop
things, `words`, `busy`: it shows that something is loading), `sound` (facts `seconds`, -1 when
unknown; `controls`, `stop`, `silent`), `updates-itself` (words or pictures that still change five
seconds after the page came; facts `times`, `stop`, `live`).
"""

from __future__ import annotations

from portal_audit.walk.exam.exam import Copy, Seen, script

FIRST_LOOK_MS = 1_300
LAST_MS = 5_600
"""After that, what still changes has done so for longer than the five seconds of WCAG 2.2.2."""

WATCH = """async ([first, last]) => {
  const changed = new Map();
  const observer = new MutationObserver((list) => {
    for (const { target, type, attributeName } of list) {
      const element = target.nodeType === 1 ? target : target.parentElement;
      if (!element || !element.isConnected) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const unseen = type === "attributes" && attributeName !== "src";
      if (unseen && !element.textContent.trim()) continue;
      const times = changed.get(element) || [];
      times.push(performance.now());
      changed.set(element, times);
    }
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["src", "style", "class", "hidden"] });
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  await sleep(Math.max(first, 0));
  if (changed.size) while (performance.now() < last) await sleep(50);
  observer.disconnect();
  window[Symbol.for("portal-audit")].changed = [...changed]
    .filter(([, times]) => times.length > 1 && times[times.length - 1] > last - 1500)
    .map(([element, times]) => ({ element, times: times.length }));
}"""
TOLD = """
const LIVE = "[role=timer],[role=progressbar],[aria-live],[role=status],[role=log]";
const changed = window[Symbol.for("portal-audit")].changed;
return changed.filter(({ element }) => visible(element)).slice(0, 5)
  .map(({ element, times }) => seen("updates-itself", element, {
    times, stop: args.stop, words: textOf(element).slice(0, 80), live: !!element.closest(LIVE),
  }));
"""


class Moving:
    name = "moving"

    async def examine(self, copy: Copy) -> list[Seen]:
        looked = await copy.ask(script("moving"))
        seen: list[Seen] = [*looked["animations"], *looked["sounds"]]
        if looked["repeats"]:
            await copy.page.evaluate(WATCH, [FIRST_LOOK_MS, LAST_MS])
            seen += await copy.ask(TOLD, stop=looked["hasStop"])
        return seen


MOVING = Moving()
