"""The timeline of a task, and the way to a page."""

from __future__ import annotations

from portal_audit.evidence import RunEvidence
from portal_audit.result import Audit
from portal_audit.score.rubric import load_rubric
from portal_audit.score.score import score
from portal_audit.score.timelines import ways
from tests.checks.builders import DESKTOP, PHONE, evidence, home, private, sign_in_page, step, walk

START = step(number=0, kind="open", words="Open the public home page", state="start-desktop")
NAME = step(words="Sign in", fields=1, klm_seconds=2.0, state="sign-in-desktop")
SENT = step(words="Sign in", clicks=1, klm_seconds=1.5, wait_ms=1200.0, state="home-desktop")


def run(*audiences: str) -> RunEvidence:
    pages = (home(), sign_in_page(), private())
    walks = [walk(*pages, audience=each, steps=(START, NAME, SENT)) for each in audiences]
    return evidence(*pages, walks=walks, audiences=(DESKTOP, PHONE))


def audit(seen: RunEvidence) -> Audit:
    return score(seen, {}, load_rubric(), planned_walks=1, partial=False)


def test_the_records_of_one_step_are_one_step_of_the_timeline() -> None:
    [line] = audit(run("desktop")).timelines
    assert [(s.number, s.words, s.wait_s, s.work_s) for s in line.steps] == [
        (0, "Open the public home page", None, 0.0),
        (1, "Sign in", 1.2, 3.5),
    ]
    assert line.steps[-1].path == "/home"


def test_the_baselines_walk_is_shown_before_any_other() -> None:
    [line] = audit(run("phone-slow", "desktop")).timelines
    assert line.audience == "desktop"


def test_a_task_that_was_not_walked_has_no_timeline() -> None:
    assert audit(run()).timelines == ()


def test_the_way_to_a_page_names_each_step_once() -> None:
    found = ways(run("desktop"))
    assert found["home-desktop"] == ("Open the public home page", "Sign in")
    assert found["start-desktop"] == ("Open the public home page",)
