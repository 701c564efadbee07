"""The `sign_in` step: from the public home to the signed-in portal, with the test account."""

from __future__ import annotations

from typing import ClassVar, Literal

from portal_audit.steps.base import Hands, Step
from portal_audit.steps.words import Vocabulary


class SignIn(Step):
    """`- sign_in`: finds the link, the form and the code page by the vocabulary's words."""

    kind: ClassVar[str] = "sign_in"
    sign_in: Literal[True] = True

    async def perform(self, hands: Hands) -> None:
        await hands.sign_in()

    def spoken(self, vocabulary: Vocabulary) -> str:
        return "Sign in with the test account"
