"""EV-32: what shows itself under the pointer can be read, reached and sent away."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, counts, examined, findings, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "hover"

POINTER_ONLY = Fault(
    "shows-only-under-pointer",
    title="Something shows only when a mouse is over it",
    problem="A person who uses the keyboard or a touch screen never sees it.",
    fix="Show it when its control has the focus, too, or open it with a button.",
    who="People who use the keyboard, a switch or a touch screen",
    wcag=("2.1.1",),
    severity=Severity.MAJOR,
)
FLEES = Fault(
    "vanishes-under-pointer",
    title="A box that shows under the mouse vanishes when one moves onto it",
    problem="A person who enlarges the page cannot get to the rest of the box to read it.",
    fix="Leave it open while the mouse is over the box itself.",
    who="People with low vision",
    wcag=("1.4.13",),
    severity=Severity.MINOR,
)
STAYS = Fault(
    "covers-and-stays",
    title="A box that shows under the mouse covers words and cannot be sent away",
    problem="A person must move the mouse away to read what lies behind it.",
    fix="Close it when Escape is pressed.",
    who="People with low vision",
    wcag=("1.4.13",),
    severity=Severity.COSMETIC,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    if not examined(evidence, EXAM):
        return Outcome.cannot_tell("No page was tried with a mouse that only points.")
    shown = list(observed(evidence, EXAM))
    if not shown:
        return Outcome.not_applicable("Nothing shows itself under the mouse.")
    hits = list(_hits(evidence))
    bad = any(counts(fault) for fault, _, _ in hits)
    note = f"{len(shown)} things showed themselves under the mouse."
    return Outcome.of(0.0 if bad else 1.0, findings(CHECK.id, hits), note)


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, EXAM):
        facts = seen.facts
        if not facts["by_keys"]:
            yield POINTER_ONLY, state, seen
        if not facts["reachable"]:
            yield FLEES, state, seen
        elif facts["covers"] and not facts["escape"]:
            yield STAYS, state, seen


CHECK = Check(
    id="EV-32",
    title="What shows under the mouse can be reached and sent away",
    why="Menus and hints that need a steady mouse leave out everyone who has none.",
    dimension="everyone",
    rule=(
        "What appears under the pointer appears with the focus or on Enter as well, stays while "
        "the pointer moves onto it, and goes on Escape when it covers other words."
    ),
    fix="Open such boxes with a button.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/content-on-hover-or-focus",
    judge=judge,
    wcag=("1.4.13", "2.1.1"),
)
