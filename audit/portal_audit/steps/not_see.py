"""The `not_see` step: something must not be visible."""

from __future__ import annotations

from typing import ClassVar

from portal_audit.steps.base import Expectation, Hands, Step, Target
from portal_audit.steps.words import Vocabulary


class NotSee(Step):
    """`- not_see: "Something went wrong"`."""

    kind: ClassVar[str] = "not_see"
    not_see: Target

    @property
    def expectation(self) -> Expectation:
        return Expectation(see=(), not_see=(self.not_see,))

    async def perform(self, hands: Hands) -> None:
        await hands.see(self.expectation, self.seconds or 10)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"Do not see {self.not_see.spoken(vocabulary)}"
