"""EV-04: every task that must work, works at 200 % zoom."""

from __future__ import annotations

from portal_audit.checks.everyone.tasks import Way, judge_must_tasks
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

WAY = Way(
    check="EV-04",
    profile="P1",
    words="at 200 % zoom",
    who="Older people and people with low vision",
    severity=Severity.MAJOR,
    fix="Let the page rearrange itself when it is enlarged, so that nothing is cut off or hidden.",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_must_tasks(evidence, WAY)


CHECK = Check(
    id="EV-04",
    title="Every must-do task works at 200 % zoom",
    why="Many older patients enlarge every page they read.",
    dimension="everyone",
    rule="All priority 3 tasks complete at 200 % zoom (done / all).",
    fix=WAY.fix,
    source="https://www.w3.org/WAI/WCAG22/Understanding/resize-text",
    judge=judge,
    wcag=("1.4.4",),
)
