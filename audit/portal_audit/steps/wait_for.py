"""The `wait_for` step: something becomes visible, sooner or later."""

from __future__ import annotations

from typing import ClassVar

from portal_audit.steps.base import Expectation, Hands, Step, Target
from portal_audit.steps.words import Vocabulary


class WaitFor(Step):
    """`- wait_for: "Your download is ready"`: as `see`, but patient: 60 seconds unless told."""

    kind: ClassVar[str] = "wait_for"
    wait_for: Target

    @property
    def expectation(self) -> Expectation:
        return Expectation(see=(self.wait_for,), not_see=())

    async def perform(self, hands: Hands) -> None:
        await hands.see(self.expectation, self.seconds or 60)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"Wait for {self.wait_for.spoken(vocabulary)}"
