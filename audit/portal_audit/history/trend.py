"""One portal over time: scores, tasks lost and won back, findings new, fixed and back again.

Nothing here is stored: it follows from the runs, in whatever order they were added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal_audit.history.looking import looked
from portal_audit.history.record import RunRecord, Sighting, TaskSeen


@dataclass(frozen=True, slots=True)
class Line:
    """A score over time, one value a run; None where there is none."""

    id: str
    title: str
    values: tuple[float | None, ...]

    @property
    def known(self) -> tuple[float, ...]:
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, slots=True)
class TaskStory:
    """A task that some visitors once could do and then could not, or the other way round."""

    task: TaskSeen
    """As it is in the newest run that tried it."""
    day: str
    """When it turned."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding over time."""

    seen: Sighting
    """As it was seen last."""
    first: str
    """Day it was seen first."""
    last: str
    """Day it was seen last."""
    turned: str
    """Day of the run that made it what it is: found it, missed it, or found it again."""
    checked: bool = True
    """False when the newest run did not look at its place."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one run changed."""

    run: RunRecord
    new: tuple[Problem, ...] = ()
    fixed: tuple[Problem, ...] = ()
    regressed: tuple[Problem, ...] = ()
    """Fixed before, back now."""
    open: int = 0
    """Problems known after it."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What the runs of one portal say together. At least one run."""

    portal: str
    runs: tuple[RunRecord, ...]
    score: Line
    areas: tuple[Line, ...]
    lost: tuple[TaskStory, ...]
    """Could be done once, cannot be done now."""
    won_back: tuple[TaskStory, ...]
    """Was lost, can be done now."""
    turns: tuple[Turn, ...]
    """One for each run."""
    open: tuple[Problem, ...]
    """Those known now, the oldest first."""

    @property
    def newest(self) -> RunRecord:
        return self.runs[-1]

    @property
    def comparable(self) -> bool:
        """Whether all runs asked the same questions."""
        return len({(run.settings, run.method) for run in self.runs}) == 1

    def changed_before(self, place: int) -> bool:
        """Whether the run at `place` was made with other settings than the one before it."""
        before, now = self.runs[max(place - 1, 0)], self.runs[place]
        return (before.settings, before.method) != (now.settings, now.method)


def trend_of(runs: Sequence[RunRecord]) -> Trend:
    """Of the runs of one portal, at least one, in any order."""
    ordered = tuple(sorted(runs, key=lambda run: (run.started, run.id)))
    lost, won_back = _tasks(ordered)
    turns, still_open = _problems(ordered)
    return Trend(
        portal=ordered[-1].portal,
        runs=ordered,
        score=Line("score", "Score", tuple(run.score for run in ordered)),
        areas=_areas(ordered),
        lost=lost,
        won_back=won_back,
        turns=turns,
        open=still_open,
    )


def _areas(runs: Sequence[RunRecord]) -> tuple[Line, ...]:
    titles = {area.id: area.title for run in runs for area in run.areas}
    scores = [{area.id: area.score for area in run.areas} for run in runs]
    return tuple(
        Line(id, title, tuple(each.get(id) for each in scores)) for id, title in titles.items()
    )


def _tasks(runs: Sequence[RunRecord]) -> tuple[tuple[TaskStory, ...], tuple[TaskStory, ...]]:
    stories: dict[tuple[str, str], list[tuple[str, TaskSeen]]] = {}
    for run in runs:
        for task in run.tasks:
            if task.status != "not-tested":
                stories.setdefault(task.pair, []).append((run.day, task))
    lost: list[TaskStory] = []
    won_back: list[TaskStory] = []
    for story in stories.values():
        could = [task.status == "done" for _, task in story]
        if True not in could or all(could[could.index(True) :]):
            continue
        task = story[-1][1]
        turned = len(could) - 1
        while turned and could[turned - 1] == could[-1]:
            turned -= 1
        (won_back if could[-1] else lost).append(TaskStory(task, story[turned][0]))

    def urgent(story: TaskStory) -> tuple[int, str, str]:
        return -story.task.priority, story.task.title, story.task.visitor

    return tuple(sorted(lost, key=urgent)), tuple(sorted(won_back, key=urgent))


@dataclass(slots=True)
class _Known:
    """A problem while its story is told."""

    seen: Sighting
    run: RunRecord
    first: str
    turned: str
    open: bool = True
    checked: bool = True

    def problem(self) -> Problem:
        return Problem(self.seen, self.first, self.run.day, self.turned, self.checked)


@dataclass(slots=True)
class _Changes:
    new: list[_Known] = field(default_factory=list)
    fixed: list[_Known] = field(default_factory=list)
    regressed: list[_Known] = field(default_factory=list)


def _problems(runs: Sequence[RunRecord]) -> tuple[tuple[Turn, ...], tuple[Problem, ...]]:
    """Only what is certain and more than a note: what a person must confirm comes and goes."""
    known: dict[str, _Known] = {}
    turns = []
    for place, run in enumerate(runs):
        changes = _Changes()
        for seen in run.sightings:
            if seen.certain and seen.severity > 0:
                _met(seen, run, runs[:place], known, changes)
        unsure = {seen.fingerprint for seen in run.sightings}
        for name, entry in known.items():
            if entry.open and name not in unsure:
                entry.checked = looked(entry.seen, entry.run, run)
                if entry.checked:
                    entry.open, entry.turned = False, run.day
                    changes.fixed.append(entry)
        turns.append(
            Turn(
                run,
                _listed(changes.new),
                _listed(changes.fixed),
                _listed(changes.regressed),
                sum(entry.open for entry in known.values()),
            )
        )
    still = [entry.problem() for entry in known.values() if entry.open]
    still.sort(key=lambda p: (p.first, -p.seen.severity, p.seen.fingerprint))
    return tuple(turns), tuple(still)


def _met(
    seen: Sighting,
    run: RunRecord,
    earlier: Sequence[RunRecord],
    known: dict[str, _Known],
    changes: _Changes,
) -> None:
    entry = known.get(seen.fingerprint)
    if entry is None:
        known[seen.fingerprint] = entry = _Known(seen, run, run.day, run.day)
        # What nobody looked at before is not new, only newly known.
        if any(looked(seen, run, before) for before in earlier):
            changes.new.append(entry)
        return
    if not entry.open:
        entry.open, entry.turned = True, run.day
        changes.regressed.append(entry)
    entry.seen, entry.run, entry.checked = seen, run, True


def _listed(entries: Sequence[_Known]) -> tuple[Problem, ...]:
    worst_first = sorted(entries, key=lambda e: (-e.seen.severity, e.seen.fingerprint))
    return tuple(entry.problem() for entry in worst_first)
