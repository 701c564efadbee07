"""EV-02: every task that must work, works with the keyboard alone."""

from __future__ import annotations

from portal_audit.checks.everyone.tasks import Way, judge_must_tasks
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

WAY = Way(
    check="EV-02",
    profile="P4",
    words="with the keyboard alone",
    who="People who cannot use a mouse",
    severity=Severity.BLOCKER,
    fix=(
        "Make everything on the way a real button, link or field that the Tab key reaches and "
        "that Enter or Space works."
    ),
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_must_tasks(evidence, WAY)


CHECK = Check(
    id="EV-02",
    title="Every must-do task works with the keyboard alone",
    why="Many people with a tremor, weak hands or a screen reader never use a mouse.",
    dimension="everyone",
    rule="All priority 3 tasks complete with the keyboard only (done / all). Cap 69.",
    fix=WAY.fix,
    source="https://www.w3.org/WAI/WCAG22/Understanding/keyboard",
    judge=judge,
    wcag=("2.1.1", "2.1.2"),
)
