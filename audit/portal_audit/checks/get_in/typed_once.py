"""GI-16: nothing has to be typed twice on the way in."""

from __future__ import annotations

from portal_audit.checks.asked_again import asked_again, walks_to_get_in
from portal_audit.checks.find_and_do.used import used_in
from portal_audit.checks.pages import listed, once, quoted
from portal_audit.evidence import RunEvidence, Walk
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SHOWN = 4
"""Fields that the sentence of the finding names."""


def judge(evidence: RunEvidence) -> Outcome:
    walks = [walk for walk in walks_to_get_in(evidence) if _pages_typed_on(evidence, walk) > 1]
    if not walks:
        return Outcome.not_applicable("No task of getting in had something to type on two pages.")
    again = [hit for walk in walks for hit in asked_again(evidence, walk)]
    if not again:
        return Outcome.passed("What was typed on one page was not asked for on another.")
    names = list(dict.fromkeys(f"“{quoted(found.name, 40)}”" for found, _ in again))
    asked = listed(names, SHOWN)
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="Something has to be typed twice on the way in",
        problem=f"A patient must type again what the portal has been told already: {asked}.",
        fix="Keep what was typed, and show it filled in on the next page.",
        about="typed twice",
        where=once(Place.on(state, found.target, found.name) for found, state in again),
        who="Everyone, most of all people with poor memory or shaky hands",
    )
    return Outcome.of(0.0, [finding], f"Asked for twice: {asked}.")


def _pages_typed_on(evidence: RunEvidence, walk: Walk) -> int:
    """Different pages on which the task itself had something to type."""
    return len(
        {
            (state.path, state.heading)
            for step, _, state in used_in(evidence, walk)
            if state and step.chars and step.number > 0
        }
    )


CHECK = Check(
    id="GI-16",
    title="Nothing has to be typed twice",
    why="Who must type the same thing twice on the way in makes mistakes, and some give up.",
    dimension="get-in",
    rule=(
        "In the tasks of getting in, no field of a later page asks for what was typed into a field "
        "of the same name or purpose before, unless it is filled in or can be chosen. Repeating a "
        "new password is no fault. Full or nothing."
    ),
    fix="Fill in what is known.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry",
    judge=judge,
    wcag=("3.3.7",),
)
