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
from collections.abc import Awaitable, Callable, Collection
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
    Page,
    open_browser,
)
from portal_audit.steps import Vocabulary
from portal_audit.walk.listening import Event, Listening, first_of

Driver = Callable[[Page], Awaitable[None]]

MAX_EVENTS = 20_000
"""A page that never rests must not fill the memory."""
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
            await first_of(waits)
            if not recording.ended.is_set():
                await asyncio.sleep(LAST_LOOK_S)
        finally:
            with suppress(BrowserError):  # closed by the person
                await context.close()
        return recording.events


class Recording(Listening):
    """One recording: every page and frame of a browser context, and the events so far."""

    def __init__(
        self, context: BrowserContext, vocabulary: Vocabulary, outcomes: Collection[str] = ()
    ) -> None:
        script = files("portal_audit.walk").joinpath("recording.js").read_text(encoding="utf-8")
        super().__init__(context, script, _config(vocabulary, outcomes))
        self.events: list[Event] = []
        self._asked: set[Page] = set()
        """Pages whose next document was asked for by a page, not by the person at the browser."""

    async def go(self, page: Page, url: str) -> None:
        self._asked.add(page)
        await super().go(page, url)

    def heard(self, event: Event) -> None:
        if len(self.events) < MAX_EVENTS:
            self.events.append(event)

    def _opened(self, page: Page) -> None:
        page.on("download", self._downloaded)
        # A listener that does nothing else: the person answers the dialog in the window.
        page.on("dialog", self._dialog)
        self._asked.add(page)  # the first document of a tab is what a link or a script asked for
        super()._opened(page)

    def attend(self, page: Page, session: CDPSession) -> None:
        session.on("Page.frameRequestedNavigation", lambda _: self._asked.add(page))
        session.on("Page.frameNavigated", lambda event: self._navigated(page, event["frame"]))

    def _navigated(self, page: Page, frame: dict[str, Any]) -> None:
        if "parentId" in frame:
            return
        if page not in self._asked:
            self.heard({"kind": "went", "path": urlsplit(frame["url"]).path})
        self._asked.discard(page)

    def _downloaded(self, _download: BrowserDownload) -> None:
        self.heard({"kind": "download"})

    def _dialog(self, dialog: BrowserDialog) -> None:
        self.heard({"kind": "dialog", "asks": dialog.type == "confirm"})


def _config(vocabulary: Vocabulary, outcomes: Collection[str]) -> dict[str, Any]:
    """The words that the page half looks for, as patterns."""

    def patterns(key: str, *, exact: bool) -> list[str]:
        if key not in vocabulary.table:
            return []
        return [p.pattern for p in vocabulary.patterns("{" + key + "}", exact=exact)]

    return {
        "user": patterns("user_name", exact=True),
        "password": patterns("password", exact=True),
        "code": patterns("code", exact=True),
        "outcomes": [p for key in sorted(outcomes) for p in patterns(key, exact=False)],
    }
