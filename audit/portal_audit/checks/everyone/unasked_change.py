"""EV-18: nothing happens only because somebody got somewhere or chose something."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, findings, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAMS = frozenset({"keyboard", "on_input"})
WHO = "People who use the keyboard or a screen reader, and everyone who is unsure"

ON_FOCUS = Fault(
    "changes-on-focus",
    title="Getting to a control takes one to another page",
    problem="A person who only tabs past this finds themselves somewhere else.",
    fix="Change the page only when the control is pressed.",
    who=WHO,
    wcag=("3.2.1",),
    severity=Severity.MAJOR,
)
ON_INPUT = Fault(
    "changes-on-input",
    title="Choosing something takes one to another page at once",
    problem="A person who looks through the choices is taken away at the first one.",
    fix="Change the page only when a button is pressed, or say beforehand what will happen.",
    who=WHO,
    wcag=("3.2.2",),
    severity=Severity.MAJOR,
)
MOVES_FOCUS = Fault(
    "focus-moves-on-input",
    title="Choosing something moves the focus elsewhere",
    problem="A person who chooses something is put into another field without having asked.",
    fix="Leave the focus where it is.",
    who=WHO,
    wcag=("3.2.2",),
    severity=Severity.MINOR,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    if not any(EXAMS.intersection(state.examined) for state in evidence.seen()):
        return Outcome.cannot_tell("No page was tried.")
    hits = list(_hits(evidence))
    certain = any(fault.confidence == "certain" for fault, _, _ in hits)
    note = "Every field of choice was tried with the keyboard, every stop was tabbed to."
    return Outcome.of(0.0 if certain else 1.0, findings(CHECK.id, hits), note)


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "changed-on-focus"):
        yield ON_FOCUS, state, seen
    for state, seen in observed(evidence, "changed-on-input"):
        yield MOVES_FOCUS if seen.facts["how"] == "focus" else ON_INPUT, state, seen


CHECK = Check(
    id="EV-18",
    title="Nothing happens before it is asked for",
    why="A person who explores a form must not be carried off by it.",
    dimension="everyone",
    rule=(
        "Neither getting the focus nor choosing an option opens a page or a window or sends a form."
    ),
    fix="Act when a button is pressed.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/on-input",
    judge=judge,
    wcag=("3.2.1", "3.2.2"),
)
