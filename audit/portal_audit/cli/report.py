"""`portal-audit report`: write a run's result in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portal_audit import yamlfile
from portal_audit.audit_file import load_audit
from portal_audit.cli.speaking import Tongue
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.report import COMPARING, SPOKEN, WRITERS, write_report
from portal_audit.score.compare import compare


def register(app: typer.Typer) -> None:
    app.command("report")(report)


def report(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    format: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="Several may be given. [default: html]"),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write; only with one format.")] = None,
    language: Annotated[
        Tongue,
        typer.Option(
            "--language",
            help="en or es (Spanish): html, markdown and pdf. [default: en]",
            show_default=False,
        ),
    ] = Tongue.en,
    since: Annotated[
        Path | None,
        typer.Option(
            help="An earlier run of this portal (folder or audit.json): html and pdf also show "
            "what changed.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a run's result in another format.

    There are html, json, markdown, csv, junit, openacr, sarif, earl and pdf. Only pdf needs a
    browser, which prints it. With --language es the file is named scorecard.es.html, so that the
    English one stays.
    """
    wanted = format or ["html"]
    known = [writer.name for writer in WRITERS]
    for name in wanted:
        if name not in known:
            raise UsageProblem(f'There is no format "{name}".', yamlfile.nearest(name, known))
    if out and len(wanted) > 1:
        raise UsageProblem("--out names one file, but several formats are wanted.")
    silent = [name for name in wanted if language is not Tongue.en and name not in SPOKEN]
    if silent:
        raise UsageProblem(
            f"{', '.join(silent)}: for programs, and the same in every language.",
            f"--language goes with {', '.join(SPOKEN)}.",
        )
    if since and not set(wanted) & set(COMPARING):
        raise UsageProblem(
            "--since goes with html and pdf.", "For other formats: portal-audit compare OLD NEW."
        )
    audit = load_audit(run)
    changed = compare(load_audit(since), audit) if since else None
    folder = run if run.is_dir() else run.parent
    for name in wanted:
        try:
            print(write_report(audit, folder, name, out, language.code, changed))
        except OSError as problem:
            raise FileProblem(out or run, f"cannot write here: {problem.strerror}.") from None
