"""The findings as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from portal_audit.report.neutral import csv_cell
from portal_audit.result import Audit, FindingResult

COLUMNS = (
    "fingerprint", "check", "rule", "severity", "confidence", "dimension", "title", "problem",
    "who", "fix", "effort", "priority", "places", "page", "target", "snippet", "wcag", "tasks",
    "audiences", "source",
)  # fmt: skip


class CsvWriter:
    """One row a finding, with its first place. Opens in Excel and in anything after RFC 4180."""

    name = "csv"
    filename = "findings.csv"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        text = io.StringIO(newline="")
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(COLUMNS)
        table.writerows([csv_cell(cell) for cell in _row(each)] for each in audit.findings)
        return text.getvalue().encode("utf-8-sig")  # Excel takes UTF-8 only with the mark


def _row(finding: FindingResult) -> tuple[str, ...]:
    place = finding.where[0] if finding.where else None
    return (
        finding.fingerprint,
        finding.check,
        finding.rule,
        str(int(finding.severity)),
        finding.confidence,
        finding.dimension,
        finding.title,
        finding.problem,
        finding.who,
        finding.fix,
        finding.effort,
        f"{finding.priority:g}",
        str(finding.places),
        place.url if place else "",
        place.target if place else "",
        place.snippet if place else "",
        " ".join(finding.wcag),
        " ".join(finding.tasks),
        " ".join(finding.audiences),
        finding.source,
    )
