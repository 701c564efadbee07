"""GI-09: what a patient reads and meets where a new password is made up."""

from __future__ import annotations

from typing import Any

import pytest

from portal_audit.checks.get_in.new_password import CHECK
from portal_audit.evidence import Box, Control, Observation, PageState, RunEvidence
from portal_audit.finding import Outcome, Severity, Verdict
from tests.checks.builders import (
    PASSWORD,
    USER,
    control,
    evidence,
    field,
    home,
    sign_in_page,
    state,
    text,
    walk,
)

NEW = field("New password", "password", "new-password")
RULE = "12 letters or more."


def page(*words: str, controls: tuple[Control, ...] = (NEW,), **more: Any) -> PageState:
    return state("/reset", *(text(each) for each in words), controls=controls, **more)


def run(*pages: PageState) -> RunEvidence:
    return evidence(home(), *pages, walks=[walk(home(), *pages, scenario="reset")])


def judged(*words: str, controls: tuple[Control, ...] = (NEW,), **more: Any) -> Outcome:
    return CHECK.judge(run(page(*words, controls=controls, **more)))


def rules(outcome: Outcome) -> list[str]:
    return [finding.rule for finding in outcome.findings]


def typed(length: int = 64, **facts: bool | float | str) -> Observation:
    """What the exam saw when a phrase or word of this length was typed."""
    seen: dict[str, Any] = {
        "typed": float(length),
        "letters": 55.0 if length == 64 else float(length),
        "arrived": float(length),
        "valid": True,
        "pattern": False,
        "mismatch": False,
        "says": "",
        "hint": "",
    }
    return Observation(kind="new-password", target="#new", facts=seen | facts)


def examined(*answers: Observation, words: str = RULE) -> Outcome:
    return judged(words, observations=answers, examined=("new-password",))


def test_a_page_that_asks_for_length_only_and_says_so_passes() -> None:
    outcome = judged(RULE, "Three or four words make a good password.")
    assert (outcome.verdict, outcome.findings) == (Verdict.PASSED, ())


def test_a_run_without_such_a_page_names_the_tasks_that_would_show_one() -> None:
    outcome = CHECK.judge(evidence(home(), sign_in_page()))
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "forgot-password" in outcome.note


def test_a_page_whose_words_were_not_read_cannot_tell() -> None:
    blind = page().model_copy(update={"blocks": None})
    assert CHECK.judge(run(blind)).verdict is Verdict.CANNOT_TELL


# --- which pages ask for a new password ---


@pytest.mark.parametrize(
    "controls",
    [
        (field("Create a password", "password"),),
        (field("Elija una contraseña", "password"),),
        (field("Password", "password"), field("Confirm password", "password")),
        (field("Current password", "password", "current-password"), NEW),
    ],
)
def test_fields_say_in_several_ways_that_a_password_is_made_up(
    controls: tuple[Control, ...],
) -> None:
    assert rules(judged("Welcome", controls=controls)) == ["unsaid"]


@pytest.mark.parametrize(
    "controls",
    [
        (USER, PASSWORD),
        (USER, field("Password", "password")),
        (USER, field("Password", "password"), field("Memorable word", "password")),
        (field("Last 4 digits of SSN", "password"), field("Security code", "password")),
    ],
)
def test_pages_that_ask_for_a_secret_in_use_are_no_such_pages(
    controls: tuple[Control, ...],
) -> None:
    assert judged("Welcome", controls=controls).verdict is Verdict.CANNOT_TELL


def test_a_sign_in_form_that_keeps_browsers_from_filling_it_in_is_no_such_page() -> None:
    shy = sign_in_page(controls=(USER, field("Password", "password", "new-password")))
    assert CHECK.judge(evidence(home(), shy)).verdict is Verdict.CANNOT_TELL


# --- kinds of characters ---


@pytest.mark.parametrize(
    "words",
    [
        "Your password must contain an uppercase letter, a number and a special character.",
        "At least one digit",
        "Use 8 or more characters with a mix of letters, numbers and symbols",
        "One capital letter (A-Z)",
        "Contains number",
        "Include numbers & symbols",
        "8+ characters, 1 number, 1 capital",
        "Must contain a number and must not contain your user name",
        "Must contain any three of the following: capitals, small letters, digits",
        "La contraseña debe contener al menos una mayúscula y un número",
        "Una letra mayúscula",
    ],
)
def test_a_demand_for_kinds_of_characters_is_a_fault(words: str) -> None:
    outcome = judged(RULE, words)
    assert rules(outcome) == ["composition"]
    assert (outcome.share, outcome.findings[0].severity) == (0.75, Severity.MINOR)


@pytest.mark.parametrize(
    "words",
    [
        "You do not need numbers or symbols.",
        "You may use letters, numbers and symbols.",
        "Numbers and symbols are not required.",
        "We recommend at least one number.",
        "Use three words instead of numbers and symbols.",
        "Your password cannot be entirely numeric.",
        "No more than 2 identical characters in a row.",
        "Please enter at least one phone number.",
        "The user name must contain at least one number.",
        "The code must have 6 digits.",
        "No hace falta usar números.",
    ],
)
def test_what_is_only_allowed_or_about_something_else_is_no_demand(words: str) -> None:
    assert judged(RULE, words).verdict is Verdict.PASSED


def test_a_demand_in_the_placeholder_is_a_fault() -> None:
    new = field("New password", "password", "new-password", placeholder="At least 1 number")
    assert rules(judged(RULE, controls=(new,))) == ["composition"]


def test_a_demand_below_the_user_name_is_about_the_user_name() -> None:
    user = field("User name", box=Box(x=0, y=100, width=200, height=30))
    new = NEW.model_copy(update={"box": Box(x=0, y=300, width=200, height=30)})
    demand = text("At least one number").model_copy(
        update={"box": Box(x=0, y=140, width=200, height=20)}
    )
    asks = state("/reset", text(RULE), demand, controls=(user, new))
    assert CHECK.judge(run(asks)).verdict is Verdict.PASSED


def test_a_demand_that_shows_up_only_when_something_was_typed_is_a_fault() -> None:
    outcome = examined(typed(says="Add a word\nMust contain an upper case letter"))
    assert rules(outcome) == ["composition"]
    assert "beforehand" in outcome.findings[0].problem


def test_a_pattern_that_small_letters_do_not_fit_is_a_fault() -> None:
    misfits = [typed(length, pattern=True, mismatch=True, valid=False) for length in (64, 8, 15)]
    assert rules(examined(*misfits)) == ["composition"]


def test_a_pattern_that_only_short_words_do_not_fit_is_none() -> None:
    short = typed(8, pattern=True, mismatch=True, valid=False)
    outcome = examined(typed(64, pattern=True), short, typed(15, pattern=True))
    assert outcome.verdict is Verdict.PASSED


def test_advice_to_add_a_number_is_no_demand() -> None:
    assert examined(typed(says="Weak. Try adding a number.")).verdict is Verdict.PASSED


# --- length ---


@pytest.mark.parametrize(("most", "severity"), [(20, Severity.MINOR), (12, Severity.MAJOR)])
def test_a_field_that_takes_few_characters_is_a_fault(most: int, severity: Severity) -> None:
    outcome = judged(RULE, controls=(NEW.model_copy(update={"maxlength": most}),))
    assert [(f.rule, f.severity) for f in outcome.findings] == [("longest", severity)]
    assert str(most) in outcome.findings[0].problem


def test_a_field_that_takes_64_characters_passes() -> None:
    outcome = judged(RULE, controls=(NEW.model_copy(update={"maxlength": 64}),))
    assert outcome.verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "words", ["8 to 20 characters", "Between 8 and 20 characters", "Entre 8 y 20 caracteres"]
)
def test_a_limit_that_is_only_said_is_a_fault(words: str) -> None:
    assert rules(judged(words)) == ["longest"]


def test_a_phrase_that_is_cut_short_is_a_fault() -> None:
    outcome = examined(typed(64, arrived=20.0), typed(8), typed(15))
    assert rules(outcome) == ["longest"]
    assert "20" in outcome.findings[0].problem


def test_a_phrase_that_loses_its_spaces_is_not_cut_short() -> None:
    assert examined(typed(64, arrived=55.0), typed(8), typed(15)).verdict is Verdict.PASSED


def test_a_field_that_nothing_arrived_in_says_nothing_about_its_length() -> None:
    outcome = examined(typed(64, arrived=0.0), typed(8, arrived=0.0), typed(15, arrived=0.0))
    assert outcome.verdict is Verdict.PASSED


# --- said beforehand ---


@pytest.mark.parametrize(
    "words",
    [
        "At least 8 characters",
        "8+ characters",
        "12 characters minimum",
        "Password must be at least eight characters long",
        "Minimum length: 12",
        "Mínimo 8 caracteres",
    ],
)
def test_the_shortest_length_may_be_said_in_many_words(words: str) -> None:
    assert judged(words).verdict is Verdict.PASSED


@pytest.mark.parametrize("words", ["Choose a strong password.", "Code: 8 characters or more"])
def test_a_page_that_does_not_say_the_length_has_a_fault(words: str) -> None:
    outcome = judged(words)
    assert [(f.rule, f.severity) for f in outcome.findings] == [("unsaid", Severity.MINOR)]


def test_a_length_that_only_an_error_tells_is_not_said_beforehand() -> None:
    refused = state("/reset", text("Use 12 letters or more.", "error"), controls=(NEW,))
    assert rules(CHECK.judge(run(refused))) == ["unsaid"]


def test_a_hint_that_comes_with_the_focus_is_said_beforehand() -> None:
    outcome = examined(typed(hint="At least 12 characters"), words="Welcome")
    assert outcome.verdict is Verdict.PASSED


def test_an_answer_to_what_was_typed_is_not_said_beforehand() -> None:
    outcome = examined(typed(8, says="At least 12 characters"), words="Welcome")
    assert rules(outcome) == ["unsaid"]


# --- expiry ---


@pytest.mark.parametrize(
    "words",
    [
        "Passwords expire every 90 days.",
        "Your password must be changed every 90 days.",
        "It must be changed every 3 months.",
        "Your password has expired.",
        "Su contraseña caduca cada 90 días.",
    ],
)
def test_a_password_that_ends_by_itself_is_a_fault(words: str) -> None:
    assert rules(judged(RULE, words)) == ["expiry"]


@pytest.mark.parametrize(
    "words",
    [
        "Passwords never expire.",
        "This link expires in 24 hours.",
        "Your password link expires in 1 hour.",
        "Your temporary password expires in 24 hours.",
        "Este enlace de contraseña caducará en 60 minutos.",
    ],
)
def test_other_ends_are_no_fault(words: str) -> None:
    assert judged(RULE, words).verdict is Verdict.PASSED


# --- all together ---


def test_each_rule_that_is_broken_costs_a_quarter() -> None:
    outcome = judged(
        "The password must have a number. It may have no more than 10 characters.",
        "Passwords expire every 60 days.",
    )
    assert sorted(rules(outcome)) == ["composition", "expiry", "longest", "unsaid"]
    assert outcome.share == 0


def test_a_rule_broken_on_one_of_two_pages_is_broken() -> None:
    other = state("/preferences/password", text("Welcome"), controls=(NEW,), signed_in=True)
    outcome = CHECK.judge(run(page(RULE), other))
    assert outcome.share == 0.75
    assert [place.url for place in outcome.findings[0].where] == ["/preferences/password"]


def test_words_of_the_footer_and_of_links_are_no_rules() -> None:
    link = text("Passwords must contain a number", "link")
    foot = text("At least one digit").model_copy(update={"region": "footer"})
    asks = state("/reset", text(RULE), link, foot, controls=(NEW, control("Save", "button")))
    assert CHECK.judge(run(asks)).verdict is Verdict.PASSED


def test_the_note_says_whether_anything_was_typed() -> None:
    assert "words alone" in judged(RULE).note
    assert "typed" in examined(typed()).note
