"""`portal-audit baseline`: what later runs are measured at, and what people accepted."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.audit_file import load_audit
from portal_audit.baseline import Baseline
from portal_audit.baseline_file import accept as accepted
from portal_audit.baseline_file import load_baseline, saved
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.report.changes import plain

LONGEST_REASON = 500


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        help="Keep a run to measure later runs at, and accept what shall not fail the gate.",
        no_args_is_help=True,
    )
    group.command("save")(save)
    group.command("accept")(accept)
    app.add_typer(group, name="baseline")


def save(
    run: Annotated[Path, typer.Argument(help="A run folder or audit.json.", show_default=False)],
    to: Annotated[Path, typer.Option("--to", help="File to write, e.g. baseline.json.")],
) -> None:
    """Keep what a gate needs of a run in one small file, to lie beside the portal file.

    What was accepted in an older file of that name and is still seen stays accepted.
    """
    audit = load_audit(run)
    if audit.run.partial:
        raise FileProblem(
            run,
            "this run was interrupted, so it is no measure for others.",
            f"Go on with it: portal-audit run PORTAL.yaml --resume {run}",
        )
    before = load_baseline(to) if to.exists() else None
    baseline = saved(audit, before)
    _write(to, baseline)
    kept, known = len(baseline.accepted), len(before.accepted) if before else 0
    print(f"{to}: {len(baseline.findings)} problems, {len(baseline.tasks)} tasks known.")
    if known:
        print(f"Of {known} accepted things {kept} are still seen and stay accepted.")


def accept(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="FINDING",
            help="A finding's number (F012) or fingerprint, or a key that a failed gate printed.",
            show_default=False,
        ),
    ],
    run: Annotated[Path, typer.Option("--run", help="The run it was seen in.")],
    baseline: Annotated[Path, typer.Option("--baseline", help="The baseline file.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, for those who read it later.")],
    until: Annotated[
        str | None, typer.Option("--until", help="Last day on which it holds: 2027-01-31.")
    ] = None,
) -> None:
    """Let one known problem pass the gate, with a reason, for good or until a day."""
    reason = " ".join(reason.split())
    if not reason:
        raise UsageProblem("An acceptance needs a reason.", 'Say why: --reason "..."')
    if len(reason) > LONGEST_REASON:
        raise UsageProblem(f"The reason is longer than {LONGEST_REASON} characters.")
    today = date.today()
    last = _day(until)
    if last and last < today:
        raise UsageProblem(f"{last} is over.", "Give a day to come, or leave out --until.")
    changed, decision = accepted(
        load_baseline(baseline),
        load_audit(run),
        wanted,
        reason=reason,
        on=today,
        until=last,
    )
    _write(baseline, changed)
    end = f"until {decision.until}" if decision.until else "without end"
    print(f"Accepted {end}: {plain(decision.title)} ({plain(decision.key)})")


def _day(text: str | None) -> date | None:
    """Raises UsageProblem."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageProblem(
            f'"{text}" is not a day.', "Write it like this: --until 2027-01-31"
        ) from None


def _write(file: Path, baseline: Baseline) -> None:
    unfinished = file.with_name(f".{file.name}.part")
    try:
        unfinished.write_text(baseline.to_json(), encoding="utf-8")
        unfinished.replace(file)
    except OSError as problem:
        raise FileProblem(file, f"cannot be written: {problem.strerror}.") from None
    finally:
        with suppress(OSError):
            unfinished.unlink()
