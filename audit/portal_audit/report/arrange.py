"""Puts the parts of an audit in the order in which people read them. It counts, but scores not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from portal_audit.result import (
    Audit,
    CheckResult,
    DimensionResult,
    FindingResult,
    NotTested,
    ScenarioScore,
    TaskResult,
)

FIX_FIRST = 5
"""Method 9.3 item 4."""


@dataclass(frozen=True, slots=True)
class SeverityGroup:
    """The findings of one severity."""

    severity: int
    findings: tuple[FindingResult, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One task by one audience; `task` is None when it was not planned."""

    audience: str
    task: TaskResult | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One scenario over all audiences."""

    scenario: str
    title: str
    priority: int
    cells: tuple[Cell, ...]
    score: ScenarioScore | None


@dataclass(frozen=True, slots=True)
class NotTestedGroup:
    """Things that were not tested for the same reason."""

    why: str
    items: tuple[NotTested, ...]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """The checks of one dimension."""

    dimension: DimensionResult
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts at the top of the scorecard."""

    tasks: int
    """Pairs of task and audience that were tried."""
    done: int
    stops: int
    """Findings of severity 4."""
    major: int
    coverage: tuple[float, float]
    """Of the least and of the best tested area, 0 to 1."""


def tally(audit: Audit) -> Tally:
    """What a reader counts first. Findings that a person must confirm are left out."""
    tried = [task for task in audit.tasks if task.status != "not-tested"]
    certain = [int(f.severity) for f in audit.findings if f.confidence == "certain"]
    coverage = [dimension.coverage for dimension in audit.dimensions]
    return Tally(
        len(tried),
        sum(task.status == "done" for task in tried),
        certain.count(4),
        certain.count(3),
        (min(coverage, default=0.0), max(coverage, default=0.0)),
    )


def fix_first(audit: Audit) -> tuple[FindingResult, ...]:
    """The most worthwhile repairs: certain problems that slow a patient down or worse."""
    candidates = [f for f in audit.findings if f.severity >= 2 and f.confidence == "certain"]
    return tuple(sorted(candidates, key=lambda f: -f.priority)[:FIX_FIRST])


def by_severity(audit: Audit) -> tuple[SeverityGroup, ...]:
    """All findings, the worst first, in the audit's own order within one severity."""
    ordered = sorted(audit.findings, key=lambda f: -f.severity)
    groups = groupby(ordered, key=lambda f: int(f.severity))
    return tuple(SeverityGroup(severity, tuple(found)) for severity, found in groups)


def audience_titles(audit: Audit) -> dict[str, str]:
    """Title by id, in plan order; an audience the plan does not name keeps its id."""
    titles = dict(audit.run.audiences)
    return titles | {t.audience: t.audience for t in audit.tasks if t.audience not in titles}


def scenario_titles(audit: Audit) -> dict[str, str]:
    """The task in the patient's words, by scenario id."""
    return {task.scenario: task.title for task in audit.tasks} | {
        scenario.scenario: scenario.title for scenario in audit.scenarios
    }


def task_rows(audit: Audit) -> tuple[TaskRow, ...]:
    """The grid of tasks and audiences, in the order of the plan."""
    tasks = {(task.scenario, task.audience): task for task in audit.tasks}
    scores = {score.scenario: score for score in audit.scenarios}
    priorities = {task.scenario: task.priority for task in audit.tasks} | {
        score.scenario: score.priority for score in audit.scenarios
    }
    audiences = audience_titles(audit)
    return tuple(
        TaskRow(
            scenario,
            title,
            priorities[scenario],
            tuple(Cell(name, tasks.get((scenario, each))) for each, name in audiences.items()),
            scores.get(scenario),
        )
        for scenario, title in scenario_titles(audit).items()
    )


def not_tested(audit: Audit) -> tuple[NotTestedGroup, ...]:
    """What was not tested, by reason; reasons in order of first mention."""
    reasons: dict[str, list[NotTested]] = {}
    for item in audit.not_tested:
        reasons.setdefault(item.why, []).append(item)
    return tuple(NotTestedGroup(why, tuple(items)) for why, items in reasons.items())


def longest_wait(audit: Audit) -> float:
    """Seconds of the longest wait in any timeline: what a full bar means; at least one."""
    waits = (step.wait_s or 0.0 for line in audit.timelines for step in line.steps)
    return max(1.0, max(waits, default=0.0))


def check_groups(audit: Audit) -> tuple[CheckGroup, ...]:
    """All checks that were made, by dimension."""
    return tuple(
        CheckGroup(dimension, checks)
        for dimension in audit.dimensions
        if (checks := tuple(c for c in audit.checks if c.dimension == dimension.id))
    )


def worst_for_people(audit: Audit) -> str:
    """The scenario that people found hardest; "" when nobody tried."""
    tried = [
        task for task in (audit.people.tasks if audit.people else ()) if task.score is not None
    ]
    return min(tried, key=lambda task: (task.score or 0, -task.priority)).scenario if tried else ""
