"""`portal-audit report`: write a run's result in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from portal_audit import yamlfile
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.report import WRITERS, write_report
from portal_audit.result import SCHEMA, Audit


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
    """Write a run's result as html, json, markdown, csv, junit or openacr, without a browser."""
    wanted = format or ["html"]
    known = [writer.name for writer in WRITERS]
    for name in wanted:
        if name not in known:
            raise UsageProblem(f'There is no format "{name}".', yamlfile.nearest(name, known))
    if out and len(wanted) > 1:
        raise UsageProblem("--out names one file, but several formats are wanted.")
    audit = read_audit(run)
    for name in wanted:
        try:
            print(write_report(audit, run, name, out))
        except OSError as problem:
            raise FileProblem(out or run, f"cannot write here: {problem.strerror}.") from None


def read_audit(run: Path) -> Audit:
    """A run's audit.json. Raises FileProblem when it is missing, damaged or of another schema."""
    file = run / "audit.json"
    try:
        audit = Audit.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        raise FileProblem(
            file, "there is no such file.", f"Make it with: portal-audit score {run}"
        ) from None
    except OSError as problem:
        raise FileProblem(file, f"cannot be read: {problem.strerror}.") from None
    except ValidationError:
        raise FileProblem(
            file,
            "this is not a result of this version of Portal Audit.",
            f"Make it anew from the evidence: portal-audit score {run}",
        ) from None
    if audit.schema_ != SCHEMA:
        raise FileProblem(
            file,
            f'its schema is "{audit.schema_}", this version reads "{SCHEMA}".',
            f"Make it anew from the evidence: portal-audit score {run}",
        )
    return audit
