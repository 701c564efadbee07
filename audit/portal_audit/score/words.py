"""The sentences of a scorecard that are made from its facts."""

from __future__ import annotations

from collections.abc import Sequence

from portal_audit.evidence import LOST, RunEvidence
from portal_audit.result import FindingResult, TaskResult

LIMITS = (
    "This is not a claim that the portal meets a standard, not legal advice and not a security "
    "test.",
    "Automated rules find only a part of what is wrong. A person must look, too.",
    "The tasks were walked by a script. A script is never lost and never worried, so it shows "
    "what the portal asks of people at the least.",
    "Targets, weights and caps are our policy where the method says so; they are printed with the "
    "checks.",
)


def no_range(repeats: int) -> str:
    """Why the score has no range."""
    times = "once" if repeats == 1 else f"{repeats} times"
    return f"Most tasks were walked {times}, so no range can be given for the score."


def summary(
    tasks: Sequence[TaskResult], evidence: RunEvidence, findings: Sequence[FindingResult]
) -> str:
    """One plain sentence: what a patient can do here, and what stands in the way."""
    baseline = evidence.baseline or (evidence.run.audiences[0].id if evidence.run.audiences else "")
    mine = [task for task in tasks if task.audience == baseline and task.tries]
    if not mine:
        return "Nothing was walked, so nothing can be said yet."
    # The other tasks of getting in, such as a forgotten password, may fail and the door still open.
    signing_in = {s.id for s in evidence.run.scenarios if s.method == "S01"}
    entry = [task for task in mine if task.scenario in signing_in]
    if entry and all(task.status != "done" for task in entry):
        return "A patient with a valid account could not sign in, so most tasks could not be tried."
    how = {a.id: a.how or f"as “{a.title}”" for a in evidence.run.audiences}
    done = sum(task.status == "done" for task in mine)
    share = f"all {done}" if done == len(mine) > 1 else f"{done} of {len(mine)}"
    first = f"A patient can do {share} tasks {how[baseline]}"
    losses = []
    for audience in evidence.run.audiences:
        theirs = [task for task in tasks if task.audience == audience.id != baseline]
        lost = sum(
            task.status in LOST | {"flaky", "not-offered"}
            and any(t.scenario == task.scenario and t.status == "done" for t in mine)
            for task in theirs
        )
        if lost:
            losses.append(f"{lost} {how[audience.id]}")
    if losses:
        return f"{first}, but cannot do {' and '.join(losses)}."
    serious = sum(f.severity >= 3 and f.confidence == "certain" for f in findings)
    if serious == 1:
        return f"{first}, but one serious problem stands in the way."
    if serious:
        return f"{first}, but {serious} serious problems stand in the way."
    return f"{first}."
