"""`portal-audit report`: write a run's result in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portal_audit import yamlfile
from portal_audit.audit_file import load_audit
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.report import WRITERS, write_report


def register(app: typer.Typer) -> None:
    app.command("report")(report)


def report(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    format: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="Several may be given. [default: html]"),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write; only with one format.")] = None,
) -> None:
    """Write a run's result in another format.

    There are html, json, markdown, csv, junit, openacr, sarif, earl and pdf. Only pdf needs a
    browser, which prints it.
    """
    wanted = format or ["html"]
    known = [writer.name for writer in WRITERS]
    for name in wanted:
        if name not in known:
            raise UsageProblem(f'There is no format "{name}".', yamlfile.nearest(name, known))
    if out and len(wanted) > 1:
        raise UsageProblem("--out names one file, but several formats are wanted.")
    audit = load_audit(run)
    folder = run if run.is_dir() else run.parent
    for name in wanted:
        try:
            print(write_report(audit, folder, name, out))
        except OSError as problem:
            raise FileProblem(out or run, f"cannot write here: {problem.strerror}.") from None
