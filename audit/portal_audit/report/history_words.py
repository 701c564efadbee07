"""A portal's history in words: the lines that `portal-audit history show` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portal_audit.history.record import RunRecord
from portal_audit.history.trend import Line, Problem, TaskStory, Trend
from portal_audit.report.neutral import brief, visible

_BLOCKS = "▁▂▃▄▅▆▇█"
_MOST = 10
"""Lines of any one list."""
SEVERITY = {4: "stops patients", 3: "major", 2: "minor", 1: "cosmetic"}
STATUS = {
    "done": "done",
    "failed": "not done",
    "refused": "refused",
    "broken": "broken page",
    "blocked": "blocked",
    "flaky": "sometimes",
    "not-tested": "not tested",
    "not-offered": "not offered",
}
"""The words of the scorecard."""


def sparkline(values: Sequence[float | None]) -> str:
    """One character a value on a scale of 0 to 100; a dot where there is none."""
    return "".join(
        "·" if value is None else _BLOCKS[min(int(max(value, 0.0) / 12.5), 7)] for value in values
    )


def points(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def change(line: Line) -> float | None:
    """From the first to the newest value; None when there are not two."""
    return line.known[-1] - line.known[0] if len(line.known) > 1 else None


def change_told(line: Line) -> str:
    """`+6`, `-2`, `0`; a dash when there is nothing to compare."""
    moved = change(line)
    if moved is None:
        return "–"
    return f"{round(moved):+d}".replace("-", "−") if round(moved) else "0"


def movement(trend: Trend) -> str:
    """Whether the score rose or fell, and whether that can be chance (method 7.5)."""
    scored = [run for run in trend.runs if run.letter and run.score is not None and not run.partial]
    if len(scored) < 2:
        return "There are not two complete runs with a grade to compare yet."
    first, last = scored[0], scored[-1]
    moved = round((last.score or 0.0) - (first.score or 0.0))
    if not moved:
        return "The score is the same as in the first run with a grade."
    told = f"The score {'rose' if moved > 0 else 'fell'} by {_points(abs(moved))}."
    return f"{told} {_doubt(first, last)}"


def _doubt(first: RunRecord, last: RunRecord) -> str:
    if (first.settings, first.method) != (last.settings, last.method):
        return "The settings changed in between, so the two are not strictly comparable."
    if None in (first.low, first.high, last.low, last.high):
        return "How much of that is chance is not known: no range was measured."
    overlap = max(first.low or 0, last.low or 0) <= min(first.high or 0, last.high or 0)
    return "Their ranges overlap: no clear change." if overlap else "That is more than chance."


def history_lines(trend: Trend) -> str:
    """For a terminal. Every text is made harmless."""
    said = [
        f"{visible(trend.portal)}: {_count(len(trend.runs), 'run')}, "
        f"{trend.runs[0].day} to {trend.newest.day}",
        movement(trend),
        "",
        *_table(trend),
        "",
        *_scores(trend),
    ]
    said += _tasks("Tasks lost", trend.lost)
    said += _tasks("Tasks won back", trend.won_back)
    newest = trend.turns[-1]
    said += _problems("New in the newest run", newest.new)
    said += _problems("Fixed in the newest run", newest.fixed)
    said += _problems("Back again in the newest run", newest.regressed)
    said += _problems("Open the longest", trend.open, since=True)
    unchecked = sum(not problem.checked for problem in trend.open)
    if unchecked:
        said += ["", f"{unchecked} of {len(trend.open)} open: the newest run did not look there."]
    return "\n".join(said)


def _table(trend: Trend) -> list[str]:
    rows: list[tuple[str, ...]] = [
        ("Date", "Grade", "Score", "Range", "New", "Fixed", "Back", "Open", "")
    ]
    for place, turn in enumerate(trend.turns):
        run = turn.run
        notes = ["stopped early"] if run.partial else []
        notes += ["other settings"] if trend.changed_before(place) else []
        counts = (len(turn.new), len(turn.fixed), len(turn.regressed), turn.open)
        rows.append(
            (
                run.day,
                run.letter or "–",
                points(run.score),
                spread(run),
                *map(str, counts),
                ", ".join(notes),
            )
        )
    return _aligned(rows, left={0, 8})


def spread(run: RunRecord) -> str:
    if run.low is None or run.high is None:
        return "–"
    return f"{run.low:.0f}–{run.high:.0f}"


def _scores(trend: Trend) -> list[str]:
    rows = [("", "Over time", "Now", "Change")]
    for line in (trend.score, *trend.areas):
        title = brief(visible(line.title), 28)
        rows.append((title, sparkline(line.values), points(line.values[-1]), change_told(line)))
    return _aligned(rows, left={0, 1})


def _aligned(rows: Sequence[Sequence[str]], left: set[int]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _tasks(title: str, stories: Sequence[TaskStory]) -> list[str]:
    def told(story: TaskStory) -> str:
        task = story.task
        return (
            f"{story.day}  {_title(task.title)} ({_title(task.visitor)}): "
            f"{STATUS.get(task.status, visible(task.status))}"
        )

    return _list(title, map(told, stories), len(stories))


def _problems(title: str, problems: Sequence[Problem], *, since: bool = False) -> list[str]:
    def told(problem: Problem) -> str:
        seen = problem.seen
        begin = f"since {problem.first}  " if since else ""
        words = f"{begin}{_title(seen.title)} ({SEVERITY.get(seen.severity, 'note')}, "
        return words + f"{visible(seen.check)})"

    return _list(title, map(told, problems), len(problems))


def _list(title: str, lines: Iterable[str], count: int) -> list[str]:
    if not count:
        return []
    shown = [f"  {line}" for line, _ in zip(lines, range(_MOST), strict=False)]
    more = [f"  and {count - _MOST} more"] if count > _MOST else []
    return ["", f"{title}: {count}", *shown, *more]


def _title(text: str) -> str:
    return brief(visible(text), 90)


def _points(number: int) -> str:
    return _count(number, "point")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
