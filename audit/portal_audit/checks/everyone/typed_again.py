"""EV-33: nobody has to type the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.everyone.describing import plain
from portal_audit.checks.everyone.observed import Fault, Hit, findings
from portal_audit.checks.find_and_do.used import Use, used_in
from portal_audit.checks.pages import quoted
from portal_audit.evidence import Control, Found, Observation, PageState, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

AGAIN = Fault(
    "typed-again",
    title="A task asks for the same thing twice (new in WCAG 2.2)",
    problem="A person must remember and type again what the portal has already been told.",
    fix="Fill the field in with what was typed before, or offer it to choose.",
    who="People with poor memory, tremor, or who speak to the computer",
    wcag=("3.3.7",),
    severity=Severity.MINOR,
)
OFFERS = re.compile(r"\bsame as\b|\buse (my|the)\b|\bcopy\b|\bigual que\b|\busar\b", re.IGNORECASE)
"""A control that spares the typing."""


def judge(evidence: RunEvidence) -> Outcome:
    typed = [walk.id for walk in evidence.walks if any(step.chars for step in walk.own_steps)]
    if not typed:
        return Outcome.not_applicable("No task had anything to type.")
    hits = list(_hits(evidence))
    return Outcome.of(1.0, findings(CHECK.id, hits), f"{len(typed)} walks had something to type.")


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for walk in evidence.walks:
        uses = list(used_in(evidence, walk))
        for step, found, state in uses:
            first = [use for use in uses if use[0].number == step.again and use[0].chars]
            if state and any(_asks_the_same(found, state, use) for use in first):
                name = quoted(found.name)
                yield AGAIN, state, Observation(kind="field", target=found.target, snippet=name)


def _asks_the_same(found: Found, state: PageState, first: Use) -> bool:
    """Whether the field is the earlier one by name or purpose, and nothing spares the typing."""
    field = _control(state, found)
    if field and field.role == "searchbox":
        return False  # what is looked for anew is a question, not an answer
    if any(OFFERS.search(each.name) for each in state.controls or ()):
        return False
    _, earlier, page = first
    return _are_one(found, field, earlier, _control(page, earlier) if page else None)


def _control(state: PageState, found: Found) -> Control | None:
    return next((each for each in state.controls or () if each.target == found.target), None)


def _are_one(one: Found, field: Control | None, other: Found, earlier: Control | None) -> bool:
    if one.name and plain(one.name) == plain(other.name):
        return True
    token = field.autocomplete if field else ""
    before = earlier.autocomplete if earlier else ""
    return token not in ("", "on", "off") and token == before


CHECK = Check(
    id="EV-33",
    title="Nobody types the same thing twice",
    why="What was typed once can be kept; typing it again is work, and a chance to get it wrong.",
    dimension="everyone",
    rule=(
        "No field of a later page of a task asks for what was typed into a field of the same name "
        "or purpose before, unless it is filled in or can be chosen. Asked for only by WCAG 2.2: "
        "takes no points."
    ),
    fix="Fill in what is known.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry",
    judge=judge,
    wcag=("3.3.7",),
)
