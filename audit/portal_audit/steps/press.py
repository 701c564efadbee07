"""The `press` step: press a key."""

from __future__ import annotations

from typing import ClassVar

from portal_audit.steps.base import Hands, Step
from portal_audit.steps.words import Vocabulary


class Press(Step):
    """`- press: Escape`. Key names are Playwright's: Enter, Escape, Tab, ArrowDown, F1."""

    kind: ClassVar[str] = "press"
    press: str

    async def perform(self, hands: Hands) -> None:
        await hands.press(self.press)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"Press {self.press}"
