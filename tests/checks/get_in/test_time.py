"""GI-07, GI-08, GI-12, GI-13 and GI-14: what the trials of the sign-in and the visit show."""

from __future__ import annotations

from typing import Any

import pytest

from portal_audit.checks.get_in.draft_kept import CHECK as DRAFT
from portal_audit.checks.get_in.limit_warning import CHECK as WARNING
from portal_audit.checks.get_in.lock_out import CHECK as LOCK_OUT
from portal_audit.checks.get_in.time_limit import CHECK as LIMIT
from portal_audit.checks.get_in.wrong_password import CHECK as WRONG
from portal_audit.finding import Check, Outcome, Severity, Verdict
from tests.checks.builders import cookie, evidence, private, sign_in_page, trial, walk

# --- GI-07 ---

GOOD: dict[str, Any] = {
    "says": "That user name or password is not right. Please try again.",
    "seconds": 0.4,
    "error": True,
    "announced": True,
    "user_kept": True,
    "reset": True,
}


def wrong(**facts: bool | float | str) -> Outcome:
    return WRONG.judge(evidence(sign_in_page(), trials=[trial("wrong-password", **(GOOD | facts))]))


def test_a_wrong_password_answered_in_plain_words_passes() -> None:
    assert wrong().verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "fault",
    [
        {"says": "ERR-4012: AUTHENTICATION FAILURE"},
        {"says": "Incorrect password."},
        {"says": "We could not find an account: unknown user."},
        {"seconds": 8.0},
        {"announced": False},
        {"user_kept": False},
        {"reset": False},
    ],
)
def test_each_fault_of_the_answer_costs_a_sixth(fault: dict[str, Any]) -> None:
    outcome = wrong(**fault)
    assert outcome.share == pytest.approx(5 / 6)
    assert len(outcome.findings) == 1


@pytest.mark.parametrize(
    "says", ["Your e-mail or password is wrong.", "User name and password do not match."]
)
def test_naming_both_does_not_tell_which_was_wrong(says: str) -> None:
    assert wrong(says=says).verdict is Verdict.PASSED


def test_no_answer_at_all_is_a_major_problem() -> None:
    assert wrong(says="").findings[0].severity is Severity.MAJOR


# --- GI-08 ---


@pytest.mark.parametrize(
    ("locked", "says", "share"),
    [
        (False, "", 1.0),
        (True, "Your account is locked.", 0.0),
        (True, "Too many tries. Please wait 15 minutes.", 0.5),
    ],
)
def test_a_locked_account_is_half_as_bad_when_the_wait_is_said(
    locked: bool, says: str, share: float
) -> None:
    outcome = LOCK_OUT.judge(evidence(trials=[trial("lock-out", locked=locked, says=says)]))
    assert outcome.share == share


# --- GI-12 ---


def limit(*trials: Any, **more: Any) -> Outcome:
    return LIMIT.judge(evidence(private(), trials=trials, **more))


@pytest.mark.parametrize(
    ("minutes", "share", "severity"),
    [
        (2, 0.0, Severity.MAJOR),
        (9.9, 0.0, Severity.MAJOR),
        (10, 0.5, Severity.MINOR),
        (15, 1.0, None),
        (60, 1.0, None),
    ],
)
def test_the_bands_of_the_method(minutes: float, share: float, severity: Severity | None) -> None:
    outcome = limit(trial("time-limit", ended_at_s=minutes * 60))
    assert outcome.share == share
    assert [f.severity for f in outcome.findings] == ([severity] if severity else [])


def test_more_than_an_hour_is_only_noted() -> None:
    outcome = limit(trial("time-limit", ended_at_s=62 * 60))
    assert (outcome.share, outcome.findings[0].confidence) == (1.0, "likely")


def test_the_servers_shorter_limit_counts() -> None:
    outcome = limit(trial("time-limit", ended_at_s=1200), trial("server-limit", ended_after_m=5.0))
    assert outcome.share == 0
    assert "by the server" in outcome.note


def test_the_life_of_the_cookie_is_a_limit_too() -> None:
    walks = [walk(private(), cookies=(cookie(lifetime_s=600),))]
    assert limit(trial("time-limit", looked_s=3900), walks=walks).share == 0.5


def test_no_limit_of_the_page_says_nothing_about_the_server() -> None:
    assert limit(trial("time-limit", looked_s=3900)).verdict is Verdict.CANNOT_TELL


def test_a_page_that_keeps_itself_alive_is_told_as_such() -> None:
    outcome = limit(trial("time-limit", looked_s=3900, asks_every_s=60))
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "keep the visit alive" in outcome.note


def test_a_server_that_still_knew_the_patient_passes() -> None:
    outcome = limit(trial("time-limit", looked_s=3900), trial("server-limit", alive_after_m=30.0))
    assert outcome.verdict is Verdict.PASSED


@pytest.mark.parametrize("check", [LIMIT, WARNING, DRAFT, WRONG, LOCK_OUT])
def test_a_trial_that_upset_the_portal_is_not_tested_and_never_a_fault(check: Check) -> None:
    names = ("time-limit", "draft", "wrong-password", "lock-out")
    run = evidence(private(), trials=[trial(n, why_not="The page was closed.") for n in names])
    outcome = check.judge(run)
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "The page was closed." in outcome.note


# --- GI-13 ---

WARNED: dict[str, Any] = {
    "warned_at_s": 1080.0,
    "ended_at_s": 1200.0,
    "lead_s": 120.0,
    "text": "Are you still there?",
    "dialog": True,
    "announced": True,
    "stay": "Stay signed in",
    "by_keyboard": True,
    "extended": 10.0,
}


def warned(**facts: bool | float | str) -> Outcome:
    return WARNING.judge(evidence(private(), trials=[trial("time-limit", **(WARNED | facts))]))


def test_a_warning_two_minutes_before_that_can_be_answered_ten_times_passes() -> None:
    assert warned().verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        ({"lead_s": 119.0}, 0.5),
        ({"lead_s": 20.0}, 0.5),
        ({"lead_s": 19.0}, 0.0),
        ({"announced": False}, 0.5),
        ({"by_keyboard": False}, 0.5),
        ({"extended": 9.0}, 0.0),
        ({"extended": 0.0, "stay": ""}, 0.0),
    ],
)
def test_what_is_wrong_with_a_warning_costs(facts: dict[str, Any], share: float) -> None:
    outcome = warned(**facts)
    assert outcome.share == share
    assert outcome.findings


def test_only_a_missing_or_late_warning_holds_the_grade_down() -> None:
    run = evidence(private(), trials=[trial("time-limit", ended_at_s=300.0)])
    none = WARNING.judge(run).findings
    late, stuck = warned(lead_s=5.0).findings, warned(extended=0.0, stay="").findings
    assert [f.rule for f in (*none, *late)] == ["no-warning", "no-warning"]
    assert "no-warning" not in [f.rule for f in stuck]


def test_without_any_known_limit_no_warning_is_due() -> None:
    run = evidence(private(), trials=[trial("time-limit", looked_s=3900)])
    assert WARNING.judge(run).verdict is Verdict.CANNOT_TELL


def test_a_limit_that_only_the_server_keeps_comes_without_a_warning() -> None:
    trials = [trial("time-limit", looked_s=3900), trial("server-limit", ended_after_m=15.0)]
    assert WARNING.judge(evidence(private(), trials=trials)).share == 0


# --- GI-14 ---


def draft(limit_s: float, **facts: Any) -> Outcome:
    trials = [trial("time-limit", ended_at_s=limit_s), trial("draft", **facts)]
    return DRAFT.judge(evidence(private(), trials=trials))


def test_a_message_that_is_still_there_passes() -> None:
    assert draft(300, survived=True, ended_by="time").verdict is Verdict.PASSED


@pytest.mark.parametrize(("limit_s", "severity"), [(300, Severity.MAJOR), (900, Severity.MINOR)])
def test_a_lost_message_is_worse_where_time_is_short(limit_s: float, severity: Severity) -> None:
    outcome = draft(limit_s, survived=False, ended_by="time")
    assert (outcome.share, outcome.findings[0].severity) == (0, severity)


def test_a_message_lost_with_its_cookies_is_to_be_confirmed() -> None:
    outcome = draft(900, survived=False, ended_by="cookies")
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.findings[0].confidence == "likely"
