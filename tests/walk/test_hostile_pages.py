"""Broken and hostile pages: every walk ends in time, with the truth, in plain words.

Lanes walk them side by side, each in one browser, as an audit's workers do; after each page a
good page must still open in that browser. The tests then look at what came of it.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from portal_audit.browser import BrowserError
from portal_audit.evidence.store import RunFolder
from portal_audit.executor import LocalExecutor
from portal_audit.portal import Portal
from portal_audit.scenario import shipped_vocabulary
from portal_audit.walk import camera, hands, tab, walker
from portal_audit.walk.job import Bundle, Job
from portal_audit.walk.probes import text
from portal_audit.walk.redact import Redactor
from portal_audit.walk.surroundings import Surroundings
from tests.portals.certificate import self_signed
from tests.portals.hostile import NAMES, Forgetful, hostile_app, raw_sockets
from tests.portals.serve import served
from tests.portals.tiny import PASSWORD, USER
from tests.walk.walking import scenario

pytestmark = pytest.mark.browser

LANES = 2
LIMIT = 60.0
"""Seconds within which every walk must have ended."""
WALK_SECONDS = 25.0
"""What cannot be done by then is given up: four minutes in a real audit."""

DONE = frozenset({"done"})
LOST = frozenset({"failed", "broken"})
NOT_TESTED = frozenset({"not-tested"})

FOR_PROGRAMMERS = re.compile(
    r"Traceback|Timeout|\d+ ?ms\b|Call log|[Ll]ocator|get_?by|\b\w+Error\b|[Pp]laywright|css=|xpath"
    r"|>>|net::|Protocol|waiting for|Execution context|Target (page|closed)|Page\.|None\b"
    r"|undefined|\bJSON\b|\bDOM\b|\bstrict mode\b"
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(slots=True)
class Outcome:
    """What came of one page."""

    bundle: Bundle | None = None
    problem: str = ""
    """Why there is no bundle, or why it could not be stored."""
    afterwards: str = ""
    """What went wrong on a good page opened next in the same browser."""
    seconds: float = 0.0


@dataclass(slots=True)
class Lane:
    """One browser, one executor, one page after the other."""

    origins: dict[str, str]
    folder: RunFolder
    executor: LocalExecutor | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    around: Surroundings = field(
        default_factory=lambda: Surroundings(shipped_vocabulary(), Redactor([PASSWORD]), exams=())
    )

    async def visit(self, page: str) -> Outcome:
        """Walk the page's task, then a good page."""
        outcome = Outcome()
        origin = self.origins["forgetful" if page == "signed-out" else "hostile"]
        began = time.monotonic()
        crashing = asyncio.create_task(self._crash_it()) if page == "crash" else None
        try:
            outcome.bundle = await self._walk(TASKS[page], origin)
            self.folder.add(outcome.bundle.walk, outcome.bundle.states, outcome.bundle.pictures)
        except Exception as problem:
            outcome.problem = f"{type(problem).__name__}: {problem}"
        finally:
            if crashing:
                crashing.cancel()
        outcome.seconds = time.monotonic() - began
        # After a task that was done, the browser has just shown that it works.
        done = outcome.bundle is not None and outcome.bundle.walk.status == "done"
        if not done and not self.stop.is_set():
            outcome.afterwards = await self._unfit()
        return outcome

    async def _unfit(self) -> str:
        """Why a good page does not open in this browser; "" when it does."""
        browser = self.executor._browser if self.executor else None
        if browser is None or not browser.is_connected():
            return ""  # the next walk gets a new one
        context = await browser.new_context()
        try:
            page = await context.new_page()
            await page.goto(self.origins["hostile"] + "/plain", timeout=5_000)
            await page.get_by_text("Arrived").wait_for(timeout=5_000)
        except BrowserError as problem:
            return f"{type(problem).__name__}: {problem}"
        finally:
            await context.close()
        return ""

    async def _walk(self, text: str, origin: str) -> Bundle:
        portal = Portal.model_validate(
            {
                "portal": "Hostile Clinic",
                "start": origin + "/",
                "account": {"user": "${env:TINY_USER}", "password": "${env:TINY_PASSWORD}"},
                "writes": True,
            }
        )
        job = Job(portal=portal, scenario=scenario(text), audience="desktop", repeat=1)
        done: list[Bundle] = []
        if self.executor is None or self.stop.is_set():
            await self._renew()
        assert self.executor is not None
        asked = asyncio.get_running_loop().call_later(LIMIT, self.stop.set)
        try:
            await self.executor.map([job], lambda job: None, done.append)
        finally:
            asked.cancel()
        assert done, f"the walk had not ended after {LIMIT:.0f} seconds"
        return done[0]

    async def _renew(self) -> None:
        """A new executor (and browser): the old one was stopped in the middle."""
        await self.close()
        self.stop = asyncio.Event()
        self.executor = LocalExecutor(
            self.around, workers=1, stop=self.stop, closed_world=True, say=lambda _: None
        )
        self.executor._any_done = True  # others have seen that the portal answers

    async def _crash_it(self) -> None:
        """Let the page crash whenever it is shown; no page can do that by itself in good time."""
        while True:
            await asyncio.sleep(0.05)
            browser = self.executor._browser if self.executor else None
            pages = [p for c in browser.contexts for p in c.pages] if browser else []
            for shown in pages:
                if shown.url.endswith("/crash"):
                    with suppress(BrowserError, TimeoutError):
                        session = await shown.context.new_cdp_session(shown)
                        async with asyncio.timeout(2):
                            await session.send("Page.crash")

    async def close(self) -> None:
        if self.executor is not None:
            await self.executor.close()


@pytest.fixture(scope="module")
def outcomes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Outcome]:
    """What came of every page that one of the chosen tests is about."""
    items = [item for item in request.session.items if item.path == request.path]
    chosen = {item.callspec.params["page"] for item in items if hasattr(item, "callspec")}
    waiting = [page for page in (*LONGEST, *TASKS) if page in chosen - TOO_LONG.keys()]
    waiting = list(reversed(dict.fromkeys(waiting)))
    found: dict[str, Outcome] = {}
    folder = tmp_path_factory.mktemp("hostile")

    async def lane(number: int, origins: dict[str, str]) -> None:
        lane = Lane(origins, RunFolder.create(folder / f"run-{number}"))
        while waiting:
            page = waiting.pop()
            found[page] = await lane.visit(page)
        await lane.close()

    async def all_lanes(origins: dict[str, str]) -> None:
        await asyncio.gather(*(lane(number, origins) for number in range(LANES)))

    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("TINY_USER", USER)
        patch.setenv("TINY_PASSWORD", PASSWORD)
        patch.setattr(hands, "STEP_SECONDS", 1.5)
        patch.setattr(hands, "OPEN_SECONDS", 4.0)
        patch.setattr(tab, "PATIENCE_S", 0.5)
        patch.setattr(tab, "READ_LIMIT_S", 4.0)
        patch.setattr(camera, "PROBE_LIMIT_S", 4.0)
        patch.setattr(text, "FRAME_LIMIT_S", 1.0)
        patch.setattr(walker, "WALK_SECONDS", WALK_SECONDS)
        raw = stack.enter_context(raw_sockets())
        untrusted = stack.enter_context(raw_sockets(self_signed(folder)))
        origins = {
            "hostile": stack.enter_context(served(hostile_app(raw, untrusted))),
            "forgetful": stack.enter_context(served(Forgetful().app())),
        }
        asyncio.run(all_lanes(origins))
    return found


def task(path: str, *lines: str, done: str = "Still here") -> str:
    return "\n".join(
        ["id: hostile", 'as: "Try it."', "steps:", f"  - open: {path}"]
        + [f"  - {line}" for line in lines]
        + [f"done: {{see: {{text: {done}}}}}"]
    )


DEEP = frozenset(
    {
        "growing-circles",
        "overridden-late",
        "closing",
        "not-html",
        "403",
        "status-999",
        "php-200",
        "werkzeug-500",
        "404-empty",
        "huge-download",
        "worker-nonsense",
        "raw-big-cookie",
        "hang-up",
        "bad-length",
        "big-header",
        "hidden",
        "transparent",
        "noise",
        "print",
        "hanging-many",
        "self-frame",
        "many-shadows",
    }
)
"""Relatives of pages that are always walked; only `make test-all` walks them."""


def pages(table: Iterable[str]) -> list[Any]:
    """The pages of a table as parameters, those the walk does not master yet marked."""

    def marks(page: str) -> list[Any]:
        if page in TOO_LONG:
            return [pytest.mark.xfail(reason=TOO_LONG[page], strict=True, run=False)]
        if page in NOT_YET:
            return [pytest.mark.xfail(reason=NOT_YET[page], strict=True)]
        return [pytest.mark.deep] if page in DEEP else []

    return [pytest.param(page, marks=marks(page)) for page in table]


def strings(data: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every string in plain data, with the key it stands under."""
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield f"{at}.{key}", str(key)
            yield from strings(value, f"{at}.{key}")
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from strings(value, at)


def judge(outcome: Outcome, statuses: frozenset[str], says: str = "") -> Bundle:
    """It ended in time with one of these statuses, every reason is plain, all that is stored tame.

    And the browser was fit for the next walk.
    """
    assert not outcome.problem
    bundle = outcome.bundle
    assert bundle is not None
    walk = bundle.walk
    assert walk.status in statuses, f"{walk.status}: {walk.reason}"
    assert bool(walk.reason) == (walk.status != "done")
    assert re.search(says, walk.reason, re.IGNORECASE), walk.reason
    for reason in {walk.reason, *(step.reason for step in walk.steps)} - {""}:
        assert not FOR_PROGRAMMERS.search(reason), reason
        assert "\n" not in reason
        assert len(reason) <= 400
        assert reason.endswith((".", "”", "?", "!")), reason
    assert outcome.seconds < LIMIT
    tame(bundle)
    assert not outcome.afterwards
    return bundle


def tame(bundle: Bundle) -> None:
    """All that was stored is capped, holds no control characters, and can be written."""
    for model in (bundle.walk, *bundle.states):
        size = len(model.model_dump_json().encode())
        assert size < 4_000_000, f"{size} bytes"
        for key, words in strings(model.model_dump()):
            cap = 40_000 if key == ".tree" else 2_000
            assert len(words) <= cap, f"{key}: {len(words)} characters"
            assert not CONTROL.search(words), f"{key}: {words!r}"
    for picture in bundle.pictures.values():
        assert len(picture) < 4_000_000


# --- pages that look bad and can be used ---

USABLE = {
    "print": task("/print"),
    "alert-often": task("/alert-often"),
    "hanging-image": task("/hanging-image"),
    "hanging-script-end": task("/hanging-script-end"),
    "hanging-script-by-link": task("/to/hanging-script-end", "click: Go there"),
    "hanging-many": task("/hanging-many"),
    "hanging-frame": task("/hanging-frame"),
    "polling": task("/polling"),
    "meta-refresh": task("/meta-refresh"),
    "reload-loop": task("/reload-loop"),
    "replace-storm": task("/replace-storm"),
    "hash-storm": task("/hash-storm"),
    "push-storm": task("/push-storm"),
    "many-nodes": task("/many-nodes"),
    "deep": task("/deep"),
    "huge-text": task("/huge-text"),
    "many-controls": task("/many-controls"),
    "many-shadows": task("/many-shadows"),
    "mutating": task("/mutating"),
    "infinite-scroll": task("/infinite-scroll"),
    "console-storm": task("/console-storm"),
    "error-storm": task("/error-storm"),
    "cookie-storm": task("/cookie-storm"),
    "frames": task("/frames/10", "click: Send it", done="Sent"),
    "self-frame": task("/self-frame"),
    "many-frames": task("/many-frames"),
    "fleeting-frames": task("/fleeting-frames"),
    "surrogate": task("/surrogate"),
    "rtl": task("/rtl", "click: שלח"),
    "no-title": task("/no-title"),
    "huge-title": task("/huge-title"),
    "huge-attributes": task("/huge-attributes"),
    "focus-thief": task("/focus-thief", "click: Send it", done="Who are you"),
    "clipboard-thief": task("/clipboard-thief"),
    "key-thief": task("/key-thief"),
    "open-storm": task("/open-storm", "click: Send it", done="Arrived"),
    "re-render": task("/re-render", "click: Send it", done="Sent"),
    "overridden": task("/overridden"),
    "overridden-late": task("/overridden-late", "click: Send it", done="Sent"),
    "dom-clobbered": task("/dom-clobbered"),
    "write": task("/write"),
    "socket": task("/socket"),
    "guard": task("/guard", "click: Go on", done="Arrived"),
    "drip": task("/to/drip", "click: Go there"),
    "endless-page": task("/to/endless-page", "click: Go there"),
    "gzip-bomb": task("/gzip-bomb"),
    "bad-letters": task("/bad-letters"),
    "big-cookie": task("/big-cookie"),
    "locked-down": task("/locked-down"),
}


# --- pages where it cannot be done ---

HOPELESS = {
    "alert-loop": (task("/alert-loop", done="Never there"), ""),
    "confirm-loop": (task("/confirm-loop", "click: Send it", done="Sent"), ""),
    "prompt-loop": (task("/prompt-loop", "click: Send it", done="Sent"), ""),
    "hanging-script-head": (task("/to/hanging-script-head", "click: Go there"), ""),
    "hanging-style": (task("/to/hanging-style", "click: Go there", done="Nope"), ""),
    "hanging-xhr": (task("/hanging-xhr", "click: Send it", done="Sent"), "did not appear"),
    "hanging-document": (task("/to/never/document", "click: Go there"), ""),
    "busy-for-ever": (task("/busy-for-ever"), ""),
    "busy-after-click": (task("/busy-after-click", "click: Send it", done="Sent"), ""),
    "circles": (task("/to/circles", "click: Go there"), "did not open"),
    "growing-circles": (task("/to/growing-circles", "click: Go there"), "did not open"),
    "to-a-file": (task("/to/to-a-file", "click: Go there", done="root"), ""),
    "500": (task("/to/status/500/full", "click: Go there"), "error page"),
    "500-empty": (task("/to/status/500/empty", "click: Go there"), "did not open|error page"),
    "404": (task("/to/status/404/full", "click: Go there"), "error page"),
    "404-empty": (task("/to/status/404/empty", "click: Go there"), "did not open|error page"),
    "403": (task("/to/status/403/full", "click: Go there"), "error page"),
    "knock": (task("/to/knock", "click: Go there"), "401"),
    "django-500": (task("/to/debug/django/500", "click: Go there"), "programmers|error page"),
    "django-200": (task("/to/debug/django/200", "click: Go there"), "programmers"),
    "werkzeug-500": (task("/to/debug/werkzeug/500", "click: Go there"), "programm|error page"),
    "php-200": (task("/to/debug/php/200", "click: Go there"), "programmers"),
    "words-in-a-traceback": (
        task("/to/debug/django/500", "click: Go there", done="Your message was sent"),
        "programmers|error page",
    ),
    "untrusted": (task("/to/untrusted", "click: Go there"), "did not open"),
    "no-words": (task("/to/no-words", "click: Go there"), "empty page"),
    "empty-main": (task("/to/empty-main", "click: Go there"), "empty page"),
    "nothing": (task("/to/nothing", "click: Go there"), "empty page"),
    "not-html": (task("/to/not-html", "click: Go there"), ""),
    "no-document": (
        task("/to/no-document", "click: Go there", done="Nope"),
        "did not appear|not done",
    ),
    "hidden": (task("/hidden"), "empty page"),
    "transparent": (task("/transparent"), "empty page"),
    "off-screen": (task("/off-screen"), "empty page"),
    "no-size": (task("/no-size"), "empty page"),
    "overlay": (task("/overlay", "click: Send it", done="Sent"), "on top of it"),
    "running-button": (
        task("/running-button", "click: Send it", done="Sent"),
        "never stops moving|not done",
    ),
    "re-render-hover": (task("/re-render-hover", "click: Send it", done="Sent"), ""),
    "closing": (task("/closing", "click: Send it", done="Sent"), "closed|did not appear"),
    "closing-now": (task("/closing-now", done="Never there"), "closed|did not appear"),
    "bomb": (task("/to/bomb", "click: Go there", done="Sent"), ""),
    "endless-download": (task("/to/bomb", "download: Go there", done="Menu"), "file"),
    "huge-download": (task("/to/bomb?huge=1", "download: Go there", done="Menu"), "file"),
    "broken-gzip": (task("/to/broken-gzip", "click: Go there"), "did not (open|appear)"),
    "worker-nonsense": (
        task("/worker-nonsense", "see: Worker is ready", "click: Go on", done="Arrived"),
        "",
    ),
    "silent": (task("/to/raw/silent", "click: Go there"), ""),
    "hang-up": (task("/to/raw/hang-up", "click: Go there"), "did not open"),
    "noise": (task("/to/raw/noise", "click: Go there"), ""),
    "cut": (task("/to/raw/cut", "click: Go there"), ""),
    "headers-for-ever": (task("/to/raw/headers-for-ever", "click: Go there"), ""),
    "big-header": (task("/to/raw/big-header", "click: Go there"), "did not open"),
    "raw-big-cookie": (task("/to/raw/big-cookie", "click: Go there"), "did not open"),
    "bad-length": (task("/to/raw/bad-length", "click: Go there"), "did not open"),
    "status-999": (task("/to/raw/status-999", "click: Go there"), "error page"),
}


# --- pages that cannot be opened at all ---

CLOSED = {
    "circles-at-once": (task("/circles"), "in circles"),
    "never-at-once": (task("/never/document"), "did not answer"),
    "file-at-once": (task("/to-a-file"), "cannot be opened"),
    "broken-gzip-at-once": (task("/broken-gzip"), "cannot be opened"),
    "crash": (task("/crash", done="Never there"), "crashed"),
}

SIGNED_OUT = """
id: hostile
as: "See my visits."
needs: signed-in
steps:
  - click: "{appointments}"
    then: {see: {heading: "{appointments}"}}
done: {see: {heading: "{appointments}"}}
"""

TASKS: dict[str, str] = {
    **USABLE,
    **{page: text for page, (text, _) in (*HOPELESS.items(), *CLOSED.items())},
    "names": task("/names"),
    "signed-out": SIGNED_OUT,
}

LONGEST = ("alert-loop", "confirm-loop", "prompt-loop", "busy-for-ever", "busy-after-click")
"""Begun first, so that nobody waits for them in the end."""

LONG = "reached only the walk's own time limit in earlier runs"

NOT_YET: dict[str, str] = {
    "no-size": "text in a box of no size counts as seen",
}
"""What the walk does not master yet, and where that comes from."""

SLOW = "not run: takes 5 s or more on two busy cores, too many for a suite of minutes"
TOO_LONG: dict[str, str] = {
    "broken-gzip-at-once": "a first page that breaks off is walked on until the time limit",
    "open-storm": "on two busy cores the click comes through too late",
    "push-storm": LONG,
    "replace-storm": LONG,
    "console-storm": LONG,
    "confirm-loop": "ends only at the walk's time limit, as it must; seconds of test time",
    "prompt-loop": "ends only at the walk's time limit, as it must; seconds of test time",
    "infinite-scroll": "ends only at the walk's time limit under load",
    "huge-text": "20 MB of text in one node: not done in 16 s on two busy cores",
    "endless-page": LONG,
    "many-nodes": "200,000 elements: 21 s on two busy cores",
    "reload-loop": LONG,
    "500-empty": SLOW,
    "alert-loop": SLOW,
    "bomb": SLOW,
    "broken-gzip": SLOW,
    "busy-after-click": SLOW,
    "busy-for-ever": SLOW,
    "cut": SLOW,
    "dom-clobbered": SLOW,
    "drip": SLOW,
    "fleeting-frames": SLOW,
    "hanging-document": SLOW,
    "hanging-frame": SLOW,
    "hanging-image": SLOW,
    "hanging-script-by-link": SLOW,
    "hanging-script-end": SLOW,
    "hanging-script-head": SLOW,
    "hanging-style": SLOW,
    "headers-for-ever": SLOW,
    "locked-down": SLOW,
    "many-controls": SLOW,
    "many-frames": SLOW,
    "meta-refresh": SLOW,
    "mutating": SLOW,
    "no-document": SLOW,
    "nothing": SLOW,
    "overridden": SLOW,
    "polling": SLOW,
    "re-render": SLOW,
    "re-render-hover": SLOW,
    "running-button": SLOW,
    "silent": SLOW,
    "to-a-file": SLOW,
    "write": SLOW,
}
"""The same, and it would take minutes: not walked until it is mended."""


@pytest.mark.parametrize("page", pages(USABLE))
def test_a_page_that_looks_bad_but_works_is_walked_to_the_end(
    outcomes: dict[str, Outcome], page: str
) -> None:
    judge(outcomes[page], DONE)


@pytest.mark.parametrize("page", pages(HOPELESS))
def test_a_page_where_it_cannot_be_done_ends_the_task_in_plain_words(
    outcomes: dict[str, Outcome], page: str
) -> None:
    judge(outcomes[page], LOST, HOPELESS[page][1])


@pytest.mark.parametrize("page", pages(CLOSED))
def test_a_page_that_cannot_be_opened_leaves_the_task_untested(
    outcomes: dict[str, Outcome], page: str
) -> None:
    # Some builds of Chromium take the whole browser along when a page crashes.
    either = LOST | NOT_TESTED if page == "crash" else NOT_TESTED
    judge(outcomes[page], either, CLOSED[page][1])


@pytest.mark.parametrize("page", pages(["names"]))
def test_words_that_could_do_something_are_kept_as_mere_words(
    outcomes: dict[str, Outcome], page: str
) -> None:
    bundle = judge(outcomes[page], DONE)
    state = bundle.states[-1]
    kept = {block.text for block in state.blocks or ()} | {c.name for c in state.controls or ()}
    assert {NAMES[0], NAMES[1], NAMES[3]} <= kept
    assert NAMES[0] in state.title
    assert any("red" in text for text in kept)


@pytest.mark.parametrize("page", pages(["signed-out"]))
def test_a_session_that_ends_in_the_middle_is_said_to_have_ended(
    outcomes: dict[str, Outcome], page: str
) -> None:
    judge(outcomes[page], frozenset({"broken"}), "sign in again")
