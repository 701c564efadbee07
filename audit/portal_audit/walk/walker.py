"""Walks one job: a fresh browser context, the scenario's steps, the evidence."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

from portal_audit.browser import (
    Browser,
    BrowserContext,
    BrowserCookie,
    BrowserError,
)
from portal_audit.errors import PortalUnreachable
from portal_audit.evidence import StepRecord
from portal_audit.evidence.model import StepStatus, WalkStatus
from portal_audit.steps import Expectation, Step, StepFailed, Target
from portal_audit.walk.audiences import AUDIENCES
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.camera import Camera
from portal_audit.walk.exam.close_look import look_closer
from portal_audit.walk.hands import Now, WalkHands
from portal_audit.walk.job import Bundle, Job
from portal_audit.walk.recorder import Recorder
from portal_audit.walk.sign_in import SIGN_OUT, SignInRefused, sign_in
from portal_audit.walk.surroundings import Session, Surroundings
from portal_audit.walk.tab import House, Tab
from portal_audit.walk.visit import close, new_camera, new_context, new_house

HOME = Target.model_validate({"named": "{home}"})

WALK_SECONDS = 240.0
"""No task of a patient takes a script so long; a walk that does is stopped."""


class WalkCrashed(Exception):
    """The page or the browser died under the walk; it may be tried again in a new browser."""


async def walk(job: Job, browser: Browser, around: Surroundings) -> Bundle:
    """Walk `job`. Whatever the portal does ends in a truthful status, not in an exception.

    Raises PortalUnreachable when the portal does not answer at all, WalkCrashed when the page or
    the browser died.
    """
    return await Walker(job, around).walk(browser)


async def walk_twice(
    job: Job,
    browser: Callable[[], Awaitable[Browser]],
    around: Surroundings,
    say: Callable[[str], None] = lambda _: None,
) -> Bundle:
    """As `walk`; once more when the browser died. `browser` gives the living one.

    Raises PortalUnreachable, and WalkCrashed when it died twice.
    """
    try:
        return await walk(job, await browser(), around)
    except WalkCrashed:
        say(f"The browser crashed during {job.id}; trying once more in a new one.")
    again = await walk(job, await browser(), around)
    why = "The browser crashed in the first try."
    return replace(again, walk=again.walk.model_copy(update={"retried": why}))


class Walker:
    """One walk."""

    def __init__(self, job: Job, around: Surroundings) -> None:
        self._job = job
        self._around = around
        self._audience = AUDIENCES[job.audience]
        self._session = Session()
        self._started = datetime.now(UTC)
        self._stopped = False
        self._slowdown: float | None = None
        self._house: House | None = None

    async def walk(self, browser: Browser) -> Bundle:
        with self._around.session(self._job.audience, self._job.repeat) as self._session:
            return await self._walk(browser)

    async def _walk(self, browser: Browser) -> Bundle:
        try:
            context = await self._new_context(browser, signed_in=self._starts_signed_in)
        except BrowserError as problem:
            raise WalkCrashed(str(problem)) from None
        recorder = Recorder(self._around.redactor, context)
        camera = new_camera(self._job.portal, self._audience, self._around, recorder)
        try:
            status, reason = await self._within_limits(context, recorder, camera)
            cookies = await _cookies(context)
            recorder.ended = True
            await self._look_closer(browser, context, camera, recorder.signed_in)
        except BrowserError as problem:
            for state in camera.states:
                self._around.book.release(state.id)
            raise WalkCrashed(str(problem)) from None
        finally:
            await close(context)
        evidence = recorder.finish(
            walk_id=self._job.id,
            scenario=self._job.scenario.id,
            audience=self._job.audience,
            repeat=self._job.repeat,
            status=status,
            reason=reason,
            stopped=self._stopped,
            started=self._started,
            cookies=cookies,
            session_cookies=self._session.cookies,
            signed_in_states=self._around.book.signed_in,
            cpu_slowdown=self._slowdown,
        )
        return Bundle(evidence, tuple(camera.states), camera.pictures)

    async def _look_closer(
        self, browser: Browser, context: BrowserContext, camera: Camera, signed_in: bool
    ) -> None:
        """Every exam on each new page, once a page, as the baseline audience sees it.

        Public pages are opened as by a newcomer: signed in, the sign-in page is another.
        """
        book = self._around.book
        if not self._around.exams or self._audience.rendering != DESKTOP.rendering:
            return
        public: BrowserContext | None = None
        for number, state in enumerate(camera.states):
            if state.kind != "page" or state.path in book.examined or self._house is None:
                continue
            book.examined.add(state.path)
            if signed_in and not state.signed_in and public is None:
                public = await self._new_context(browser, signed_in=False)
            where = context if state.signed_in or public is None else public
            camera.states[number] = await look_closer(
                where,
                self._house,
                state,
                camera.addresses[state.id],
                self._around.exams,
                ", ".join(self._job.portal.mask_selectors),
                self._around.redactor,
            )
        if public is not None:
            await close(public)

    async def _new_context(self, browser: Browser, *, signed_in: bool) -> BrowserContext:
        session = self._session.state if signed_in else None
        return await new_context(browser, self._job.portal, self._audience, session)

    @property
    def _starts_signed_in(self) -> bool:
        return self._job.scenario.needs == "signed-in"

    async def _within_limits(
        self, context: BrowserContext, recorder: Recorder, camera: Camera
    ) -> tuple[WalkStatus, str]:
        hands: WalkHands | None = None
        try:
            async with asyncio.timeout(WALK_SECONDS):
                hands = await self._at_the_start(context, recorder, camera)
                return await self._steps(hands)
        except TimeoutError:
            return "failed", f"It was not done after {WALK_SECONDS / 60:.0f} minutes."
        except _Blocked as blocked:
            return "blocked", blocked.reason
        except BrowserError:
            if hands is not None and not hands.tab.crashed and browser_is_alive(context):
                return "failed", "The page was closed in the middle of the task."
            raise

    async def _at_the_start(
        self, context: BrowserContext, recorder: Recorder, camera: Camera
    ) -> WalkHands:
        """A page at the place where the task begins."""
        house = new_house(
            self._job.portal,
            self._audience,
            self._around,
            recorder,
            lambda: hands.now.commits and self._job.portal.writes,
        )
        self._house = house
        tab = await Tab.attach(await context.new_page(), house)
        if self._audience.cpu_slowdown != 1:
            self._slowdown = await self._around.measured_slowdown(tab)
        hands = WalkHands(
            tab,
            house,
            self._job.portal,
            self._audience,
            self._around.vocabulary,
            recorder,
            camera,
            self._around.redactor,
        )
        if not self._starts_signed_in:
            hands.now = Now(kind="open", words="Open the public home page")
            await hands.open(self._job.portal.start)
            return hands
        await self._signed_in_home(hands)
        return hands

    async def _signed_in_home(self, hands: WalkHands) -> None:
        """The signed-in home page, by an idle session or by signing in now."""
        session = self._session
        if session.state is not None and await self._resume_session(hands):
            return
        async with self._around.signing_in:
            if not self._around.refused:
                await self._sign_in_first(hands)
                return
        raise _Blocked(f"This could not be tried: signing in did not work. {self._around.refused}")

    async def _resume_session(self, hands: WalkHands) -> bool:
        """Whether the session still opens the signed-in home page."""
        session = self._session
        assert session.state is not None
        hands.now = Now(kind="open", words="Start on the signed-in home page")
        await hands.tab.page.context.add_cookies(session.state["cookies"])  # type: ignore[arg-type]
        hands.recorder.signed_in = True
        await hands.open(session.home)
        hands.recorder.signed_in = await hands.visible(SIGN_OUT, 3.0)
        return hands.recorder.signed_in

    async def _sign_in_first(self, hands: WalkHands) -> None:
        hands.now = Now(kind="sign_in", words="Sign in first")
        await hands.open(self._job.portal.start)
        try:
            await sign_in(hands)
        except StepFailed as failed:
            if isinstance(failed, SignInRefused):
                self._around.refused = failed.reason
            raise _Blocked(
                f"This could not be tried: signing in did not work. {failed.reason}"
            ) from None
        await self._keep_session(hands)

    async def _keep_session(self, hands: WalkHands) -> None:
        session = self._session
        session.state = dict(await hands.tab.page.context.storage_state())
        session.home = hands.tab.page.url
        session.cookies = hands.recorder.session_cookies

    async def _steps(self, hands: WalkHands) -> tuple[WalkStatus, str]:
        steps = self._job.scenario.steps
        for index, step in enumerate(steps):
            hands.now = Now(
                number=index + 1,
                kind=step.kind,
                words=step.spoken(self._around.vocabulary),
                outcome=step.then or self._outcome_after(index),
                outcome_is_required=step.then is not None,
                outcome_seconds=step.seconds if step.then else self._seconds_after(index),
                seconds=step.seconds,
                commits=step.commits,
            )
            if step.commits and not self._job.portal.writes:
                return await self._stop_before(hands, step)
            try:
                await self._perform(hands, step)
            except StepFailed as failed:
                if step.optional and failed.not_offered:
                    self._note_step(hands, "skipped", failed.reason)
                    continue
                return await self._lost(hands, failed, index)
        hands.now = Now(number=len(steps) + 1, kind="done", words="See that it is done")
        if hands.camera.last_kind in ("error", "debug", "browser-error"):
            # Words of success in an error text are none.
            return await self._lost(hands, StepFailed("It ended on a broken page."), len(steps))
        missing = await hands.met(self._job.scenario.done)
        if missing:
            return await self._lost(hands, StepFailed(missing), len(steps))
        if self._job.scenario.lasting:
            return await self._still_there(hands)
        return "done", ""

    async def _still_there(self, hands: WalkHands) -> tuple[WalkStatus, str]:
        """Move away and come back as a person would: a message of success is not yet a success."""
        scenario = self._job.scenario
        again = next((step for step in scenario.steps if step.kind == "click"), None)
        hands.now = Now(
            number=len(scenario.steps) + 2, kind="done", words="See that it is still so"
        )
        try:
            await hands.click(HOME)
            if again is not None:
                await again.perform(hands)
            missing = await hands.met(scenario.remains or scenario.done)
        except StepFailed as failed:
            missing = failed.reason
        if not missing:
            return "done", ""
        reason = f"The portal said it was done, but it was gone afterwards. {missing}"
        return await self._lost(hands, StepFailed(reason), len(scenario.steps))

    async def _lost(
        self, hands: WalkHands, failed: StepFailed, index: int
    ) -> tuple[WalkStatus, str]:
        """What came of a task that stops at step `index`, with a last picture."""
        await hands.camera.capture(hands.tab)
        said = hands.page_says()
        reason = failed.reason if said in failed.reason else failed.reason + said
        self._note_step(hands, "failed", reason)
        if hands.camera.last_kind != "page":
            return "broken", reason
        if isinstance(failed, SignInRefused) or (hands.says_no and not failed.not_offered):
            return "refused", reason
        return "not-offered" if failed.not_offered and index == 0 else "failed", reason

    async def _perform(self, hands: WalkHands, step: Step) -> None:
        if step.kind != "sign_in":
            await step.perform(hands)
            return
        if self._around.refused:
            raise StepFailed(self._around.refused)
        try:
            await step.perform(hands)
        except SignInRefused as refused:
            self._around.refused = refused.reason
            raise
        if self._session.state is None:
            await self._keep_session(hands)

    async def _stop_before(self, hands: WalkHands, step: Step) -> tuple[WalkStatus, str]:
        """`writes: false`: the last click is not made; what stands before it is what counts."""
        expected = self._job.scenario.stopped
        missing = await hands.met(expected) if expected else ""
        if missing:
            return await self._lost(hands, StepFailed(missing), hands.now.number)
        self._stopped = True
        self._note_step(hands, "stopped", "Stopped before the click that cannot be undone.")
        return "done", ""

    def _outcome_after(self, index: int) -> Expectation | None:
        """What must be visible for the walk to go on: the next step's thing, or the end."""
        steps = self._job.scenario.steps
        for step in steps[index + 1 :]:
            if expected := getattr(step, "expectation", None):
                return expected if isinstance(expected, Expectation) else None
            if step.target is not None:
                return None if step.optional else Expectation(see=(_seen(step),), not_see=())
        return self._job.scenario.done if index == len(steps) - 1 else None

    def _seconds_after(self, index: int) -> float | None:
        """The time limit of the step whose thing is the outcome of step `index`."""
        rest = self._job.scenario.steps[index + 1 :]
        return next((s.seconds for s in rest if s.target or getattr(s, "expectation", None)), None)

    def _note_step(self, hands: WalkHands, status: StepStatus, reason: str) -> None:
        hands.recorder.step(
            StepRecord(
                number=hands.now.number,
                kind=hands.now.kind,
                words=hands.now.words,
                status=status,
                reason=reason,
            )
        )


class _Blocked(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _seen(step: Step) -> Target:
    """The next step's target as something to be seen: a field is looked for as a field."""
    target = step.target
    assert target is not None
    if step.kind in ("fill", "choose", "upload") and target.kind == "named":
        return Target.model_validate({"label": target.named, "near": target.near})
    return target


def browser_is_alive(context: BrowserContext) -> bool:
    return context.browser is None or context.browser.is_connected()


async def _cookies(context: BrowserContext) -> list[BrowserCookie]:
    """The cookies at the end; none when the page keeps the browser too busy to say."""
    try:
        async with asyncio.timeout(10):
            return await context.cookies()
    except TimeoutError:
        return []


__all__ = ["PortalUnreachable", "WalkCrashed", "walk"]
