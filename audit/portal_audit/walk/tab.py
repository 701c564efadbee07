"""One open page of the portal, with what the walk needs around it.

Follows its network traffic, its dialogs and its main document, keeps it on the portal's hosts,
slows it down as the audience asks, and says when it has settled.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar
from urllib.parse import urlsplit

from portal_audit.browser import (
    BrowserDialog,
    BrowserError,
    BrowserRequest,
    BrowserResponse,
    CDPSession,
    Frame,
    Page,
)
from portal_audit.evidence.model import EventKind
from portal_audit.walk.audiences import Audience
from portal_audit.walk.stopwatch import Stopwatch

ONLY_ASKS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods of HTTP that change nothing."""
QUIET_MS = 40
"""No change of the document for so long counts as quiet."""
SETTLE_LIMIT_S = 5.0
"""A page that never rests is taken as it is after this."""
READ_LIMIT_S = 20.0
"""Reading a page of hundreds of thousands of elements takes its time, but not more."""
PATIENCE_S = 3.0
"""A request that takes longer no longer holds up the walk: long polling, a dead third party."""

LOOK_S = 0.1
"""How often we look whether a request is still worth waiting for."""

NOT_WAITED_FOR = frozenset({"websocket", "eventsource", "ping", "media", "manifest", "other"})

WATCH = """() => {
  const watch = { changes: 0, last: performance.now() };
  const observer = new MutationObserver(() => {
    watch.changes += 1;
    watch.last = performance.now();
  });
  observer.observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  watch.rest = (quiet, limit) => new Promise((done) => {
    const end = performance.now() + limit;
    const look = () => {
      const left = quiet - (performance.now() - watch.last);
      const calm = document.readyState === "complete" && left <= 0;
      if (calm || performance.now() >= end) {
        observer.disconnect();
        done([watch.changes, calm]);
      } else setTimeout(look, Math.max(left, 10));
    };
    look();
  });
  return watch;
}"""

LOOP = """() => {
  const began = performance.now();
  let sum = 0;
  for (let i = 0; i < 2e7; i++) sum += Math.sqrt(i);
  return performance.now() - began + (sum < 0);
}"""

Note = Callable[[EventKind, str, str], None]
"""Called with kind, text and page address of something that happened on the way."""


T = TypeVar("T")


async def _nothing() -> None: ...


@dataclass(slots=True)
class House:
    """What is the same for all tabs of one walk."""

    hosts: frozenset[str]
    audience: Audience
    note: Note
    accept_confirm: Callable[[], bool]
    """Whether a question such as "Really send?" may be answered with yes just now."""
    pace: Callable[[], Awaitable[None]]
    """Waits until the next page may be asked for."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something that a frozen page did not get to do."""

    leaves: bool
    """It would have shown another document; otherwise only something was sent."""
    method: str
    url: str


class Tab:
    """A page and its companions. Made by `Tab.attach`."""

    def __init__(self, page: Page, cdp: CDPSession, stopwatch: Stopwatch, house: House) -> None:
        self.page = page
        self.cdp = cdp
        self.stopwatch = stopwatch
        self.crashed = False
        self.fenced = ""
        """The host outside the portal that the page last tried to go to; it was stopped."""
        self.document: BrowserResponse | None = None
        """The response of the main document now shown; None after a script navigation."""
        self.frozen = False
        """Nothing is sent and the page is not left: for looking closer without doing anything."""
        self.tried: list[Attempt] = []
        """What the page tried to send, and where to go, while it was frozen."""
        self._house = house
        self._open: dict[BrowserRequest, float] = {}
        self._network = asyncio.Event()
        """Set when a request has ended."""
        self._main_frame_id = ""

    @classmethod
    async def attach(cls, page: Page, house: House) -> Tab:
        early: list[BrowserResponse] = []

        def hear(response: BrowserResponse) -> None:
            early.append(response)

        page.on("response", hear)
        cdp, stopwatch = await asyncio.gather(
            page.context.new_cdp_session(page), Stopwatch.attach(page)
        )
        tab = cls(page, cdp, stopwatch, house)
        page.remove_listener("response", hear)
        for response in early:  # a new tab is on its way before we hear of it
            tab._answered(response)
        page.on("request", tab._started)
        page.on("requestfinished", tab._ended)
        page.on("requestfailed", tab._ended)
        page.on("response", tab._answered)
        page.on("dialog", tab._dialog)
        page.on("crash", tab._crash)
        page.on("pageerror", lambda error: house.note("page-error", str(error), page.url))
        await tab._fence()
        await tab._slow_network()
        return tab

    # --- network ---

    def _started(self, request: BrowserRequest) -> None:
        if request.resource_type not in NOT_WAITED_FOR:
            self._open[request] = time.monotonic()

    def _ended(self, request: BrowserRequest) -> None:
        self._open.pop(request, None)
        self._network.set()

    def _answered(self, response: BrowserResponse) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.document = response
            self.fenced = ""

    def _busy(self) -> bool:
        now = time.monotonic()
        return any(now - since < PATIENCE_S for since in self._open.values())

    async def settle(self, limit_s: float = SETTLE_LIMIT_S) -> None:
        """Wait until network and document are quiet, or `limit_s` is over."""
        await self.read_at_rest(_nothing, limit_s)

    async def read_at_rest(
        self, read: Callable[[], Awaitable[T]], limit_s: float = SETTLE_LIMIT_S
    ) -> T | None:
        """What `read` finds once network and document are quiet, or when `limit_s` is over.

        It reads while we wait for the quiet to last, and again when the page has changed under it.
        None when the page is gone. `read` must not change the document.
        """
        seen: T | None = None
        end = time.monotonic() + limit_s
        while (left := end - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(left):
                    await self.page.wait_for_load_state("load")
                    while self._busy():
                        self._network.clear()
                        with suppress(TimeoutError):
                            await asyncio.wait_for(self._network.wait(), LOOK_S)
            except (BrowserError, TimeoutError):
                if self.crashed or self.page.is_closed():
                    return None
            left = max(end - time.monotonic(), 0)
            try:
                async with asyncio.timeout(limit_s + READ_LIMIT_S):
                    watching = asyncio.create_task(self.page.evaluate_handle(WATCH))
                    await asyncio.sleep(0)  # it is on its way before anything is read
                    try:
                        seen = await read()
                    finally:
                        watch = await watching
                    rested = await watch.evaluate(
                        "(watch, [quiet, limit]) => watch.rest(quiet, limit)",
                        [QUIET_MS, left * 1000],
                    )
                    self._soon(watch.dispose())
                    if not isinstance(rested, list):
                        break  # the page has broken its built-ins: nothing it says can be believed
                    changes, calm = rested
            except TimeoutError:
                if seen is not None:
                    return seen  # too large to be asked whether it rests
                break
            except BrowserError:
                if self.crashed or self.page.is_closed():
                    return None
                # The document went away while we watched it: watch the next one.
                await asyncio.sleep(0.02)
                continue
            if calm and not changes and not self._busy():
                return seen
        try:
            async with asyncio.timeout(READ_LIMIT_S):
                return await read()
        except (BrowserError, TimeoutError):
            return None

    # --- what may happen ---

    async def _fence(self) -> None:
        """Stop the page from leaving the portal's hosts.

        Only documents are looked at (Playwright's own routing would switch the cache off and cost
        time on every request).
        """
        tree = await self.cdp.send("Page.getFrameTree")
        self._main_frame_id = tree["frameTree"]["frame"]["id"]
        self.cdp.on("Fetch.requestPaused", self._paused)
        await self._watch("Document")

    async def _watch(self, *resources: str) -> None:
        patterns = [{"resourceType": resource} for resource in resources]
        await self.cdp.send("Fetch.enable", {"patterns": patterns})

    async def freeze(self) -> None:
        """From now on the page can neither be left nor send anything; it is told in `tried`."""
        self.frozen = True
        self.tried.clear()
        await self._watch("Document", "XHR", "Fetch", "Ping")

    async def thaw(self) -> None:
        self.frozen = False
        await self._watch("Document")

    def _paused(self, event: dict[str, Any]) -> None:
        url, method = event["request"]["url"], event["request"]["method"]
        in_main = event.get("frameId") == self._main_frame_id
        is_document = event.get("resourceType") == "Document"
        leaving = in_main and is_document and not self.allowed(url)
        command: tuple[str, dict[str, Any]]
        if self.frozen and (method not in ONLY_ASKS or (in_main and is_document)):
            self.tried.append(Attempt(is_document, method, url))
            # An answer without content leaves the page where it is.
            command = ("Fetch.fulfillRequest", {"responseCode": 204})
        elif leaving:
            self.fenced = urlsplit(url).hostname or "another place"
            self._house.note("fence", f"The page tried to go to {urlsplit(url).hostname}", url)
            command = ("Fetch.failRequest", {"errorReason": "BlockedByClient"})
        else:
            command = ("Fetch.continueRequest", {})
        self._soon(self.cdp.send(command[0], {"requestId": event["requestId"], **command[1]}))

    @property
    def did_not_open(self) -> bool:
        """Whether the browser shows its own error page instead of one of the portal."""
        return self.page.url.startswith("chrome-error:")

    @property
    def shows_pdf(self) -> bool:
        """Whether the browser shows a PDF instead of a page."""
        return "application/pdf" in (self.document.headers if self.document else {}).get(
            "content-type", ""
        )

    def allowed(self, url: str) -> bool:
        """Whether the walk may be at this address."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return parts.scheme in ("about", "blob", "data", "chrome-error")
        return (parts.hostname or "").casefold() in self._house.hosts

    def _dialog(self, dialog: BrowserDialog) -> None:
        self._house.note("dialog", f"{dialog.type}: {dialog.message}", self.page.url)
        yes = dialog.type in ("alert", "beforeunload") or self._house.accept_confirm()
        self._soon(dialog.accept() if yes else dialog.dismiss())

    def _crash(self, _page: Page) -> None:
        self.crashed = True
        self._house.note("crash", "The page crashed", self.page.url)

    def _soon(self, work: Awaitable[Any]) -> None:
        async def finish() -> None:
            with suppress(BrowserError):  # the page went away first
                await work

        task = asyncio.ensure_future(finish())
        _RUNNING.add(task)
        task.add_done_callback(_RUNNING.discard)

    # --- slow phones ---

    async def _slow_network(self) -> None:
        """The audience's network, for as long as the page lives."""
        network = self._house.audience.network
        if network is not None:
            await _set_network(
                self.cdp, network.latency_ms, network.down_bytes_s, network.up_bytes_s
            )

    async def slow_down(self) -> None:
        """The audience's processor, from a deed until its outcome.

        Not for longer: a slowed processor burns most of a core even while the page rests.
        """
        await self._set_cpu(self._house.audience.cpu_slowdown)

    async def full_speed(self) -> None:
        """The machine's own processor, for probes: they are not what is measured."""
        await self._set_cpu(1)

    async def measured_slowdown(self) -> float:
        """The processor's real slow-down, by a fixed loop on an empty page; 2 decimals.

        On a busy machine a factor of 4 that was asked for has been 1.3 to 6.
        """
        fast = [float(await self.page.evaluate(LOOP)) for _ in range(3)]
        await self.slow_down()
        slow = [float(await self.page.evaluate(LOOP)) for _ in range(3)]
        await self.full_speed()
        return round(median(slow) / max(median(fast), 0.1), 2)

    async def _set_cpu(self, factor: float) -> None:
        if self._house.audience.cpu_slowdown != 1:
            await self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": factor})

    # --- frames ---

    async def frames(self) -> dict[Frame, tuple[float, float]]:
        """The page's main frame and its visible frames, with where their content begins.

        Positions are CSS pixels from the top left of the main document.
        """
        main = self.page.main_frame
        found: dict[Frame, tuple[float, float]] = {main: (0.0, 0.0)}
        others = [frame for frame in self.page.frames if frame is not main]
        if not others:
            return found
        scroll = await self.page.evaluate("() => [scrollX, scrollY]")
        for frame in others[:30]:
            try:
                element = await frame.frame_element()
                box = await element.bounding_box()
            except BrowserError:
                continue
            if box and box["width"] > 1 and box["height"] > 1:
                found[frame] = (box["x"] + scroll[0], box["y"] + scroll[1])
        return found


_RUNNING: set[asyncio.Future[None]] = set()
"""Keeps the small answers above alive until they are sent."""


async def _set_network(cdp: CDPSession, latency: float, down: float, up: float) -> None:
    """Slow the network; the current command first, the deprecated one where it is unknown."""
    speed = {"latency": latency, "downloadThroughput": down, "uploadThroughput": up}
    try:
        await cdp.send("Network.enable")
        await cdp.send(
            "Network.emulateNetworkConditionsByRule",
            {"matchedNetworkConditions": [{"urlPattern": "", **speed}]},
        )
    except BrowserError:
        await cdp.send("Network.emulateNetworkConditions", {"offline": False, **speed})
