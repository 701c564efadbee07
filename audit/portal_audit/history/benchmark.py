"""Several portals side by side: the newest complete run of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal_audit.history.record import RunRecord, TaskSeen


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One dimension: its score in each portal, None when it was not tested there."""

    title: str
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TaskCell:
    """One task in one portal, over its visitors."""

    done: tuple[TaskSeen, ...]
    trouble: tuple[TaskSeen, ...]
    untested: int

    @property
    def tried(self) -> int:
        return len(self.done) + len(self.trouble)


@dataclass(frozen=True, slots=True)
class TaskRow:
    title: str
    priority: int
    cells: tuple[TaskCell, ...]


@dataclass(frozen=True, slots=True)
class CommonRow:
    """A kind of problem that more than one portal has."""

    check: str
    rule: str
    title: str
    """As it is most often called."""
    severity: int
    """Of the worst of them."""
    counts: tuple[int, ...]
    """How many such problems in each portal."""

    @property
    def portals(self) -> int:
        return sum(count > 0 for count in self.counts)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """At least one portal."""

    runs: tuple[RunRecord, ...]
    """The newest complete run of each portal, the best score first."""
    left_out: tuple[str, ...]
    """Portals without a complete run."""
    areas: tuple[AreaRow, ...]
    tasks: tuple[TaskRow, ...]
    common: tuple[CommonRow, ...]

    @property
    def comparable(self) -> bool:
        """Whether every portal was asked the same questions in the same way."""
        return len({(run.settings, run.method) for run in self.runs}) == 1

    @property
    def methods(self) -> tuple[str, ...]:
        return tuple(sorted({run.method for run in self.runs}))


def benchmark_of(runs: Iterable[RunRecord]) -> Benchmark:
    """Of the runs of all portals, in any order."""
    ordered = sorted(runs, key=lambda run: (run.started, run.id))
    newest = {run.portal: run for run in ordered if not run.partial}
    shown = sorted(newest.values(), key=lambda run: (-_rank(run), run.portal.casefold()))
    left_out = sorted({run.portal for run in ordered} - set(newest))
    return Benchmark(tuple(shown), tuple(left_out), _areas(shown), _tasks(shown), _common(shown))


def _rank(run: RunRecord) -> float:
    """A portal without a letter comes last: its score is not one to stand beside others."""
    return run.score if run.letter and run.score is not None else -1.0


def _areas(runs: Sequence[RunRecord]) -> tuple[AreaRow, ...]:
    titles = {area.id: area.title for run in runs for area in run.areas}
    scores = [{area.id: area.score for area in run.areas} for run in runs]
    return tuple(
        AreaRow(title, tuple(each.get(id) for each in scores)) for id, title in titles.items()
    )


def _tasks(runs: Sequence[RunRecord]) -> tuple[TaskRow, ...]:
    named = {task.scenario: task for run in runs for task in run.tasks}
    rows = [
        TaskRow(task.title, task.priority, tuple(_cell(run, scenario) for run in runs))
        for scenario, task in named.items()
    ]
    return tuple(sorted(rows, key=lambda row: -row.priority))


def _cell(run: RunRecord, scenario: str) -> TaskCell:
    tasks = [task for task in run.tasks if task.scenario == scenario]
    tried = [task for task in tasks if task.status != "not-tested"]
    return TaskCell(
        done=tuple(task for task in tried if task.status == "done"),
        trouble=tuple(task for task in tried if task.status != "done"),
        untested=len(tasks) - len(tried),
    )


def _common(runs: Sequence[RunRecord]) -> tuple[CommonRow, ...]:
    """By check and rule: the same fault bears another fingerprint in another portal."""
    found: dict[tuple[str, str], list[Counter[str]]] = {}
    worst: Counter[tuple[str, str]] = Counter()
    for place, run in enumerate(runs):
        for seen in run.sightings:
            if seen.certain and seen.severity > 0:
                kind = seen.check, seen.rule
                found.setdefault(kind, [Counter() for _ in runs])[place][seen.title] += 1
                worst[kind] = max(worst[kind], seen.severity)
    rows = []
    for (check, rule), counted in found.items():
        titles: Counter[str] = sum(counted, Counter())
        title = min(titles, key=lambda each: (-titles[each], each))
        counts = tuple(each.total() for each in counted)
        rows.append(CommonRow(check, rule, title, worst[check, rule], counts))
    shared = [row for row in rows if row.portals > 1]
    return tuple(sorted(shared, key=lambda r: (-r.severity, -r.portals, -sum(r.counts), r.check)))
