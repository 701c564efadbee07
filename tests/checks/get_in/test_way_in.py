"""GI-01, GI-02, GI-10, GI-11 and GI-18: finding the door and getting through it."""

from __future__ import annotations

import pytest

from portal_audit.checks.get_in.curve import curve
from portal_audit.checks.get_in.effort import CHECK as EFFORT
from portal_audit.checks.get_in.first_screen import CHECK as FIRST_SCREEN
from portal_audit.checks.get_in.forgotten_password import CHECK as FORGOTTEN
from portal_audit.checks.get_in.phone_loading import CHECK as PHONE_LOADING
from portal_audit.checks.get_in.sign_in_works import CHECK as WORKS
from portal_audit.evidence import Box, Control, Event, Vitals, Walk
from portal_audit.evidence.model import WalkStatus
from portal_audit.finding import Outcome, Severity, Verdict
from tests.checks.builders import (
    DESKTOP,
    FORGOT,
    PASSWORD,
    RESET,
    SIGN_IN,
    USER,
    code_page,
    control,
    evidence,
    home,
    private,
    sign_in_page,
    state,
    step,
    text,
    walk,
)

# --- GI-01 ---


def at(x: float, y: float) -> Control:
    return control("Sign in", box=Box(x=x, y=y, width=120, height=40))


def test_a_sign_in_link_on_the_first_screen_of_both_sizes_passes() -> None:
    outcome = FIRST_SCREEN.judge(
        evidence(home(), sign_in_page(), home(rendering="phone"), sign_in_page(rendering="phone"))
    )
    assert outcome.verdict is Verdict.PASSED


@pytest.mark.parametrize("name", ["Log in", "Login", "Sign on", "Patient portal", "MyRiver"])
def test_the_door_may_have_another_name(name: str) -> None:
    run = evidence(home(controls=[control(name)]), words={"sign_in": ("MyRiver",)})
    assert FIRST_SCREEN.judge(run).verdict is Verdict.PASSED


def test_a_sign_in_link_below_the_first_screen_fails() -> None:
    outcome = FIRST_SCREEN.judge(evidence(home(controls=[at(20, 1_400)])))
    assert outcome.share == 0
    assert outcome.findings[0].severity is Severity.MINOR


def test_a_link_moved_out_of_sight_to_the_left_is_not_seen() -> None:
    assert FIRST_SCREEN.judge(evidence(home(controls=[at(-9_999, 10)]))).share == 0


def test_a_home_page_without_a_sign_in_link_is_a_major_problem() -> None:
    outcome = FIRST_SCREEN.judge(evidence(home(controls=[control("Our doctors")])))
    assert outcome.findings[0].severity is Severity.MAJOR


def test_seen_on_the_computer_but_not_on_the_phone_is_half() -> None:
    phone = home(controls=[at(20, 2_000)], rendering="phone")
    outcome = FIRST_SCREEN.judge(evidence(home(), phone))
    assert outcome.share == 0.5
    assert [place.state for place in outcome.findings[0].where] == ["start-phone"]


def test_a_form_two_clicks_away_fails() -> None:
    pages = (home(), state("/choose", controls=[control("I am a patient")]), sign_in_page())
    steps = (step(), step(clicks=1, state=pages[1].id), step(clicks=1, state=pages[2].id))
    outcome = FIRST_SCREEN.judge(evidence(*pages, walks=[walk(*pages, steps=steps)]))
    assert outcome.share == 0
    assert outcome.findings[0].about == "clicks to the form"


def test_the_sign_in_page_of_a_later_walk_is_not_the_home_page() -> None:
    walks = [walk(sign_in_page(), scenario="reset")]
    outcome = FIRST_SCREEN.judge(evidence(sign_in_page(), walks=walks))
    assert outcome.verdict is Verdict.CANNOT_TELL


def test_a_home_page_whose_controls_were_not_read_cannot_tell() -> None:
    blind = home().model_copy(update={"controls": None})
    assert FIRST_SCREEN.judge(evidence(blind)).verdict is Verdict.CANNOT_TELL


# --- GI-02 ---


def tries(*statuses: WalkStatus) -> list[Walk]:
    return [walk(status=status, repeat=n) for n, status in enumerate(statuses, 1)]


def test_signing_in_every_time_passes() -> None:
    assert WORKS.judge(evidence(walks=tries("done", "done"))).verdict is Verdict.PASSED


def test_never_signing_in_is_a_blocker() -> None:
    outcome = WORKS.judge(evidence(walks=tries("failed", "failed")))
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.BLOCKER)


def test_signing_in_four_times_of_five_is_half() -> None:
    outcome = WORKS.judge(evidence(walks=tries("done", "failed", "done", "done", "done")))
    assert outcome.share == 0.5
    assert "4 of 5" in outcome.findings[0].problem


def test_signing_in_only_by_keyboard_says_nothing_about_the_mouse() -> None:
    run = evidence(walks=[walk(audience="keyboard")])
    assert WORKS.judge(run).verdict is Verdict.CANNOT_TELL


# --- GI-10 ---


def effort(clicks: int, fields: int) -> Outcome:
    return EFFORT.judge(evidence(walks=[walk(steps=(step(clicks=clicks, fields=fields),))]))


def test_signing_in_within_the_budget_is_full() -> None:
    assert effort(3, 3).share == 1.0


def test_signing_in_at_the_limit_is_half() -> None:
    outcome = effort(8, 4)
    assert outcome.share == pytest.approx(0.5)
    assert outcome.findings[0].severity is Severity.MINOR


def test_effort_of_a_sign_in_that_never_worked_is_unknown() -> None:
    assert EFFORT.judge(evidence(walks=tries("failed"))).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("x", "percent"),
    [(0.5, 99), (1, 90), (1.25, 81), (1.5, 70), (2, 50), (2.5, 34), (3, 23), (4, 10)],
)
def test_the_curve_gives_the_known_answers_of_the_method(x: float, percent: int) -> None:
    assert round(100 * curve(x, 1, 2)) == percent


def test_the_friction_index_adds_up_what_signing_in_asks() -> None:
    steps = (step(clicks=1), step(fields=1, chars=12), step(fields=1, chars=20), step(clicks=1))
    choice = Event(kind="forced-choice", text="Go paperless?")
    plain = sign_in_page(text("I'm not a robot"))
    run = evidence(
        home(),
        plain,
        code_page(),
        walks=[walk(home(), plain, code_page(), steps=steps, events=(choice,))],
    )
    # 2 fields + 32 characters / 10 + 2 (a code) + 3 (a puzzle) + 3 pages + 2 (a choice)
    assert EFFORT.judge(run).measures["friction_index"] == 15.2


# --- GI-11 ---


def forgotten(*controls: Control, reset: WalkStatus | None = None) -> Outcome:
    page = sign_in_page(controls=(USER, PASSWORD, *controls))
    walks = [walk(page)] + ([walk(scenario="reset", status=reset)] if reset else [])
    return FORGOTTEN.judge(evidence(page, walks=walks, scenarios=(SIGN_IN, RESET)))


def test_a_sign_in_page_without_a_forgot_link_fails() -> None:
    outcome = forgotten()
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MAJOR)


def test_a_reset_button_that_empties_the_form_is_no_way_back_in() -> None:
    assert forgotten(control("Reset", "button", type="reset")).share == 0


def test_a_forgot_link_whose_end_was_not_walked_is_half() -> None:
    outcome = forgotten(FORGOT)
    assert outcome.share == 0.5
    assert "not tried" in outcome.note


def test_a_forgot_link_that_leads_to_a_new_password_passes() -> None:
    assert forgotten(FORGOT, reset="done").verdict is Verdict.PASSED


def test_a_forgot_link_that_does_not_lead_to_a_new_password_says_so() -> None:
    outcome = forgotten(FORGOT, reset="failed")
    assert outcome.share == 0.5
    assert outcome.findings


def test_no_sign_in_page_cannot_tell_about_forgotten_passwords() -> None:
    assert FORGOTTEN.judge(evidence(home())).verdict is Verdict.CANNOT_TELL


# --- GI-18 ---


def loading(lcp_ms: float | None) -> Outcome:
    timed = sign_in_page(rendering="phone", vitals=Vitals(lcp_ms=lcp_ms))
    return PHONE_LOADING.judge(evidence(sign_in_page(), timed))


@pytest.mark.parametrize(
    ("lcp_ms", "share"), [(2_500, 1.0), (2_501, 0.5), (4_000, 0.5), (4_001, 0.0)]
)
def test_loading_is_judged_by_its_bands(lcp_ms: float, share: float) -> None:
    assert loading(lcp_ms).share == share


def test_a_sign_in_page_that_takes_ages_is_a_major_problem() -> None:
    assert loading(9_000).findings[0].severity is Severity.MAJOR


def test_loading_on_a_computer_says_nothing_about_phones() -> None:
    fast = sign_in_page(vitals=Vitals(lcp_ms=100))
    assert PHONE_LOADING.judge(evidence(fast)).verdict is Verdict.CANNOT_TELL


def test_a_phone_that_reported_no_time_cannot_tell() -> None:
    assert loading(None).verdict is Verdict.CANNOT_TELL


def test_other_pages_do_not_count_as_the_sign_in_page() -> None:
    slow = private(rendering="phone", vitals=Vitals(lcp_ms=9_000))
    run = evidence(sign_in_page(), slow, audiences=(DESKTOP,))
    assert PHONE_LOADING.judge(run).verdict is Verdict.CANNOT_TELL
