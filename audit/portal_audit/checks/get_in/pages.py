"""The pages of the sign-in: the form and the code step, and their fields."""

from __future__ import annotations

import re

from portal_audit.checks.pages import baseline_pages, home_pages
from portal_audit.evidence import Control, PageState, RunEvidence

SIGN_IN_TASK = "S01"
"""Id of the sign-in task in the method."""
NO_FORM = "No sign-in page was seen."
CODE = re.compile(r"\b(code|otp|pin|passcode|verification)\b", re.IGNORECASE)
OTHER_CODE = re.compile(
    r"\b(zip|postal|post|area|country|promo\w*|discount|coupon|referral|invit\w+|activation)\b",
    re.IGNORECASE,
)
SECRET_WORD = re.compile(r"\b(pin|passcode)\b", re.IGNORECASE)
"""What some portals call the password."""
PASSWORD_WORD = re.compile(
    r"\b(pass ?(word|code|phrase)s?|pin|contraseñas?|clave)\b", re.IGNORECASE
)
NEW = re.compile(
    r"\b(new|create|choose|make up|pick|set( up)?|nueva|cree|crear?|elija|elegir|escoja)\b",
    re.IGNORECASE,
)
IN_USE = re.compile(r"\b(current|old|existing|present|actual|anterior)\b", re.IGNORECASE)
ONCE_MORE = re.compile(
    r"\b(confirm\w*|again|repeat|re-?(enter|type)|verify|repita|repetir|otra vez|de nuevo)\b",
    re.IGNORECASE,
)
OTHER_SECRET = re.compile(
    r"\b(ssn|social security|seguro social|cvv|cvc|card|answer|maiden|memorable|record|account"
    r"|birth)\b",
    re.IGNORECASE,
)
"""Typed unseen like a password, and none."""
ASIDE = frozenset({"header", "nav", "footer", "aside"})
"""Parts of a page that stand beside what it is about."""
SEARCH = re.compile(r"\b(search|find|look up|zip|buscar)\b", re.IGNORECASE)
TYPED = frozenset({"textbox", "searchbox", "spinbutton", "combobox"})
TEXT_TYPES = frozenset({"", "text", "email", "tel", "password", "number"})


def fields(state: PageState) -> tuple[Control, ...]:
    """Fields a patient types into."""
    return tuple(
        c
        for c in state.controls or ()
        if c.tag in ("input", "textarea") and c.type in TEXT_TYPES and c.role in TYPED
    )


def code_fields(state: PageState) -> tuple[Control, ...]:
    """Fields for a one-time code."""
    return tuple(c for c in fields(state) if _is_code(c))


def password_fields(state: PageState) -> tuple[Control, ...]:
    return tuple(c for c in fields(state) if c.type == "password" and not _is_code(c))


def new_password_fields(state: PageState) -> tuple[Control, ...]:
    """Fields for a password that is made up now, the one to repeat it included.

    They say so (`new-password`, “Choose a password”), or two of them stand side by side.
    """
    asked = [c for c in _secrets(state) if not _is_in_use(c)]
    marked = [
        c
        for c in asked
        if "new-password" in c.autocomplete.split()
        or (NEW.search(c.name) and PASSWORD_WORD.search(c.name))
    ]
    if marked:
        return tuple(c for c in asked if c in marked or ONCE_MORE.search(c.name))
    for first in asked:
        beside = [c for c in asked if (c.frame, c.region) == (first.frame, first.region)]
        names = {c.name.casefold() for c in beside}
        if len(beside) > 1 and (len(names) > 1 or names == {""}):
            return tuple(beside)
    return ()


def is_made_up_here(state: PageState) -> bool:
    """Whether a password is made up on this page beyond doubt.

    Sign-in pages, too, call their field `new-password`: to keep browsers from filling it in.
    """
    asked = new_password_fields(state)
    return len(asked) > 1 or any(NEW.search(field.name) for field in asked)


def passwords_in_use(state: PageState) -> tuple[Control, ...]:
    """Fields in the page itself for the password that the patient has; none where it is changed."""
    if is_made_up_here(state):
        return ()
    return tuple(
        c
        for c in _secrets(state)
        if c.region not in ASIDE
        and (state.kind == "sign-in-wall" or "new-password" not in c.autocomplete.split())
    )


def new_password_pages(evidence: RunEvidence) -> tuple[PageState, ...]:
    """Pages on which a new password is made up."""
    met = _met_while_signing_in(evidence)
    return tuple(
        state
        for state in baseline_pages(evidence)
        if new_password_fields(state) and (state.id not in met or is_made_up_here(state))
    )


def _secrets(state: PageState) -> tuple[Control, ...]:
    return tuple(
        c
        for c in password_fields(state)
        if not OTHER_SECRET.search(c.name) and not c.autocomplete.startswith("cc-")
    )


def _is_in_use(field: Control) -> bool:
    return "current-password" in field.autocomplete.split() or bool(IN_USE.search(field.name))


def user_fields(state: PageState) -> tuple[Control, ...]:
    """Fields of the sign-in form that say who it is: those standing with the password."""
    regions = {password.region for password in password_fields(state)}
    return tuple(
        c
        for c in fields(state)
        if c.type != "password"
        and c.region in regions
        and not _is_code(c)
        and not SEARCH.search(c.name)
    )


def form_pages(evidence: RunEvidence) -> tuple[PageState, ...]:
    """Pages that ask for the password.

    Those met while signing in; without such a walk, every page that asks for a password in use.
    """
    asking = [s for s in baseline_pages(evidence) if not s.signed_in and password_fields(s)]
    met = _met_while_signing_in(evidence)
    return tuple(s for s in asking if s.id in met) or tuple(
        s
        for s in asking
        if any(field.autocomplete != "new-password" for field in password_fields(s))
    )


def code_pages(evidence: RunEvidence) -> tuple[PageState, ...]:
    """Pages of the sign-in that ask for a one-time code."""
    asking = [s for s in baseline_pages(evidence) if not s.signed_in and code_fields(s)]
    met = _met_while_signing_in(evidence)
    return tuple(s for s in asking if s.id in met) or tuple(asking)


def steps_of_signing_in(evidence: RunEvidence) -> tuple[PageState, ...]:
    """Every page between the public home and the record: form, code, and whatever else is asked."""
    known = {s.id for s in (*form_pages(evidence), *code_pages(evidence))}
    homes = {s.id for s in home_pages(evidence)}
    wanted = known | (_met_while_signing_in(evidence) - homes)
    return tuple(s for s in baseline_pages(evidence) if not s.signed_in and s.id in wanted)


def controls_named(state: PageState, pattern: re.Pattern[str]) -> tuple[Control, ...]:
    """Links, buttons and choices whose name has the pattern."""
    return tuple(
        c
        for c in state.controls or ()
        if c.role in ("link", "button", "checkbox", "switch") and pattern.search(c.name)
    )


def _is_code(control: Control) -> bool:
    if "one-time-code" in control.autocomplete.split():
        return True
    if control.type == "password" and SECRET_WORD.search(control.name):
        return False
    return bool(CODE.search(control.name)) and not OTHER_CODE.search(control.name)


def _met_while_signing_in(evidence: RunEvidence) -> set[str]:
    tasks = {s.id for s in evidence.run.scenarios if s.method == SIGN_IN_TASK}
    return {name for walk in evidence.walks if walk.scenario in tasks for name in walk.states}
