"""GI-03, GI-04, GI-06 and GI-17: the fields of the sign-in."""

from __future__ import annotations

from typing import Literal

import pytest

from portal_audit.checks.get_in.code_step import CHECK as CODE_STEP
from portal_audit.checks.get_in.field_labels import CHECK as LABELS
from portal_audit.checks.get_in.paste_works import CHECK as PASTE
from portal_audit.checks.get_in.show_password import CHECK as SHOWN
from portal_audit.evidence import Control, PasteTrial
from portal_audit.finding import Outcome, Severity, Verdict
from tests.checks.builders import (
    CODE,
    PASSWORD,
    SHOW,
    USER,
    code_page,
    control,
    evidence,
    field,
    home,
    private,
    sign_in_page,
    state,
)

RESEND = control("Send the code another way")
REMEMBER = control("Remember this device for 30 days", "checkbox")

# --- GI-03 ---


def labels(*controls: Control) -> Outcome:
    return LABELS.judge(evidence(sign_in_page(controls=controls)))


def test_labelled_fields_that_fill_themselves_pass() -> None:
    outcome = LABELS.judge(evidence(sign_in_page(), code_page()))
    assert outcome.verdict is Verdict.PASSED
    assert outcome.findings == ()


def test_a_field_with_only_a_placeholder_fails() -> None:
    bare = field("User ID", autocomplete="username", label="", name_from="placeholder")
    outcome = labels(bare, PASSWORD)
    assert outcome.share == 0.5
    assert (outcome.findings[0].about, outcome.findings[0].severity) == (
        "user name label",
        Severity.MAJOR,
    )


@pytest.mark.parametrize(
    ("user", "password", "about"),
    [("off", "current-password", "user name"), ("username", "new-password", "password")],
)
def test_a_field_no_password_manager_can_fill_fails(user: str, password: str, about: str) -> None:
    outcome = labels(field("User name", "text", user), field("Password", "password", password))
    assert [f.about for f in outcome.findings] == [f"{about} autocomplete"]


@pytest.mark.parametrize("words", ["section-main username", "email", "username webauthn"])
def test_autocomplete_may_have_more_than_one_word(words: str) -> None:
    assert labels(field("User name", "text", words), PASSWORD).verdict is Verdict.PASSED


def test_an_email_field_without_the_at_sign_keyboard_is_cosmetic() -> None:
    outcome = labels(field("Email address", "text", "username"), PASSWORD)
    assert outcome.findings[0].severity is Severity.COSMETIC


def test_the_search_field_of_the_site_is_not_a_sign_in_field() -> None:
    search = field("Find a doctor", autocomplete="", label="", region="header")
    assert labels(search, USER, PASSWORD).verdict is Verdict.PASSED


def test_a_search_field_beside_the_form_is_not_a_sign_in_field() -> None:
    search = field("Search", autocomplete="", label="")
    assert labels(search, USER, PASSWORD).verdict is Verdict.PASSED


def test_a_code_field_without_the_number_pad_is_cosmetic() -> None:
    slow = field("6-digit code", autocomplete="one-time-code")
    outcome = LABELS.judge(evidence(sign_in_page(), code_page(controls=[slow])))
    assert [(f.about, f.severity) for f in outcome.findings] == [("code keypad", Severity.COSMETIC)]


def test_a_password_called_passcode_is_still_the_sign_in_form() -> None:
    outcome = labels(USER, field("Passcode", "password", "off"))
    assert [f.about for f in outcome.findings] == ["password autocomplete"]


def test_a_zip_code_on_the_public_site_is_no_sign_in_code() -> None:
    finder = state("/clinicians", controls=[field("ZIP code", label="")])
    outcome = LABELS.judge(evidence(home(), finder, sign_in_page()))
    assert outcome.verdict is Verdict.PASSED


def test_a_page_to_sign_up_is_not_taken_for_the_sign_in() -> None:
    first_in_order = state("/account", controls=[field("Password", "password", "off", label="")])
    run = evidence(home(), sign_in_page()).model_copy(
        update={"states": {s.id: s for s in (first_in_order, home(), sign_in_page())}}
    )
    assert LABELS.judge(run).verdict is Verdict.PASSED


@pytest.mark.parametrize("check", [LABELS, PASTE, SHOWN, CODE_STEP], ids=lambda c: c.id)
def test_a_run_that_saw_no_sign_in_page_cannot_tell(check: object) -> None:
    assert check.judge(evidence(home())).verdict is Verdict.CANNOT_TELL  # type: ignore[attr-defined]


# --- GI-04 ---


def trial(
    field: Literal["user", "password", "code"] = "password",
    arrived: int = 4,
    prevented: bool = False,
) -> PasteTrial:
    return PasteTrial(field=field, name="Password", pasted=4, arrived=arrived, prevented=prevented)


def paste(*trials: PasteTrial) -> Outcome:
    return PASTE.judge(evidence(sign_in_page(paste=trials)))


def test_fields_that_take_what_is_pasted_pass() -> None:
    assert paste(trial("user"), trial()).verdict is Verdict.PASSED


@pytest.mark.parametrize("blocked", [trial(arrived=0), trial(arrived=3), trial(prevented=True)])
def test_a_blocked_paste_is_a_major_problem(blocked: PasteTrial) -> None:
    outcome = paste(trial("user"), blocked)
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MAJOR)
    assert outcome.findings[0].about == "password"


def test_a_field_blocked_on_one_page_is_not_saved_by_another() -> None:
    run = evidence(sign_in_page(paste=(trial(),)), state("/z", paste=(trial(arrived=0),)))
    assert PASTE.judge(run).share == 0


def test_a_sign_in_page_where_nothing_was_pasted_cannot_tell() -> None:
    assert PASTE.judge(evidence(sign_in_page(paste=()))).verdict is Verdict.CANNOT_TELL


# --- GI-06 ---


def shown(*controls: Control) -> Outcome:
    return SHOWN.judge(evidence(sign_in_page(controls=(USER, PASSWORD, *controls))))


@pytest.mark.parametrize("name", ["Show password", "Reveal", "View password", "Show"])
def test_a_button_that_shows_the_password_passes(name: str) -> None:
    assert shown(control(name, "button")).verdict is Verdict.PASSED


@pytest.mark.parametrize("name", ["View password rules", "Show my bill", "Forgot password?"])
def test_other_buttons_do_not_show_the_password(name: str) -> None:
    assert shown(control(name, "button")).share == 0


def test_a_show_button_out_of_reach_of_the_keyboard_fails() -> None:
    outcome = shown(SHOW.model_copy(update={"focusable": False}))
    assert outcome.share == 0
    assert "keyboard" in outcome.findings[0].problem


# --- GI-17 ---


def code_step(*controls: Control, paste: tuple[PasteTrial, ...] = ()) -> Outcome:
    return CODE_STEP.judge(evidence(sign_in_page(), code_page(controls=controls, paste=paste)))


def test_a_code_step_with_all_three_helps_passes() -> None:
    assert code_step(CODE, RESEND, REMEMBER).verdict is Verdict.PASSED


def test_each_help_of_the_code_step_is_a_third() -> None:
    outcome = code_step(CODE)
    assert outcome.share == pytest.approx(1 / 3)
    assert outcome.findings[0].severity is Severity.MINOR


def test_a_code_field_that_takes_a_paste_needs_no_autofill() -> None:
    plain = field("Code")
    assert code_step(plain, RESEND, REMEMBER, paste=(trial("code"),)).share == 1
    assert code_step(plain, RESEND, REMEMBER).share == pytest.approx(2 / 3)


def test_a_sign_in_without_a_code_has_no_code_step() -> None:
    outcome = CODE_STEP.judge(evidence(sign_in_page(), private()))
    assert outcome.verdict is Verdict.NOT_APPLICABLE


def test_a_sign_in_that_was_not_seen_to_its_end_cannot_tell() -> None:
    assert CODE_STEP.judge(evidence(sign_in_page())).verdict is Verdict.CANNOT_TELL
