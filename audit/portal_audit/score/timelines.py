"""What happened step by step: the timeline of each task, and the way to each page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from portal_audit.evidence import PageState, RunEvidence, StepRecord, Walk
from portal_audit.result import TaskResult, Timeline, TimelineStep
from portal_audit.score.formulas import rounded

MOST_STEPS = 12
"""On the way to a page; people do not follow a longer one."""


def timelines(evidence: RunEvidence, tasks: Sequence[TaskResult]) -> tuple[Timeline, ...]:
    """One for each task that was walked: the baseline's walk, or the first there is."""
    walks = {walk.id: walk for walk in evidence.walks}
    first: dict[str, Timeline] = {}
    for task in sorted(tasks, key=lambda task: task.audience != evidence.baseline):
        mine = [walks[name] for name in task.walks if name in walks]
        shown = next((w for w in mine if w.status == task.status), mine[0] if mine else None)
        if shown is not None and shown.steps and task.scenario not in first:
            first[task.scenario] = Timeline(
                scenario=task.scenario,
                title=task.title,
                audience=task.audience,
                status=task.status,
                steps=tuple(_steps(shown, evidence.states)),
            )
    order = {scenario.id: n for n, scenario in enumerate(evidence.run.scenarios)}
    return tuple(sorted(first.values(), key=lambda each: order.get(each.scenario, len(order))))


def _steps(walk: Walk, states: dict[str, PageState]) -> Iterable[TimelineStep]:
    """The records of one step (signing in has several) as one."""
    for number, records in groupby(walk.steps, lambda step: step.number):
        group = list(records)
        last = group[-1]
        seen = next((step.state for step in reversed(group) if step.state), None)
        state = states.get(seen or "")
        waits = [step.wait_ms for step in group if step.wait_ms is not None]
        yield TimelineStep(
            number=number,
            words=last.words,
            status=last.status,
            reason=last.reason,
            wait_s=rounded(sum(waits) / 1000, 2) if waits else None,
            work_s=rounded(sum(step.klm_seconds for step in group), 1) or 0.0,
            page=(state.heading or state.title) if state else "",
            path=state.path if state else "",
            shot=(state.shot or "") if state else "",
        )


def ways(evidence: RunEvidence) -> dict[str, tuple[str, ...]]:
    """Page state -> the steps after which a walk saw it first; the baseline's walk if it can be."""
    found: dict[str, tuple[str, ...]] = {}
    for walk in sorted(evidence.walks, key=lambda walk: walk.audience != evidence.baseline):
        done: list[StepRecord] = []
        for step in walk.steps:
            done.append(step)
            if step.state and step.state not in found:
                words = list(dict.fromkeys(each.words for each in done if each.words))
                found[step.state] = tuple(words[:MOST_STEPS])
    return found
