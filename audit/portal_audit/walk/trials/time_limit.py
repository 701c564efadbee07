"""How long a signed-in page may rest: the browser's own time limit, in seconds instead of minutes.

The page gets a clock of ours (Playwright's `clock`), which we move on: timers, dates and frames of
the page follow it. So only a limit that the *page* keeps can be seen; the server's is another
trial's (`server_limit`). The page's requests are real: they are paced and counted.

Facts: `looked_s` how far the time was let run; `warned_at_s`, `ended_at_s` when the warning came
and the visit ended (missing: never); `lead_s` between them, at most: what happens between two looks
is known no better, and a portal is not blamed for that; of the warning `text`, `dialog`,
`announced`, `native` (the browser's own box), `stay` (name of the control that extends),
`by_keyboard`, `extended` how many times in a row it did (at most 10);
`asks_every_s` how often the page asked the server by itself (missing: never).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from typing import Any

from portal_audit.browser import BrowserError, BrowserRequest
from portal_audit.walk.trials.trial import Bench, Facts, NotTried, Told, Visit, script

LOOK_S = 65 * 60
"""Longer than the longest band of the method (60 minutes)."""
STEP_S = 15
FINE_S = 1
AFTER_WARNING_S = 15 * 60
"""A warning that ends nothing for so long is none."""
TIMES = 10
"""WCAG 2.2.1: at least ten times."""
MOST_REQUESTS = 400
"""Of the page by itself, in one pass; more is a page that cannot be hurried."""
BREATH_S = 0.05
"""Real seconds that each of those requests costs us, so that no live server is flooded."""
SELDOM_S = 15 * 60
ASKING = frozenset({"xhr", "fetch", "ping", "eventsource"})


@dataclass(frozen=True, slots=True)
class Event:
    """The end of a visit, or the warning before it."""

    ended: bool = False
    text: str = ""
    dialog: bool = False
    announced: bool = False
    native: bool = False
    """The browser's own box."""
    stay: str = ""
    """Name of the control that makes it go on."""
    focusable: bool = False


@dataclass  # Playwright writes into the owner of a listener, so no slots
class Clockwork:
    """A signed-in page whose time we let run."""

    visit: Visit
    now: float = 0.0
    """Seconds of the page's own time, since `start`; it goes on by itself while we look, too."""
    quiet: float = 0.0
    """`now` before the last run: whatever that brought had not happened yet."""
    began: float = 0.0
    known: list[str] = field(default_factory=list)
    path: str = ""
    asked: list[int] = field(default_factory=list)
    """Our seconds at which the page asked the server by itself."""
    dialogs: list[str] = field(default_factory=list)
    _counting: bool = False

    @property
    def seconds(self) -> int:
        return round(self.now)

    async def start(self) -> None:
        """Open the signed-in home page anew, with our clock. Raises NotTried."""
        visit = self.visit
        await visit.context.clock.install(time=datetime.now(UTC))
        await visit.go(visit.home)
        if not await visit.is_inside(3.0):
            raise NotTried("The signed-in page does not come back when it is opened anew.")
        first = await self.look()
        self.known, self.path = first["texts"], first["path"]
        self.began, self.now = first["now"], 0.0
        visit.context.on("request", self._request)
        visit.tab.page.on("dialog", lambda dialog: self.dialogs.append(dialog.message))
        self._counting = True

    def _request(self, request: BrowserRequest) -> None:
        own = self.visit.tab.allowed(request.url)
        if self._counting and own and request.resource_type in ASKING:
            self.asked.append(self.seconds)

    async def run(self, seconds: int) -> None:
        """Let our time run on. Raises NotTried when the page asks for too much meanwhile."""
        before = len(self.asked)
        self.quiet = self.now
        with suppress(BrowserError):  # the page went elsewhere in the middle of it
            await self.visit.context.clock.run_for(seconds * 1000)
        if not self.visit.hands.portal.is_local:
            await asyncio.sleep((len(self.asked) - before) * BREATH_S)
        if len(self.asked) > MOST_REQUESTS:
            raise NotTried("The page asks the server too often for its time to be hurried.")

    async def look(self, *, focus: bool = False) -> dict[str, Any]:
        """What the page shows now; see `clock.js`."""
        told = await self.visit.ask(script("said") + script("clock"), known=self.known, focus=focus)
        if told is None:
            raise NotTried("The page could not be looked at while its time ran.")
        self.now = (told["now"] - self.began) / 1000
        return told

    async def event(self, *, focus: bool = False) -> Event | None:
        """What has happened: a warning is shown, or the visit is over."""
        told = await self.look(focus=focus)
        if told["path"] != self.path or told["password"] or told["out"]:
            await self.visit.tab.settle()
            if not await self.visit.is_inside():
                return Event(ended=True)
        warning = told["warning"]
        if warning is None and self.dialogs:
            return Event(text=self.dialogs.pop(), dialog=True, announced=True, native=True)
        return Event(**warning) if warning else None


class TimeLimit:
    """Lets the time of a signed-in page run out."""

    name = "time-limit"
    words = "letting the time run out"
    after: tuple[str, ...] = ("wrong-password",)

    def wanted(self, bench: Bench) -> bool:
        return bench.portal.account is not None

    async def make(self, bench: Bench) -> Told:
        async with bench.signed_in() as visit:
            facts, seen_at = await _first_event(Clockwork(visit))
        if seen_at is None:
            return Told(facts)
        async with bench.signed_in() as visit:
            facts |= await _closely(Clockwork(visit), seen_at)
        return Told(facts)


async def _first_event(clock: Clockwork) -> tuple[Facts, int | None]:
    """In coarse steps: when something first happens; None when nothing does."""
    await clock.start()
    facts: Facts = {}
    seen_at = None
    while seen_at is None and clock.seconds < LOOK_S:
        await clock.run(STEP_S)
        if event := await clock.event():
            seen_at = clock.seconds
            if event.ended:
                facts["ended_at_s"] = seen_at
    facts["looked_s"] = clock.seconds
    if (every := _every(clock.asked, clock.seconds)) is not None:
        facts["asks_every_s"] = every
    return facts, seen_at


def _every(asked: list[int], seconds: int) -> float | None:
    """How often a page asks by itself; None when it does so less than now and then."""
    if not asked or seconds / len(asked) > SELDOM_S:
        return None
    gaps = [b - a for a, b in pairwise(asked)]
    return float(median(gaps)) if gaps else float(seconds)


async def _closely(clock: Clockwork, seen_at: int) -> Facts:
    """In fine steps from just before: the warning, what it offers, and the end after it."""
    await clock.start()
    await clock.run(max(seen_at - STEP_S, 1))
    facts: Facts = {}
    event = None
    while event is None and clock.seconds <= seen_at + STEP_S:
        await clock.run(FINE_S)
        event = await clock.event()
    if event is None:
        return facts
    limit = clock.seconds
    if event.ended:
        return {"ended_at_s": limit}
    facts |= {
        "warned_at_s": limit,
        "text": event.text,
        "dialog": event.dialog,
        "announced": event.announced,
    }
    if event.native:
        return facts | {"native": True}  # it stops the page's time
    more, warned_at = await _extended(clock, limit)
    facts |= more
    while warned_at is not None and clock.seconds < warned_at + AFTER_WARNING_S:
        await clock.run(FINE_S)
        event = await clock.event()
        if event and event.ended:  # and what came instead has taken its time to load
            lead = round(clock.quiet + FINE_S - warned_at)
            return facts | {"lead_s": lead, "ended_at_s": limit + lead}
    return facts


async def _extended(clock: Clockwork, limit: int) -> tuple[Facts, float | None]:
    """How many times in a row the warning can be answered; since when the one now standing may."""
    warned_at: float | None = clock.quiet
    facts: Facts = {"extended": 0}
    for times in range(1, TIMES + 1):
        event = await clock.event(focus=True)
        if event is None or event.ended:
            return facts, None
        facts |= {"stay": event.stay, "by_keyboard": event.focusable}
        if not event.stay:
            break
        if not await _stays(clock, event):
            return facts, warned_at if await clock.event() else None
        if not await _warned_again(clock, limit):
            return facts, None
        facts["extended"] = times
        warned_at = clock.quiet
    return facts, warned_at


async def _stays(clock: Clockwork, warning: Event) -> bool:
    """Press what makes it go on; whether the warning went away and the visit goes on."""
    page = clock.visit.tab.page
    if warning.focusable:
        await page.keyboard.press("Enter")
    else:
        await page.get_by_text(warning.stay, exact=True).last.click(timeout=2_000)
    await clock.run(FINE_S)
    return await clock.event() is None


async def _warned_again(clock: Clockwork, limit: int) -> bool:
    """Whether the warning comes back, and as late as it came the first time."""
    began = clock.seconds
    await clock.run(max(limit - STEP_S, 1))
    if await clock.event():
        return False  # it had only hidden itself
    while clock.seconds - began < limit + 2 * STEP_S:
        await clock.run(FINE_S)
        if event := await clock.event():
            return not event.ended
    return False


TIME_LIMIT = TimeLimit()
