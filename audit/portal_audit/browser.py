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


def find_browser() -> Chosen | None:
    """The Chromium to use: the override, else Playwright's own, else the system's; None if none.

    Raises BrowserMissing when the override names a file that is not there.
    """
    if named := os.environ.get(OVERRIDE):
        if not Path(named).exists():
            raise BrowserMissing(
                f"{OVERRIDE} is set to {named}, but there is no such file.",
                f"Correct {OVERRIDE} or unset it.",
            )
        return Chosen(Path(named), OVERRIDE)
    own = _playwrights_own()
    if own is not None:
        return Chosen(own, "playwright")
    for name in SYSTEM_NAMES:
        if found := shutil.which(name):
            return Chosen(Path(found), "system")
    for place in SYSTEM_PLACES:
        if Path(place).exists():
            return Chosen(Path(place), "system")
    return None


def _playwrights_own() -> Path | None:
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
    inside = (
        "chrome-linux*/chrome",
        "chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
        "chrome-mac*/*.app/Contents/MacOS/*",
        "chrome-win*/chrome.exe",
    )
    builds = sorted(
        (folder for folder in cache.glob("chromium-*") if folder.is_dir()),
        key=lambda folder: int(re.sub(r"\D", "", folder.name) or 0),
        reverse=True,
    )
    return next((hit for build in builds for p in inside for hit in sorted(build.glob(p))), None)


def install_browser(say: Callable[[str], None]) -> Chosen:
    """Find a browser or install one, saying what is done.

    Tries `playwright install chromium`, then, as root on Debian or Ubuntu, the package manager.
    Raises BrowserMissing with the remedy when nothing worked.
    """
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
        if _runs(["apt-get", "install", "-y", "-qq", "chromium"]) and (found := find_browser()):
            return found
    raise BrowserMissing(
        "There is no Chromium, Chrome or Edge on this machine, and installing one did not work.",
        "Install Google Chrome or Chromium, or run: playwright install chromium",
    )


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
    chosen = find_browser()
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
