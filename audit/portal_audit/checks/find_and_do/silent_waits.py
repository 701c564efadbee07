"""FD-04: a long wait shows that something is going on."""

from __future__ import annotations

from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

LONG_MS = 2_000.0
"""`[policy]` A shorter wait needs no sign."""
SIGN_MS = 1_000.0
"""After a second people wonder whether anything happens (Nielsen's limits of response times)."""


def judge(evidence: RunEvidence) -> Outcome:
    steps = [step for walk in evidence.walks for step in walk.steps if step.sign_ms is not None]
    if not steps:
        return Outcome.cannot_tell("No wait within a page was measured.")
    findings: dict[str, Finding] = {}
    silent = 0
    for step in steps:
        wait, sign = step.wait_ms or 0.0, step.sign_ms or 0.0
        if wait < LONG_MS or sign <= SIGN_MS:
            continue
        silent += 1
        state = evidence.states.get(step.state or "")
        words = quoted(step.words)
        findings.setdefault(
            words,
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="Nothing shows that the portal is working",
                problem=f"After “{words}” nothing changed for {sign / 1000:.1f} s.",
                fix="Show at once that it is being worked on, and keep people from pressing twice.",
                about=words,
                where=(Place.on(state),) if state else (),
                who="Everyone",
            ),
        )
    note = f"{silent} of {len(steps)} waits within a page were long and silent."
    return Outcome.of(1 - silent / len(steps), list(findings.values()), note)


CHECK = Check(
    id="FD-04",
    title="A long wait shows that something is going on",
    why="Without a sign people press again, or give up just before it is done.",
    dimension="find-and-do",
    rule="When an answer takes over 2 s, the page changes visibly within 1 s.",
    fix="Show a message such as “Sending ...” at once.",
    source="https://www.nngroup.com/articles/response-times-3-important-limits/",
    judge=judge,
)
