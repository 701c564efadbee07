"""EV-02, EV-04, EV-09 and EV-13: the tasks that must work."""

from __future__ import annotations

import pytest

from portal_audit.checks.everyone.keyboard_tasks import CHECK as KEYBOARD_TASKS
from portal_audit.checks.everyone.phone_tasks import CHECK as PHONE_TASKS
from portal_audit.checks.everyone.screen_reader_tasks import CHECK as SCREEN_READER_TASKS
from portal_audit.checks.everyone.zoom_tasks import CHECK as ZOOM_TASKS
from portal_audit.evidence import PlannedAudience, Walk
from portal_audit.finding import Check, Outcome, Severity, Verdict
from tests.checks.everyone.builders import DESKTOP, evidence, state, task, vitals, walk

BOOK, REFILL = task("book"), task("refill", "S07")
MOUSE = (walk("book"), walk("refill"))

BY_TASKS = [
    (KEYBOARD_TASKS, "P4"),
    (ZOOM_TASKS, "P1"),
    (SCREEN_READER_TASKS, "P5"),
]


def judged(check: Check, profile: str, *walks: Walk) -> Outcome:
    other = PlannedAudience(id="other", title="Other", profile=profile, rendering="desktop")
    return check.judge(evidence(walks=walks, scenarios=(BOOK, REFILL), audiences=(DESKTOP, other)))


@pytest.mark.parametrize(("check", "profile"), BY_TASKS)
def test_all_tasks_done_pass(check: Check, profile: str) -> None:
    outcome = judged(check, profile, *MOUSE, walk("book", "other"), walk("refill", "other"))
    assert outcome.verdict is Verdict.PASSED


@pytest.mark.parametrize(("check", "profile"), BY_TASKS)
def test_an_impossible_task_fails_with_the_walk_s_reason(check: Check, profile: str) -> None:
    failed = walk("book", "other", "failed", reason="No key reaches “9:20 AM”.")
    outcome = judged(check, profile, *MOUSE, failed, walk("refill", "other"))
    assert outcome.share == 0.5
    assert "No key reaches “9:20 AM”." in outcome.findings[0].problem
    assert outcome.findings[0].severity >= Severity.MAJOR


@pytest.mark.parametrize(("check", "profile"), BY_TASKS)
def test_an_audience_that_did_not_walk_cannot_tell(check: Check, profile: str) -> None:
    assert judged(check, profile, *MOUSE).verdict is Verdict.CANNOT_TELL


def test_an_audience_that_was_not_planned_cannot_tell() -> None:
    seen = evidence(walks=MOUSE, scenarios=(BOOK, REFILL), audiences=(DESKTOP,))
    assert KEYBOARD_TASKS.judge(seen).verdict is Verdict.CANNOT_TELL


def test_a_task_that_fails_with_the_mouse_too_is_left_out() -> None:
    outcome = judged(
        KEYBOARD_TASKS,
        "P4",
        walk("book", status="failed"),
        walk("refill"),
        walk("book", "other", "failed"),
        walk("refill", "other"),
    )
    assert outcome.verdict is Verdict.PASSED


def test_an_untried_task_is_no_pass() -> None:
    outcome = judged(KEYBOARD_TASKS, "P4", *MOUSE, walk("book", "other"))
    assert outcome.verdict is Verdict.CANNOT_TELL


def test_a_blocked_walk_is_no_failure_of_the_keyboard() -> None:
    blocked = walk("book", "other", "blocked")
    outcome = judged(KEYBOARD_TASKS, "P4", *MOUSE, blocked, walk("refill", "other"))
    assert outcome.verdict is Verdict.CANNOT_TELL


def test_a_task_impossible_by_keyboard_is_a_blocker() -> None:
    outcome = judged(
        KEYBOARD_TASKS, "P4", *MOUSE, walk("book", "other", "failed"), walk("refill", "other")
    )
    assert outcome.findings[0].severity is Severity.BLOCKER


def test_a_task_that_works_in_some_tries_counts_half_and_is_minor() -> None:
    tries = (walk("book", "other"), walk("book", "other", "failed", 2))
    outcome = judged(KEYBOARD_TASKS, "P4", *MOUSE, *tries, walk("refill", "other"))
    assert outcome.share == 0.75
    assert outcome.findings[0].severity is Severity.MINOR


def test_a_task_that_is_not_a_must_is_not_judged() -> None:
    seen = evidence(
        walks=(walk("pay"), walk("pay", "keyboard", "failed")),
        scenarios=(task("pay", "S13", priority=2),),
    )
    assert KEYBOARD_TASKS.judge(seen).verdict is Verdict.CANNOT_TELL


def phone(lcp_ms: float | None, *, done: bool = True) -> Outcome:
    walks = (walk("book"), walk("book", "phone-slow", "done" if done else "failed"))
    measured = vitals(lcp_ms) if lcp_ms is not None else None
    page = state("/", rendering="phone", vitals=measured)
    return PHONE_TASKS.judge(evidence(page, walks=walks, scenarios=(BOOK,)))


@pytest.mark.parametrize(("lcp_ms", "share"), [(2500, 1.0), (4000, 0.5), (4001, 0.0)])
def test_the_phone_s_share_follows_how_soon_pages_show(lcp_ms: float, share: float) -> None:
    assert phone(lcp_ms).share == share


def test_slow_pages_on_the_phone_are_a_minor_finding() -> None:
    (finding,) = phone(6000).findings
    assert finding.severity is Severity.MINOR
    assert [place.url for place in finding.where] == ["/"]


def test_a_fast_phone_portal_whose_task_fails_gets_nothing() -> None:
    outcome = phone(900, done=False)
    assert outcome.share == 0
    assert len(outcome.findings) == 1


def test_a_phone_walk_without_load_times_cannot_tell() -> None:
    assert phone(None).verdict is Verdict.CANNOT_TELL


def test_a_run_without_a_phone_walk_cannot_tell() -> None:
    seen = evidence(walks=(walk("book"),), scenarios=(BOOK,))
    assert PHONE_TASKS.judge(seen).verdict is Verdict.CANNOT_TELL
