"""The verbs of a walk: find the thing, do it, wait for the outcome, write it down.

One object for each walk. `fingers` decides how a control is operated (pointer or keys), everything
else is the same for all audiences.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from portal_audit.browser import BrowserDownload, BrowserError, BrowserTimeout, Page
from portal_audit.errors import PortalUnreachable
from portal_audit.evidence import StepRecord
from portal_audit.portal import Portal
from portal_audit.steps import Expectation, StepFailed, Target, Vocabulary
from portal_audit.steps.base import TARGET_ROLES
from portal_audit.walk import klm
from portal_audit.walk.audiences import Audience
from portal_audit.walk.camera import Camera
from portal_audit.walk.choosing import choose
from portal_audit.walk.classify import SAID
from portal_audit.walk.downloading import fetch
from portal_audit.walk.fingers import Fingers, Keys, Pointer
from portal_audit.walk.in_the_way import close_banner, uncover
from portal_audit.walk.ledger import Ledger
from portal_audit.walk.locate import CLICK_ROLES, Finder, Located, Purpose
from portal_audit.walk.recorder import Recorder
from portal_audit.walk.redact import Redactor
from portal_audit.walk.scrolling import scroll_to
from portal_audit.walk.stopwatch import Expectation as Sight
from portal_audit.walk.stopwatch import Reading
from portal_audit.walk.tab import House, Tab
from portal_audit.walk.wording import refused, sentence, unreachable, why

STEP_SECONDS = 10.0
"""A control or an outcome that has not turned up by then does not turn up."""
SLOW_STEP_SECONDS = 20.0
"""The same on a slow network."""
OPEN_SECONDS = 45.0
LAST_LOOK_S = 1.0
"""For what was already waited for, as the outcome of the step before."""
MOST_PRESSES = 3
"""Of a control that the page draws anew under the finger."""
OUTSIDE_LOOK_S = 0.8
"""How long the stopwatch has the page to itself before somebody looks from outside."""

FORM_OF_ITS_OWN = """(element) => element.localName === "input" &&
  /^(date|time|datetime-local|month|week|color|range)$/.test(element.type)"""
"""Fields that the browser itself draws and operates."""
Deed = Callable[[float], Awaitable[int]]
"""Takes the seconds it may last; returns the keys it took."""
HOLDS = "(element, text) => element.value === text"


@dataclass(slots=True)
class Now:
    """The step being walked, as its records need it."""

    number: int = 0
    kind: str = ""
    words: str = ""
    outcome: Expectation | None = None
    """What must become visible after it, as far as the scenario tells."""
    outcome_is_required: bool = False
    """The step itself says so (`then:`); otherwise it is only what the next step needs."""
    outcome_seconds: float | None = None
    """Time limit of the step that the outcome belongs to."""
    seconds: float | None = None
    commits: bool = False
    exits: tuple[Target, ...] = ()
    """What may turn up instead of the outcome, so that waiting for it is no use any more."""


@dataclass(slots=True)
class Effort:
    """What one deed costs a person."""

    clicks: int = 0
    fields: int = 0
    chars: int = 0
    klm: float = 0.0
    keys: int = field(default=0)
    again: int | None = None


class WalkHands:
    """Implements `steps.Hands` in a real browser."""

    def __init__(
        self,
        tab: Tab,
        house: House,
        portal: Portal,
        audience: Audience,
        vocabulary: Vocabulary,
        recorder: Recorder,
        camera: Camera,
        redactor: Redactor,
    ) -> None:
        self.tab = tab
        self.portal = portal
        self.audience = audience
        self.vocabulary = vocabulary
        self.recorder = recorder
        self.camera = camera
        self.redactor = redactor
        self.now = Now()
        self.finder = self._finder(tab)
        self.fingers: Fingers = Keys() if audience.keys_only else Pointer()
        self._house = house
        self._new_pages: list[Page] = []
        self.downloads: list[BrowserDownload] = []
        self._missed: Target | None = None
        """Waited for in vain as the outcome of the last deed."""
        self._shown: Target | None = None
        """Seen by the stopwatch as its outcome; a message may have vanished since."""
        self._ledger = Ledger()
        self.banner_closed = False
        tab.page.context.on("page", self._opened)
        tab.page.on("download", self._downloaded)

    def _finder(self, tab: Tab) -> Finder:
        return Finder(tab, self.vocabulary, names_only=self.audience.names_only)

    # Playwright takes methods, not a list's `append`, as listeners.
    def _opened(self, page: Page) -> None:
        self._new_pages.append(page)

    def _downloaded(self, download: BrowserDownload) -> None:
        self.downloads.append(download)

    # --- the verbs ---

    async def open(self, address: str) -> None:
        """Go to an address of the portal, as by a bookmark.

        Raises PortalUnreachable when nothing answers, StepFailed when it is outside the portal.
        """
        url = urljoin(self.portal.start, address)
        if not self.tab.allowed(url):
            raise StepFailed(f"The address {urlsplit(url).hostname} is outside this portal.")
        await self._house.pace()
        await self.tab.slow_down()
        try:
            answer = await self.tab.page.goto(url, wait_until="commit", timeout=OPEN_SECONDS * 1000)
            if not self.portal.gate and (problem := refused(url, answer)):
                raise problem
        except BrowserTimeout:
            raise PortalUnreachable(
                f"The portal did not answer within {OPEN_SECONDS:.0f} seconds.",
                "Check the address and your network, then run the audit again.",
            ) from None
        except BrowserError as problem:
            if self.tab.crashed or self.tab.page.is_closed():
                raise
            if "ERR_ABORTED" not in str(problem):  # a download, or a redirect in between
                raise unreachable(url, problem) from None
        self.record(Effort(), state=await self.camera.capture(self.tab))
        await close_banner(self)

    async def click(self, target: Target) -> None:
        located = await self.find(target, "operate")
        name = target.spoken(self.vocabulary)
        await self._click(located, name, Effort(clicks=1, klm=klm.click()), self.now.outcome)

    async def fill(self, target: Target, text: str) -> None:
        await self.type(target, self.vocabulary.names(text)[0], klm.K, ledger=self._ledger)

    async def type(
        self, target: Target, text: str, seconds_a_key: float, ledger: Ledger | None = None
    ) -> None:
        """Type `text`, which is not recorded, into a field; what is no secret enters the ledger."""
        located = await self.find(target, "fill")
        name = target.spoken(self.vocabulary)
        found = await self.finder.describe(located)
        keys = await self.reach(located, name)
        again = None
        try:
            if ledger and not await located.locator.evaluate(HOLDS, text):
                again = ledger.enter(text, self.now.number, self.tab.page.url.split("?")[0])
            if await located.locator.evaluate(FORM_OF_ITS_OWN):
                # The parts of a date stand in another order in each language; the browser's own
                # widget works with pointer and keys alike.
                await located.locator.fill(text, timeout=self.patience * 1000)
            else:
                await self.fingers.type(self.tab, located, text, self.patience)
        except BrowserError as problem:
            raise StepFailed(f"{sentence(name)} cannot be typed into{why(problem)}.") from None
        effort = Effort(
            fields=1,
            chars=len(text),
            keys=keys,
            again=again,
            klm=klm.keys(keys, len(text), seconds_a_key)
            if self.audience.keys_only
            else klm.field(len(text), seconds_a_key),
        )
        self.record(effort, found=found)

    async def choose(self, target: Target, option: str) -> None:
        await choose(self, target, option)

    async def activate(self, located: Located, name: str) -> None:
        """Click it, to open what it opens."""
        await self._click(located, name, Effort(clicks=1, klm=klm.click()), None)

    async def tick(self, located: Located, name: str) -> None:
        """Pick one of several, or tick a box."""
        await self._click(located, name, Effort(fields=1, klm=klm.tick()), self.now.outcome)

    async def select(self, located: Located, name: str, index: int) -> None:
        """Take the option with this index in a native list."""
        await self._do(
            located,
            name,
            lambda limit: self.fingers.select(self.tab, located, index, limit),
            Effort(fields=1, klm=klm.choice()),
            None,
        )

    async def check(self, target: Target, on: bool) -> None:
        located = await self.find(target, "operate")
        if await located.locator.is_checked() == on:
            self.record(Effort(), found=await self.finder.describe(located))
            return
        await self.tick(located, target.spoken(self.vocabulary))

    async def press(self, key: str) -> None:
        armed = await self._arm(self.now.outcome, "keydown")
        began = time.monotonic()
        try:
            await self.tab.page.keyboard.press(key)
        except BrowserError as problem:
            raise StepFailed(f"The key {key} cannot be pressed{why(problem)}.") from None
        await self._outcome_of(Effort(keys=1, klm=klm.keys(1)), armed, began, self.now.outcome)

    async def upload(self, target: Target, file: str) -> None:
        if not Path(file).is_file():
            raise StepFailed(f"There is no file {file} to upload.")
        located = await self.find(target, "fill")
        try:
            await located.locator.set_input_files(file, timeout=self.patience * 1000)
        except BrowserError as problem:
            raise StepFailed(f"The file cannot be chosen{why(problem)}.") from None
        self.record(
            Effort(clicks=1, fields=1, klm=klm.click()), state=await self.camera.capture(self.tab)
        )

    async def download(self, target: Target) -> None:
        await fetch(self, target)

    async def see(self, expectation: Expectation, seconds: float) -> None:
        missing = await self._unmet(expectation, seconds)
        if missing:
            raise StepFailed(f"{missing}{self.page_says()}")
        self.record(Effort(), state=await self.camera.capture(self.tab))

    async def sign_in(self) -> None:
        from portal_audit.walk.sign_in import sign_in

        await sign_in(self)

    async def sign_out(self) -> None:
        await self.click(Target.model_validate({"named": "{sign_out}"}))
        if await self.visible(Target.model_validate({"named": "{sign_out}"}), 0.5):
            raise StepFailed("The portal still shows “Sign out” after signing out.")
        self.recorder.signed_in = False

    # --- what the verbs and the walker share ---

    @property
    def patience(self) -> float:
        """Seconds the present step may take to find its control or show its outcome."""
        usual = SLOW_STEP_SECONDS if self.audience.network else STEP_SECONDS
        return self.now.seconds or usual

    async def visible(self, target: Target, seconds: float) -> bool:
        """Whether the target can be seen within `seconds`."""
        return await self.finder.wait(target, "see", seconds) is not None

    async def visible_now(self, target: Target) -> bool:
        """Whether the target can be seen on a page that has settled."""
        return await self.finder.look(target, "see", lenient=False) is not None

    async def met(self, expectation: Expectation) -> str:
        """ "" when all of it holds within the step's time; else what is missing, one sentence."""
        return await self._unmet(expectation, self.patience)

    async def _unmet(self, expectation: Expectation, seconds: float) -> str:
        if self._missed is not None and self._missed in expectation.see:
            seconds = min(seconds, LAST_LOOK_S)
            self._missed = None
        end = time.monotonic() + seconds
        for target in expectation.see:
            if target == self._shown:
                continue
            if not await self.visible(target, max(end - time.monotonic(), 0.2)) and (
                seconds < LAST_LOOK_S or not await scroll_to(self.tab, self.finder, target, "see")
            ):
                return f"{sentence(target.spoken(self.vocabulary))} did not appear."
        for target in expectation.not_see:
            while await self.finder.look(target, "see", lenient=False) is not None:
                if time.monotonic() > end:
                    return f"{sentence(target.spoken(self.vocabulary))} did not go away."
                await asyncio.sleep(0.1)
        return ""

    async def find(self, target: Target, purpose: Purpose) -> Located:
        seconds = LAST_LOOK_S if target == self._missed else self.patience
        self._missed = None
        located = await self.finder.wait(target, purpose, seconds)
        if located is None:
            located = await scroll_to(self.tab, self.finder, target, purpose)
        if located is None:
            where = self.camera.last_text.heading if self.camera.last_text else ""
            page = f" on the page “{where}”" if where else ""
            name = target.spoken(self.vocabulary)
            raise StepFailed(f"Could not find {name}{page}.{self.page_says()}", not_offered=True)
        return located

    @property
    def says_no(self) -> bool:
        """Whether the page shows an error message."""
        text = self.camera.last_text
        return text is not None and any(block["kind"] == "error" for block in text.blocks)

    def page_says(self) -> str:
        """What the page says went wrong, as a sentence to append; "" when it says nothing."""
        if self.tab.fenced:
            return (
                f" The portal led to {self.tab.fenced}, which is not among the hosts of the portal "
                "file, so the walk stopped there."
            )
        kind = self.camera.last_kind
        if kind != "page":
            status = self.tab.document.status if self.tab.document else 200
            code = f" ({status})" if status >= 400 else ""
            return f" {SAID[kind]}{code}."
        text = self.camera.last_text
        errors = [b["text"] for b in text.blocks if b["kind"] == "error"] if text else []
        return f" The page says: “{' '.join(errors)[:200]}”" if errors else ""

    async def reach(self, located: Located, name: str) -> int:
        try:
            return await self.fingers.reach(self.tab, located, sentence(name))
        except BrowserError as problem:
            raise StepFailed(f"{sentence(name)} cannot be reached{why(problem)}.") from None

    async def _click(
        self, located: Located, name: str, effort: Effort, outcome: Expectation | None
    ) -> None:
        await self._do(
            located,
            name,
            lambda limit: self.fingers.activate(self.tab, located, limit),
            effort,
            outcome,
        )

    async def _do(
        self,
        located: Located,
        name: str,
        deed: Deed,
        effort: Effort,
        outcome: Expectation | None,
    ) -> None:
        """Reach the control, start the stopwatch, do it, wait for the outcome, record all."""
        found = await self.finder.describe(located)
        keys = await self.reach(located, name)
        await self._house.pace()
        # Seen to before the click, never by a second click: the first may have been heard.
        if not self.audience.keys_only:
            await uncover(self, located, name)
        before = (self.recorder.last_state, self.recorder.activity)
        armed = await self._arm(outcome, self.fingers.starts)
        began = time.monotonic()
        try:
            keys += await deed(self.patience)
        except BrowserError as problem:
            if self.tab.crashed or self.tab.page.is_closed():
                raise
            raise StepFailed(f"{sentence(name)} cannot be used{why(problem)}.") from None
        effort.keys = keys
        if self.audience.keys_only:
            effort.klm = klm.keys(keys)
        await self._outcome_of(effort, armed, began, outcome, found, before, deed)

    async def _arm(self, outcome: Expectation | None, starts: Any) -> bool:
        """Make the device the audience's own and start the stopwatch, just before a deed.

        False when the outcome cannot be timed inside the page.
        """
        self._shown = None
        await self.tab.slow_down()
        sight = self._sight(outcome)
        if sight is None:
            return False
        try:
            already = await self.tab.stopwatch.arm(sight, start=starts)
        except BrowserError:
            return False
        if already:
            await self.tab.stopwatch.disarm()
        return not already

    def _sight(self, outcome: Expectation | None) -> Sight | None:
        """The outcome in the stopwatch's words: its first visible thing."""
        if outcome is None or not outcome.see:
            return None
        target = outcome.see[0]
        kind = target.kind
        if kind == "css":
            return None
        names = self.vocabulary.names(target.words)
        if kind == "text":
            return Sight(kind="text", words=names)
        if kind == "named":
            return Sight(kind="any", words=names, roles=CLICK_ROLES)
        roles = CLICK_ROLES if kind == "first" else TARGET_ROLES[kind]
        return Sight(kind="control", words=names, roles=roles)

    async def _outcome_of(
        self,
        effort: Effort,
        armed: bool,
        began: float,
        outcome: Expectation | None,
        found: Any = None,
        before: tuple[str, int] | None = None,
        deed: Deed | None = None,
    ) -> None:
        stopwatch = self.tab.stopwatch  # of the tab of the deed; the outcome may be in another
        missing = ""
        sign_ms: float | None = None
        wait_ms: float | None = None
        timed: Any = ""
        navigated = False
        if outcome is not None:
            limit = self.now.outcome_seconds or self.patience
            end = began + limit
            reading, elsewhere = None, False
            if armed:
                again = None if self.now.commits else deed
                reading, elsewhere = await self._timed_outcome(outcome, end, effort, again)
            rest = 0.0 if elsewhere else end - time.monotonic()
            await self.follow_new_page()
            self._shown = outcome.see[0] if reading else None
            missing = await self._unmet(outcome, max(rest, 0.2))
            outside = (time.monotonic() - began) * 1000
            if reading and not missing:
                wait_ms, timed, navigated = round(reading.wait_ms, 1), "page", reading.navigated
                if not navigated:
                    sign = reading.wait_ms if reading.sign_ms is None else reading.sign_ms
                    sign_ms = round(sign, 1)
            elif armed and not missing:
                wait_ms, timed = round(outside, 1), "outside"
        if armed:
            await stopwatch.disarm()
        await self.follow_new_page()
        state = await self.camera.capture(self.tab)
        dead = bool(missing) and before == (state, self.recorder.activity)
        self.record(effort, found, state, wait_ms, timed, navigated, sign_ms, dead)
        if missing:
            if dead:
                missing = f"Nothing happened. {missing}"
            if self.now.outcome_is_required:
                raise StepFailed(f"{missing}{self.page_says()}")
            self._missed = outcome.see[0] if outcome and outcome.see else None

    async def _timed_outcome(
        self, outcome: Expectation, end: float, effort: Effort, deed: Deed | None
    ) -> tuple[Reading | None, bool]:
        """The wait as the page measured it. Until then nothing else asks the page anything.

        Now and then a look from outside, for outcomes that the stopwatch cannot see (a frame of
        another site, a new tab); None for those. True when one of `now.exits` came instead, or
        nothing can come any more. `deed` is done once more when no control heard it.
        """
        presses = 1
        while time.monotonic() < end:
            reading = await self.tab.stopwatch.read(min(OUTSIDE_LOOK_S, end - time.monotonic()))
            if reading is not None or self.tab.page.is_closed() or self._new_pages:
                return reading, False
            if not await self._unmet(outcome, 0.05):
                # Visible to us; on a slow phone the page's own record may come a moment later.
                return await self.tab.stopwatch.read(1.0), False
            if self.tab.did_not_open:
                return None, True
            if deed and presses < MOST_PRESSES and self.tab.stopwatch.missed:
                presses += 1
                # The page drew the control anew under the finger: one presses once more.
                with suppress(BrowserError):
                    effort.keys += await deed(LAST_LOOK_S)
                    effort.clicks += 1
            for exit_ in self.now.exits:
                if await self.finder.look(exit_, "see", lenient=False, whole=True):
                    return None, True
        return None, False

    async def follow_new_page(self) -> None:
        """A new tab is where the patient now is; a closed one leads back to the last."""
        while self._new_pages:
            page = self._new_pages.pop(0)
            if page.is_closed():
                continue
            self.recorder.note("popup", "A new tab opened", page.url)
            await self._move_to(page)
        if self.tab.page.is_closed():
            rest = [p for p in self.tab.page.context.pages if not p.is_closed()]
            if rest:
                await self._move_to(rest[-1])

    async def _move_to(self, page: Page) -> None:
        tab = await Tab.attach(page, self._house)
        if not tab.allowed(page.url):
            self.recorder.note("fence", "A new tab led outside the portal; it was closed", page.url)
            await page.close()
            return
        page.on("download", self._downloaded)
        tab.document = tab.document or self.recorder.document_at(page.url)
        self.tab = tab
        self.finder = self._finder(tab)

    def record_click(self, state: str | None = None) -> None:
        """A click that is not part of the step, but that it took."""
        self.record(Effort(clicks=1, klm=klm.click()), state=state)

    def record(
        self,
        effort: Effort,
        found: Any = None,
        state: str | None = None,
        wait_ms: float | None = None,
        timed: Any = "",
        navigated: bool = False,
        sign_ms: float | None = None,
        dead: bool = False,
    ) -> None:
        self.recorder.step(
            StepRecord(
                number=self.now.number,
                kind=self.now.kind,
                words=self.now.words,
                status="done",
                found=found,
                clicks=effort.clicks,
                fields=effort.fields,
                chars=effort.chars,
                keys=effort.keys,
                again=effort.again,
                klm_seconds=round(effort.klm, 2),
                wait_ms=wait_ms,
                timed=timed,
                navigated=navigated,
                sign_ms=sign_ms,
                dead=dead,
                state=state,
            )
        )
