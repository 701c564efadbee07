"""The clock page and what the self-check makes of it."""

from __future__ import annotations

import asyncio
import statistics

import pytest

from portal_audit.browser import open_browser
from portal_audit.clockpage.selfcheck import WAYS, ClockReport, Try, Way, percentile, self_check


def tries(difference_ms: float = 0.1, over: dict[Way, float] | None = None) -> tuple[Try, ...]:
    over = over or {"document": 15, "navigation": 45}
    return tuple(
        Try(way, 100, page_ms=100 + over[way], stopwatch_ms=100 + over[way] + difference_ms)
        for way in WAYS
        for _ in range(5)
    )


@pytest.mark.browser
def test_the_stopwatch_agrees_with_the_page_and_with_the_server() -> None:
    async def check() -> ClockReport:
        async with open_browser(closed_world=True) as browser:
            return await self_check(browser, tries=3, delays_ms=(100, 300))

    report = asyncio.run(check())
    assert {one.way for one in report.tries} == set(WAYS)
    assert statistics.median(one.difference_ms for one in report.tries) < 10
    for one in report.tries:
        assert one.page_ms >= one.delay_ms
        assert one.overhead_ms < 1000


def test_a_quiet_machine_has_no_problems() -> None:
    report = ClockReport(tries())
    assert not report.noisy
    assert "quiet enough" in str(report)


def test_a_stopwatch_that_is_off_makes_the_machine_noisy() -> None:
    report = ClockReport(tries(difference_ms=-25))
    assert report.noisy
    assert "25 ms off" in str(report)


def test_a_slow_page_change_makes_the_machine_noisy() -> None:
    [problem] = ClockReport(tries(over={"document": 15, "navigation": 400})).problems
    assert "adds 400 ms to a wait to a new page" in problem


def test_a_missing_reading_makes_the_machine_noisy() -> None:
    missing = Try("document", 100, page_ms=110, stopwatch_ms=None)
    assert ClockReport((*tries(), missing)).problems == ("1 of 11 waits could not be measured.",)


def test_the_percentile_is_the_nearest_rank() -> None:
    assert percentile([float(n) for n in range(1, 21)], 95) == 19
    assert percentile([7.0], 95) == 7
