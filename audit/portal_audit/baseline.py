"""What a gate compares with: the little of an audit that it needs, and what people accepted.

Small enough to lie in a repository and to be read in a diff.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Literal

from pydantic import Field

from portal_audit.comparison import Side
from portal_audit.result import Result, TaskStatus

BASELINE_SCHEMA = "portal-audit-baseline/1"


class KnownCap(Result):
    key: str
    limit: int
    reason: str


class KnownArea(Result):
    """A dimension."""

    id: str
    title: str
    score: float | None
    noise: tuple[float, float] | None = None
    """Where its score may lie by chance alone; None when the run cannot tell."""


class KnownTask(Result):
    scenario: str
    audience: str
    title: str
    priority: Literal[1, 2, 3]
    status: TaskStatus
    done: int
    tries: int


class KnownFinding(Result):
    fingerprint: str
    severity: Literal[0, 1, 2, 3, 4]
    confidence: Literal["certain", "likely"]
    title: str


class Accepted(Result):
    """Somebody decided to live with it."""

    key: str
    """Fingerprint of a finding, or the key that a failed gate printed: `task:book/keyboard`."""
    title: str
    reason: str = Field(min_length=1)
    on: date
    """Day of the decision."""
    until: date | None = None
    """Last day on which it holds; None: without end."""


class Baseline(Result):
    schema_: str = Field(default=BASELINE_SCHEMA, alias="schema")
    run: Side
    caps: tuple[KnownCap, ...]
    areas: tuple[KnownArea, ...]
    tasks: tuple[KnownTask, ...]
    findings: tuple[KnownFinding, ...]
    accepted: tuple[Accepted, ...] = ()

    def to_json(self) -> str:
        """The canonical text: every list in an order of its own, so that diffs stay small."""
        ordered = self.model_copy(
            update={
                "caps": tuple(sorted(self.caps, key=lambda cap: cap.key)),
                "tasks": tuple(sorted(self.tasks, key=lambda t: (t.scenario, t.audience))),
                "findings": tuple(sorted(self.findings, key=lambda f: f.fingerprint)),
                "accepted": tuple(sorted(self.accepted, key=lambda a: a.key)),
            }
        )
        data = ordered.model_dump(mode="json", by_alias=True)
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
