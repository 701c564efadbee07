"""What both ways of operating have in common."""

from __future__ import annotations

from typing import Literal, Protocol

from portal_audit.walk.locate import Located
from portal_audit.walk.tab import Tab


class Fingers(Protocol):
    """Operates controls. Each deed answers how many keys were pressed to get there and do it.

    A deed that cannot be done raises `StepFailed` with a plain sentence.
    """

    starts: Literal["click", "keydown"]
    """The event with which a wait begins."""

    async def reach(self, tab: Tab, located: Located, name: str) -> int:
        """Get to the control; nothing happens there yet."""
        ...

    async def activate(self, tab: Tab, located: Located, seconds: float) -> int:
        """Follow the link, press the button, pick the radio button, tick the box."""
        ...

    async def type(self, tab: Tab, located: Located, text: str, seconds: float) -> int:
        """Replace what stands in the field with `text`. Keys of the text are not counted."""
        ...

    async def select(self, tab: Tab, located: Located, index: int, seconds: float) -> int:
        """Take the option with this index in a native list."""
        ...
