"""The findings by success criterion: what the law asks for, and what WCAG 2.2 adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal_audit.report.criteria import CRITERIA, Criterion
from portal_audit.result import Audit


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion with what was found."""

    criterion: Criterion
    certain: int
    """Findings that are sure."""
    likely: int
    """Findings that a person must confirm."""


@dataclass(frozen=True, slots=True)
class Access:
    """The criteria in two groups; those without any finding are only counted."""

    required: Sequence[CriterionRow]
    added: Sequence[CriterionRow]
    untouched: int


def access(audit: Audit) -> Access:
    """Criteria with findings, in the order of WCAG."""
    rows = []
    for criterion in CRITERIA:
        mine = [f for f in audit.findings if criterion.number in f.wcag]
        certain = sum(finding.confidence == "certain" for finding in mine)
        if mine:
            rows.append(CriterionRow(criterion, certain, len(mine) - certain))
    rows.sort(key=lambda row: [int(part) for part in row.criterion.number.split(".")])
    return Access(
        required=tuple(row for row in rows if not row.criterion.is_new),
        added=tuple(row for row in rows if row.criterion.is_new),
        untouched=len(CRITERIA) - len(rows),
    )
