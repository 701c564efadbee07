"""`portal-audit run`: the audit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portal_audit.cli.auditing import audit_plan, conclude, default_out
from portal_audit.errors import UsageProblem
from portal_audit.plan import make_plan
from portal_audit.portal import load_portal

LONGEST_IDLE = 240
"""Minutes; nobody waits longer for an audit."""


def register(app: typer.Typer) -> None:
    app.command("run")(run)


def run(
    portal: Annotated[Path, typer.Argument(help="The portal file (YAML).", show_default=False)],
    scenario: Annotated[
        list[str] | None, typer.Option(help="Only this scenario; may be given several times.")
    ] = None,
    audience: Annotated[
        list[str] | None, typer.Option(help="Only this audience; may be given several times.")
    ] = None,
    repeat: Annotated[
        int | None, typer.Option(min=1, max=50, help="Walk each task N times.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=32, help="Walks at the same time [default: cores].")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Run folder [default: out/PORTAL-TIME].")] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with this run; finished walks are not repeated.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be done; open nothing.")
    ] = False,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick",
            help="Only walk: do not try each page with keys, enlarged and narrow, nor a wrong "
            "password, the time limit, signing out.",
        ),
    ] = False,
    idle: Annotated[
        str | None,
        typer.Option(
            help="Also wait for the server's own time limit, so many minutes: 5,10,15,20,30. "
            "The run takes at least as long as the last.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Audit a portal: walk its tasks, write RUN/scorecard.html and RUN/audit.json.

    With `writes: false` in the portal file (the default) nothing that cannot be undone is done:
    the walk stops just before sending, booking or paying.
    """
    loaded = load_portal(portal)
    plan = make_plan(
        loaded,
        portal.parent,
        scenarios=scenario or (),
        audiences=audience or (),
        repeat=repeat,
        closer=not quick,
        idle=_minutes(idle),
    )
    if dry_run:
        print("\n".join(plan.told()))
        return
    folder = resume or out or default_out(loaded.portal)
    result = audit_plan(plan, folder, workers=workers, resume=resume is not None, quiet=quiet)
    raise typer.Exit(conclude(result))


def _minutes(text: str | None) -> list[float]:
    """`5,10,15` as numbers. Raises UsageProblem."""
    try:
        found = [float(part) for part in (text or "").split(",") if part.strip()]
    except ValueError:
        found = [-1.0]
    if any(not 0 < minutes <= LONGEST_IDLE for minutes in found):
        raise UsageProblem(
            f'"{text}" is not a list of minutes.', "Write them like this: --idle 5,10,15,20,30"
        )
    return found
