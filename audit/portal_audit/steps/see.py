"""The `see` step: something must be visible now."""

from __future__ import annotations

from typing import ClassVar

from portal_audit.steps.base import Expectation, Hands, Step, Target
from portal_audit.steps.words import Vocabulary


class See(Step):
    """`- see: "Your visit is booked"` or `- see: {heading: Test results}`."""

    kind: ClassVar[str] = "see"
    see: Target

    @property
    def expectation(self) -> Expectation:
        return Expectation(see=(self.see,), not_see=())

    async def perform(self, hands: Hands) -> None:
        await hands.see(self.expectation, self.seconds or 10)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"See {self.see.spoken(vocabulary)}"
