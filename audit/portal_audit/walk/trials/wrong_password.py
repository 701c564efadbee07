"""What a wrong password is answered (check GI-07), tried once.

Facts: `seconds` until the page rested with its answer; `says` the message; `announced` screen
readers are told of it; `user_kept` the user name is still there; `reset` a way to a new password is
in sight.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from portal_audit import secret
from portal_audit.portal import Account
from portal_audit.steps import StepFailed, Target
from portal_audit.walk import klm
from portal_audit.walk.hands import HOLDS
from portal_audit.walk.sign_in import (
    SIGN_OUT,
    enter_user,
    submit,
    to_form,
    to_password,
    user_field,
)
from portal_audit.walk.trials.trial import Bench, NotTried, Told, Visit, named, script

LOOK_S = 3.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What the page says to a wrong password."""

    says: str
    announced: bool
    seconds: float


class LetIn(NotTried):
    """The portal took the password."""


class WrongPassword:
    name = "wrong-password"
    words = "a wrong password"
    after: tuple[str, ...] = ()

    def wanted(self, bench: Bench) -> bool:
        return bench.portal.account is not None

    async def make(self, bench: Bench) -> Told:
        if bench.around.refused:
            raise NotTried("The account was not let in, so no wrong password was tried with it.")
        account = bench.portal.account
        assert account is not None
        async with bench.visit() as visit:
            reply = await answer_to(visit, account, wrong_password())
            return Told(
                {
                    "says": reply.says,
                    "seconds": reply.seconds,
                    "announced": reply.announced,
                    "user_kept": await _kept(visit, secret.reveal(account.user)),
                    "reset": await visit.hands.visible_now(named("{forgot_password}")),
                }
            )


def wrong_password() -> str:
    """One that is nobody's."""
    return f"Wrong-{secrets.token_hex(6)}"


async def answer_to(visit: Visit, account: Account, password: str) -> Reply:
    """Send the account's user name with `password`; what the page says. Raises StepFailed."""
    hands = visit.hands
    visit.now("sign_in", "Try a wrong password")
    await to_form(hands)
    await enter_user(hands, secret.reveal(account.user))
    field = await to_password(hands)
    hands.redactor.hide(password)
    await hands.type(field, password, klm.K_BLIND)
    known = (await _read(visit, ()))["texts"]
    began = time.monotonic()
    hands.now.outcome = None
    await submit(hands)
    told = await _read(visit, known)
    while not told["says"] and time.monotonic() - began < LOOK_S:
        await visit.tab.settle(0.3)
        told = await _read(visit, known)
    seconds = round(time.monotonic() - began, 1)
    if await hands.visible_now(SIGN_OUT):
        raise LetIn("A wrong password was let in.")
    return Reply(str(told["says"]), bool(told["announced"]), seconds)


async def _read(visit: Visit, known: object) -> dict[str, object]:
    told = await visit.ask(script("said") + script("reply"), known=known)
    if told is None:
        raise NotTried("The page could not be read after the password was sent.")
    return told


async def _kept(visit: Visit, user: str) -> bool:
    """Whether the user name need not be typed again: still in its field, or shown."""
    hands = visit.hands
    hands.now.seconds = 1.0
    try:
        located = await hands.find(await user_field(hands), "fill")
        return bool(await located.locator.evaluate(HOLDS, user))
    except StepFailed:
        return await hands.visible_now(Target.model_validate({"text": user}))


WRONG_PASSWORD = WrongPassword()
