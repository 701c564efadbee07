"""EV-33: nobody has to type the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.checks.asked_again import asked_again, other_walks
from portal_audit.checks.everyone.observed import Fault, Hit, findings
from portal_audit.checks.pages import quoted
from portal_audit.evidence import Observation, RunEvidence
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


def judge(evidence: RunEvidence) -> Outcome:
    walks = other_walks(evidence)
    typed = [walk.id for walk in walks if any(step.chars for step in walk.own_steps)]
    if not typed:
        return Outcome.not_applicable("No task behind the sign-in had anything to type.")
    hits = list(_hits(evidence))
    return Outcome.of(1.0, findings(CHECK.id, hits), f"{len(typed)} walks had something to type.")


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for walk in other_walks(evidence):
        for found, state in asked_again(evidence, walk):
            name = quoted(found.name)
            yield AGAIN, state, Observation(kind="field", target=found.target, snippet=name)


CHECK = Check(
    id="EV-33",
    title="Nobody types the same thing twice",
    why="What was typed once can be kept; typing it again is work, and a chance to get it wrong.",
    dimension="everyone",
    rule=(
        "No field of a later page of a task asks for what was typed into a field of the same name "
        "or purpose before, unless it is filled in or can be chosen. Asked for only by WCAG 2.2: "
        "takes no points. The tasks of getting in are judged by GI-16."
    ),
    fix="Fill in what is known.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry",
    judge=judge,
    wcag=("3.3.7",),
)
