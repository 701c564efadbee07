"""The stopwatch on small pages: what it times, what it must not be fooled by."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_audit.browser import Browser, Page
from portal_audit.walk.stopwatch import Expectation, Reading, Start, Stopwatch
from tests.browsing import with_browser
from tests.portals.serve import served

pytestmark = pytest.mark.browser

Act = Callable[[Page], Awaitable[object]]

LATER = "const later = (f) => setTimeout(f, 150);"
"""Script of the pages: the answer comes 150 ms after the click, by the page's own clock."""

BOOKED = Expectation("text", ("Your visit is booked",))
CONFIRM = Expectation("control", ("Confirm",), roles=("button",))
LONG_S = 10.0
"""Never reached when the outcome comes."""
SHORT_S = 0.5
"""Long enough for an answer that comes after 150 ms, were it wrongly counted."""


def body(script: str, markup: str = "<div id=out></div>") -> str:
    return (
        f"<!doctype html><title>Page</title><button id=go>Go</button>{markup}"
        f"<script>{LATER} go.onclick = () => {{ {script} }};</script>"
    )


CONTROLS = (
    "<button aria-label=Confirm>v</button>",
    "<div role=button><span>Total</span><span>Confirm</span></div>",
    "<input type=submit value=Confirm>",
    "<b id=name>Confirm</b><button aria-labelledby=name>v</button>",
    '<button><img width=20 height=20 alt="Confirm the visit"></button>',
)
"""Ways to name a button "Confirm"."""

PAGES: dict[str, str] = {
    "text": body("later(() => out.innerHTML = '<p>Your <b>visit</b><br>is  BOOKED</p>')"),
    **{f"control-{i}": body(f"later(() => out.innerHTML = '{c}')") for i, c in enumerate(CONTROLS)},
    "gone": body("later(() => out.remove())", "<p id=out>Loading your visits</p>"),
    "class": body(
        "later(() => document.body.className = 'open')",
        "<style>p {display: none} .open p {display: block}</style><p>Your visit is booked</p>",
    ),
    "shadow": body(
        "const root = out.attachShadow({mode: 'open'});"
        "later(() => root.innerHTML = '<p>Your visit is booked</p>')"
    ),
    "dialog": body(
        "later(() => box.showModal())", "<dialog id=box><h2>Your visit is booked</h2></dialog>"
    ),
    "unpaid": body("later(() => out.textContent = 'Unpaid')"),
    "never": body(""),
    "there": body("", "<p>Your visit is booked</p>"),
    "again": body(
        "out.hidden = true; later(() => out.hidden = false)", "<p id=out>Your visit is booked</p>"
    ),
    "frames": body(
        "document.body.append(document.createElement('iframe'))",
        "<p>Loading</p><iframe src=/arrived></iframe>",
    ),
    "deaf": "<script>for (const t of ['click', 'input']) window.addEventListener(t, "
    "(e) => e.stopImmediatePropagation(), true)</script>" + body("", "<a href=/arrived>Next</a>"),
    "forger": "<script>Date.now = performance.now = () => 5;"
    "window.requestAnimationFrame = () => 0; window.MutationObserver = null;"
    "Element.prototype.checkVisibility = () => { throw 1 };</script>"
    + body("setTimeout(() => out.textContent = 'Your visit is booked', 150)"),
    "clobber": "<form name=body><input name=textContent></form>"
    + body("later(() => out.textContent = 'Your visit is booked')"),
    "script-click": body(
        "",
        "<p id=out></p><script>setTimeout(() => go.click(), 50);"
        "setTimeout(() => out.textContent = 'Your visit is booked', 200)</script>",
    ),
    "link": body("", "<a href=/chain/3>Next</a>"),
    "frame": "<!doctype html><iframe src=/text></iframe>",
    "arrived": "<!doctype html><title>Arrived</title><p>Your visit is booked</p>",
    "typing": "<!doctype html><input id=field oninput=\"out.textContent = 'Your visit is booked'\">"
    "<p id=out></p>",
}


async def _page(request: Request) -> Response:
    return HTMLResponse(PAGES[request.path_params["name"]])


async def _chain(request: Request) -> Response:
    left = request.path_params["left"]
    await asyncio.sleep(0.05)
    if left > 1:
        return RedirectResponse(f"/chain/{left - 1}", 303)
    # The last step is the page's own: a document that only sends the patient on.
    return HTMLResponse("<script>location.replace('/arrived')</script>")


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    app = Starlette(routes=[Route("/chain/{left:int}", _chain), Route("/{name}", _page)])
    with served(app) as address:
        yield address


@dataclass(frozen=True)
class Bench:
    """Times outcomes on the pages of this file."""

    origin: str

    def time(
        self,
        name: str,
        expectation: Expectation,
        act: Act | None = None,
        *,
        start: Start = "click",
        timeout_s: float = LONG_S,
    ) -> tuple[bool, Reading | None]:
        """Whether the outcome was there already, and the reading after the act (or Go)."""
        return with_browser(
            lambda browser: self._time(browser, name, expectation, act or _go, start, timeout_s)
        )

    async def _time(
        self,
        browser: Browser,
        name: str,
        expectation: Expectation,
        act: Act,
        start: Start,
        timeout_s: float,
    ) -> tuple[bool, Reading | None]:
        context = await browser.new_context()
        try:
            page = await context.new_page()
            stopwatch = await Stopwatch.attach(page)
            await page.goto(f"{self.origin}/{name}")
            already = await stopwatch.arm(expectation, start)
            await act(page)
            reading = await stopwatch.read(timeout_s)
            await stopwatch.disarm()
            return already, reading
        finally:
            await context.close()


@pytest.fixture(scope="module")
def bench(origin: str) -> Bench:
    return Bench(origin)


async def _go(page: Page) -> None:
    await page.get_by_role("button", name="Go").click()


async def _next(page: Page) -> None:
    await page.get_by_role("link", name="Next").click()


def assert_about(reading: Reading | None, wait_ms: float) -> None:
    """A wait of the page's making, with room for a busy machine."""
    assert reading is not None
    assert wait_ms - 5 < reading.wait_ms < wait_ms + 1500


@pytest.mark.parametrize("name", ["text", "class", "shadow", "dialog"])
def test_text_is_timed_however_it_comes_to_be_seen(bench: Bench, name: str) -> None:
    already, reading = bench.time(name, BOOKED)
    assert not already
    assert_about(reading, 150)


@pytest.mark.parametrize("number", range(len(CONTROLS)))
def test_a_control_is_timed_however_it_is_named(bench: Bench, number: int) -> None:
    already, reading = bench.time(f"control-{number}", CONFIRM)
    assert not already
    assert_about(reading, 150)


def test_any_of_text_and_control_is_timed(bench: Bench) -> None:
    either = Expectation("any", ("Confirm",), roles=("button",))
    assert_about(bench.time("control-0", either)[1], 150)


def test_text_that_goes_away_is_timed(bench: Bench) -> None:
    already, reading = bench.time("gone", Expectation("gone", ("Loading",)))
    assert not already
    assert_about(reading, 150)


def test_text_in_a_frame_is_timed(bench: Bench) -> None:
    async def go(page: Page) -> None:
        await page.frame_locator("iframe").get_by_role("button", name="Go").click()

    reading = bench.time("frame", BOOKED, go)[1]
    assert_about(reading, 150)
    assert reading is not None
    assert not reading.navigated


def test_a_chain_of_redirects_is_one_wait(bench: Bench) -> None:
    reading = bench.time("link", BOOKED, _next)[1]
    assert_about(reading, 150)
    assert reading is not None
    assert reading.navigated
    assert reading.documents == 3  # the first, the one that sends on, the last


def test_a_key_starts_the_wait(bench: Bench) -> None:
    async def keys(page: Page) -> None:
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")

    assert_about(bench.time("text", BOOKED, keys, start="keydown")[1], 150)


def test_typing_starts_the_wait(bench: Bench) -> None:
    async def type_(page: Page) -> None:
        await page.locator("#field").fill("x")

    assert_about(bench.time("typing", BOOKED, type_, start="input")[1], 0)


def test_an_outcome_that_never_comes_has_no_reading(bench: Bench) -> None:
    assert bench.time("never", BOOKED, timeout_s=SHORT_S) == (False, None)


def test_an_outcome_that_is_there_before_the_input_is_said_to_be_and_not_timed(
    bench: Bench,
) -> None:
    assert bench.time("there", BOOKED, timeout_s=SHORT_S) == (True, None)


def test_an_outcome_that_goes_and_comes_again_is_timed(bench: Bench) -> None:
    already, reading = bench.time("again", BOOKED)
    assert already
    assert_about(reading, 150)


def test_a_new_frame_without_the_words_does_not_mean_they_are_gone(bench: Bench) -> None:
    reading = bench.time("frames", Expectation("gone", ("Loading",)), timeout_s=SHORT_S)
    assert reading == (False, None)


def test_a_click_by_script_does_not_start_a_wait(bench: Bench) -> None:
    assert bench.time("script-click", BOOKED, _nothing, timeout_s=SHORT_S)[1] is None


@pytest.mark.parametrize("part", ["paid", "Unpa"])
def test_words_match_as_whole_words(bench: Bench, part: str) -> None:
    assert bench.time("unpaid", Expectation("text", (part,)), timeout_s=SHORT_S)[1] is None


def test_words_may_be_a_pattern(bench: Bench) -> None:
    assert_about(bench.time("text", Expectation("text", ("/visit.*booked/",)))[1], 150)
    button = Expectation("control", ("/conf[a-z]+/",), roles=("button",))
    assert_about(bench.time("control-0", button)[1], 150)


def test_exact_words_must_be_the_whole_text(bench: Bench) -> None:
    part = Expectation("text", ("Your visit",), exact=True)
    assert bench.time("text", part, timeout_s=SHORT_S)[1] is None
    whole = Expectation("text", ("your visit is booked",), exact=True)
    assert_about(bench.time("text", whole)[1], 150)


def test_a_page_that_swallows_events_is_still_timed(bench: Bench) -> None:
    assert_about(bench.time("deaf", BOOKED, _next)[1], 0)


@pytest.mark.parametrize("name", ["forger", "clobber"])
def test_a_page_that_replaces_built_ins_is_still_timed(bench: Bench, name: str) -> None:
    assert_about(bench.time(name, BOOKED)[1], 150)


def test_a_closed_page_ends_the_wait(bench: Bench) -> None:
    async def close(page: Page) -> None:
        await page.close()

    assert bench.time("never", BOOKED, close) == (False, None)


def test_a_page_that_is_gone_before_the_step_is_not_waited_for(bench: Bench) -> None:
    async def late(browser: Browser) -> tuple[bool, Reading | None]:
        page = await browser.new_page()
        stopwatch = await Stopwatch.attach(page)
        await page.close()
        already = await stopwatch.arm(BOOKED)
        async with asyncio.timeout(LONG_S / 2):
            return already, await stopwatch.read(LONG_S)

    assert with_browser(late) == (False, None)


def test_each_step_is_timed_by_itself(bench: Bench) -> None:
    async def twice(browser: Browser) -> list[Reading | None]:
        context = await browser.new_context()
        page = await context.new_page()
        stopwatch = await Stopwatch.attach(page)
        readings = []
        for name, expectation in (("control-0", CONFIRM), ("text", BOOKED)):
            await page.goto(f"{bench.origin}/{name}")
            await stopwatch.arm(expectation)
            await _go(page)
            readings.append(await stopwatch.read(LONG_S))
        await context.close()
        return readings

    for reading in with_browser(twice):
        assert_about(reading, 150)


def test_an_expectation_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="needs words"):
        Expectation("text", (" ",))


async def _nothing(page: Page) -> None:
    """The patient only looks."""
