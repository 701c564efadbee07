"""The pages of the sign-in: the form and the code step, and their fields."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal_audit.checks.everyone.pages import baseline_pages
from portal_audit.evidence import Control, PageState, RunEvidence

NO_FORM = "No sign-in page was seen."
CODE = re.compile(r"\b(code|otp|pin|passcode|verification)\b", re.IGNORECASE)
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
    return tuple(
        c for c in fields(state) if c.autocomplete == "one-time-code" or CODE.search(c.name)
    )


def form_pages(evidence: RunEvidence) -> tuple[PageState, ...]:
    """Pages that ask for the password."""
    return tuple(
        state
        for state in baseline_pages(evidence)
        if not state.signed_in
        and not code_fields(state)
        and any(c.type == "password" and c.autocomplete != "new-password" for c in fields(state))
    )


def code_pages(evidence: RunEvidence) -> tuple[PageState, ...]:
    """Pages of the sign-in that ask for a one-time code."""
    paths = {state.path for walk in evidence.walks for state in _states(evidence, walk.states)}
    return tuple(
        state
        for state in baseline_pages(evidence)
        if not state.signed_in and state.path in paths and code_fields(state)
    )


def _states(evidence: RunEvidence, names: Iterable[str]) -> Iterable[PageState]:
    return (evidence.states[name] for name in names if name in evidence.states)


def words_of(state: PageState) -> str:
    """All text of a page, one block a line."""
    return "\n".join(block.text for block in state.blocks or ())


def controls_named(state: PageState, pattern: re.Pattern[str]) -> tuple[Control, ...]:
    """Links and buttons whose name has the pattern."""
    return tuple(
        c
        for c in state.controls or ()
        if c.role in ("link", "button", "checkbox", "switch") and pattern.search(c.name)
    )
