"""GI-05 and GI-15: what the pages of the sign-in ask and say."""

from __future__ import annotations

import pytest

from portal_audit.checks.get_in.limit_stated import CHECK as LIMIT
from portal_audit.checks.get_in.no_puzzle import CHECK as PUZZLE
from portal_audit.evidence import Request
from portal_audit.finding import Outcome, Severity, Verdict
from tests.checks.builders import (
    PASSWORD,
    USER,
    code_page,
    evidence,
    field,
    home,
    private,
    request,
    sign_in_page,
    state,
    text,
    walk,
)

# --- GI-05 ---


def puzzle(words: str) -> Outcome:
    return PUZZLE.judge(evidence(sign_in_page(text(words))))


@pytest.mark.parametrize(
    "words",
    [
        "I'm not a robot",
        "I’m not a robot",
        "What is 7 + 4?",
        "Type the characters you see in the picture",
        "Enter characters 2, 5 and 7 of your password",
        "What was your mother’s maiden name?",
        "Answer your security question",
    ],
)
def test_a_puzzle_on_the_sign_in_page_is_a_major_problem(words: str) -> None:
    outcome = puzzle(words)
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MAJOR)


@pytest.mark.parametrize(
    "words",
    [
        "Your password has at least 15 characters.",
        "You can change your security questions after you sign in.",
        "We never ask security questions.",
        "Open 8 - 5 on weekdays.",
    ],
)
def test_other_words_on_the_sign_in_page_pass(words: str) -> None:
    outcome = puzzle(words)
    assert outcome.verdict is Verdict.PASSED
    assert "person should confirm" in outcome.note


def test_a_memory_question_that_is_only_a_placeholder_is_found() -> None:
    asked = field("Name of your first pet", label="", name_from="placeholder")
    outcome = PUZZLE.judge(evidence(sign_in_page(controls=(USER, PASSWORD, asked))))
    assert outcome.share == 0


def test_a_memory_question_on_a_page_of_its_own_is_found() -> None:
    asks = state(
        "/verify", text("Security question: street you grew up on"), controls=[field("Answer")]
    )
    assert PUZZLE.judge(evidence(home(), sign_in_page(), asks, private())).share == 0


def test_a_puzzle_question_about_health_behind_the_sign_in_is_not_one() -> None:
    quiz = private("/quiz", text("What is 3 + 4? A memory test for your visit."))
    assert PUZZLE.judge(evidence(sign_in_page(text("Welcome")), quiz)).verdict is Verdict.PASSED


def asks_for(url: str) -> Outcome:
    page = sign_in_page(text("Welcome"))
    asked: Request = request(url, "/sign-in", signed_in=False)
    return PUZZLE.judge(evidence(page, walks=[walk(page, requests=(asked,))]))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/recaptcha/api.js",
        "https://js.hcaptcha.com/1/api.js",
        "https://client-api.arkoselabs.com/v2/x/api.js",
    ],
)
def test_a_puzzle_service_fails(url: str) -> None:
    assert asks_for(url).share == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://www.notcaptcha.com/a.js",
        "https://www.google.com/recaptcha/api.js?render=",  # version 3: nothing to solve
    ],
)
def test_other_services_pass(url: str) -> None:
    assert asks_for(url).verdict is Verdict.PASSED


def test_a_sign_in_page_whose_words_were_not_read_is_not_a_pass() -> None:
    blind = sign_in_page().model_copy(update={"blocks": None})
    assert PUZZLE.judge(evidence(blind)).verdict is Verdict.CANNOT_TELL


def test_no_sign_in_page_cannot_tell_about_puzzles() -> None:
    assert PUZZLE.judge(evidence(home())).verdict is Verdict.CANNOT_TELL


# --- GI-15 ---


def limit(words: str) -> Outcome:
    return LIMIT.judge(evidence(sign_in_page(text(words)), private()))


@pytest.mark.parametrize(
    "words",
    [
        "We sign you out after 20 minutes without use. We warn you first.",
        "You will be logged out after fifteen minutes of inactivity.",
        "Your session ends after 30 minutes.",
        "For your safety, we sign you out if you do nothing for half an hour.",
        "Sessions time out after 1 hour.",
    ],
)
def test_a_stated_limit_passes(words: str) -> None:
    assert limit(words).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "words",
    [
        "Take one tablet 30 minutes after a meal.",
        "Group session with our nurse, 60 minutes.",
        "Your session may time out.",
        "Sign out when you are done.",
    ],
)
def test_other_minutes_do_not_state_a_limit(words: str) -> None:
    outcome = limit(words)
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MINOR)


def test_a_limit_stated_before_the_sign_in_is_enough() -> None:
    page = code_page(text("We sign you out after 20 minutes without use."))
    assert LIMIT.judge(evidence(page)).verdict is Verdict.PASSED


def test_a_run_that_never_got_in_cannot_tell_that_no_limit_is_stated() -> None:
    assert LIMIT.judge(evidence(sign_in_page(text("Welcome")))).verdict is Verdict.CANNOT_TELL


def test_pages_whose_words_were_not_read_cannot_tell() -> None:
    blind = private().model_copy(update={"blocks": None})
    assert LIMIT.judge(evidence(blind)).verdict is Verdict.CANNOT_TELL
