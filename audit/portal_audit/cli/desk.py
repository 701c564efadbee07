"""`portal-audit desk`: the audit as web pages on this computer."""

from __future__ import annotations

import asyncio
import signal
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal_audit.cli.progress import say
from portal_audit.cli.stopping import stopped_by_signals
from portal_audit.errors import UsageProblem

if TYPE_CHECKING:
    from portal_audit.desk import Desk


def register(app: typer.Typer) -> None:
    app.command("desk")(desk)


def desk(
    portals: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the portal files [default: ./portals when there is one, else here].",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on this computer; 0 takes a free one.")
    ] = 0,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Do not open the browser; only print the address.")
    ] = False,
) -> None:
    """Do it all in the browser: portals, audits, scorecards, copies to share.

    Opens a page that only this computer can reach. The address works once; the browser that opens
    it stays in. Ctrl-C ends the desk; an audit that is running is stopped and its result kept.
    """
    folder = _folder(portals)
    # Loaded here: other commands need neither a server nor these pages.
    from portal_audit.desk.serving import serve_desk

    with serve_desk(folder, port) as served:
        print(served.first, flush=True)
        say("The desk is open. This address works once. Press Ctrl-C to end the desk.")
        if not no_open and not webbrowser.open(served.first):
            say("No browser could be opened: copy the address into one.")
        cut_short = asyncio.run(_until_stopped(served.desk))
    if cut_short:
        raise typer.Exit(4)


def _folder(wanted: Path | None) -> Path:
    if wanted is not None and not wanted.is_dir():
        raise UsageProblem(
            f"There is no folder {wanted}.", "Make it first, or leave --portals out."
        )
    beside = Path("portals")
    return (wanted or (beside if beside.is_dir() else Path.cwd())).resolve()


async def _until_stopped(desk: Desk) -> bool:
    """Whether work was running when the desk was ended."""
    await stopped_by_signals().wait()
    work = desk.bench.running
    if work is None:
        return False
    say("Stopping what is running. What was done so far is kept. Ctrl-C again ends at once.")
    work.stop()
    with suppress(NotImplementedError, ValueError):  # Windows
        asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)
    while not work.wait(0):
        await asyncio.sleep(0.1)
    if work.folder and not work.problem:
        say(f"Kept: {work.folder}")
    return True
