"""GI-15: the length of the time limit is said before it bites."""

from __future__ import annotations

import re

from portal_audit.checks.everyone.pages import baseline_pages
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SAID = re.compile(
    r"(sign|log)(s|ged|ed)? ?(you )?(out|off).{0,60}\b\d+ ?-?min"
    r"|\b\d+ ?-?minutes? (without|of in|after|of no)"
    r"|(session|inactiv|idle|time ?out).{0,60}\b\d+ ?-?min",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state in baseline_pages(evidence) if state.blocks is not None]
    if not any(state.signed_in for state in pages):
        return Outcome.cannot_tell("No signed-in page was seen.")
    for state in pages:
        if any(SAID.search(block.text) for block in state.blocks or ()):
            return Outcome.passed(f"Said on “{state.heading or state.path}”.")
    shown = next((s for s in pages if not s.signed_in and s.path != "/"), pages[0])
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="Nobody is told how long they stay signed in",
        problem="Patients learn of the time limit when it has ended their visit.",
        fix="Say on the sign-in page after how many minutes without use people are signed out.",
        about="time limit",
        where=(Place.on(shown),),
    )
    return Outcome.of(0.0, [finding], "No walked page states the time limit.")


CHECK = Check(
    id="GI-15",
    title="The time limit is stated",
    why="Who knows the limit can plan for it.",
    dimension="get-in",
    rule="Some page says after how many minutes without use the patient is signed out.",
    fix="State it on the sign-in page.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/timeouts",
    judge=judge,
    wcag=("2.2.6",),
)
