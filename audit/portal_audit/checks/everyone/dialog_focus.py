"""EV-19: a box that opens over the page takes the keyboard along and gives it back."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, examined, findings, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "dialogs"
WHO = "People who use the keyboard or a screen reader"

STAYS_BEHIND = Fault(
    "focus-stays-behind",
    title="A box opens, and the keyboard stays behind it",
    problem="A person who uses the keyboard does not get into the box that has just opened.",
    fix="Put the focus into the box when it opens (<dialog> and showModal() do so by themselves).",
    who=WHO,
    wcag=("2.4.3",),
    severity=Severity.MAJOR,
)
LEAKS = Fault(
    "focus-leaves-dialog",
    title="Tab leads out of an open box into the page behind it",
    problem="A person who uses the keyboard gets lost behind the box and presses unseen things.",
    fix="Keep the focus in the box until it is closed (<dialog> and showModal() do so).",
    who=WHO,
    wcag=("2.4.3",),
    severity=Severity.MAJOR,
)
NOT_RETURNED = Fault(
    "focus-not-returned",
    title="When a box closes, the keyboard is back at the top of the page",
    problem="A person who uses the keyboard must tab all the way back to where they were.",
    fix="Give the focus back to the button that opened the box.",
    who=WHO,
    wcag=("2.4.3",),
    severity=Severity.MINOR,
)


def judge(evidence: RunEvidence) -> Outcome:
    if not examined(evidence, EXAM):
        return Outcome.cannot_tell("No page was tried with keys.")
    opened = list(observed(evidence, "dialog"))
    if not opened:
        return Outcome.not_applicable("No page that was tried opens a box over itself.")
    hits = list(_hits(evidence))
    note = f"{len(opened)} boxes were opened and closed with the keyboard."
    return Outcome.of(0.0 if hits else 1.0, findings(CHECK.id, hits), note)


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "dialog"):
        facts = seen.facts
        if not facts["inside"] and facts["modal"]:
            yield STAYS_BEHIND, state, seen
        if facts["leaks"]:
            yield LEAKS, state, seen
        if facts["inside"] and facts["escape"] and not facts["returns"]:
            yield NOT_RETURNED, state, seen


CHECK = Check(
    id="EV-19",
    title="Boxes that open take the keyboard along",
    why="A box that the keyboard cannot enter, or leaves unseen, stops a person in mid-task.",
    dimension="everyone",
    rule=(
        "A modal dialog opened with keys has the focus inside, keeps it there, and gives it back "
        "to its opener when Escape closes it."
    ),
    fix="Use <dialog> and showModal().",
    source="https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/",
    judge=judge,
    wcag=("2.4.3",),
)
