"""KU-07: hours, address and phone are found within the budget of clicks."""

from __future__ import annotations

from statistics import median

from portal_audit.checks.pages import counted, quoted
from portal_audit.evidence import PlannedScenario, RunEvidence, Walk
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

METHOD = "S04"


def judge(evidence: RunEvidence) -> Outcome:
    task = next((s for s in evidence.run.scenarios if s.method == METHOD), None)
    if task is None:
        return Outcome.cannot_tell("Nobody looked for the opening hours in this run.")
    if task.not_applicable:
        return Outcome.not_applicable(task.not_applicable)
    walks = [walk for walk in evidence.walks_of(task.id, evidence.baseline) if walk.tried]
    if not walks:
        return Outcome.cannot_tell("The opening hours were not looked for with the mouse.")
    failed = [walk for walk in walks if walk.status != "done"]
    if failed:
        share = 0.0 if len(failed) == len(walks) else 0.5
        reason = quoted(failed[0].reason, 200) or "the walk came to no end."
        finding = _finding(evidence, failed[0], Severity.MAJOR, f"It was not found: {reason}")
        return Outcome.of(share, [finding], "Hours, address and phone were not always found.")
    return _within(evidence, task, walks)


def _within(evidence: RunEvidence, task: PlannedScenario, walks: list[Walk]) -> Outcome:
    if task.effort is None or task.limit is None:
        return Outcome.cannot_tell("This task has no budget of clicks.")
    effort = median(walk.clicks + walk.fields for walk in walks)
    note = f"Hours, address and phone took {counted(effort, 'click')}; {task.effort} would be good."
    if effort <= task.effort:
        return Outcome.passed(note, hours_clicks=effort)
    share, severity = (0.5, Severity.COSMETIC) if effort <= task.limit else (0.0, Severity.MINOR)
    problem = "A person clicks more often than needed to see when the clinic is open."
    finding = _finding(evidence, walks[0], severity, problem)
    return Outcome.of(share, [finding], note, hours_clicks=effort)


def _finding(evidence: RunEvidence, walk: Walk, severity: Severity, problem: str) -> Finding:
    last = evidence.states.get(walk.states[-1]) if walk.states else None
    return Finding(
        check=CHECK.id,
        severity=severity,
        title="Hours, address and phone are hard to find",
        problem=problem,
        fix=CHECK.fix,
        about="hours, address and phone",
        where=(Place.on(last),) if last else (),
    )


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
