"""The `sign_out` step."""

from __future__ import annotations

from typing import ClassVar, Literal

from portal_audit.steps.base import Hands, Step
from portal_audit.steps.words import Vocabulary


class SignOut(Step):
    """`- sign_out`: by the portal's own control."""

    kind: ClassVar[str] = "sign_out"
    sign_out: Literal[True] = True

    async def perform(self, hands: Hands) -> None:
        await hands.sign_out()

    def spoken(self, vocabulary: Vocabulary) -> str:
        return "Sign out"
