"""A thread with an event loop and a browser of its own.

Tests may run in a loop of their own already: pytest-asyncio's, or Playwright's synchronous one. So
ours is in another thread, and is asked with plain calls that wait for the answer.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import TypeVar

from portal_audit.browser import Browser, open_browser

T = TypeVar("T")


class Room:
    """Starts with the first call; one browser a process, a second one only where one page is on
    this computer (then nothing may leave it) and another is not."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stack = AsyncExitStack()
        self._browsers: dict[bool, Browser] = {}
        self._opening = asyncio.Lock()

    def do(self, work: Callable[[], Awaitable[T]]) -> T:
        """What `work` answers, or raises; it runs in the room's loop."""

        async def run() -> T:
            return await work()

        if self._loop is None:
            self._start()
        assert self._loop is not None
        future = asyncio.run_coroutine_threadsafe(run(), self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()  # Ctrl-C: nobody waits for it any more
            raise

    async def browser(self, *, closed_world: bool) -> Browser:
        """The room's browser; a new one when the last has died. Raises BrowserMissing."""
        async with self._opening:
            browser = self._browsers.get(closed_world)
            if browser is None or not browser.is_connected():
                opened = open_browser(closed_world=closed_world)
                browser = await self._stack.enter_async_context(opened)
                self._browsers[closed_world] = browser
            return browser

    def close(self) -> None:
        """End the browser and the thread. Nothing happens when there was no call."""
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        try:
            self.do(self._stack.aclose)
        finally:
            self._loop = None
            loop.call_soon_threadsafe(loop.stop)
            thread.join(timeout=10)

    def _start(self) -> None:
        ready = threading.Event()

        def live() -> None:
            with asyncio.Runner() as runner:
                self._loop = runner.get_loop()
                self._loop.call_soon(ready.set)
                self._loop.run_forever()

        self._thread = threading.Thread(target=live, name="portal-audit", daemon=True)
        self._thread.start()
        ready.wait()
