"""Watches how a person finds their way through a portal, and never what they type.

The page half (`watching.js`) tells plain events: `page` (path, heading, how it came), `click`,
`dead` (a click on nothing that changed nothing), `key` (its kind), `wrong` (words of a message),
`invalid`, `scroll`, `stir` (the pointer moved), `away` (the window lost the focus), `held` (the
last click of a task that must not be made was held back). `at` is the time, in seconds since 1970.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.resources import files
from typing import Any

from portal_audit.browser import BrowserContext, BrowserError, CDPSession, Page
from portal_audit.walk.listening import Event, Listening

MAX_EVENTS = 50_000
"""Of one session: a page that never rests must not fill the memory."""


class Watching(Listening):
    """One session of watching: every page and frame of the person's browser."""

    def __init__(self, context: BrowserContext, mask: str = "") -> None:
        """`mask` selects the parts whose words are not told; "" when there are none."""
        script = files("portal_audit.walk").joinpath("watching.js").read_text(encoding="utf-8")
        super().__init__(context, script, {"mask": mask})
        self.hear: Callable[[Event], None] = lambda _: None
        """Called with each event."""
        self._count = 0
        self._sessions: dict[Page, CDPSession] = {}
        self._guards: dict[CDPSession, str] = {}
        self._guarded: Sequence[str] = ()

    def heard(self, event: Event) -> None:
        self._count += 1
        if self._count <= MAX_EVENTS and isinstance(event.get("at"), (int, float)):
            self.hear({**event, "at": event["at"] / 1000})

    def attend(self, page: Page, session: CDPSession) -> None:
        self._sessions[page] = session
        page.on("close", self._gone)

    def _gone(self, page: Page) -> None:
        self._sessions.pop(page, None)

    def _opened(self, page: Page) -> None:
        # A listener that does nothing: the person answers the dialog in the window.
        page.on("dialog", lambda _: None)
        super()._opened(page)
        self.hear({"kind": "tab", "at": time.time()})
        if self._guarded:
            self._soon(self._guard_late(page))

    async def hold_back(self, patterns: Sequence[str]) -> None:
        """Hold back clicks on controls whose name fits one of `patterns`; () ends it."""
        self._guarded = tuple(patterns)
        await self.ready()
        for session in list(self._sessions.values()):
            with suppress(BrowserError):
                await self._guard(session)

    async def _guard_late(self, page: Page) -> None:
        for _ in range(20):
            if page in self._sessions:
                await self._guard(self._sessions[page])
                return
            await asyncio.sleep(0.05)

    async def _guard(self, session: CDPSession) -> None:
        if old := self._guards.pop(session, None):
            await session.send("Page.removeScriptToEvaluateOnNewDocument", {"identifier": old})
        # Scripts come in any order: this one may be there before the one that uses it.
        call = f"globalThis.heldBack = {json.dumps(list(self._guarded))}"
        answer: dict[str, Any] = await session.send(
            "Page.addScriptToEvaluateOnNewDocument",
            {"source": call, "worldName": self._world, "runImmediately": True},
        )
        self._guards[session] = str(answer["identifier"])
