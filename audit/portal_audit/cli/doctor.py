"""`portal-audit doctor`: is this machine ready?"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
from typing import Annotated

import typer

from portal_audit import __version__
from portal_audit.browser import BrowserMissing, find_browser, install_browser, open_browser
from portal_audit.walk.probes.axe import axe_version


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    install: Annotated[
        bool, typer.Option("--install", help="Install a Chromium if there is none.")
    ] = False,
    clock: Annotated[
        bool,
        typer.Option("--clock", help="Also measure how exactly this machine can time a page."),
    ] = False,
) -> None:
    """Say what this machine has, start the browser once, and with --clock check its timing."""
    print(f"portal-audit {__version__}, Python {platform.python_version()}, axe {axe_version()}")
    chosen = install_browser(_to_stderr) if install else find_browser()
    if chosen is None:
        raise BrowserMissing(
            "There is no Chromium, Chrome or Edge on this machine.",
            "Run: portal-audit doctor --install",
        )
    print(f"Browser: {chosen}")
    ready = asyncio.run(_look(clock))
    raise typer.Exit(0 if ready else 1)


async def _look(clock: bool) -> bool:
    async with open_browser(closed_world=True, say=_to_stderr) as browser:
        print(f"It starts: Chromium {browser.version}, {os.cpu_count()} cores")
        if not clock:
            return True
        from portal_audit.clockpage import self_check

        report = await self_check(browser)
        print(report)
        return not report.noisy


def _to_stderr(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
