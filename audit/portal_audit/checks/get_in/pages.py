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
