"""KU-14: a patient finds a certain clinician, and whether she takes new patients."""

from __future__ import annotations

from portal_audit.checks.keeps_up.one_task import OneTask, judge_task
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome

TASK = OneTask(
    method="S17",
    thing="a certain clinician",
    hard="A clinician is hard to find",
    harm="A person clicks more often than needed to see whether the doctor is still there.",
    measure="clinician_clicks",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_task(evidence, TASK, CHECK)


CHECK = Check(
    id="KU-14",
    title="A clinician can be found",
    why="Clinicians come and go: people ask whether theirs is still there.",
    dimension="keeps-up",
    rule=(
        "The points are those of the task S17. The check passes when it is done in every try, "
        "clicks and fields within its budget."
    ),
    fix="Link a page “Our clinicians” from the home page; say of each who takes new patients.",
    source="policy",
    judge=judge,
)
