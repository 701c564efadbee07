"""The card's window beside the portal's, and the small server behind it."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import uvicorn

from portal_audit.browser import Browser, BrowserError, Page
from portal_audit.errors import UsageProblem

CARD_SIZE = (480, 940)


def has_a_screen() -> bool:
    """Whether windows can be shown."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or bool(shown)


def must_have_a_screen() -> None:
    """Raises UsageProblem where no window can be shown."""
    if not has_a_screen():
        raise UsageProblem(
            "A reality check opens two windows, and this computer has no screen.",
            "Run it on a desktop computer, or with a screen in memory: xvfb-run -a portal-audit "
            "reality-check ...",
        )


async def open_card(browser: Browser, url: str, *, visible: bool) -> Page:
    """The card in a window of its own, at the right edge of the screen."""
    width, height = CARD_SIZE
    if not visible:
        context = await browser.new_context(viewport={"width": width, "height": height})
        page = await context.new_page()
    else:
        context = await browser.new_context(no_viewport=True)
        page = await context.new_page()
        with suppress(BrowserError):  # a window manager may have its own mind
            screen = await page.evaluate("() => [screen.availWidth, screen.availHeight]")
            cdp = await context.new_cdp_session(page)
            window = await cdp.send("Browser.getWindowForTarget")
            bounds = {
                "left": max(0, screen[0] - width),
                "top": 0,
                "width": width,
                "height": min(height, screen[1]),
            }
            await cdp.send(
                "Browser.setWindowBounds", {"windowId": window["windowId"], "bounds": bounds}
            )
    await page.goto(url)
    return page


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """Serve the card on this computer, on a free port; gives its origin."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    task = asyncio.ensure_future(server.serve(sockets=[listening]))
    try:
        while not server.started:
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await task
        listening.close()
