"""What a task asks for again on a later page: shared by GI-16 and EV-33 (WCAG 3.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.everyone.describing import plain
from portal_audit.checks.find_and_do.used import Use, used_in
from portal_audit.evidence import Control, Found, PageState, RunEvidence, Walk

GET_IN = "get-in"
OFFERS = re.compile(r"\bsame as\b|\buse (my|the)\b|\bcopy\b|\bigual que\b|\busar\b", re.IGNORECASE)
"""A control that spares the typing."""
PASSWORD = re.compile(r"\b(password|passcode|passphrase|contraseña)\b", re.IGNORECASE)


def walks_to_get_in(evidence: RunEvidence) -> tuple[Walk, ...]:
    """Walks of the tasks that count in “Get in”; what they ask twice is GI-16's."""
    tasks = _tasks_to_get_in(evidence)
    return tuple(walk for walk in evidence.walks if walk.scenario in tasks)


def other_walks(evidence: RunEvidence) -> tuple[Walk, ...]:
    """Walks of all other tasks; what they ask twice is EV-33's."""
    tasks = _tasks_to_get_in(evidence)
    return tuple(walk for walk in evidence.walks if walk.scenario not in tasks)


def _tasks_to_get_in(evidence: RunEvidence) -> set[str]:
    return {scenario.id for scenario in evidence.run.scenarios if scenario.dimension == GET_IN}


def asked_again(evidence: RunEvidence, walk: Walk) -> Iterator[tuple[Found, PageState]]:
    """Each field that asks for what was typed on an earlier page, and the page it is on."""
    uses = list(used_in(evidence, walk))
    for step, found, state in uses:
        first = [use for use in uses if use[0].number == step.again and use[0].chars]
        if state and any(_asks_the_same(found, state, use) for use in first):
            yield found, state


def _asks_the_same(found: Found, state: PageState, first: Use) -> bool:
    """Whether the field is the earlier one by name or purpose, and nothing spares the typing."""
    field = _control(state, found)
    if field and field.role == "searchbox":
        return False  # what is looked for anew is a question, not an answer
    if _is_password(found, field):
        return False  # what nobody could see may be asked for once more: the exception of 3.3.7
    if any(OFFERS.search(each.name) for each in state.controls or ()):
        return False
    _, earlier, page = first
    return _are_one(found, field, earlier, _control(page, earlier) if page else None)


def _is_password(found: Found, field: Control | None) -> bool:
    return bool((field and field.type == "password") or PASSWORD.search(found.name))


def _control(state: PageState, found: Found) -> Control | None:
    return next((each for each in state.controls or () if each.target == found.target), None)


def _are_one(one: Found, field: Control | None, other: Found, earlier: Control | None) -> bool:
    if one.name and plain(one.name) == plain(other.name):
        return True
    token = field.autocomplete if field else ""
    before = earlier.autocomplete if earlier else ""
    return token not in ("", "on", "off") and token == before
