"""The `upload` step: give a file to a file field."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from portal_audit.steps.base import Hands, Part, Step, Target, targeted
from portal_audit.steps.words import Vocabulary


class Uploading(Part):
    """A file field and the file for it."""

    target: Target
    file: str = Field(description="Path of the file, from where the audit is started.")

    @model_validator(mode="before")
    @classmethod
    def _may_be_written_flat(cls, value: object) -> object:
        return targeted(value, own="file")


class Upload(Step):
    """`- upload: {label: Insurance card, file: card.png}`."""

    kind: ClassVar[str] = "upload"
    upload: Uploading

    @property
    def target(self) -> Target:
        return self.upload.target

    async def perform(self, hands: Hands) -> None:
        await hands.upload(self.upload.target, self.upload.file)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"Upload a file to {self.upload.target.spoken(vocabulary)}"
