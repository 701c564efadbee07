"""`portal-audit compare`: what changed between two runs."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.audit_file import load_audit
from portal_audit.report.changes import comparison_markdown, comparison_text
from portal_audit.report.github import append_summary, comparison_annotations, in_actions
from portal_audit.score.compare import compare as compare_audits


class Format(StrEnum):
    text = "text"
    markdown = "markdown"
    json = "json"


def register(app: typer.Typer) -> None:
    app.command("compare")(compare)


def compare(
    run_a: Annotated[
        Path, typer.Argument(help="The earlier run: its folder or audit.json.", show_default=False)
    ],
    run_b: Annotated[Path, typer.Argument(help="The later run.", show_default=False)],
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.text,
    json_: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Say what is better, worse, new and fixed from one run to another.

    What moved no further than chance may move it is "no clear change". Whether a build should fail
    is for a gate to say: `portal-audit run --baseline`.
    """
    comparison = compare_audits(load_audit(run_a), load_audit(run_b))
    wanted = Format.json if json_ else format
    if comparison.differences and wanted is not Format.text:
        print("portal-audit: these runs asked different questions.", file=sys.stderr)
    if wanted is Format.json:
        print(comparison.to_json(), end="")
    elif wanted is Format.markdown:
        print(comparison_markdown(comparison), end="")
    else:
        print(comparison_text(comparison))
        if in_actions(os.environ):
            print("\n".join(comparison_annotations(comparison)))
    if problem := append_summary(comparison_markdown(comparison), os.environ):
        print(f"portal-audit: {problem}", file=sys.stderr)
