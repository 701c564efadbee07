"""`portal-audit demo`: a first scorecard without a portal of your own."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path
from typing import Annotated, Literal

import typer

from portal_audit.cli.auditing import audit_plan, conclude, default_out
from portal_audit.cli.speaking import LanguageOption, Tongue, also_in
from portal_audit.demo.portal_file import demo_portal, environment
from portal_audit.demo.serve import serve_demo
from portal_audit.plan import make_plan
from portal_audit.resources import shipped

EVERYDAY = (
    "sign-in",
    "hours",
    "latest-result",
    "message",
    "refill",
    "book",
    "medicines-and-allergies",
    "pay-bill",
)
"""What patients do most; enough to show what a scorecard is in a minute."""


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    after: Annotated[
        bool, typer.Option("--after", help="Audit the repaired edition of the portal.")
    ] = False,
    all_tasks: Annotated[
        bool,
        typer.Option(
            "--all-tasks", help="All eighteen tasks and one of its own; takes some minutes."
        ),
    ] = False,
    open_: Annotated[
        bool, typer.Option("--open", help="Open the scorecard in your browser.")
    ] = False,
    scenario: Annotated[
        list[str] | None, typer.Option(help="Only this scenario; may be given several times.")
    ] = None,
    audience: Annotated[
        list[str] | None, typer.Option(help="Only this audience; may be given several times.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=32, help="Walks at the same time [default: cores].")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Run folder [default: out/PORTAL-TIME].")] = None,
    language: LanguageOption = Tongue.en,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Serve the demo portal on this computer, audit it and say where the scorecard is.

    The demo is "Riverbend Family Clinic", an invented portal with faults planted in it; with
    --after, the same portal repaired. Nothing leaves this computer.
    """
    edition: Literal["before", "after"] = "after" if after else "before"
    with serve_demo(edition) as served:
        os.environ.update(environment(served.account))
        portal = demo_portal(served)
        plan = make_plan(
            portal,
            shipped("scenarios") / "demo" if all_tasks else Path.cwd(),
            scenarios=scenario or (() if all_tasks else EVERYDAY),
            audiences=audience or (),
        )
        folder = out or default_out(f"demo {edition}")
        result = audit_plan(plan, folder, workers=workers, resume=False, quiet=quiet)
    code = conclude(result)
    spoken = also_in(language, result.audit, result.folder)
    if open_:
        webbrowser.open((spoken or result.scorecard).resolve().as_uri())
    raise typer.Exit(code)
