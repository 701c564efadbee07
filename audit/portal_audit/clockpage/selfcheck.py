"""Can waits be measured on this machine, now? The stopwatch against a page with known delays."""

from __future__ import annotations

import asyncio
import math
import statistics
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from portal_audit.browser import Browser, Page
from portal_audit.clockpage.app import ANSWER, IN_DOCUMENT, NAVIGATION, serve_clock
from portal_audit.walk.stopwatch import Expectation, Reading, Stopwatch

Way = Literal["document", "navigation"]
WAYS: tuple[Way, ...] = ("document", "navigation")
NAMES: dict[Way, str] = {"document": "on one page", "navigation": "to a new page"}

MAX_DIFFERENCE_MS = 10.0
"""95th percentile of the difference to the page's own record, above which a machine is noisy."""
MAX_OVERHEAD_MS: dict[Way, float] = {"document": 60.0, "navigation": 150.0}
"""Median time beyond the server's delay, above which a machine is noisy: twice and one and a half
times what a quiet two-core machine may need."""

READ_MARGIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Try:
    """One wait of a known length, measured twice."""

    way: Way
    delay_ms: int
    """What the server waited."""
    page_ms: float
    """The page's own record, from click to paint."""
    stopwatch_ms: float | None
    """None when the stopwatch had no reading."""

    @property
    def difference_ms(self) -> float:
        """Between the stopwatch and the page's own record; infinite without a reading."""
        return math.inf if self.stopwatch_ms is None else abs(self.stopwatch_ms - self.page_ms)

    @property
    def overhead_ms(self) -> float:
        """What the stopwatch shows beyond the server's delay; infinite without a reading."""
        return math.inf if self.stopwatch_ms is None else self.stopwatch_ms - self.delay_ms


@dataclass(frozen=True, slots=True)
class ClockReport:
    """What the self-check found."""

    tries: tuple[Try, ...]

    @property
    def difference_p95_ms(self) -> float:
        """95th percentile of the difference to the page's own record."""
        return percentile([one.difference_ms for one in self.tries], 95)

    def overhead_ms(self, way: Way) -> float:
        """Median time beyond the server's delay."""
        return statistics.median(one.overhead_ms for one in self.tries if one.way == way)

    @property
    def problems(self) -> tuple[str, ...]:
        """What makes waits measured here doubtful, one sentence each; empty on a quiet machine."""
        missed = sum(one.stopwatch_ms is None for one in self.tries)
        if missed:
            return (f"{missed} of {len(self.tries)} waits could not be measured.",)
        found = []
        if self.difference_p95_ms > MAX_DIFFERENCE_MS:
            found.append(
                f"Measured waits are up to {self.difference_p95_ms:.0f} ms off "
                f"(limit {MAX_DIFFERENCE_MS:.0f} ms)."
            )
        for way in WAYS:
            if self.overhead_ms(way) > MAX_OVERHEAD_MS[way]:
                found.append(
                    f"This machine adds {self.overhead_ms(way):.0f} ms to a wait {NAMES[way]} "
                    f"(limit {MAX_OVERHEAD_MS[way]:.0f} ms)."
                )
        return tuple(found)

    @property
    def noisy(self) -> bool:
        """Waits measured here, now, are doubtful."""
        return bool(self.problems)

    def __str__(self) -> str:
        """A few lines for the terminal."""
        lines = [f"Clock: {len(self.tries)} waits of known length measured"]
        if not self.problems:
            lines.append(f"  off by at most {self.difference_p95_ms:.1f} ms (95 of 100)")
            lines += [f"  {NAMES[way]}: {self.overhead_ms(way):.0f} ms of its own" for way in WAYS]
            lines.append("  This machine is quiet enough to measure waits.")
            return "\n".join(lines)
        lines += [f"  {problem}" for problem in self.problems]
        lines.append("  This machine is too busy to trust measured waits. Close other programs.")
        return "\n".join(lines)


async def self_check(
    browser: Browser, tries: int = 5, delays_ms: Sequence[int] = (100, 300)
) -> ClockReport:
    """Measure each delay `tries` times on either way: about 8 seconds with the defaults.

    Raises BrowserError when the browser is gone.
    """
    with serve_clock() as origin:
        context = await browser.new_context()
        try:
            page = await context.new_page()
            found = [one async for one in measure(page, origin, delays_ms, tries)]
        finally:
            await context.close()
    return ClockReport(tuple(found))


async def measure(
    page: Page, origin: str, delays_ms: Iterable[int], tries: int
) -> AsyncIterator[Try]:
    """Wait for every delay `tries` times on either way, on a clock page served at `origin`."""
    stopwatch = await Stopwatch.attach(page)
    for delay_ms in delays_ms:
        for way in WAYS:
            for _ in range(tries):
                await page.goto(f"{origin}/?ms={delay_ms}")
                reading = await _one(page, stopwatch, way, delay_ms)
                page_ms = await own_record(page)
                yield Try(way, delay_ms, page_ms, reading.wait_ms if reading else None)


async def _one(page: Page, stopwatch: Stopwatch, way: Way, delay_ms: int) -> Reading | None:
    await stopwatch.arm(Expectation("text", (ANSWER,)))
    if way == "document":
        await page.get_by_role("button", name=IN_DOCUMENT).click()
        reading = await stopwatch.read(delay_ms / 1000 + READ_MARGIN_S)
    else:
        link = page.get_by_role("link", name=NAVIGATION)
        # Read beside the click: Playwright's click ends when the navigation has begun or ended.
        _, reading = await asyncio.gather(
            link.click(), stopwatch.read(delay_ms / 1000 + READ_MARGIN_S)
        )
    await stopwatch.disarm()
    return reading


async def own_record(page: Page) -> float:
    """Milliseconds from click to paint by the page's own record of the last answer."""
    done = await page.wait_for_function("() => window.truth")
    truth = await done.json_value()
    return float(truth["paintedAt"] - truth["inputAt"])


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile: the smallest value that `percent` per cent do not exceed.

    Raises ValueError when there are no values.
    """
    if not values:
        raise ValueError("no values")
    rank = math.ceil(percent / 100 * len(values))
    return sorted(values)[max(rank, 1) - 1]
