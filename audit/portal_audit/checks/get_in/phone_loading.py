"""GI-18: the sign-in page loads quickly on a phone."""

from __future__ import annotations

from portal_audit.checks.get_in.pages import form_pages
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

FULL, HALF = 2500.0, 4000.0
"""Milliseconds to the largest paint (Core Web Vitals)."""
PHONE = "P3"


def judge(evidence: RunEvidence) -> Outcome:
    renderings = {a.rendering for a in evidence.run.audiences if a.profile == PHONE}
    paths = {state.path for state in form_pages(evidence)}
    timed = [
        (state.vitals.lcp_ms, state)
        for state in evidence.seen()
        if state.rendering in renderings and state.path in paths and not state.signed_in
        if state.vitals and state.vitals.lcp_ms is not None
    ]
    if not timed:
        return Outcome.cannot_tell("The sign-in page was not loaded on a slow phone.")
    slowest, state = max(timed, key=lambda pair: pair[0])
    share = 1.0 if slowest <= FULL else 0.5 if slowest <= HALF else 0.0
    note = f"{slowest / 1000:.1f} s until the main content is painted on a slow phone."
    findings = []
    if slowest > FULL:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR if slowest <= HALF else Severity.MAJOR,
                title="The sign-in page is slow on a phone",
                problem=note,
                fix="Make its pictures and scripts smaller; leave out what nobody needs.",
                about="sign-in page",
                where=(Place.on(state),),
                who="Patients on a phone or a slow connection",
            )
        )
    return Outcome.of(share, findings, note, sign_in_lcp_ms=round(slowest))


CHECK = Check(
    id="GI-18",
    title="The sign-in page loads quickly on a phone",
    why="A page that does not come is a portal that does not work.",
    dimension="get-in",
    rule="Largest paint of the sign-in page on the slow phone: 2.5 s or less full, 4 s half.",
    fix="Make pictures and scripts smaller.",
    source="https://web.dev/articles/defining-core-web-vitals-thresholds",
    judge=judge,
)
