"""Times one step inside the page: from the patient's input to the painted outcome.

Why inside: a clock outside the browser hears of an outcome 65 to 500 ms late (it polls, and its
messages queue behind the page's own). The page half (`stopwatch.js`) lives in an isolated world of
every document, tells the time of the input event at once, and tells the time of the first frame
that shows the expected outcome. Both are wall-clock times (`performance.timeOrigin` plus the page's
monotonic time), so that input and outcome may lie in different documents and processes.

Start of a wait: the time stamp of the last trusted input event before the outcome. End: the task
that follows the frame in which the outcome is visible.

Not timed (the reading is None): outcomes in frames of another site (they are another process
target), in closed shadow roots, in a new tab; choices that Playwright makes by script
(`select_option`), since those events are not a person's.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from portal_audit.browser import BrowserError, CDPSession, Page
from portal_audit.walk.world import open_world

ARM_TIMEOUT_S = 3.0
"""A page too busy to take the stopwatch in this time is not timed."""

Start = Literal["click", "keydown", "input"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the step waits for, in words that a person sees."""

    kind: Literal["text", "control", "any", "gone"]
    """`text` becomes visible, `control` becomes visible, `any` of the two, or text is `gone`."""
    words: tuple[str, ...]
    """Any one of these will do (`gone`: none of them is visible any more). They match as whole
    words; case and white space do not count. Words between slashes are a pattern."""
    roles: tuple[str, ...] = ()
    """For `control` and `any`: any one of these ARIA roles."""
    exact: bool = False
    """The whole text or name, not a part of it."""

    def __post_init__(self) -> None:
        if not self.words or not all(word.strip() for word in self.words):
            raise ValueError("an expectation needs words")
        if (self.kind in ("control", "any")) != bool(self.roles):
            raise ValueError("a control needs roles, and text has none")


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured wait."""

    wait_ms: float
    navigated: bool
    """The outcome was painted by another document than the one that got the input."""
    input_at: float
    """Milliseconds since 1970."""
    painted_at: float
    """Milliseconds since 1970."""
    documents: int
    """Documents of the page from input to outcome, both ends counted: 1 without navigation."""
    sign_ms: float | None = None
    """From the input to the first change of the page, such as "Loading"; None when the outcome was
    the first, or another document came (the browser itself shows that it is working)."""


class Stopwatch:
    """Times steps on one page. Arm, do the input, read, disarm; one step at a time."""

    def __init__(self, session: CDPSession) -> None:
        """Use `attach`."""
        self._session = session
        self._tell = f"t{secrets.token_hex(8)}"
        self._world = f"w{secrets.token_hex(8)}"
        script = files("portal_audit.walk").joinpath("stopwatch.js").read_text(encoding="utf-8")
        self._script = f"(() => {{ const TELL = {json.dumps(self._tell)};\n{script}\n}})();\n"
        self._order = 0
        self._armed: str | None = None
        self._messages: list[dict[str, Any]] = []
        self._done = asyncio.Event()

    @staticmethod
    async def attach(page: Page) -> Stopwatch:
        """Put a stopwatch on a page, once, before the walk goes anywhere.

        Raises BrowserError when the page is closed or its browser is not a Chromium.
        """
        session = await page.context.new_cdp_session(page)
        stopwatch = Stopwatch(session)
        session.on("Runtime.bindingCalled", stopwatch._hear)
        page.on("close", lambda _: stopwatch._done.set())
        page.on("crash", lambda _: stopwatch._done.set())
        await open_world(session, stopwatch._world, stopwatch._tell)
        await stopwatch._add("", now=True)
        return stopwatch

    async def arm(self, expectation: Expectation, start: Start = "click") -> bool:
        """Make ready for one input, whose kind of event is `start`; replaces what was armed.

        True when the outcome is there already. It then must cease and come again, or come with a
        new document, to be timed: better expect something else. `input` hears `change` as well.

        Never raises for what the page does: an unreachable page gives False, and no reading.
        """
        await self._drop()
        self._order += 1
        self._messages = []
        self._done = asyncio.Event()
        order = json.dumps(
            {
                "number": self._order,
                "start": start,
                "kind": expectation.kind,
                "words": expectation.words,
                "roles": expectation.roles,
                "exact": expectation.exact,
            }
        )
        try:
            async with asyncio.timeout(ARM_TIMEOUT_S):
                self._armed, _ = await asyncio.gather(
                    self._add(f"stopwatch.arm({order}, true)", now=False),
                    self._now(f"stopwatch.arm({order}, false)"),
                )
        except (BrowserError, TimeoutError):
            self._done.set()  # nothing will come: `read` need not wait
            return False
        holds = [m["holds"] for m in self._heard("armed") if not m["fresh"]]
        return (all if expectation.kind == "gone" else any)(holds) if holds else False

    async def read(self, timeout_s: float) -> Reading | None:
        """The wait, as soon as the page has painted the outcome.

        None when it did not within `timeout_s` seconds, or painted it before any input: the caller
        must then decide by other means, and has no time for this step.
        """
        try:
            async with asyncio.timeout(timeout_s):
                await self._done.wait()
        except TimeoutError:
            return None
        painted = self._heard("painted")
        if not painted:
            return None  # the page was closed or crashed
        end = painted[0]
        inputs = [m for m in self._heard("input") if m["at"] <= end["at"]]
        if not inputs:
            return None
        begin = max(inputs, key=lambda m: float(m["at"]))
        after = self._messages[self._messages.index(begin) : self._messages.index(end)]
        births = [m for m in after if m["kind"] == "armed" and m["fresh"] and m["top"]]
        return Reading(
            wait_ms=end["at"] - begin["at"],
            navigated=bool(births),
            input_at=begin["at"],
            painted_at=end["at"],
            documents=1 + len(births),
            sign_ms=next((m["at"] - begin["at"] for m in after if m["kind"] == "sign"), None),
        )

    @property
    def missed(self) -> bool:
        """The last press was on a control that the page took away before it was let go.

        No control hears such a press, and it starts no wait.
        """
        return bool(self._messages) and self._messages[-1]["kind"] == "missed"

    async def disarm(self) -> None:
        """Stop watching. The page may be gone."""
        await asyncio.gather(self._drop(), self._stop())

    async def _stop(self) -> None:
        try:
            async with asyncio.timeout(ARM_TIMEOUT_S):
                await self._now(f"stopwatch.stop({self._order})")
        except (BrowserError, TimeoutError):
            pass  # nothing is left there to stop, or it is too busy and its reports are ignored

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("name") != self._tell:
            return
        message = json.loads(event["payload"])
        if message["order"] != self._order:
            return
        self._messages.append(message)
        if message["kind"] == "painted":
            self._done.set()

    def _heard(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self._messages if message["kind"] == kind]

    async def _add(self, call: str, *, now: bool) -> str:
        """Run in every document to come; with `now`, in the present ones and their frames too."""
        # Each script carries the whole page half (it installs itself once a document): Chromium
        # promises no order among scripts.
        answer = await self._session.send(
            "Page.addScriptToEvaluateOnNewDocument",
            {"source": self._script + call, "worldName": self._world, "runImmediately": now},
        )
        return str(answer["identifier"])

    async def _now(self, call: str) -> None:
        identifier = await self._add(call, now=True)
        await self._remove(identifier)

    async def _drop(self) -> None:
        armed, self._armed = self._armed, None
        if armed is None:
            return
        try:
            async with asyncio.timeout(ARM_TIMEOUT_S):
                await self._remove(armed)
        except (BrowserError, TimeoutError):
            pass  # what stays behind carries an old number and is ignored

    async def _remove(self, identifier: str) -> None:
        await self._session.send(
            "Page.removeScriptToEvaluateOnNewDocument", {"identifier": identifier}
        )
