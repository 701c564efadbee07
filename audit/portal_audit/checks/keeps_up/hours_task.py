"""KU-07: hours, address and phone are found within the budget of clicks."""

from __future__ import annotations

from portal_audit.checks.keeps_up.one_task import OneTask, judge_task
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome

TASK = OneTask(
    method="S04",
    thing="hours, address and phone",
    hard="Hours, address and phone are hard to find",
    harm="A person clicks more often than needed to see when the clinic is open.",
    measure="hours_clicks",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_task(evidence, TASK, CHECK)


CHECK = Check(
    id="KU-07",
    title="Hours, address and phone are found within a few clicks",
    why="It is the first thing people look for, often from the car.",
    dimension="keeps-up",
    rule=(
        "The task S04 is done in every try; clicks and fields within its budget full, within its "
        "limit half."
    ),
    fix="Put hours, address and phone on one page, one click from the home page.",
    source="policy",
    judge=judge,
)
