"""`portal-audit run`: the audit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portal_audit.cli.auditing import audit_plan, conclude, default_out
from portal_audit.cli.gating import BaselineOption, FailOnOption, wanted_gate
from portal_audit.cli.history import wanted_indexing
from portal_audit.cli.speaking import LanguageOption, Tongue, also_in
from portal_audit.errors import UsageProblem
from portal_audit.plan import make_plan
from portal_audit.portal import load_portal
from portal_audit.shard import read_shard

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
    shard: Annotated[
        str | None,
        typer.Option(
            help="Walk only this share, 1/4: one machine each, put together by "
            "`portal-audit merge`.",
            show_default=False,
        ),
    ] = None,
    baseline: BaselineOption = None,
    fail_on: FailOnOption = None,
    history: Annotated[
        bool,
        typer.Option(
            "--history",
            help="Add the run to the history; so does PORTAL_AUDIT_HISTORY when it is set.",
        ),
    ] = False,
    language: LanguageOption = Tongue.en,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Audit a portal: walk its tasks, write RUN/scorecard.html and RUN/audit.json.

    With `writes: false` in the portal file (the default) nothing that cannot be undone is done:
    the walk stops just before sending, booking or paying.

    With --baseline or --fail-on the run must pass a gate: exit code 1 when it does not.
    """
    gate = wanted_gate(baseline, fail_on)
    loaded = load_portal(portal)
    plan = make_plan(
        loaded,
        portal.parent,
        scenarios=scenario or (),
        audiences=audience or (),
        repeat=repeat,
        closer=not quick,
        idle=_minutes(idle),
        shard=read_shard(shard) if shard is not None else None,
    )
    if dry_run:
        print("\n".join(plan.told()))
        return
    index = wanted_indexing(history)
    folder = resume or out or default_out(loaded.portal)
    if gate:
        gate.forget(folder)
    result = audit_plan(plan, folder, workers=workers, resume=resume is not None, quiet=quiet)
    ended = conclude(result)
    also_in(language, result.audit, result.folder)
    gated = gate.conclude(result.audit, result.folder) if gate else 0
    indexed = index(result.folder, result.audit) if index else 0
    raise typer.Exit(ended or gated or indexed)


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
