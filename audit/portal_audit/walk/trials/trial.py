"""What a trial is, and the bench it works at.

A trial is tried once a run, outside the tasks, on visits of its own: it lets time run out, types a
wrong password, signs out. Like a probe it gathers and never judges.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from portal_audit.browser import Browser, BrowserContext, BrowserError
from portal_audit.evidence import Observation, PageState, Trial
from portal_audit.portal import Portal
from portal_audit.scenario import Scenario
from portal_audit.steps import StepFailed, Target
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.camera import StateBook
from portal_audit.walk.hands import Now, WalkHands
from portal_audit.walk.probes.probe import ask
from portal_audit.walk.recorder import Recorder
from portal_audit.walk.sign_in import SIGN_OUT, SignInRefused, sign_in
from portal_audit.walk.surroundings import Surroundings
from portal_audit.walk.tab import Tab
from portal_audit.walk.visit import close, new_camera, new_context, new_house

Facts = dict[str, bool | float | str]

SIGN_IN = "Signing in did not work."


class NotTried(Exception):
    """A trial cannot be made; the message says why, in one plain sentence."""


@dataclass(slots=True)
class Told:
    """What came of a trial, not yet redacted."""

    facts: Facts = field(default_factory=dict)
    observations: list[Observation] = field(default_factory=list)


class TrialKind(Protocol):
    """One trial."""

    name: str
    words: str
    """What is being tried, for the progress: `letting the time run out`."""
    after: tuple[str, ...]
    """Trials that must have ended before."""

    def wanted(self, bench: Bench) -> bool:
        """Whether it is part of this run at all."""
        ...

    async def make(self, bench: Bench) -> Told:
        """Try it. Raises NotTried."""
        ...


class _Everything(set[Any]):
    def __contains__(self, item: object) -> bool:
        return True


@dataclass(slots=True)
class Visit:
    """One browser context in which a trial works."""

    context: BrowserContext
    hands: WalkHands
    home: str = ""
    """Address of the signed-in home page."""
    session_cookies: frozenset[str] = frozenset()

    @property
    def tab(self) -> Tab:
        return self.hands.tab

    async def is_inside(self, seconds: float = 0.0) -> bool:
        """Whether the page shows that the patient is signed in."""
        if seconds:
            return await self.hands.visible(SIGN_OUT, seconds)
        return await self.hands.visible_now(SIGN_OUT)

    async def go(self, url: str) -> None:
        """Open an address and wait until it rests."""
        self.hands.now = Now(kind="open", words="Open a page")
        await self.hands.open(url)

    async def ask(self, body: str, **args: Any) -> dict[str, Any] | None:
        """What a script answers (see `probes.probe.ask`); None when the page is never at rest."""
        for _ in range(3):
            with suppress(BrowserError):
                told = await ask(self.tab.page.main_frame, body, **args)
                if isinstance(told, dict):
                    return told
            await self.tab.settle()
        return None

    def now(self, kind: str, words: str) -> None:
        self.hands.now = Now(kind=kind, words=words)


@dataclass(slots=True)
class Bench:
    """What all trials of a run are given."""

    browser: Browser
    portal: Portal
    around: Surroundings
    scenarios: Sequence[Scenario] = ()
    states: Sequence[PageState] = ()
    """What the walks saw."""
    idle_minutes: tuple[float, ...] = ()
    """After how many minutes without use the server is asked; () when not wanted."""
    done: dict[str, Trial] = field(default_factory=dict)
    """The trials made before."""

    @asynccontextmanager
    async def visit(self, state: dict[str, object] | None = None) -> AsyncIterator[Visit]:
        """A visit to the public home (with `state`: nowhere yet, in that session)."""
        portal = self.portal
        context = await new_context(self.browser, portal, DESKTOP, state)
        try:
            recorder = Recorder(self.around.redactor, context)
            nothing_new = StateBook(known=_Everything(), paths=_Everything())
            camera = new_camera(portal, DESKTOP, self.around, recorder, nothing_new)
            house = new_house(portal, DESKTOP, self.around, recorder)
            tab = await Tab.attach(await context.new_page(), house)
            hands = WalkHands(
                tab,
                house,
                portal,
                DESKTOP,
                self.around.vocabulary,
                recorder,
                camera,
                self.around.redactor,
            )
            visit = Visit(context, hands)
            if state is None:
                await visit.go(portal.start)
            yield visit
        finally:
            await close(context)

    @asynccontextmanager
    async def signed_in(self) -> AsyncIterator[Visit]:
        """A visit at the signed-in home page. Raises NotTried when the portal lets nobody in."""
        if self.portal.account is None:
            raise NotTried("The portal file names no account.")
        async with self.visit() as visit:
            await self.sign_in(visit)
            visit.home = visit.tab.page.url
            visit.session_cookies = visit.hands.recorder.session_cookies
            yield visit

    async def sign_in(self, visit: Visit) -> None:
        """Sign in from the page that is shown. Raises NotTried."""
        visit.now("sign_in", "Sign in")
        async with self.around.signing_in:
            if self.around.refused:
                raise NotTried(f"{SIGN_IN} {self.around.refused}")
            try:
                await sign_in(visit.hands)
            except StepFailed as failed:
                if isinstance(failed, SignInRefused):
                    self.around.refused = failed.reason
                raise NotTried(f"{SIGN_IN} {failed.reason}") from None


@cache
def script(name: str) -> str:
    """The script `name`.js beside the trials."""
    return files("portal_audit.walk.trials").joinpath(f"{name}.js").read_text(encoding="utf-8")


def named(words: str) -> Target:
    """The thing that the vocabulary calls so."""
    return Target.model_validate({"named": words})
