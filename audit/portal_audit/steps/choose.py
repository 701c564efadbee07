"""The `choose` step: pick one of several options."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from portal_audit.steps.base import Hands, Part, Step, Target, targeted
from portal_audit.steps.words import Vocabulary


class Choice(Part):
    """A list and the option to choose."""

    target: Target
    option: str = Field(description="The option's words.")

    @model_validator(mode="before")
    @classmethod
    def _may_be_written_flat(cls, value: object) -> object:
        return targeted(value, own="option")


class Choose(Step):
    """`- choose: {label: Reason, option: Check-up}`."""

    kind: ClassVar[str] = "choose"
    choose: Choice

    @property
    def target(self) -> Target:
        return self.choose.target

    async def perform(self, hands: Hands) -> None:
        await hands.choose(self.choose.target, self.choose.option)

    def spoken(self, vocabulary: Vocabulary) -> str:
        option = vocabulary.spoken(self.choose.option)
        return f"Choose “{option}” in {self.choose.target.spoken(vocabulary)}"
