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

HOLDS_FOCUS = """(element) => {
  if (!document.hasFocus()) return false;
  let active = document.activeElement;
  while (active && active.shadowRoot && active.shadowRoot.activeElement)
    active = active.shadowRoot.activeElement;
  if (!active || active === document.body || active === document.documentElement) return false;
  return active === element || active.contains(element);
}"""

COUNT_STOPS = """() => document.querySelectorAll(
  "a[href],button,input,select,textarea,summary,iframe,[tabindex],[contenteditable=true]").length"""

IN_GROUP = """(element) => {
  const active = document.activeElement;
  return !!active && active.type === "radio" && element.type === "radio" &&
    active.name === element.name && active.form === element.form;
}"""

KIND = """(element) => [element.type || "", element.getAttribute("role") || ""]"""

MOST_STOPS = 400
"""A page with more stops than this before a control is not one anybody tabs through."""


class Keys:
    starts: Literal["click", "keydown"] = "keydown"

    async def reach(self, tab: Tab, located: Located, name: str) -> int:
        """Press Tab until the control has the focus.

        Raises StepFailed after every stop was seen twice.
        """
        element = await located.locator.element_handle(timeout=2_000)
        if await element.evaluate(HOLDS_FOCUS):
            return 0
        most = min(2 * await _stops(tab) + 6, MOST_STOPS)
        for pressed in range(1, most + 1):
            await tab.page.keyboard.press("Tab")
            if await element.evaluate(HOLDS_FOCUS):
                return pressed
            if await element.evaluate(IN_GROUP):
                return pressed + await self._arrow_to(tab, element, name)
        raise StepFailed(f"{name} cannot be reached with the Tab key.")

    async def _arrow_to(self, tab: Tab, element: ElementHandle, name: str) -> int:
        """Within a group of radio buttons, arrows move."""
        for pressed in range(1, 40):
            await tab.page.keyboard.press("ArrowDown")
            if await element.evaluate(HOLDS_FOCUS):
                return pressed
        raise StepFailed(f"{name} cannot be reached with the arrow keys.")

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
