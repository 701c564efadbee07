"""EV-17: nothing moves, changes or sounds by itself for long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "moving"
LONG_SOUND_S = 3.0
"""WCAG 1.4.2."""
WHO = "People who are easily distracted, get dizzy, or use a screen reader"

MOVES = Fault(
    "moves-by-itself",
    title="Something moves without end",
    problem="What keeps moving draws the eye away from what a person is trying to read.",
    fix="Stop it after five seconds, or offer a button that stops it.",
    who=WHO,
    wcag=("2.2.2",),
    severity=Severity.MINOR,
)
CHANGES = Fault(
    "changes-by-itself",
    title="Words or pictures change by themselves",
    problem="A person who reads slowly has not finished before the words are gone.",
    fix="Offer a button that stops it, or change it only when asked.",
    who=WHO,
    wcag=("2.2.2",),
    severity=Severity.MINOR,
)
MAYBE = Fault(
    "changes-by-itself-perhaps",
    title="Something moves or changes by itself",
    problem="It may draw the eye away from what a person is trying to read.",
    fix="See that everything that moves for longer than five seconds can be stopped.",
    who=WHO,
    wcag=("2.2.2",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
SOUND = Fault(
    "sound-by-itself",
    title="Sound starts by itself",
    problem="A person who uses a screen reader cannot hear it any more, and cannot stop this.",
    fix="Start sound only when asked, or offer a way to stop it at the top of the page.",
    who="People who use a screen reader",
    wcag=("1.4.2",),
    severity=Severity.MAJOR,
)
MAYBE_SOUND = replace(
    SOUND,
    rule="sound-by-itself-perhaps",
    title="Sound may start by itself",
    severity=Severity.COSMETIC,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page was watched.",
        note="{clean} of {pages} pages rest when nobody touches them.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "animation"):
        sure = not seen.facts["stop"] and not seen.facts["busy"] and bool(seen.facts["words"])
        yield MOVES if sure else MAYBE, state, seen
    for state, seen in observed(evidence, "updates-itself"):
        sure = not seen.facts["stop"] and not seen.facts["live"]
        yield CHANGES if sure else MAYBE, state, seen
    for state, seen in observed(evidence, "sound"):
        facts = seen.facts
        seconds = float(facts["seconds"])
        if facts["controls"] or facts["silent"] or 0 <= seconds <= LONG_SOUND_S:
            continue
        yield MAYBE_SOUND if facts["stop"] or seconds < 0 else SOUND, state, seen


CHECK = Check(
    id="EV-17",
    title="Nothing moves, changes or sounds by itself for long",
    why="Moving parts keep some people from reading anything else on the page.",
    dimension="everyone",
    rule=(
        "Share of pages on which nothing moves or changes for more than five seconds, and no sound "
        "plays for more than three, without a way to stop it."
    ),
    fix="Offer a way to stop what moves, or do without.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/pause-stop-hide",
    judge=judge,
    wcag=("1.4.2", "2.2.2"),
)
