"""The `click` step: follow a link, press a button."""

from __future__ import annotations

from typing import ClassVar

from portal_audit.steps.base import Hands, Step, Target
from portal_audit.steps.words import Vocabulary


class Click(Step):
    """`- click: "Book"` or `- click: {button: Refill, near: Lisinopril}`."""

    kind: ClassVar[str] = "click"
    click: Target

    @property
    def target(self) -> Target:
        return self.click

    async def perform(self, hands: Hands) -> None:
        await hands.click(self.click)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"Click {self.click.spoken(vocabulary)}"
