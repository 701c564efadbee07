"""The `download` step: a click that must give a file."""

from __future__ import annotations

from typing import ClassVar

from portal_audit.steps.base import Hands, Step, Target
from portal_audit.steps.words import Vocabulary


class Download(Step):
    """`- download: {link: Visit summary}`: done when a file arrives, or a PDF opens."""

    kind: ClassVar[str] = "download"
    download: Target

    @property
    def target(self) -> Target:
        return self.download

    async def perform(self, hands: Hands) -> None:
        await hands.download(self.download)

    def spoken(self, vocabulary: Vocabulary) -> str:
        return f"Download {self.download.spoken(vocabulary)}"
