"""What a gate said of a run: `gate.json`."""

from __future__ import annotations

import json
from datetime import date
from typing import Literal

from pydantic import Field

from portal_audit.result import Result

GATE_SCHEMA = "portal-audit-gate/1"

Rule = Literal[
    "new-cap",
    "task-lost",
    "new-serious",
    "dimension-drop",
    "any-cap",
    "task-failed",
    "serious",
]

AGAINST_BASELINE: dict[Rule, str] = {
    "new-cap": "a problem limits the grade that did not before",
    "task-lost": "an essential task that used to work does not any more",
    "new-serious": "there is a serious problem that was not there before",
    "dimension-drop": "an area fell by more than 5 points, and beyond its noise",
}
"""Method 7.6: a gate never looks at the total."""

BY_ITSELF: dict[Rule, str] = {
    "any-cap": "a problem of the portal limits the grade",
    "task-failed": "an essential task does not work",
    "serious": "there is a serious problem",
}
"""These need no baseline."""


class GateFailure(Result):
    """One thing the gate does not let through."""

    rule: Rule
    key: str
    """What `portal-audit baseline accept` takes."""
    title: str
    detail: str = ""
    page: str = ""
    fix: str = ""
    findings: tuple[str, ...] = ()
    """Fingerprints of the findings behind it; when all are accepted, so is this."""
    note: str = ""


class Waived(Result):
    """Would fail the gate, but was accepted."""

    rule: Rule
    key: str
    title: str
    reason: str
    until: date | None = None


class GateResult(Result):
    schema_: str = Field(default=GATE_SCHEMA, alias="schema")
    verdict: Literal["passed", "failed", "incomplete"]
    """`incomplete`: nothing failed, but too little was walked to say that all is well."""
    asked: tuple[Rule, ...]
    baseline: str = ""
    """Date of the run that was compared with; "" without one."""
    failures: tuple[GateFailure, ...] = ()
    incomplete: tuple[str, ...] = ()
    """Why the gate cannot be passed, one plain sentence each."""
    accepted: tuple[Waived, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return self.verdict == "passed"

    def to_json(self) -> str:
        """The canonical text: stable key order, two spaces, final newline."""
        data = self.model_dump(mode="json", by_alias=True)
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
