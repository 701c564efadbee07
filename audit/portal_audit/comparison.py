"""What changed from one audit to another: the result of `portal-audit compare`.

Made by `score/compare.py`; writers render it and compute nothing.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import Field

from portal_audit.result import Result, TaskStatus

COMPARISON_SCHEMA = "portal-audit-comparison/1"

Change = Literal["better", "worse", "same", "unclear", "only before", "only after"]
"""`unclear` is "no clear change": it moved, but not beyond the noise (method 7.5). The last two:
only one of the runs can tell."""

Letter = Literal["A", "B", "C", "D", "F"]


class Side(Result):
    """Which run it was, and what it asked."""

    portal: str
    date: str
    tool: str
    method: str
    settings: str
    """Hash of everything that decides the result besides the portal."""
    axe: str
    repeats: int
    writes: bool
    partial: bool
    audiences: tuple[str, ...]
    scenarios: tuple[str, ...]
    people: int = 0
    """Sessions of people that count in its scores."""


class ScoreChange(Result):
    """A number from 0 to 100: the total, or a dimension."""

    id: str
    title: str
    before: float | None
    after: float | None
    before_range: tuple[float, float] | None = None
    after_range: tuple[float, float] | None = None
    """Its noise; None where the run cannot tell."""
    change: Change


class CheckChange(Result):
    id: str
    title: str
    dimension: str
    before: str
    after: str
    """Verdicts; "" when the check is not part of that audit."""
    before_share: float | None
    after_share: float | None
    change: Change


class TaskChange(Result):
    """One scenario by one audience."""

    scenario: str
    title: str
    priority: Literal[1, 2, 3]
    audience: str
    before: TaskStatus | None
    after: TaskStatus | None
    """None when it was not part of that run."""
    before_done: int = 0
    before_tries: int = 0
    after_done: int = 0
    after_tries: int = 0
    reason: str = ""
    """Why it is not done now."""
    change: Change


class CapChange(Result):
    key: str
    """Names the same cap in another run."""
    limit: int
    reason: str
    change: Literal["new", "gone", "same", "not looked at"]
    """`not looked at`: the later run could not judge what triggers it."""


class FindingChange(Result):
    """A finding of either run; its words are the later run's where that has it."""

    fingerprint: str
    check: str
    severity: Literal[0, 1, 2, 3, 4]
    before_severity: Literal[0, 1, 2, 3, 4] | None = None
    confidence: Literal["certain", "likely"]
    title: str
    page: str
    fix: str
    change: Literal["new", "fixed", "same", "not looked at"]
    """`not looked at`: it is not in the later run, but that run could not have seen it."""


class Comparison(Result):
    """Everything that is better, worse or the same."""

    schema_: str = Field(default=COMPARISON_SCHEMA, alias="schema")
    before: Side
    after: Side
    differences: tuple[str, ...] = ()
    """What the two runs did not ask alike, one plain sentence each; empty when comparable."""
    before_letter: Letter | None
    after_letter: Letter | None
    score: ScoreChange
    dimensions: tuple[ScoreChange, ...]
    caps: tuple[CapChange, ...]
    tasks: tuple[TaskChange, ...]
    checks: tuple[CheckChange, ...]
    findings: tuple[FindingChange, ...]
    """Those that are certain."""
    likely: tuple[FindingChange, ...]
    """Those that a person must confirm: they count nothing."""

    def to_json(self) -> str:
        """The canonical text: stable key order, two spaces, final newline."""
        data = self.model_dump(mode="json", by_alias=True)
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
