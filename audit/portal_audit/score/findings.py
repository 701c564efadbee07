"""Findings of the checks and of the walks -> the scorecard's list, most pressing first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from portal_audit.evidence import LOST, Box, PageState, RunEvidence, Walk
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.result import FindingResult, PlaceResult, TaskResult
from portal_audit.score.rubric import Rubric
from portal_audit.score.timelines import ways

KEPT_PLACES = 12
MARGIN = 12
"""CSS pixels around an element in its picture."""

OWN_CHECK = frozenset({"P3", "P4"})
"""Profiles whose must tasks have a check of their own (EV-13, EV-02), which reports them."""

TASK = "FD-01"
"""Pseudo check of the task results; the task scores have its points."""


@dataclass(slots=True)
class Merged:
    """One problem, wherever it was seen."""

    finding: Finding
    dimension: str
    source: str
    wcag: tuple[str, ...]
    places: list[Place] = field(default_factory=list)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    """Scenario and audience whose walks met it."""


def finding_results(
    evidence: RunEvidence,
    outcomes: Mapping[str, tuple[Check, Outcome]],
    tasks: Sequence[TaskResult],
    rubric: Rubric,
) -> tuple[FindingResult, ...]:
    """Merged by fingerprint, ordered by priority (method 9.2)."""
    merged: dict[str, Merged] = {}
    for check, outcome in outcomes.values():
        for finding in outcome.findings:
            entry = merged.setdefault(
                finding.fingerprint,
                Merged(
                    finding,
                    check.dimension,
                    finding.source or check.source,
                    finding.wcag or check.wcag,
                ),
            )
            entry.places += [place for place in finding.where if place not in entry.places]
            if _weightier(finding, entry.finding):
                entry.finding = finding
    for task in tasks:
        trouble = _trouble(task, evidence)
        if trouble is not None:
            entry = merged.setdefault(
                trouble.fingerprint, Merged(trouble, _home(task, evidence), "policy", ())
            )
            entry.places += [place for place in trouble.where if place not in entry.places]
            entry.pairs.add((task.scenario, task.audience))
    met = _met(evidence)
    for entry in merged.values():
        if entry.finding.check == TASK:
            continue  # met by those who failed, not by everybody who saw the page
        for place in entry.places:
            entry.pairs |= met.get(place.state, set())
    ordered = sorted(merged.values(), key=_order)
    known = ways(evidence)
    return tuple(
        _result(number, entry, evidence, rubric, known) for number, entry in enumerate(ordered, 1)
    )


def _weightier(one: Finding, other: Finding) -> bool:
    """A certain finding stands before one to confirm, a severer one before a milder."""
    return (one.confidence == "certain", one.severity) > (
        other.confidence == "certain",
        other.severity,
    )


def _priority(entry: Merged) -> float:
    """Severity x number of task and audience pairs hit, at least one."""
    return float(entry.finding.severity * max(1, len(entry.pairs)))


def _order(entry: Merged) -> tuple[float, int, str]:
    return -_priority(entry), -entry.finding.severity, entry.finding.fingerprint


def _result(
    number: int,
    entry: Merged,
    evidence: RunEvidence,
    rubric: Rubric,
    ways: Mapping[str, tuple[str, ...]],
) -> FindingResult:
    finding = entry.finding
    weighed = rubric.weight_of(finding.check)
    return FindingResult(
        id=f"F{number:03d}",
        fingerprint=finding.fingerprint,
        check=finding.check,
        rule=finding.rule,
        severity=finding.severity.value,
        confidence=finding.confidence,
        dimension=entry.dimension,
        wcag=entry.wcag,
        title=finding.title,
        problem=finding.problem,
        who=finding.who,
        where=tuple(
            _place(place, evidence.states.get(place.state)) for place in entry.places[:KEPT_PLACES]
        ),
        places=len(entry.places),
        way=next((ways[place.state] for place in entry.places if place.state in ways), ()),
        fix=finding.fix,
        effort=weighed.effort if weighed else "M",
        source=entry.source,
        tasks=tuple(sorted({scenario for scenario, _ in entry.pairs})),
        audiences=tuple(sorted({audience for _, audience in entry.pairs})),
        priority=_priority(entry),
    )


def _place(place: Place, state: PageState | None) -> PlaceResult:
    return PlaceResult(
        state=place.state,
        url=place.url,
        target=place.target,
        snippet=place.snippet,
        shot=(state.shot or "") if state else "",
        crop=_crop(place.box, state) if state and state.shot and place.box else None,
    )


def _crop(box: Box, state: PageState) -> tuple[int, int, int, int] | None:
    """The element with a margin in the picture's own pixels; None when it is not in the picture."""
    width, height = state.shot_size
    left, top = max(0.0, box.x - MARGIN), max(0.0, box.y - MARGIN)
    right = min(float(width), box.x + box.width + MARGIN)
    bottom = min(float(height), box.y + box.height + MARGIN)
    if right - left <= MARGIN or bottom - top <= MARGIN:
        return None
    scale = state.shot_scale
    return (int(left * scale), int(top * scale), int(right * scale), int(bottom * scale))


def _met(evidence: RunEvidence) -> dict[str, set[tuple[str, str]]]:
    """Page state -> the scenario and audience pairs whose walks saw it."""
    met: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for walk in evidence.walks:
        for state in walk.states:
            met[state].add((walk.scenario, walk.audience))
    return met


def _trouble(task: TaskResult, evidence: RunEvidence) -> Finding | None:
    """A task that cannot be done, or not every time, is a finding."""
    if task.status not in LOST | {"flaky", "not-offered"}:
        return None
    audience = next(a for a in evidence.run.audiences if a.id == task.audience)
    if audience.same_walk_as:
        return None  # told of the audience that walked
    if task.priority == 3 and audience.profile in OWN_CHECK:
        return None
    title, severity = _grade(task, baseline=audience.baseline)
    last = _last_state(task, evidence.walks)
    state = evidence.states.get(last)
    return Finding(
        check=TASK,
        severity=severity,
        title=title,
        problem=f"“{task.title}” {_ending(task)} {task.reason}".strip(),
        fix="Walk the task yourself as this audience does, from the step named above, and repair "
        "what stops it.",
        about=f"{task.scenario} {task.audience}",
        where=(Place.on(state),) if state else (),
        who="Everyone" if audience.baseline else f"Patients who use: {audience.title.lower()}",
    )


def _grade(task: TaskResult, *, baseline: bool) -> tuple[str, Severity]:
    if task.status == "flaky":
        return "A task works only sometimes", Severity.MINOR
    if task.status == "not-offered" and task.priority == 3:
        return "An essential task is not offered", Severity.MAJOR
    if task.priority < 3:
        return "A task cannot be done", Severity.MINOR
    if baseline:
        return "An essential task cannot be done", Severity.BLOCKER
    return "An essential task cannot be done by everyone", Severity.MAJOR


def _ending(task: TaskResult) -> str:
    if task.status == "flaky":
        return f"worked in {task.done} of {task.tries} tries."
    if task.status == "not-offered":
        return "is not offered."
    if task.status == "refused":
        return "was refused by the portal."
    if task.status == "broken":
        return "met a broken page."
    return "could not be done."


def _last_state(task: TaskResult, walks: Iterable[Walk]) -> str:
    states = [walk.states[-1] for walk in walks if walk.id in task.walks and walk.states]
    return states[-1] if states else ""


def _home(task: TaskResult, evidence: RunEvidence) -> str:
    return next(s.dimension for s in evidence.run.scenarios if s.id == task.scenario)
