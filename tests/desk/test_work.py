"""Long work beside the pages: one at a time, stopped kindly, its problems said plainly."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from portal_audit.desk.work import Bench, Deed, Watch, Work
from portal_audit.errors import UsageProblem
from tests.desk.visitor import Visitor, words


def work() -> Work:
    return Work("audit", "tiny", "Audit of Tiny", Watch({}, {}), None)


def raising(problem: Exception) -> Deed:
    async def deed(stop: asyncio.Event) -> str:
        raise problem

    return deed


async def until_stopped(stop: asyncio.Event) -> str:
    await stop.wait()
    return "Stopped, and kept."


def test_work_that_is_stopped_comes_to_its_own_end() -> None:
    one = work()
    one.begin(until_stopped)
    assert one.state == "running"
    one.stop()
    assert one.wait(5)
    assert (one.state, one.conclusion) == ("ended", "Stopped, and kept.")


def test_a_second_piece_of_work_has_to_wait_for_the_first() -> None:
    bench = Bench()
    first = work()
    bench.begin(first, until_stopped)
    with pytest.raises(UsageProblem, match="Something else is running"):
        bench.begin(work(), until_stopped)
    first.stop()
    assert first.wait(5)
    second = work()
    bench.begin(second, until_stopped)
    second.stop()
    assert second.wait(5)


def test_a_problem_is_told_with_its_remedy(visitor: Visitor) -> None:
    one = work()
    visitor.desk.bench.begin(one, raising(UsageProblem("The door is shut.", "Open it.")))
    assert one.wait(5)
    said = words(visitor.get("/work"))
    assert "The door is shut. Open it." in " ".join(said.split())
    assert visitor.get("/work/state").json()["state"] == "failed"


def test_a_fault_of_our_own_never_tells_what_its_words_may_hold() -> None:
    one = work()
    one.begin(raising(ValueError("password hunter2")))
    assert one.wait(5)
    assert one.problem
    assert "hunter2" not in one.problem.what + one.problem.remedy
    assert "ValueError" in one.problem.what


def test_an_audit_that_cannot_begin_says_why(visitor: Visitor, folder: Path) -> None:
    text = "portal: Tiny\nstart: https://t.example/\nscenarios: [latest-result]\n"
    (folder / "tiny.yaml").write_text(text, encoding="utf-8")
    assert "needs a test account" in words(visitor.get("/portals/tiny"))
    answer = visitor.post("/portals/tiny/audit")
    assert answer.status_code == 422
    assert "needs a test account" in words(answer)


def test_a_portal_that_does_not_answer_is_no_fault_of_the_desk(
    visitor: Visitor, folder: Path
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        start = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
    text = f"portal: Tiny\nstart: {start}\nscenarios: [hours]\naudiences: [desktop]\n"
    (folder / "tiny.yaml").write_text(text, encoding="utf-8")
    assert "Audit of Tiny" in words(visitor.post("/portals/tiny/audit", {"quick": "yes"}))
    one = visitor.desk.bench.work
    assert one
    assert one.wait(60)
    said = words(visitor.get("/work"))
    assert "It could not go on" in said
    assert "Nothing answers at" in said
    assert "did not come to an end" in words(visitor.get("/scorecards"))
