"""EV-09: every task that must work, works by roles and names alone.

A walk of the accessibility tree. It is not a test with a screen reader.
"""

from __future__ import annotations

from portal_audit.checks.everyone.tasks import Way, judge_must_tasks
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

WAY = Way(
    check="EV-09",
    profile="P5",
    words="by the names a screen reader speaks",
    who="People who use a screen reader",
    severity=Severity.MAJOR,
    fix="Give every button, link and field on the way a name of its own and the right role.",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_must_tasks(evidence, WAY)


CHECK = Check(
    id="EV-09",
    title="Every must-do task works by the names a screen reader speaks",
    why="A control without a name cannot be found by a person who listens to the page.",
    dimension="everyone",
    rule=(
        "All priority 3 tasks complete by role and name only (done / all). This walks the "
        "accessibility tree; it is not a test with a screen reader."
    ),
    fix=WAY.fix,
    source="https://www.w3.org/WAI/WCAG22/Understanding/name-role-value",
    judge=judge,
    wcag=("4.1.2",),
)
