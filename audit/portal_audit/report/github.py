"""What GitHub Actions shows of a run: annotations in the log, and the summary of the job.

Commands and their escaping: docs.github.com, "Workflow commands for GitHub Actions", and
`@actions/core` (command.ts). The runner takes any line that begins with `::` for a command, so a
title from a page must never begin a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from portal_audit.comparison import Comparison
from portal_audit.gate_result import GateResult
from portal_audit.report.changes import plain
from portal_audit.report.neutral import brief

SUMMARY = "GITHUB_STEP_SUMMARY"
MOST_SHOWN = 10
"""GitHub shows no more errors, and no more warnings, of one step."""
MOST_BYTES = 900_000
"""GitHub drops the summary of a step beyond 1 MiB."""
LONGEST_TITLE = 120
SERIOUS = 3

Level = Literal["error", "warning"]


def in_actions(environment: Mapping[str, str]) -> bool:
    """Whether GitHub Actions reads what we print."""
    return environment.get("GITHUB_ACTIONS") == "true"


def annotation(level: Level, title: str, message: str) -> str:
    """One line that GitHub shows beside the run."""
    said = plain(message) or "The scorecard says more."
    return f"::{level} title={_property(brief(plain(title), LONGEST_TITLE))}::{_data(said)}"


def gate_annotations(gate: GateResult) -> list[str]:
    """An error for each failure, a warning for each thing that only became worse."""
    errors = [
        (f"Portal Audit: {each.title}", _told(each.detail, each.page, each.fix))
        for each in gate.failures
    ]
    errors += [("Portal Audit: gate not passed", why) for why in gate.incomplete]
    return [
        *_capped("error", errors),
        *_capped("warning", [("Portal Audit", warning) for warning in gate.warnings]),
    ]


def comparison_annotations(comparison: Comparison) -> list[str]:
    """A warning for each new serious problem: a comparison fails nothing."""
    new = [
        (f"Portal Audit: {f.title}", _told("", f.page, f.fix))
        for f in comparison.findings
        if f.change == "new" and f.severity >= SERIOUS
    ]
    return _capped("warning", new)


def append_summary(markdown: str, environment: Mapping[str, str]) -> str:
    """Add to the job's summary where there is one; why it could not be added, or ""."""
    place = environment.get(SUMMARY)
    if not place:
        return ""
    data = markdown.encode("utf-8", errors="replace")[:MOST_BYTES].decode("utf-8", errors="ignore")
    try:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(data.rstrip("\n") + "\n\n")
    except OSError as problem:
        return f"The job summary could not be written: {problem.strerror}."
    return ""


def _told(detail: str, page: str, fix: str) -> str:
    parts = (detail, f"Page: {page}." if page else "", f"Fix: {fix}" if fix else "")
    return " ".join(part for part in parts if part)


def _capped(level: Level, said: list[tuple[str, str]]) -> list[str]:
    if len(said) > MOST_SHOWN:
        more = len(said) - MOST_SHOWN + 1
        said = [*said[: MOST_SHOWN - 1], ("Portal Audit", f"{more} more; see the log.")]
    return [annotation(level, title, message) for title, message in said]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
