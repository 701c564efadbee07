"""Keys alone: Tab to the control, then Enter, Space or arrows. Never the mouse, never a script.

A control that Tab does not reach fails the task with that reason: it is what a person without a
mouse would meet.
"""

from __future__ import annotations

from typing import Literal

from portal_audit.browser import BrowserError, ElementHandle
from portal_audit.steps.base import StepFailed
from portal_audit.walk.locate import Located
from portal_audit.walk.tab import Tab

ACTIVE = """
  let active = document.activeElement;
  while (active && active.shadowRoot && active.shadowRoot.activeElement)
    active = active.shadowRoot.activeElement;
"""

HOLDS_FOCUS = """(element) => {
  if (!document.hasFocus()) return false;
  ACTIVE
  if (!active || active === document.body || active === document.documentElement) return false;
  const within = active.getAttribute("aria-activedescendant");
  return active === element || active.contains(element) || (!!within && within === element.id);
}""".replace("ACTIVE", ACTIVE)

COUNT_STOPS = """() => document.querySelectorAll(
  "a[href],button,input,select,textarea,summary,iframe,[tabindex],[contenteditable=true]").length"""

GROUP = """(element) => {
  ACTIVE
  if (!active) return "";
  if (active.type === "radio" && element.type === "radio")
    return active.name === element.name && active.form === element.form ? "radiogroup" : "";
  const group = element.closest("[role=grid],[role=treegrid],[role=listbox],[role=menu]," +
    "[role=menubar],[role=tablist],[role=tree],[role=toolbar],[role=radiogroup]");
  if (!group) return "";
  const owned = active.getAttribute("aria-controls") || active.getAttribute("aria-owns") || "";
  const ours = group.contains(active) || (!!group.id && owned.split(/\\s+/).includes(group.id));
  return ours ? group.getAttribute("role") : "";
}""".replace("ACTIVE", ACTIVE)
"""The role of the group in which arrows lead from the focus to the element; "" when none does."""

STANDS = """() => {
  ACTIVE
  if (!active) return "";
  const all = [...active.getRootNode().querySelectorAll("*")];
  return all.indexOf(active) + "/" + (active.getAttribute("aria-activedescendant") || "");
}""".replace("ACTIVE", ACTIVE)
"""Where the focus stands, to see whether a key moved it."""

ARROWS = {"grid": ("ArrowRight", "ArrowDown"), "treegrid": ("ArrowDown", "ArrowRight")}
"""Which arrows to try in a group, by its role; the usual order is down, then right."""

MOST_ARROWS = 60

KIND = """(element) => [element.type || "", element.getAttribute("role") || ""]"""

MOST_STOPS = 400
"""A page with more stops than this before a control is not one anybody tabs through."""


class Keys:
    starts: Literal["click", "keydown"] = "keydown"

    async def reach(self, tab: Tab, located: Located, name: str) -> int:
        """Press Tab until the control has the focus; within a group of controls, arrows.

        Raises StepFailed after every stop was seen twice.
        """
        element = await located.locator.element_handle(timeout=2_000)
        if await element.evaluate(HOLDS_FOCUS):
            return 0
        most = min(2 * await _stops(tab) + 6, MOST_STOPS)
        arrows = 0
        in_vain = False
        for pressed in range(most + 1):
            if pressed:
                await tab.page.keyboard.press("Tab")
                if await element.evaluate(HOLDS_FOCUS):
                    return pressed + arrows
            if not in_vain and (role := await element.evaluate(GROUP)):
                used, arrived = await self._by_arrows(tab, element, role)
                arrows += used
                if arrived:
                    return pressed + arrows
                in_vain = True  # a group whose parts are stops of their own
        keys = "the Tab and arrow keys" if in_vain else "the Tab key"
        raise StepFailed(f"{name} cannot be reached with {keys}.")

    async def _by_arrows(self, tab: Tab, element: ElementHandle, role: str) -> tuple[int, bool]:
        """Arrows pressed, and whether they led to `element`; each goes on while it moves."""
        pressed = 0
        for key in ARROWS.get(role, ("ArrowDown", "ArrowRight")):
            stands = await element.evaluate(STANDS)
            for _ in range(MOST_ARROWS):
                await tab.page.keyboard.press(key)
                pressed += 1
                if await element.evaluate(HOLDS_FOCUS):
                    return pressed, True
                before, stands = stands, await element.evaluate(STANDS)
                if before == stands:
                    break
        return pressed, False

    async def activate(self, tab: Tab, located: Located, seconds: float) -> int:
        kind, role = await located.locator.evaluate(KIND)
        by_space = kind in ("checkbox", "radio") or role in ("checkbox", "radio", "switch")
        key = "Space" if by_space else "Enter"
        if kind == "radio" and await located.locator.is_checked():
            return 0  # the arrows that led here have picked it
        await tab.page.keyboard.press(key)
        return 1

    async def type(self, tab: Tab, located: Located, text: str, seconds: float) -> int:
        await tab.page.keyboard.press("ControlOrMeta+a")
        await tab.page.keyboard.type(text)
        return 0

    async def select(self, tab: Tab, located: Located, index: int, seconds: float) -> int:
        now = await located.locator.evaluate("(list) => list.selectedIndex")
        key = "ArrowDown" if index > now else "ArrowUp"
        for pressed in range(1, 200):
            if await located.locator.evaluate("(list) => list.selectedIndex") == index:
                return pressed - 1
            await tab.page.keyboard.press(key)
        raise StepFailed("The option cannot be chosen with the arrow keys.")


async def _stops(tab: Tab) -> int:
    total = 0
    for frame in tab.page.frames:
        try:
            total += int(await frame.evaluate(COUNT_STOPS))
        except BrowserError:
            continue
    return total
