"""Signing in: from the public home through form and code page to the signed-in portal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from portal_audit import secret
from portal_audit.browser import BrowserError
from portal_audit.steps import Expectation, StepFailed, Target
from portal_audit.walk import klm

if TYPE_CHECKING:
    from portal_audit.walk.hands import WalkHands

SIGN_OUT = Target.model_validate({"named": "{sign_out}"})
SIGN_IN = Target.model_validate({"named": "{sign_in}"})
USER = Target.model_validate({"label": "{user_name}"})
PASSWORD = Target.model_validate({"label": "{password}"})
CODE = Target.model_validate({"label": "{code}"})

# For forms whose fields have no words: what a person still recognises by its place.
USER_BY_PLACE = Target.model_validate(
    {
        "css": "form:has(input[type=password]) "
        "input:not([type=hidden], [type=password], [type=submit])"
    }
)
PASSWORD_BY_PLACE = Target.model_validate({"css": "input[type=password]"})
CODE_BY_PLACE = Target.model_validate(
    {"css": "input[autocomplete=one-time-code], input[inputmode=numeric]"}
)

AGREE_BOX = Target.model_validate({"checkbox": "{agree_box}"})
NOT_NOW = Target.model_validate({"named": "{not_now}"})
ACCEPT_TERMS = Target.model_validate({"button": "{accept_terms}"})
CONTINUE = Target.model_validate({"button": "{continue}"})
MESSAGE = Target.model_validate({"css": "[role=alert]:not(:empty)"})
BETWEEN = (AGREE_BOX, NOT_NOW, ACCEPT_TERMS, MESSAGE)
"""What may come instead of the portal, so that there is no use in waiting for it."""

MOST_BETWEEN = 5
"""Pages between password and portal: a code, terms, a few offers. More is a loop."""

SUBMIT_IN_FORM = (
    "form:has(input:not([type=hidden])) :is(button:not([type=button]), input[type=submit])"
)


class SignInRefused(StepFailed):
    """The portal looked at user name and password and did not let the account in.

    Nobody may try again in this run: portals lock accounts.
    """


async def sign_in(hands: WalkHands) -> None:
    """Sign in with the portal's test account. Raises StepFailed or SignInRefused."""
    account = hands.portal.account
    if account is None:
        raise StepFailed("The portal file names no account, so signing in cannot be tried.")
    await to_form(hands)
    await enter_user(hands, secret.reveal(account.user))
    password = await to_password(hands)
    before = await hands.tab.page.context.cookies()
    await hands.type(password, secret.reveal(account.password), klm.K_BLIND)

    hands.now.outcome = Expectation(see=(CODE if account.code else SIGN_OUT,), not_see=())
    hands.now.exits = (*BETWEEN, *((SIGN_OUT,) if account.code else ()))
    await submit(hands)
    hands.now.outcome = Expectation(see=(SIGN_OUT,), not_see=())
    asked = False
    for _ in range(MOST_BETWEEN):
        if await hands.visible_now(SIGN_OUT):
            break
        if account.code and not asked and (field := await _field(hands, CODE, CODE_BY_PLACE, 1.0)):
            asked = True
            await _give_code(hands, field, account.code)
        elif not await _get_past(hands):
            break
    if not await hands.visible(SIGN_OUT, 1.0):
        raise await _refused(hands)
    after = await hands.tab.page.context.cookies()
    hands.recorder.session_began(before, after)
    hands.recorder.signed_in = True


async def to_form(hands: WalkHands) -> None:
    """From a public page to the form that asks who it is. Raises StepFailed."""
    if not await _field_now(hands, PASSWORD, PASSWORD_BY_PLACE) and not await _field_now(
        hands, USER, None
    ):
        hands.now.outcome = Expectation(see=(USER,), not_see=())
        await hands.click(SIGN_IN)


async def user_field(hands: WalkHands) -> Target:
    """The field for the user name. Raises StepFailed when there is none."""
    user = await _field(hands, USER, USER_BY_PLACE, hands.patience)
    if user is None:
        raise StepFailed(f"There is no field for the user name.{hands.page_says()}")
    return user


async def enter_user(hands: WalkHands, name: str) -> None:
    await hands.type(await user_field(hands), name, klm.K)


async def to_password(hands: WalkHands) -> Target:
    """The field for the password, which may stand on the next page. Raises StepFailed."""
    password = await _field_now(hands, PASSWORD, PASSWORD_BY_PLACE)
    if password is None:
        hands.now.outcome = Expectation(see=(PASSWORD,), not_see=())
        await submit(hands)
        password = await _field(hands, PASSWORD, PASSWORD_BY_PLACE, hands.patience)
        if password is None:
            raise StepFailed(f"There is no field for the password.{hands.page_says()}")
    return password


async def asks_for_code(hands: WalkHands, seconds: float = 0.0) -> bool:
    """Whether the page that is shown asks for a one-time code."""
    return await _field(hands, CODE, CODE_BY_PLACE, seconds) is not None


async def _give_code(hands: WalkHands, field: Target, reference: str) -> None:
    code = await asyncio.to_thread(secret.reveal, reference)  # a person may have to type it
    if not hands.portal.is_local and secret.renews(reference):
        while hands.redactor.knows(code):  # servers take each code once (RFC 6238, 5.2)
            await asyncio.sleep(1.0)
            code = secret.reveal(reference)
    hands.redactor.hide(code)
    await hands.type(field, code, klm.K_CODE)
    await hands.tab.settle()
    if not await hands.visible_now(SIGN_OUT):  # some pages go on by themselves
        await submit(hands)


async def _get_past(hands: WalkHands) -> bool:
    """Deal with a page between sign-in and portal, as somebody in a hurry does; False if none.

    Terms are accepted, offers ("Remember this device?", "Go paperless?") are put off.
    """
    box = await hands.finder.look(AGREE_BOX, "operate", lenient=False)
    if box is not None and not await box.locator.is_checked():
        await hands.check(AGREE_BOX, True)
    for button in (NOT_NOW, ACCEPT_TERMS) if box is None else (CONTINUE, ACCEPT_TERMS):
        if await hands.finder.look(button, "operate", lenient=False, whole=True):
            heading = hands.camera.last_text.heading if hands.camera.last_text else ""
            await hands.click(button)
            hands.recorder.note("forced-choice", heading or "A page to get past", "")
            return True
    return False


async def _field(
    hands: WalkHands, named: Target, by_place: Target | None, seconds: float
) -> Target | None:
    """The target by which the field can be found; None when there is no such field."""
    if await hands.finder.wait(named, "fill", seconds):
        return named
    return await _field_now(hands, named, by_place)


async def _field_now(hands: WalkHands, named: Target, by_place: Target | None) -> Target | None:
    """The same on a page that has settled: one look."""
    if await hands.finder.look(named, "fill", lenient=False):
        return named
    if by_place and await hands.finder.look(by_place, "fill", lenient=False):
        return by_place
    return None


async def submit(hands: WalkHands) -> None:
    """Press the form's own button, whatever it is called."""
    for words in ("{sign_in}", "{continue}"):
        button = Target.model_validate({"button": words})
        try:
            located = await hands.finder.look(button, "operate", lenient=False)
        except BrowserError:
            located = None
        if located and await located.locator.evaluate("(e) => !!e.closest('form')"):
            await hands.click(button)
            return
    await hands.click(Target.model_validate({"css": SUBMIT_IN_FORM}))


async def _refused(hands: WalkHands) -> SignInRefused:
    said = hands.page_says()
    account = hands.portal.account
    if account and await _field_now(hands, CODE, CODE_BY_PLACE):
        if account.code is None:
            return SignInRefused(
                "The portal asks for a one-time code. Add `code:` to the account in the portal "
                f"file: {secret.HOW_CODE}.{said}"
            )
        return SignInRefused(f"The portal did not take the one-time code.{said}")
    return SignInRefused(f"The portal did not let the test account in.{said}")
