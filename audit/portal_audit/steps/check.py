"""The `check` step: tick or untick a box, pick a radio button."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from portal_audit.steps.base import Hands, Step, Target
from portal_audit.steps.words import Vocabulary


class Check(Step):
    """`- check: {checkbox: Text me}`; with `off: true` the tick is removed."""

    kind: ClassVar[str] = "check"
    check: Target
    off: bool = Field(False, description="Remove the tick instead of setting it.")

    @property
    def target(self) -> Target:
        return self.check

    async def perform(self, hands: Hands) -> None:
        await hands.check(self.check, not self.off)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"{'Untick' if self.off else 'Tick'} {self.check.spoken(vocabulary)}"
