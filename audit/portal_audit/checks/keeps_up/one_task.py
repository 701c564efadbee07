"""Checks that ask whether one task of the method gets done, within its budget of clicks."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from portal_audit.checks.pages import counted, quoted
from portal_audit.evidence import PlannedScenario, RunEvidence, Walk
from portal_audit.finding import Check, Finding, Outcome, Place, Severity


@dataclass(frozen=True, slots=True)
class OneTask:
    """Which task, and how its check speaks of it."""

    method: str
    """Its id in the method, e.g. `S04`."""
    thing: str
    """What is looked for: `hours, address and phone`."""
    hard: str
    """The title when that is hard to find."""
    harm: str
    """What too many clicks do to a person, one sentence."""
    measure: str
    """Name of the measure of clicks."""


def judge_task(evidence: RunEvidence, task: OneTask, check: Check) -> Outcome:
    """Done in every try and within the budget full, within the limit or in some tries half.

    A task that is no must and that the portal does not offer is no fault, as in the task scores.
    """
    planned = next((s for s in evidence.run.scenarios if s.method == task.method), None)
    if planned is None:
        return Outcome.cannot_tell(f"Nobody looked for {task.thing} in this run.")
    if planned.not_applicable:
        return Outcome.not_applicable(planned.not_applicable)
    walks = [walk for walk in evidence.walks_of(planned.id, evidence.baseline) if walk.tried]
    if not walks:
        return Outcome.cannot_tell(f"Nobody looked for {task.thing} with the mouse.")
    if planned.priority < 3 and all(walk.status == "not-offered" for walk in walks):
        return Outcome.not_applicable("The portal does not offer it.")
    failed = [walk for walk in walks if walk.status != "done"]
    if failed:
        share = 0.0 if len(failed) == len(walks) else 0.5
        reason = quoted(failed[0].reason, 200) or "the walk came to no end."
        problem = f"It was not found: {reason}"
        finding = _finding(evidence, task, check, failed[0], Severity.MAJOR, problem)
        return Outcome.of(share, [finding], f"Not every try found {task.thing}.")
    return _within(evidence, task, check, planned, walks)


def _within(
    evidence: RunEvidence, task: OneTask, check: Check, planned: PlannedScenario, walks: list[Walk]
) -> Outcome:
    if planned.effort is None or planned.limit is None:
        return Outcome.cannot_tell("This task has no budget of clicks.")
    effort = median(walk.clicks + walk.fields for walk in walks)
    note = f"To find {task.thing} took {counted(effort, 'click')}; {planned.effort} would be good."
    measures = {task.measure: effort}
    if effort <= planned.effort:
        return Outcome.passed(note, **measures)
    within = effort <= planned.limit
    share, severity = (0.5, Severity.COSMETIC) if within else (0.0, Severity.MINOR)
    finding = _finding(evidence, task, check, walks[0], severity, task.harm)
    return Outcome.of(share, [finding], note, **measures)


def _finding(
    evidence: RunEvidence,
    task: OneTask,
    check: Check,
    walk: Walk,
    severity: Severity,
    problem: str,
) -> Finding:
    last = evidence.states.get(walk.states[-1]) if walk.states else None
    return Finding(
        check=check.id,
        severity=severity,
        title=task.hard,
        problem=problem,
        fix=check.fix,
        about=task.thing,
        where=(Place.on(last),) if last else (),
    )
