"""GI-15: the length of the time limit is said before it bites."""

from __future__ import annotations

import re

from portal_audit.checks.pages import baseline_pages, quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

_TIME = (
    r"\b(\d+|one|two|five|ten|fifteen|twenty|thirty|forty|forty-five|sixty|half an|an)"
    r"[ -]?(min(ute)?s?|hours?)\b"
)
SAID = re.compile(
    rf"\b(sign|log)(s|ged|ed)? ?(you |people )?(out|off)\b.{{0,60}}{_TIME}"
    rf"|{_TIME} (without (use|using|activity|doing)|of (inactivity|no (use|activity)|not using))"
    rf"|\bsessions? (will |can )?(ends?|expires?|times? ?out|closes?|lasts?|stays? open)\b"
    rf".{{0,40}}{_TIME}"
    rf"|\b(inactiv\w+|idle|time ?out)\b.{{0,60}}{_TIME}",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state in baseline_pages(evidence) if state.blocks is not None]
    for state in pages:
        if any(SAID.search(block.text) for block in state.blocks or ()):
            return Outcome.passed(f"Said on “{quoted(state.heading) or state.path}”.")
    if not any(state.signed_in for state in pages):
        return Outcome.cannot_tell("No signed-in page was seen.")
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
