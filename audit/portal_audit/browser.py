"""The only module that imports Playwright: finds a Chromium, starts it, hands out its pages.

The walk and the pdf writer ask here. Other modules take Playwright's classes from here as types.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ElementHandle,
    Frame,
    HttpCredentials,
    Locator,
    Page,
    Playwright,
    async_playwright,
)
from playwright.async_api import Cookie as BrowserCookie
from playwright.async_api import Dialog as BrowserDialog
from playwright.async_api import Download as BrowserDownload
from playwright.async_api import Error as BrowserError
from playwright.async_api import Request as BrowserRequest
from playwright.async_api import Response as BrowserResponse
from playwright.async_api import Route as BrowserRoute
from playwright.async_api import TimeoutError as BrowserTimeout

from portal_audit.errors import PortalAuditError

__all__ = [
    "Browser",
    "BrowserContext",
    "BrowserCookie",
    "BrowserDialog",
    "BrowserDownload",
    "BrowserError",
    "BrowserMissing",
    "BrowserRequest",
    "BrowserResponse",
    "BrowserRoute",
    "BrowserTimeout",
    "CDPSession",
    "Chosen",
    "ElementHandle",
    "Frame",
    "HttpCredentials",
    "Locator",
    "Page",
    "Playwright",
    "find_browser",
    "install_browser",
    "open_browser",
    "print_pdf",
]

OVERRIDE = "PORTAL_AUDIT_BROWSER"
"""Environment variable with the path of the browser to use, before any other."""

SHELL = "chromium-headless-shell"
"""Chromium without windows, as Debian calls it: it starts and draws with half the work."""
SYSTEM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
SYSTEM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""The browser itself must not talk to anybody while a portal is audited."""


class BrowserMissing(PortalAuditError):
    """No usable Chromium on this machine (exit code 2)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The browser that will be used."""

    path: Path
    source: str
    """`playwright`, `system` or the name of the override variable."""

    def __str__(self) -> str:
        return f"{self.path} ({self.source})"


def find_browser(*, visible: bool = False) -> Chosen | None:
    """The Chromium to use: the override, else Playwright's own, else the system's; None if none.

    Of two from one source the one without windows is taken, unless it is to be `visible`.

    Raises BrowserMissing when the override names a file that is not there.
    """
    if named := os.environ.get(OVERRIDE):
        if not Path(named).exists():
            raise BrowserMissing(
                f"{OVERRIDE} is set to {named}, but there is no such file.",
                f"Correct {OVERRIDE} or unset it.",
            )
        return Chosen(Path(named), OVERRIDE)
    own = _playwrights_own(visible)
    if own is not None:
        return Chosen(own, "playwright")
    for name in SYSTEM_NAMES if visible else (SHELL, *SYSTEM_NAMES):
        if found := shutil.which(name):
            return Chosen(Path(found), "system")
    for place in SYSTEM_PLACES:
        if Path(place).exists():
            return Chosen(Path(place), "system")
    return None


def _playwrights_own(visible: bool) -> Path | None:
    """A Chromium that `playwright install chromium` left, newest first.

    Read from Playwright's browser folder: asking the driver would start it, half a second long.
    """
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if named and named != "0":
        cache = Path(named)
    elif sys.platform == "darwin":
        cache = Path.home() / "Library/Caches/ms-playwright"
    elif sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "ms-playwright"
    else:
        cache = Path.home() / ".cache/ms-playwright"
    shell = ("*/chrome-headless-shell", "*/headless_shell", "*/*headless*shell.exe")
    window = (
        "chrome-linux*/chrome",
        "chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
        "chrome-mac*/*.app/Contents/MacOS/*",
        "chrome-win*/chrome.exe",
    )
    kinds: list[tuple[str, tuple[str, ...]]] = [("chromium-*", window)]
    if not visible:
        kinds.insert(0, ("chromium_headless_shell-*", shell))
    for kind, inside in kinds:
        builds = sorted(
            (folder for folder in cache.glob(kind) if folder.is_dir()),
            key=lambda folder: int(re.sub(r"\D", "", folder.name) or 0),
            reverse=True,
        )
        for build in builds:
            for each in inside:
                if hits := sorted(build.glob(each)):
                    return hits[0]
    return None


def install_browser(say: Callable[[str], None]) -> Chosen:
    """Find a browser or install one, saying what is done.

    Tries `playwright install chromium`, then, as root on Debian or Ubuntu, the package manager.
    Raises BrowserMissing with the remedy when nothing worked.
    """
    _add_shell(say)
    if found := find_browser():
        return found
    say("No Chromium found. Trying: playwright install chromium")
    if _runs([sys.executable, "-m", "playwright", "install", "chromium"]) and (
        found := find_browser()
    ):
        return found
    if _is_root() and shutil.which("apt-get"):
        say("That did not work. Trying the system's packages: apt-get install chromium")
        _runs(["apt-get", "update", "-qq"])
        if _runs(["apt-get", "install", "-y", "-qq", "chromium"]):
            _add_shell(say)
        if found := find_browser():
            return found
    raise BrowserMissing(
        "There is no Chromium, Chrome or Edge on this machine, and installing one did not work.",
        "Install Google Chrome or Chromium, or run: playwright install chromium",
    )


def _add_shell(say: Callable[[str], None]) -> None:
    """Where the package manager knows the Chromium without windows, too, install that as well."""
    found = find_browser()
    if found is None or found.path.name != "chromium" or not _is_root():
        return
    if shutil.which("apt-get") and _runs(["apt-cache", "show", SHELL]):
        say(f"Adding {SHELL}: an audit takes half the work with it.")
        _runs(["apt-get", "install", "-y", "-qq", SHELL])


def _runs(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Quiet: a download that fails prints a page of its own source; what to do next is what counts.
    done = subprocess.run(command, check=False, capture_output=True, env=environment)
    return done.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@asynccontextmanager
async def open_browser(
    *, headless: bool = True, closed_world: bool = False, say: Callable[[str], None] | None = None
) -> AsyncIterator[Browser]:
    """Start the browser; closes it at the end.

    `closed_world` makes every host name but this machine's unknown to the browser: a portal served
    from this computer is audited without a single request leaving it.

    Raises BrowserMissing when there is none or it does not start.
    """
    chosen = find_browser(visible=not headless)
    if chosen is None:
        raise BrowserMissing(
            "There is no Chromium, Chrome or Edge on this machine.",
            "Run: portal-audit doctor --install",
        )
    arguments = list(QUIET)
    if _is_root():
        # Chromium refuses its sandbox as root; containers run as root.
        arguments.append("--no-sandbox")
        if say:
            say("Running as root: the browser's sandbox is off (--no-sandbox).")
    if closed_world:
        arguments.append(
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
        )
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(
                executable_path=chosen.path,
                headless=headless,
                args=arguments,
                handle_sigint=False,
                handle_sigterm=False,
            )
        except BrowserError as problem:
            raise BrowserMissing(
                f"The browser {chosen} does not start: {_first_line(problem)}",
                "Run: portal-audit doctor",
            ) from None
        try:
            yield browser
        finally:
            with suppress(BrowserError):  # it had crashed: nothing left to close
                await browser.close()


async def print_pdf(html: str) -> bytes:
    """`html` as a tagged PDF with bookmarks, on the paper that its own style names.

    Its scripts do not run and nothing is fetched: not even this machine can be reached.

    Raises BrowserMissing when there is no browser, BrowserError when it cannot print.
    """
    async with open_browser(closed_world=True) as browser:
        context = await browser.new_context(
            java_script_enabled=False,
            offline=True,
            # Being offline does not stop a frame's address from being connected to beforehand; a
            # proxy where nobody listens does, this machine's own addresses included.
            proxy={"server": "http://127.0.0.1:9", "bypass": "<-loopback>"},
        )
        page = await context.new_page()
        await page.set_content(html)
        return await page.pdf(tagged=True, outline=True, prefer_css_page_size=True)


def _first_line(problem: Exception) -> str:
    return str(problem).strip().splitlines()[0][:200] if str(problem).strip() else "no reason given"
