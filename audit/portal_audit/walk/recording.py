"""Watches a person in a browser and tells what they did, as plain events.

The page half (`recording.js`) lives in an isolated world of every document, frames of other sites
and new tabs included: the portal's own scripts cannot see it. It reads no value of a field that
may be secret or personal. Each event is what arrived, untouched: page text is hostile, and whoever
uses an event checks it first (`scenario_draft`).

Kinds of events: `click`, `type`, `choose`, `check`, `file`, `press` (a deed, with the control it
was done to), `page` (what a page shows now), `download`, `dialog`, and `went` (the person used the
address bar, Back or Reload).
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Collection, Coroutine
from contextlib import suppress
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from portal_audit.browser import (
    BrowserContext,
    BrowserDialog,
    BrowserDownload,
    BrowserError,
    CDPSession,
    Frame,
    Page,
    open_browser,
)
from portal_audit.steps import Vocabulary
from portal_audit.walk.hands import OPEN_SECONDS
from portal_audit.walk.probes.probe import shared
from portal_audit.walk.wording import unreachable
from portal_audit.walk.world import open_world

Event = dict[str, Any]
Driver = Callable[[Page], Awaitable[None]]

MAX_EVENTS = 20_000
"""A page that never rests must not fill the memory."""
MAX_PAYLOAD = 200_000
LAST_LOOK_S = 0.4
"""What the page shows after the last deed may still be on its way."""


async def record(
    url: str,
    vocabulary: Vocabulary,
    stop: asyncio.Event,
    *,
    outcomes: Collection[str] = (),
    closed_world: bool = False,
    driver: Driver | None = None,
    say: Callable[[str], None] | None = None,
) -> list[Event]:
    """What was done from `url` on until the last window was closed or `stop` was set.

    `outcomes` are the placeholders for what portals say when something was done; a page is searched
    for them. A `driver` acts in the person's place, in a browser nobody sees: for tests.

    Raises BrowserMissing, or PortalUnreachable when no page comes.
    """
    hidden = driver is not None
    async with open_browser(headless=hidden, closed_world=closed_world, say=say) as browser:
        if hidden:
            context = await browser.new_context(accept_downloads=True)
        else:
            context = await browser.new_context(accept_downloads=True, no_viewport=True)
        recording = Recording(context, vocabulary, outcomes)
        browser.on("disconnected", lambda _: recording.ended.set())
        try:
            page = await recording.begin(url)
            waits = [stop.wait(), recording.ended.wait(), *([driver(page)] if driver else [])]
            await _first_of(waits)
            if not recording.ended.is_set():
                await asyncio.sleep(LAST_LOOK_S)
        finally:
            with suppress(BrowserError):  # closed by the person
                await context.close()
        return recording.events


async def _first_of(waits: list[Coroutine[Any, Any, Any] | Awaitable[Any]]) -> None:
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


class Recording:
    """One recording: every page and frame of a browser context, and the events so far."""

    def __init__(
        self, context: BrowserContext, vocabulary: Vocabulary, outcomes: Collection[str] = ()
    ) -> None:
        self.events: list[Event] = []
        self.ended = asyncio.Event()
        """The last window was closed."""
        self._context = context
        self._tell = f"t{secrets.token_hex(8)}"
        self._world = f"w{secrets.token_hex(8)}"
        self._script = self._page_half(vocabulary, outcomes)
        self._frames: dict[Frame, CDPSession] = {}
        self._asked: set[Page] = set()
        """Pages whose next document was asked for by a page, not by the person at the browser."""
        self._tasks: set[asyncio.Task[None]] = set()
        context.on("page", self._opened)

    async def begin(self, url: str) -> Page:
        """Open the first page. Raises PortalUnreachable."""
        page = await self._context.new_page()
        while self._tasks:  # the recorder is in the page before the portal is
            await asyncio.wait(self._tasks)
        self._asked.add(page)
        try:
            await page.goto(url, wait_until="domcontentloaded", timeout=OPEN_SECONDS * 1000)
        except BrowserError as problem:
            if not page.is_closed():
                raise unreachable(url, problem) from None
        return page

    def _page_half(self, vocabulary: Vocabulary, outcomes: Collection[str]) -> str:
        def patterns(key: str, *, exact: bool) -> list[str]:
            if key not in vocabulary.table:
                return []
            return [p.pattern for p in vocabulary.patterns("{" + key + "}", exact=exact)]

        config = {
            "user": patterns("user_name", exact=True),
            "password": patterns("password", exact=True),
            "code": patterns("code", exact=True),
            "outcomes": [p for key in sorted(outcomes) for p in patterns(key, exact=False)],
        }
        recorder = files("portal_audit.walk").joinpath("recording.js").read_text(encoding="utf-8")
        return (
            "(() => { if (globalThis.recorded) return; globalThis.recorded = true;\n"
            f"const TELL = {json.dumps(self._tell)}, CONFIG = {json.dumps(config)};\n"
            f"{shared()}\n{recorder}\n}})();"
        )

    # --- pages, tabs and frames ---

    def _opened(self, page: Page) -> None:
        page.on("close", self._closed)
        page.on("download", self._downloaded)
        # A listener that does nothing else: the person answers the dialog in the window.
        page.on("dialog", self._dialog)
        page.on("framenavigated", self._frame_came)
        self._asked.add(page)  # the first document of a tab is what a link or a script asked for
        self._soon(self._listen(page))

    def _closed(self, _page: Page) -> None:
        if not self._context.pages:
            self.ended.set()

    async def _listen(self, page: Page) -> None:
        session = await self._context.new_cdp_session(page)
        session.on("Page.frameRequestedNavigation", lambda _: self._asked.add(page))
        session.on("Page.frameNavigated", lambda event: self._navigated(page, event["frame"]))
        await self._install(session)

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

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        async def finish() -> None:
            with suppress(BrowserError):  # the page went away first
                await work

        task = asyncio.ensure_future(finish())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- what is heard ---

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("name") != self._tell or len(event["payload"]) > MAX_PAYLOAD:
            return
        self._note(json.loads(event["payload"]))

    def _note(self, event: Event) -> None:
        if len(self.events) < MAX_EVENTS:
            self.events.append(event)

    def _navigated(self, page: Page, frame: dict[str, Any]) -> None:
        if "parentId" in frame:
            return
        if page not in self._asked:
            self._note({"kind": "went", "path": urlsplit(frame["url"]).path})
        self._asked.discard(page)

    def _downloaded(self, _download: BrowserDownload) -> None:
        self._note({"kind": "download"})

    def _dialog(self, dialog: BrowserDialog) -> None:
        self._note({"kind": "dialog", "asks": dialog.type == "confirm"})
