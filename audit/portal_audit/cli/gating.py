"""The gate of `run` and `gate`: what was asked, and what comes of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

import typer

from portal_audit import yamlfile
from portal_audit.baseline import Baseline
from portal_audit.baseline_file import is_baseline, load_any_baseline
from portal_audit.errors import UsageProblem
from portal_audit.evidence.store import RunFolder
from portal_audit.gate_result import AGAINST_BASELINE, BY_ITSELF, Rule
from portal_audit.report.changes import gate_markdown, gate_text
from portal_audit.report.github import append_summary, gate_annotations, in_actions
from portal_audit.result import Audit
from portal_audit.score.gate import gate

FILE = "gate.json"

BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        help="Gate: compare with this baseline file, run folder or audit.json.",
        show_default=False,
    ),
]
FailOnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        help="Gate: exit code 1 on any of these, with commas between. With --baseline: new-cap, "
        "task-lost, new-serious, dimension-drop (all four by default). With or without it: "
        "any-cap, task-failed, serious.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that a run has to pass."""

    rules: tuple[Rule, ...]
    baseline: Baseline | None
    file: str
    """Where things can be accepted; "" when that is no baseline file."""

    def forget(self, folder: Path) -> None:
        """Remove what an earlier gate said of this run: this time it may not come so far."""
        with suppress(OSError):
            (folder / FILE).unlink()

    def conclude(self, audit: Audit, folder: Path) -> int:
        """Say what the gate says, on stderr and to GitHub, write gate.json; the exit code."""
        result = gate(audit, self.rules, self.baseline)
        RunFolder(folder).write(FILE, result.to_json())
        print(gate_text(result, str(folder), self.file), file=sys.stderr)
        if in_actions(os.environ) and (lines := gate_annotations(result)):
            print("\n".join(lines))
        if problem := append_summary(gate_markdown(result, audit.portal.name), os.environ):
            print(f"portal-audit: {problem}", file=sys.stderr)
        return 0 if result.passed else 1


def wanted_gate(baseline: Path | None, fail_on: Sequence[str] | None) -> Gate | None:
    """The gate that was asked for; None without one. Looked at before the run, not after it.

    Raises UsageProblem and FileProblem.
    """
    if baseline is None and not fail_on:
        return None
    names = [name.strip() for part in fail_on or () for name in part.split(",") if name.strip()]
    known = {**AGAINST_BASELINE, **BY_ITSELF}
    for name in names:
        if name not in known:
            raise UsageProblem(
                f'A gate cannot fail on "{name}".', yamlfile.nearest(name, map(str, known))
            )
        if baseline is None and name in AGAINST_BASELINE:
            raise UsageProblem(
                f'"{name}" asks what is new, and there is nothing to compare with.',
                "Give --baseline FILE, or use: " + ", ".join(BY_ITSELF),
            )
    if fail_on and not names:
        raise UsageProblem("--fail-on names nothing.", f"Choose of: {', '.join(map(str, known))}")
    rules = cast("tuple[Rule, ...]", tuple(names) or tuple(AGAINST_BASELINE))
    if baseline is None:
        return Gate(rules, None, "")
    file = str(baseline) if is_baseline(baseline) else ""
    return Gate(rules, load_any_baseline(baseline), file)
