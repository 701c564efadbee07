"""`portal-audit score`: judge a saved run again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portal_audit.cli.auditing import headline
from portal_audit.cli.speaking import LanguageOption, Tongue, also_in
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import score_run
from portal_audit.report import write_report
from portal_audit.sessions import add_sessions, find_sessions


def register(app: typer.Typer) -> None:
    app.command("score")(score)


def score(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    sessions: Annotated[
        list[Path] | None,
        typer.Option(
            help="Add sessions of reality checks: a file, or a folder of them; may be given "
            "several times.",
            show_default=False,
        ),
    ] = None,
    language: LanguageOption = Tongue.en,
) -> None:
    """Judge and score a run again from its evidence, without a browser.

    Writes audit.json and scorecard.html anew. The same evidence gives the same audit.json, byte
    for byte; with a newer version of Portal Audit it shows what today's rules say of an old run.
    """
    folder = RunFolder.open(run)
    add_sessions(folder, [each for path in sessions or () for each in find_sessions(path)])
    audit = score_run(folder)
    scorecard = write_report(audit, folder.path, "html")
    print(headline(audit))
    print(f"Scorecard: {scorecard.resolve()}")
    also_in(language, audit, folder.path)
