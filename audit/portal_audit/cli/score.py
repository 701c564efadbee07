"""`portal-audit score`: judge a saved run again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portal_audit.cli.auditing import headline
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import score_run
from portal_audit.report import write_report


def register(app: typer.Typer) -> None:
    app.command("score")(score)


def score(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
) -> None:
    """Judge and score a run again from its evidence, without a browser.

    Writes audit.json and scorecard.html anew. The same evidence gives the same audit.json, byte
    for byte; with a newer version of Portal Audit it shows what today's rules say of an old run.
    """
    folder = RunFolder.open(run)
    audit = score_run(folder)
    scorecard = write_report(audit, folder.path, "html")
    print(headline(audit))
    print(f"Scorecard: {scorecard.resolve()}")
