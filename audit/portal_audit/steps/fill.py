"""The `fill` step: type into a field."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from portal_audit.steps.base import Hands, Part, Step, Target, targeted
from portal_audit.steps.words import Vocabulary


class Filling(Part):
    """A field and the words to type into it."""

    target: Target
    text: str = Field(description="What to type; `{placeholders}` are replaced.")

    @model_validator(mode="before")
    @classmethod
    def _may_be_written_flat(cls, value: object) -> object:
        return targeted(value, own="text")


class Fill(Step):
    """`- fill: {label: Message, text: "..."}`. What is typed is never stored."""

    kind: ClassVar[str] = "fill"
    fill: Filling

    @property
    def target(self) -> Target:
        return self.fill.target

    async def perform(self, hands: Hands) -> None:
        await hands.fill(self.fill.target, self.fill.text)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"Type into {self.fill.target.spoken(vocabulary)}"
