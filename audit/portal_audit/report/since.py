"""What changed since an earlier audit, arranged for the scorecard (method 9.3, part 7)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from portal_audit.comparison import Change, Comparison
from portal_audit.report.changes import Section, sections

OPEN = frozenset({"Worse", "New problems", "These runs asked different questions"})
"""Sections that are read first; the others can be opened."""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area then and now."""

    title: str
    before: float | None
    after: float | None
    change: Change


@dataclass(frozen=True, slots=True)
class Since:
    day: str
    """ISO date of the earlier audit."""
    before_letter: str | None
    after_letter: str | None
    before: float | None
    after: float | None
    change: Change
    counts: tuple[tuple[str, int], ...]
    """`worse`, `better`, `new`, `fixed`, `unclear`: how many of each."""
    areas: tuple[AreaLine, ...]
    sections: tuple[tuple[Section, bool], ...]
    """With whether it is open from the start."""


def since(comparison: Comparison) -> Since:
    """The part of the scorecard that `comparison` makes."""
    moved = Counter(
        change
        for group in (
            [task.change for task in comparison.tasks],
            [check.change for check in comparison.checks],
            [area.change for area in comparison.dimensions],
        )
        for change in group
    )
    moved["worse"] += sum(cap.change == "new" for cap in comparison.caps)
    moved["better"] += sum(cap.change == "gone" for cap in comparison.caps)
    problems = Counter(finding.change for finding in comparison.findings)
    return Since(
        day=comparison.before.date[:10],
        before_letter=comparison.before_letter,
        after_letter=comparison.after_letter,
        before=comparison.score.before,
        after=comparison.score.after,
        change=comparison.score.change,
        counts=(
            ("worse", moved["worse"]),
            ("better", moved["better"]),
            ("new", problems["new"]),
            ("fixed", problems["fixed"]),
            ("unclear", moved["unclear"]),
        ),
        areas=tuple(
            AreaLine(area.title, area.before, area.after, area.change)
            for area in comparison.dimensions
        ),
        sections=tuple((each, each.title in OPEN) for each in sections(comparison)),
    )
