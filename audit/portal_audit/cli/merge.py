"""`portal-audit merge`: put the shards of one audit together."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.cli.auditing import headline
from portal_audit.cli.speaking import LanguageOption, Tongue, also_in
from portal_audit.evidence.merge import merge as merge_runs
from portal_audit.pipeline import score_run
from portal_audit.report import write_report


def register(app: typer.Typer) -> None:
    app.command("merge")(merge)


def merge(
    runs: Annotated[
        list[Path], typer.Argument(help="The run folders, in any order.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="The new run folder.", show_default=False)],
    language: LanguageOption = Tongue.en,
) -> None:
    """Put the shards of one audit (`run --shard 1/4` ...) together, without a browser.

    Copies their evidence into a new run folder, judges it as one run and writes its audit.json and
    scorecard.html. What is missing or was walked twice is said; the result is partial then.
    """
    merged = merge_runs(runs, out)
    for warning in merged.warnings:
        print(f"portal-audit: {warning}", file=sys.stderr)
    audit = score_run(merged.folder)
    scorecard = write_report(audit, merged.folder.path, "html")
    print(headline(audit))
    print(f"Scorecard: {scorecard.resolve()}")
    also_in(language, audit, merged.folder.path)
