"""The `open` step: go to an address of the portal."""

from __future__ import annotations

from typing import ClassVar

from portal_audit.steps.base import Hands, Step
from portal_audit.steps.words import Vocabulary


class Open(Step):
    """`- open: /hours`: only at the start of a task; later a patient moves by links."""

    kind: ClassVar[str] = "open"
    open: str

    async def perform(self, hands: Hands) -> None:
        await hands.open(self.open)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"Open {self.open}"
