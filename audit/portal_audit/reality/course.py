"""The course of one session, as the task card shows it (method section 8).

A course knows no browser: it asks a `Stage` for deeds and keeps what came of them. Every finished
task is handed to `keep` at once, so that a window that is closed loses nothing; it answers with one
sentence when it could not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from portal_audit.errors import PortalAuditError
from portal_audit.evidence.people import Attempt, Outcome, Parting, RealityCheck, Remark, Tester
from portal_audit.reality.tried import Event, Span, facts_of, lost
from portal_audit.reality.way import Way

LONGEST_TASK_S = 600.0
"""Nobody is kept at one task for longer."""
USUAL_LIMIT_S = 240.0
"""For a task that names no limit of its own."""
AWAY_S = 60.0
"""Idle for so long: perhaps somebody was called away."""


class NotThePatient(PortalAuditError):
    """The portal shows somebody who is not on the list of test patients."""


class Phase(StrEnum):
    WELCOME = "welcome"
    """What is recorded, and who tries."""
    READY = "ready"
    """The task is shown; time does not run."""
    SIGN_IN = "sign-in"
    """The task begins signed in, and the portal has signed the person out."""
    RUNNING = "running"
    PAUSED = "paused"
    ASKING = "asking"
    """The questions after a task."""
    CLOSING = "closing"
    """The questions at the end."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Task:
    """One task as it is given to a person."""

    scenario: str
    method: str
    title: str
    supplies: tuple[tuple[str, str], ...] = ()
    """What to type or choose: name of the field, words."""
    signed_in: bool = False
    target_s: float | None = None
    limit_s: float | None = None
    own_words: bool = False
    """Ask what the last page says."""
    held_back: tuple[str, ...] = ()
    """Names (patterns) of the last click, which is not really made; () when it may be."""
    way: Way = field(default_factory=Way)

    @property
    def soft_s(self) -> float:
        """After this the person is told that giving up is fine."""
        return self.limit_s or USUAL_LIMIT_S

    @property
    def hard_s(self) -> float:
        return min(2 * self.soft_s, LONGEST_TASK_S)


@dataclass(frozen=True, slots=True)
class Proof:
    """What the portal shows when a person says done."""

    done: bool | None
    """None when it could not be looked at."""
    signed_out: bool = False
    why: str = ""


class Stage(Protocol):
    """The portal's window. Every deed may raise PortalAuditError with a kind sentence."""

    async def begin(self, task: Task) -> bool:
        """Show the page where the task begins; False when one has to sign in first."""
        ...

    async def proof(self, task: Task) -> Proof:
        """Make the task's success test on what is shown now. Raises NotThePatient."""
        ...

    async def picture(self, name: str) -> str:
        """Keep a masked picture of what is shown; its path beside the session, "" if none."""
        ...

    def redacted(self, words: str) -> str:
        """Words of the portal without secrets and masked parts."""
        ...


@dataclass(slots=True)
class _Try:
    """A task under way."""

    span: Span
    events: list[Event] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    paused_at: float | None = None
    last_stir: float = 0.0
    held: bool = False
    looking: bool = False
    """The success test is being made: time stands still."""


class Course:
    """One session: which task, what phase, what has been said."""

    def __init__(
        self,
        session: RealityCheck,
        tasks: Sequence[Task],
        stage: Stage,
        keep: Callable[[RealityCheck], str],
        now: Callable[[], float] = time.time,
    ) -> None:
        self.session = session
        self.tasks = tuple(tasks)
        self.phase = Phase.WELCOME
        self.number = 0
        """Index of the present task."""
        self.notice = ""
        """One kind sentence about what went wrong; "" when nothing did."""
        self._stage = stage
        self._keep = keep
        self._now = now
        self._try: _Try | None = None
        self._here: Event | None = None
        """The page that is shown, when it came before time ran."""
        self._finished: list[Attempt] = []

    # --- what the card shows ---

    @property
    def task(self) -> Task:
        return self.tasks[self.number]

    @property
    def version(self) -> str:
        """Changes whenever the card must be drawn anew."""
        flags = (self.late, self.seems_away, self.held, bool(self.notice))
        return f"{self.phase}-{self.number}-" + "".join(str(int(flag)) for flag in flags)

    @property
    def late(self) -> bool:
        """The soft limit has passed: giving up is fine."""
        return self._seconds > self.task.soft_s if self._try else False

    @property
    def seems_away(self) -> bool:
        """Nothing has stirred for a minute."""
        return (
            self.phase is Phase.RUNNING
            and self._try is not None
            and self._now() - max(self._try.last_stir, self._try.span.began) > AWAY_S
        )

    @property
    def held(self) -> bool:
        """The last click was made and held back."""
        return self.phase is Phase.RUNNING and self._try is not None and self._try.held

    @property
    def _seconds(self) -> float:
        if self._try is None:
            return 0.0
        if self._try.looking:
            return self._try.span.seconds
        now = self._now()
        waiting = now - self._try.paused_at if self._try.paused_at else 0.0
        self._try.span.ended = now
        return self._try.span.seconds - waiting

    @property
    def last(self) -> Attempt | None:
        """The try that the questions are about."""
        return self._finished[-1] if self._finished else None

    # --- what happens ---

    def hear(self, event: Event) -> None:
        """Something happened in the portal's window."""
        running = self._try
        if running is None and event["kind"] == "page":
            self._here = event
        if running is None or running.paused_at is not None:
            return
        if event["kind"] == "page":
            # Told before time ran: it is the page on which the task begins.
            event = {**event, "at": max(float(event["at"]), running.span.began)}
        running.events.append(event)
        running.last_stir = float(event["at"])
        running.held = running.held or event["kind"] == "held"

    async def tick(self) -> None:
        """Called now and then: ends a task whose time is over."""
        if self.phase is Phase.RUNNING and self._seconds > self.task.hard_s:
            await self._end("out-of-time", "", "The time for this task was over.")

    def consent(self, tester: Tester) -> None:
        """The person agrees and says who tries."""
        self.session = self.session.model_copy(update={"tester": tester})
        self.phase = Phase.READY

    async def start(self) -> None:
        """The person presses Start: the page is opened, then time runs."""
        self.notice = ""
        self._here = None
        try:
            signed_in = await self._stage.begin(self.task)
        except NotThePatient as problem:
            self.notice = problem.remedy
            await self.stop(problem.what)
            return
        except PortalAuditError as problem:
            self.notice = f"{problem.what} {problem.remedy}".strip()
            return
        if not signed_in:
            self.phase = Phase.SIGN_IN
            return
        now = self._now()
        self._try = _Try(Span(now, now), last_stir=now)
        if self._here:
            self.hear(self._here)
        self.phase = Phase.RUNNING

    async def done(self) -> None:
        """The person says that the task is done."""
        if self.phase is not Phase.RUNNING or self._try is None or self._try.looking:
            return
        self._halt()  # looking takes time that is not the person's
        if self._try.held:
            await self._end("success", "done", "")
            return
        self._try.looking = True
        try:
            proof = await self._stage.proof(self.task)
        except NotThePatient as problem:
            # Whoever it is: nothing of what they saw is kept.
            self._try = None
            self.notice = problem.remedy
            await self.stop(problem.what)
            return
        if proof.done:
            await self._end("success", "done", "")
        elif proof.done is None:
            await self._end("stopped", "done", proof.why)
        elif proof.signed_out:
            await self._end("failure", "done", "The portal had signed the person out.")
        else:
            await self._end("false-success", "done", proof.why)

    async def give_up(self) -> None:
        if self._halt():
            await self._end("gave-up", "gave-up", "The person gave up.")

    def interrupted(self) -> None:
        """Time stands still; from the last thing that stirred when that is long ago."""
        if self.phase is Phase.RUNNING and self._try is not None:
            now = self._now()
            stirred = max(self._try.last_stir, self._try.span.began)
            self._try.paused_at = stirred if now - stirred > AWAY_S else now
            self.phase = Phase.PAUSED

    def resume(self) -> None:
        if self._try is not None and self._try.paused_at is not None:
            self._try.span.pauses.append((self._try.paused_at, self._now()))
            self._try.paused_at = None
            self._try.last_stir = self._now()
            self.phase = Phase.RUNNING

    def remark(self, remark: Remark) -> None:
        """The moderator gives a hint, notes something or reports a problem."""
        if self._try is not None:
            at = self._try.span.since_start(self._now())
            self._try.span.ended = self._now()
            self._try.remarks.append(remark.model_copy(update={"at": max(at, 0.0)}))

    def answer(self, said: dict[str, Any]) -> None:
        """The answers after a task (fields of `Attempt`); then the next one."""
        if self.phase is not Phase.ASKING:
            return
        checked = Attempt.model_validate(self._finished[-1].model_dump() | said)
        self._finished[-1] = checked
        self._save()
        self.number += 1
        if self.number == len(self.tasks):
            self.number -= 1
            self.phase = Phase.CLOSING
        else:
            self.phase = Phase.READY

    def part(self, parting: Parting) -> None:
        """The answers at the end."""
        self.session = self.session.model_copy(update={"post": parting})
        self._save()
        self.phase = Phase.OVER

    async def lost_window(self, why: str) -> None:
        """The portal's window was closed: the task counts nowhere, the next may begin."""
        if self._halt():
            await self._end("stopped", "", why)
        self.notice = why

    async def stop(self, why: str) -> None:
        """End the session now; what there is, is kept."""
        if self.phase is Phase.OVER:
            return
        if self._halt():
            await self._end("stopped", "", why)
        self.session = self.session.model_copy(update={"ended": why})
        self._save()
        self.phase = Phase.OVER

    def _halt(self) -> bool:
        """Let time stand still; whether a task was under way."""
        if self._try is None:
            return False
        self.resume()
        self._try.span.ended = self._now()
        return True

    async def _end(self, outcome: Outcome, claimed: str, why: str) -> None:
        """Write the try down as it was when its time stood still; then come the questions."""
        running, task = self._try, self.task
        assert running is not None
        self._try = None
        facts = facts_of(running.events, running.span, task.way, self._stage.redacted)
        self._finished.append(
            Attempt(
                scenario=task.scenario,
                method=task.method,
                title=task.title,
                outcome=outcome,
                claimed=claimed,
                checked=outcome != "stopped",
                why=why,
                seconds=running.span.seconds,
                paused=running.span.paused,
                target_s=task.target_s,
                limit_s=task.limit_s,
                hints=sum(remark.kind == "hint" for remark in running.remarks),
                remarks=tuple(running.remarks),
                lostness=lost(facts["different"], facts["visited"], facts["least"])
                if outcome == "success"
                else None,
                shot=await self._stage.picture(task.scenario),
                **facts,
            )
        )
        self.phase = Phase.ASKING
        self._save()

    def _save(self) -> None:
        self.session = self.session.model_copy(update={"tasks": tuple(self._finished)})
        self.notice = self._keep(self.session) or self.notice
