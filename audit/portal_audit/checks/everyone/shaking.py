"""EV-36: nothing needs the device to be shaken or tilted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "shaking"

SHAKEN = Fault(
    "moved-by-device",
    title="Moving the device does something that nothing else does",
    problem="A person whose phone is fixed to a wheelchair cannot do it; a tremor sets it off.",
    fix="Offer a button for the same, and a setting that switches the movement off.",
    who="People with tremor, or whose device is mounted",
    wcag=("2.5.4",),
    severity=Severity.MINOR,
)
PERHAPS_SHAKEN = replace(
    SHAKEN,
    rule="moved-by-device-perhaps",
    title="Moving the device may do something that nothing else does",
    severity=Severity.COSMETIC,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page was tried.",
        note="It was tried whether pages answer to being shaken or tilted.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "moved-by-device"):
        if seen.facts["answers"]:
            alone = not seen.facts["controls"]
            yield SHAKEN if alone else PERHAPS_SHAKEN, state, seen


CHECK = Check(
    id="EV-36",
    title="Nothing needs the device to be moved",
    why="Not everyone can shake or tilt a phone, and some cannot keep it still.",
    dimension="everyone",
    rule="No page that has nothing to press changes when the device is said to move.",
    fix="Offer a button for the same.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/motion-actuation",
    judge=judge,
    wcag=("2.5.4",),
)
