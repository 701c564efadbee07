"""A script of ours in every document of a browser context: pages, new tabs and frames alike.

It lives in an isolated world, so the portal's own scripts cannot see it, and it tells what it
notices by messages. What arrives is untouched page text: hostile.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from portal_audit.browser import BrowserContext, BrowserError, CDPSession, Frame, Page
from portal_audit.walk.hands import OPEN_SECONDS
from portal_audit.walk.probes.probe import shared
from portal_audit.walk.wording import unreachable
from portal_audit.walk.world import open_world

Event = dict[str, Any]

MAX_PAYLOAD = 200_000


class Listening:
    """Puts a script into a context and hears what it tells; subclasses decide what to do with it.

    Before the script stand `TELL`, the name of the function to call with a JSON text, `CONFIG`, and
    the functions that probes share.
    """

    def __init__(self, context: BrowserContext, script: str, config: dict[str, Any]) -> None:
        self.ended = asyncio.Event()
        """The last window was closed."""
        self._context = context
        self._tell = f"t{secrets.token_hex(8)}"
        self._world = f"w{secrets.token_hex(8)}"
        self._script = (
            "(() => { if (globalThis.heardHere) return; globalThis.heardHere = true;\n"
            f"const TELL = {json.dumps(self._tell)}, CONFIG = {json.dumps(config)};\n"
            f"{shared()}\n{script}\n}})();"
        )
        self._frames: dict[Frame, CDPSession] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        context.on("page", self._opened)

    def heard(self, event: Event) -> None:
        """A message of the script."""
        raise NotImplementedError

    async def begin(self, url: str) -> Page:
        """Open the first page. Raises PortalUnreachable."""
        page = await self._context.new_page()
        await self.ready()
        await self.go(page, url)
        return page

    async def ready(self) -> None:
        """Wait until the script is in every page that is open."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def go(self, page: Page, url: str) -> None:
        """Open an address. Raises PortalUnreachable."""
        try:
            await page.goto(url, wait_until="domcontentloaded", timeout=OPEN_SECONDS * 1000)
        except BrowserError as problem:
            if not page.is_closed():
                raise unreachable(url, problem) from None

    def _opened(self, page: Page) -> None:
        page.on("close", self._closed)
        page.on("framenavigated", self._frame_came)
        self._soon(self._listen(page))

    def _closed(self, _page: Page) -> None:
        if not self._context.pages:
            self.ended.set()

    async def _listen(self, page: Page) -> None:
        session = await self._context.new_cdp_session(page)
        self.attend(page, session)
        await self._install(session)

    def attend(self, page: Page, session: CDPSession) -> None:
        """A page has come; `session` is about to be used."""

    def _frame_came(self, frame: Frame) -> None:
        if frame.parent_frame is not None:
            self._soon(self._listen_in(frame))

    async def _listen_in(self, frame: Frame) -> None:
        """A frame of another site is a target of its own; one of the same site is heard already."""
        if old := self._frames.pop(frame, None):
            with suppress(BrowserError):
                await old.detach()
        try:
            session = await self._context.new_cdp_session(frame)
        except BrowserError:
            return
        self._frames[frame] = session
        await self._install(session)

    async def _install(self, session: CDPSession) -> None:
        session.on("Runtime.bindingCalled", self._hear)
        await open_world(session, self._world, self._tell)
        await session.send(
            "Page.addScriptToEvaluateOnNewDocument",
            {"source": self._script, "worldName": self._world, "runImmediately": True},
        )

    def _soon(self, work: Coroutine[Any, Any, object]) -> None:
        async def finish() -> None:
            with suppress(BrowserError):  # the page went away first
                await work

        task = asyncio.ensure_future(finish())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("name") == self._tell and len(event["payload"]) <= MAX_PAYLOAD:
            self.heard(json.loads(event["payload"]))


async def first_of(waits: Sequence[Awaitable[Any]]) -> None:
    """Return when one of `waits` is over; an error of that one is raised."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
