"""A mouse or a finger, and a keyboard for typing."""

from __future__ import annotations

from typing import Literal

from portal_audit.walk.locate import Located
from portal_audit.walk.tab import Tab


class Pointer:
    """Clicks only what can really be clicked: visible, at rest and not covered."""

    starts: Literal["click", "keydown"] = "click"

    async def reach(self, tab: Tab, located: Located, name: str) -> int:
        return 0

    async def activate(self, tab: Tab, located: Located, seconds: float) -> int:
        await located.locator.click(timeout=seconds * 1000, no_wait_after=True)
        return 0

    async def type(self, tab: Tab, located: Located, text: str, seconds: float) -> int:
        await located.locator.click(timeout=seconds * 1000)
        await tab.page.keyboard.press("ControlOrMeta+a")
        await tab.page.keyboard.type(text)
        return 0

    async def select(self, tab: Tab, located: Located, index: int, seconds: float) -> int:
        await located.locator.select_option(index=index, timeout=seconds * 1000)
        return 0
