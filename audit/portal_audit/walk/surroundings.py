"""What the walks of one run share: signed-in sessions, the pace, what is known already."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from portal_audit.steps import Vocabulary
from portal_audit.walk.camera import StateBook
from portal_audit.walk.exam import EXAMS
from portal_audit.walk.exam.exam import Exam
from portal_audit.walk.redact import Redactor
from portal_audit.walk.tab import Tab


@dataclass(slots=True)
class Session:
    """A signed-in session, used by one walk at a time; in memory, never on disk."""

    state: dict[str, object] | None = None
    """Playwright's storage state: cookies and local storage."""
    home: str = ""
    """Address of the signed-in home page."""
    cookies: frozenset[str] = frozenset()
    """Names of the cookies that keep the patient signed in."""


class Pace:
    """At most one page a second, over all walks of a run: a live portal has patients to serve."""

    def __init__(self, seconds: float = 1.0) -> None:
        self._seconds = seconds
        self._free_at = 0.0

    async def turn(self) -> None:
        """Wait for the next turn."""
        now = time.monotonic()
        mine = max(now, self._free_at)
        self._free_at = mine + self._seconds
        await asyncio.sleep(mine - now)


@dataclass(slots=True)
class Surroundings:
    """What the walks of one run share."""

    vocabulary: Vocabulary
    redactor: Redactor
    book: StateBook = field(default_factory=StateBook)
    exams: tuple[Exam, ...] = EXAMS
    """Made on a copy of each new page."""
    all_are_pages: bool = False
    """Whatever the portal answers without an error is judged as a page, even when it is empty."""
    refused: str = ""
    """Why the portal does not let the account in; nobody tries again."""
    signing_in: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One sign-in at a time: the first may be refused."""
    _idle: dict[tuple[str, int], list[Session]] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    _slowdown: asyncio.Task[float] | None = None

    async def measured_slowdown(self, tab: Tab) -> float:
        """How much slower the slow audience's processor really is; measured once a run."""
        if self._slowdown is None:
            self._slowdown = asyncio.create_task(tab.measured_slowdown())
        return await self._slowdown

    @contextmanager
    def session(self, audience: str, repeat: int) -> Iterator[Session]:
        """A session to use alone until the block ends; an empty one when none is idle.

        Two walks in one session at the same time would read each other's messages ("Your visit is
        booked" is shown once), and the same task walked again would find itself done already: so
        sessions are kept apart by audience and repeat.
        """
        idle = self._idle.setdefault((audience, repeat), [])
        session = idle.pop() if idle else Session()
        yield session
        if session.state is not None:
            idle.append(session)
