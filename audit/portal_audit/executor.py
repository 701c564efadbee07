"""Maps one function over jobs: here, in this process, with a few workers sharing one browser.

A fleet of machines would implement the same two-line interface.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any, Protocol

from portal_audit.browser import Browser, BrowserMissing, open_browser
from portal_audit.errors import PortalUnreachable
from portal_audit.evidence import Trial, Walk
from portal_audit.evidence.model import WalkStatus
from portal_audit.walk.job import Bundle, Job
from portal_audit.walk.surroundings import Surroundings
from portal_audit.walk.trials import make_all
from portal_audit.walk.trials.trial import Bench, TrialKind
from portal_audit.walk.walker import WalkCrashed, walk_twice

Done = Callable[[Bundle], None]
"""Called as each walk ends."""


class Executor(Protocol):
    async def map(self, jobs: Sequence[Job], started: Callable[[Job], None], done: Done) -> None:
        """Walk every job; returns when all are done or the run was stopped."""
        ...


class LocalExecutor:
    """Walks in this process. A browser that dies costs only the walks that were in it."""

    def __init__(
        self,
        around: Surroundings,
        *,
        workers: int,
        stop: asyncio.Event,
        closed_world: bool,
        say: Callable[[str], None],
    ) -> None:
        self._around = around
        self._workers = max(1, workers)
        self._stop = stop
        self._closed_world = closed_world
        self._say = say
        self._stack = AsyncExitStack()
        self._browser: Browser | None = None
        self._opening = asyncio.Lock()
        self._any_done = False
        self._answers = asyncio.Event()
        """Set when the first walks are done."""

    async def map(self, jobs: Sequence[Job], started: Callable[[Job], None], done: Done) -> None:
        """Walk every job. The first ones alone: they show whether the portal answers and signs in.

        Raises PortalUnreachable when it does not answer at all, BrowserMissing when no browser
        starts.
        """
        head, rest = _split(jobs)
        for job in head:
            await self._unless_stopped(self._one(job, started, done))
        self._answers.set()
        waiting = list(reversed(rest))

        async def worker() -> None:
            while waiting and not self._stop.is_set():
                await self._one(waiting.pop(), started, done)

        workers = [worker() for _ in range(min(self._workers, len(rest)))]
        await self._unless_stopped(_together(workers))

    async def try_out(
        self,
        kinds: Sequence[TrialKind],
        bench_of: Callable[[Browser], Bench],
        done: Callable[[Trial], None],
    ) -> None:
        """Make the trials, as many at once as there are workers, once the portal has answered."""
        if not kinds:
            return
        await self._unless_stopped(self._answers.wait())
        if self._stop.is_set():
            return
        bench = bench_of(await self.browser())
        await self._unless_stopped(
            make_all(kinds, bench, self._workers, self._says_what_is_tried, done)
        )

    def _says_what_is_tried(self, kind: TrialKind) -> None:
        self._say(f"Trying: {kind.words}.")

    async def __aenter__(self) -> LocalExecutor:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End the browser. May be called twice."""
        await self._stack.aclose()

    async def _unless_stopped(self, work: Coroutine[Any, Any, object]) -> None:
        """Run `work` until it is done or somebody says stop; then what runs is dropped."""
        task = asyncio.create_task(work)
        stopping = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if task.done():
            task.result()
            return
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def _one(self, job: Job, started: Callable[[Job], None], done: Done) -> None:
        if self._stop.is_set():
            return
        started(job)
        began = datetime.now(UTC)
        try:
            bundle = await walk_twice(job, self.browser, self._around, self._say)
        except WalkCrashed:
            alive = self._alive
            what = "page" if alive else "browser"
            reason = f"The {what} crashed twice during this task."
            bundle = _failed(job, reason, began, "broken" if alive else "not-tested")
        except PortalUnreachable as problem:
            if not self._any_done:
                raise
            bundle = _failed(job, problem.what, began)
        self._any_done = True
        done(bundle)

    @property
    def _alive(self) -> bool:
        return self._browser is not None and self._browser.is_connected()

    async def browser(self) -> Browser:
        """The browser of the walks; a new one when the last has died."""
        async with self._opening:
            if self._browser is None or not self._alive:
                self._browser = await self._stack.enter_async_context(
                    open_browser(closed_world=self._closed_world, say=self._say)
                )
            return self._browser


async def _together(work: Sequence[Coroutine[Any, Any, None]]) -> None:
    """All at once; the first error stops the others."""
    async with asyncio.TaskGroup() as group:
        for part in work:
            group.create_task(part)


def _split(jobs: Sequence[Job]) -> tuple[Sequence[Job], Sequence[Job]]:
    """The job that shows whether the portal lets the account in, and all others."""
    first_sign_in = next((i for i, job in enumerate(jobs) if job.signs_in), 0)
    return jobs[: first_sign_in + 1], jobs[first_sign_in + 1 :]


def _failed(job: Job, reason: str, began: datetime, status: WalkStatus = "not-tested") -> Bundle:
    now = datetime.now(UTC)
    evidence = Walk(
        id=job.id,
        scenario=job.scenario.id,
        audience=job.audience,
        repeat=job.repeat,
        status=status,
        reason=reason,
        started=began.isoformat(timespec="seconds"),
        seconds=round((now - began).total_seconds(), 3),
    )
    return Bundle(evidence, (), {})


__all__ = ["BrowserMissing", "Executor", "LocalExecutor"]
