"""One piece of long work at a time, in a thread with a loop of its own: pages stay quick."""

from __future__ import annotations

import asyncio
import os
import threading
import traceback
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from portal_audit.errors import PortalAuditError, UsageProblem
from portal_audit.evidence import Walk

Kind = Literal["audit", "reality-check"]
MOST_SAID = 8

SIGNS = {
    "done": ("✓", "done"),
    "failed": ("✗", "could not be done"),
    "refused": ("✗", "the portal said no"),
    "broken": ("✗", "the portal broke"),
    "blocked": ("–", "something was in the way"),
    "not-offered": ("–", "the portal does not offer it"),
    "not-tested": ("?", "not tested"),
}
"""How a walk ended: a sign and its words."""


@dataclass(frozen=True, slots=True)
class Ended:
    """One walk that has ended, in words for the page."""

    task: str
    audience: str
    repeat: int
    status: str
    seconds: float
    reason: str

    @property
    def sign(self) -> str:
        return SIGNS[self.status][0]

    @property
    def words(self) -> str:
        return SIGNS[self.status][1]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the work could not go on: what happened, and what to do."""

    what: str
    remedy: str = ""


@dataclass(slots=True)
class Seen:
    """What is known about the work so far. Written by its thread, read by pages."""

    planned: int | None = None
    now: list[str] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    said: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_SAID))


class Watch:
    """The pipeline's `Progress`, for pages to look at."""

    def __init__(self, tasks: dict[str, str], audiences: dict[str, str]) -> None:
        self._tasks = tasks
        self._audiences = audiences
        self._lock = threading.Lock()
        self._seen = Seen()

    def look(self) -> Seen:
        """A copy that no longer changes."""
        with self._lock:
            seen = self._seen
            return Seen(seen.planned, list(seen.now), list(seen.ended), seen.said.copy())

    def say(self, message: str) -> None:
        with self._lock:
            self._seen.said.append(message)

    def planned(self, walks: int) -> None:
        with self._lock:
            self._seen.planned = walks

    def started(self, walk: str) -> None:
        with self._lock:
            self._seen.now.append(self._name(walk))

    def ended(self, walk: Walk) -> None:
        name = self._name(walk.id)
        with self._lock:
            if name in self._seen.now:
                self._seen.now.remove(name)
            self._seen.ended.append(
                Ended(
                    self._tasks.get(walk.scenario, walk.scenario),
                    self._audiences.get(walk.audience, walk.audience),
                    walk.repeat,
                    walk.status,
                    walk.seconds,
                    walk.reason,
                )
            )

    def _name(self, walk: str) -> str:
        """`book--desktop--1` in words."""
        task, _, rest = walk.partition("--")
        audience, _, repeat = rest.partition("--")
        again = f", try {repeat}" if repeat not in ("", "1") else ""
        return f"{self._tasks.get(task, task)} {self._audiences.get(audience, audience)}{again}"


Deed = Callable[[asyncio.Event], Coroutine[Any, Any, str]]
"""The work; its argument is set when it must end early. Gives the sentence it ends with."""


class Work:
    """One piece of work: what it is, how far it is, how it ended."""

    def __init__(
        self, kind: Kind, portal: str, title: str, watch: Watch, folder: Path | None
    ) -> None:
        self.kind = kind
        self.portal = portal
        """Key of the portal file."""
        self.title = title
        self.watch = watch
        self.folder = folder
        """Where its result goes; None when that is not known before."""
        self.began = datetime.now()
        self.stopping = False
        self.problem: Problem | None = None
        self.conclusion = ""
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    @property
    def running(self) -> bool:
        return not self._over.is_set()

    @property
    def state(self) -> Literal["running", "stopping", "failed", "ended"]:
        if self.running:
            return "stopping" if self.stopping else "running"
        return "failed" if self.problem else "ended"

    def begin(self, deed: Deed) -> None:
        """Start in a thread of its own; it may die with the process."""
        name = f"portal-audit {self.kind}"
        threading.Thread(target=self._run, args=(deed,), name=name, daemon=True).start()

    def stop(self) -> None:
        """Ask it to end early; what was done by then is kept."""
        with self._lock:
            self.stopping = True
            if self._loop and self._stop and self.running:
                self._loop.call_soon_threadsafe(self._stop.set)

    def wait(self, seconds: float) -> bool:
        """Whether it was over within that time."""
        return self._over.wait(seconds)

    def _run(self, deed: Deed) -> None:
        try:
            asyncio.run(self._in_loop(deed))
        except PortalAuditError as problem:
            self.problem = Problem(problem.what, problem.remedy)
        except Exception as problem:
            if os.environ.get("PORTAL_AUDIT_DEBUG"):
                traceback.print_exc()
            # Only its kind: the words of an unknown error may hold what was typed.
            self.problem = Problem(
                f"This is a fault in Portal Audit itself ({type(problem).__name__}).",
                "Please report it. What was walked so far is kept.",
            )
        finally:
            with self._lock:
                self._loop = None
                self._over.set()

    async def _in_loop(self, deed: Deed) -> None:
        stop = asyncio.Event()
        with self._lock:
            self._loop, self._stop = asyncio.get_running_loop(), stop
            if self.stopping:
                stop.set()
        self.conclusion = await deed(stop)


class Bench:
    """Room for one piece of work; the last one stays to be looked at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.work: Work | None = None

    @property
    def running(self) -> Work | None:
        work = self.work
        return work if work and work.running else None

    def begin(self, work: Work, deed: Deed) -> None:
        """Raises UsageProblem while other work is on."""
        with self._lock:
            if self.running:
                raise UsageProblem(
                    "Something else is running now.", "Wait until it has ended, or stop it first."
                )
            self.work = work
            work.begin(deed)
