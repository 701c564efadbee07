"""`portal-audit history`: runs kept in a database, and what became of a portal over time."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal_audit import yamlfile
from portal_audit.audit_file import load_audit
from portal_audit.errors import FileProblem, PortalAuditError, UsageProblem
from portal_audit.history import WHERE
from portal_audit.history.record import RunRecord, record_of
from portal_audit.report.neutral import visible
from portal_audit.result import Audit

if TYPE_CHECKING:
    from portal_audit.history.store import History

Index = Callable[[Path, Audit], int]
"""Adds a finished run; an exit code."""

DbOption = Annotated[
    str | None,
    typer.Option(
        "--db",
        help=f"The database: a file or any SQLAlchemy URL. [default: ${WHERE}, else a file of "
        "this user]",
        show_default=False,
    ),
]
PortalArgument = Annotated[
    str,
    typer.Argument(help="Name of the portal, or how it begins.", show_default=False),
]
OutOption = Annotated[Path, typer.Option("--out", help="The page to write.", show_default=False)]


def register(app: typer.Typer) -> None:
    history = typer.Typer(
        help="Keep runs in a database and see what becomes of a portal over time.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    history.command("add")(add)
    history.command("list")(list_runs)
    history.command("show")(show)
    history.command("page")(page)
    history.command("compare-portals")(compare_portals)
    app.add_typer(history, name="history")


def add(
    runs: Annotated[
        list[Path], typer.Argument(help="Run folders, or their audit.json.", show_default=False)
    ],
    db: DbOption = None,
) -> None:
    """Add runs to the history. A run that is there already is not added again.

    What can be read is added, even if another cannot; the exit code is 2 then.
    """
    read: list[RunRecord] = []
    wrong: list[PortalAuditError] = []
    for run in runs:
        try:
            read.append(record_of(load_audit(run), _folder(run)))
        except PortalAuditError as problem:
            wrong.append(problem)
    with _history(db) as history:
        said = history.add(read) if read else []
    for record, what in zip(read, said, strict=True):
        print(f"{what}: {_told(record)}")
    for told in wrong:
        print(f"portal-audit: {told}", file=sys.stderr)
    if wrong:
        raise typer.Exit(2)


def list_runs(
    portal: Annotated[str | None, typer.Argument(help="Only this portal.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
    db: DbOption = None,
) -> None:
    """List the runs in the history, by portal, the oldest first."""
    with _history(db) as history:
        records = _runs_of(history, portal) if portal else history.summaries()
    if json_:
        print(json.dumps([_data(record) for record in records], ensure_ascii=False, indent=2))
        return
    if not records:
        print("The history holds no run yet.")
    for name in dict.fromkeys(record.portal for record in records):
        print(visible(name))
        for record in records:
            if record.portal == name:
                print(f"  {_told(record, named=False)}  {visible(record.folder)}")


def show(portal: PortalArgument, db: DbOption = None) -> None:
    """Show one portal over time: scores, tasks lost and won back, problems new, fixed and back."""
    from portal_audit.history.trend import trend_of
    from portal_audit.report.history_words import history_lines

    with _history(db) as history:
        records = _runs_of(history, portal)
    print(history_lines(trend_of(records)))


def page(portal: PortalArgument, out: OutOption, db: DbOption = None) -> None:
    """Write one portal over time as a page that can be sent on."""
    from portal_audit.history.trend import trend_of
    from portal_audit.report.history_page import history_page

    with _history(db) as history:
        records = _runs_of(history, portal)
    _write(out, history_page(trend_of(records)))


def compare_portals(out: OutOption, db: DbOption = None) -> None:
    """Write a page with the newest complete run of every portal side by side."""
    from portal_audit.history.benchmark import benchmark_of
    from portal_audit.report.history_page import benchmark_page

    with _history(db) as history:
        benchmark = benchmark_of(history.runs())
    if not benchmark.runs:
        raise UsageProblem(
            "The history holds no complete run to compare.",
            "Add some: portal-audit history add RUN ...",
        )
    _write(out, benchmark_page(benchmark))


def wanted_indexing(asked: bool) -> Index | None:
    """What adds a run to the history when it is finished; None when nobody asked for it.

    Raises PortalAuditError now, rather than after hours of walking, when it could not be added.
    """
    if not asked and not os.environ.get(WHERE, "").strip():
        return None
    with _history(None) as history:
        history.add([])

    def index(folder: Path, audit: Audit) -> int:
        try:
            with _history(None) as history:
                said = history.add([record_of(audit, folder)])[0]
        except PortalAuditError as problem:
            print(
                f"portal-audit: the run is not in the history: {problem}\n"
                f"  Add it later: portal-audit history add {folder}",
                file=sys.stderr,
            )
            return problem.exit_code
        print(f"History: {said}", file=sys.stderr)
        return 0

    return index


@contextmanager
def _history(db: str | None) -> Iterator[History]:
    try:
        from portal_audit.history.store import History
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in ("sqlalchemy", "platformdirs"):
            raise
        raise UsageProblem(
            "The history needs a part of Portal Audit that is not installed.",
            "Install it: pip install 'portal-audit[history]'",
        ) from None
    history = History(db)
    try:
        yield history
    finally:
        history.close()


def _runs_of(history: History, wanted: str) -> Sequence[RunRecord]:
    """The runs of the portal that is meant: at least one. Raises UsageProblem."""
    names = history.portals()
    name = " ".join(wanted.split()).casefold()
    exact = [each for each in names if each == wanted]
    same = exact or [each for each in names if each.casefold() == name]
    found = same or [each for each in names if name and each.casefold().startswith(name)]
    if len(found) == 1:
        return history.runs(found[0])
    if found:
        listed = ", ".join(f'"{visible(each)}"' for each in found)
        raise UsageProblem(f'"{wanted}" can be several portals: {listed}.', "Write the whole name.")
    remedy = visible(yamlfile.nearest(wanted, names)) if names else "It holds no run yet."
    raise UsageProblem(f'The history knows no portal "{wanted}".', remedy)


def _folder(run: Path) -> Path:
    return run if run.is_dir() else run.parent


def _told(record: RunRecord, *, named: bool = True) -> str:
    score = "no score" if record.score is None else f"{record.score:.0f} of 100"
    words = [f"{record.day} {record.started[11:16]}", record.letter or "–", score]
    if record.partial:
        words.append("stopped early")
    return "  ".join([visible(record.portal), *words] if named else words)


def _data(record: RunRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "portal": record.portal,
        "address": record.address,
        "started": record.started,
        "folder": record.folder,
        "letter": record.letter,
        "score": record.score,
        "range": None if record.low is None else [record.low, record.high],
        "settings": record.settings,
        "method": record.method,
        "tool": record.tool,
        "partial": record.partial,
    }


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as problem:
        raise FileProblem(path, f"cannot be written: {problem.strerror}.") from None
    print(path)
