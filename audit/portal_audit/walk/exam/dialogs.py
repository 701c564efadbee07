"""The `dialogs` exam: opens with keys what a page opens over itself, and looks where the focus is.

Observed: `dialog` for each that opened (facts `inside`: the focus is in it; `modal`; `leaks`: Tab
leads out of it while it is modal; `escape`: Escape closes it; `returns`: the focus goes back to
what opened it).
"""

from __future__ import annotations

import asyncio

from portal_audit.walk.exam.exam import Copy, Seen
from portal_audit.walk.locate import DIALOGS as DIALOG_BOXES

MOST_OPENERS = 8
MOST_DIALOGS = 3
AT_ONCE_S = 0.05
"""By then a button that opens anything has begun to change the page."""
OPEN_S = 0.25
MOST_TABS = 25

KEPT = "window[Symbol.for('portal-audit')]"

OPENERS = """
const kept = window[Symbol.for("portal-audit")];
const opens = (each) => /^(dialog|true)$/.test(each.getAttribute("aria-haspopup") || "") ||
  /dialog|modal|popup|overlay/i.test(each.cloneNode(false).outerHTML);
const sends = (each) => each.form && /^(submit|reset)$/.test(each.type) &&
  each.form.method !== "dialog";
const buttons = everywhere(document, "button,[role=button],a[href^='#'],a[aria-haspopup]")
  .filter((each) => visible(each) && each.tabIndex >= 0 && !each.disabled && !sends(each));
// Of buttons that are alike ("Print 1", "Print 2") one will do.
const kind = (each) => each.className + "/" + nameOf(each)[0].replace(/\\d+/g, "#");
const one = new Map(buttons.map((each) => [kind(each), each]).reverse());
const alike = buttons.filter((each) => one.get(kind(each)) === each);
const others = alike.filter((each) => !opens(each) && each.localName === "button");
kept.openers = [...alike.filter(opens), ...others].slice(0, args.most);
let changes = 0;
new MutationObserver((list) => { changes += list.length; }).observe(document, {
  subtree: true, childList: true, attributes: true });
kept.changes = () => changes;
const covers = (each) => {
  const style = getComputedStyle(each);
  const box = each.getBoundingClientRect();
  return style.position === "fixed" && box.width * box.height > innerWidth * innerHeight * 0.5;
};
kept.shown = () => everywhere(document, args.dialogs).filter(visible);
kept.before = new Set(kept.shown());
kept.inDialog = () => {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement)
    node = node.shadowRoot.activeElement;
  for (; node; node = parentOf(node)) if (node === kept.dialog) return true;
  return false;
};
const behind = (each) => !each.contains(kept.dialog) && visible(each) && covers(each);
kept.describe = () => [
  kept.dialog.matches(":modal") || kept.dialog.getAttribute("aria-modal") === "true" ||
    everywhere(document, "div").some(behind),
  seen("dialog", kept.dialog),
];
return kept.openers.length;
"""
FOCUS = f"""(n) => {{
  const opener = {KEPT}.openers[n];
  if (!opener.isConnected) return false;
  opener.focus();
  return document.activeElement === opener;
}}"""
CHANGES = f"() => {KEPT}.changes()"
OPENED = f"""() => {{
  const kept = {KEPT};
  kept.dialog = kept.shown().find((each) => !kept.before.has(each)) || null;
  return !!kept.dialog;
}}"""
INSIDE = f"() => {KEPT}.inDialog()"
ON_BODY = "() => !document.activeElement || document.activeElement === document.body"
DESCRIBE = f"() => {KEPT}.describe()"
CLOSED = f"() => !{KEPT}.dialog.isConnected || !{KEPT}.shown().includes({KEPT}.dialog)"
BACK = f"(n) => document.activeElement === {KEPT}.openers[n]"


class Dialogs:
    name = "dialogs"

    async def examine(self, copy: Copy) -> list[Seen]:
        seen: list[Seen] = []
        number, fresh = 0, True
        openers = int(await copy.ask(OPENERS, most=MOST_OPENERS, dialogs=DIALOG_BOXES))
        while number < openers and len(seen) < MOST_DIALOGS:
            if not fresh:
                await copy.open()
                openers = min(
                    openers, int(await copy.ask(OPENERS, most=MOST_OPENERS, dialogs=DIALOG_BOXES))
                )
                fresh = True
                continue
            copy.touched = True
            if await copy.page.evaluate(FOCUS, number):
                before = await copy.page.evaluate(CHANGES)
                await copy.page.keyboard.press("Enter")
                await asyncio.sleep(AT_ONCE_S)
                if before == await copy.page.evaluate(CHANGES):
                    number += 1
                    continue  # nothing at all has happened
                await asyncio.sleep(OPEN_S)
                if await copy.page.evaluate(OPENED):
                    seen.append(await _look_at(copy, number))
                    fresh = False
            number += 1
        return seen


async def _look_at(copy: Copy, opener: int) -> Seen:
    page = copy.page
    await asyncio.sleep(OPEN_S)
    inside = bool(await page.evaluate(INSIDE))
    modal, dialog = await page.evaluate(DESCRIBE)
    leaks = inside and bool(modal) and await _leaks(copy)
    await page.keyboard.press("Escape")
    await asyncio.sleep(OPEN_S)
    escape = bool(await page.evaluate(CLOSED))
    returns = escape and bool(await page.evaluate(BACK, opener))
    facts = {"inside": inside, "modal": modal, "leaks": leaks, "escape": escape, "returns": returns}
    return {**dialog, "facts": facts}


async def _leaks(copy: Copy) -> bool:
    """Whether Tab leads to the page behind; to the browser's own controls it may."""
    for _ in range(MOST_TABS):
        await copy.page.keyboard.press("Tab")
        if not await copy.page.evaluate(INSIDE):
            return not await copy.page.evaluate(ON_BODY)
    return False


DIALOGS = Dialogs()
