"""How a session goes, with a clock of its own and a stage that does as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from portal_audit.errors import PortalUnreachable
from portal_audit.evidence import people
from portal_audit.evidence.people import RealityCheck, Remark
from portal_audit.reality.course import Course, NotThePatient, Phase, Proof, Task
from portal_audit.reality.tasks import in_order
from portal_audit.scenario import find_scenarios, shipped_vocabulary


class Stage:
    """A portal that shows what the test wants."""

    def __init__(self) -> None:
        self.shows = Proof(True)
        self.signed_in = True
        self.down = False
        self.stranger = False

    async def begin(self, task: Task) -> bool:
        if self.down:
            raise PortalUnreachable("The portal does not answer.", "Try again later.")
        if self.stranger:
            raise NotThePatient("Not a test patient.", "Sign in again.")
        return self.signed_in

    async def proof(self, task: Task) -> Proof:
        if self.stranger:
            raise NotThePatient("Not a test patient.")
        return self.shows

    async def picture(self, name: str) -> str:
        return f"{name}.webp"

    def redacted(self, words: str) -> str:
        return words


class Session:
    """A course, its clock and what it kept."""

    def __init__(self, tasks: int = 2, **task: Any) -> None:
        self.time = 1000.0
        self.stage = Stage()
        self.kept: list[RealityCheck] = []
        self.full = ""
        blank = RealityCheck(id="x", portal="P", start="https://p.example/", started="2026-11-26")
        self.course = Course(
            blank,
            [Task(f"t{n}", "", f"Task {n}", limit_s=100, **task) for n in range(tasks)],
            self.stage,
            self._keep,
            lambda: self.time,
        )
        self.course.consent(people.Tester(role="receptionist"))

    def _keep(self, session: RealityCheck) -> str:
        self.kept.append(session)
        return self.full

    def does(self, *deeds: Coroutine[Any, Any, None]) -> None:
        for deed in deeds:
            asyncio.run(deed)

    def passes(self, seconds: float) -> None:
        self.time += seconds
        asyncio.run(self.course.tick())

    def stirs(self) -> None:
        self.course.hear({"kind": "stir", "at": self.time})

    @property
    def last(self) -> Any:
        return self.kept[-1].tasks[-1]


def test_time_runs_from_start_to_done_and_the_try_is_kept_at_once() -> None:
    session = Session()
    session.passes(50)  # reading does not count
    session.does(session.course.start())
    session.passes(30)
    session.does(session.course.done())
    assert (session.last.outcome, session.last.seconds) == ("success", 30)
    assert session.course.phase is Phase.ASKING


def test_done_that_is_not_done_is_a_false_success() -> None:
    session = Session()
    session.stage.shows = Proof(False, why="The portal did not show “Sent”.")
    session.does(session.course.start(), session.course.done())
    assert (session.last.outcome, session.last.claimed) == ("false-success", "done")


def test_done_after_the_portal_signed_out_is_a_failure_not_a_false_success() -> None:
    session = Session()
    session.stage.shows = Proof(False, signed_out=True)
    session.does(session.course.start(), session.course.done())
    assert session.last.outcome == "failure"


def test_what_cannot_be_checked_counts_nowhere() -> None:
    session = Session()
    session.stage.shows = Proof(None, why="The page could not be looked at.")
    session.does(session.course.start(), session.course.done())
    assert (session.last.outcome, session.last.tried) == ("stopped", False)


def test_giving_up_is_offered_at_the_limit_and_the_task_ends_at_twice_of_it() -> None:
    session = Session()
    session.does(session.course.start())
    session.passes(99)
    assert not session.course.late
    session.passes(2)
    assert session.course.late
    session.passes(100)
    assert session.last.outcome == "out-of-time"


def test_an_interruption_is_taken_out_of_the_time() -> None:
    session = Session()
    session.does(session.course.start())
    session.passes(10)
    session.stirs()
    session.course.interrupted()
    session.passes(500)
    session.course.resume()
    session.passes(5)
    session.does(session.course.done())
    assert (session.last.seconds, session.last.paused) == (15, 500)


def test_after_a_minute_without_a_stir_the_pause_begins_where_the_stirring_ended() -> None:
    session = Session()
    session.does(session.course.start())
    session.passes(10)
    session.stirs()
    session.passes(70)
    assert session.course.seems_away
    session.course.interrupted()
    session.course.resume()
    session.does(session.course.done())
    assert (session.last.seconds, session.last.paused) == (10, 70)


def test_a_hint_makes_it_no_success_of_ones_own() -> None:
    session = Session()
    session.does(session.course.start())
    session.passes(5)
    session.course.remark(Remark(kind="hint", at=0, words="Look under More"))
    session.does(session.course.done())
    assert (session.last.outcome, session.last.alone) == ("success", False)
    assert session.last.remarks[0].at == 5


def test_the_last_click_that_was_held_back_is_the_success() -> None:
    session = Session()
    session.stage.shows = Proof(False)
    session.does(session.course.start())
    session.passes(3)
    session.course.hear({"kind": "held", "at": session.time, "name": "Send"})
    session.does(session.course.done())
    assert session.last.outcome == "success"


def test_somebody_who_was_signed_out_signs_in_before_time_runs() -> None:
    session = Session(signed_in=True)
    phases = []
    for signed_in in (False, True):
        session.stage.signed_in = signed_in
        session.does(session.course.start())
        phases.append(session.course.phase)
    assert phases == [Phase.SIGN_IN, Phase.RUNNING]


def test_a_portal_that_does_not_answer_is_said_and_may_be_tried_again() -> None:
    session = Session()
    session.stage.down = True
    session.does(session.course.start())
    assert session.course.notice == "The portal does not answer. Try again later."
    assert session.course.phase is Phase.READY


def test_a_stranger_ends_the_session_and_nothing_that_was_seen_is_kept() -> None:
    session = Session()
    session.does(session.course.start())
    session.course.hear({"kind": "page", "at": session.time, "path": "/p", "heading": "Mr Real"})
    session.stage.stranger = True
    session.does(session.course.done())
    assert session.course.phase is Phase.OVER
    assert "Real" not in session.kept[-1].to_json()
    assert session.kept[-1].ended == "Not a test patient."


def test_a_closed_portal_window_costs_only_its_task() -> None:
    session = Session()
    session.does(session.course.start(), session.course.lost_window("It was closed."))
    assert session.last.outcome == "stopped"
    session.course.answer({})
    assert (session.course.phase, session.course.number) == (Phase.READY, 1)


def test_a_full_disk_is_said_on_the_card_and_the_session_goes_on() -> None:
    session = Session()
    session.full = "The disk is full."
    session.does(session.course.start(), session.course.done())
    assert session.course.notice == "The disk is full."
    assert session.course.phase is Phase.ASKING


def test_signing_in_comes_first_and_the_same_seed_gives_the_same_order() -> None:
    scenarios = find_scenarios((), Path(), shipped_vocabulary())
    orders = [[s.id for s in in_order(scenarios, seed)] for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert {order[0] for order in orders} == {"sign-in"}


def test_the_first_page_counts_even_when_it_is_heard_of_late() -> None:
    session = Session()
    told = {"kind": "page", "at": session.time, "path": "/home", "heading": "Home", "how": "push"}
    session.passes(0.2)
    session.does(session.course.start())
    session.course.hear(told)
    session.passes(5)
    session.does(session.course.done())
    assert [page.path for page in session.last.pages] == ["/home"]
