"""TR-08, TR-09, TR-11 and TR-12: what the portal says about itself."""

from __future__ import annotations

import pytest

from portal_audit.checks.trust.last_sign_in import CHECK as LAST
from portal_audit.checks.trust.one_portal import CHECK as ONE
from portal_audit.checks.trust.privacy_link import CHECK as PRIVACY_LINK
from portal_audit.checks.trust.protection_said import CHECK as PROTECTION
from portal_audit.evidence import PageState
from portal_audit.finding import Check, Outcome, Severity, Verdict
from tests.checks.builders import (
    PASSWORD,
    PRIVACY,
    USER,
    code_page,
    evidence,
    fence,
    home,
    private,
    sign_in_page,
    state,
    text,
    walk,
)

LINKED = sign_in_page(controls=(USER, PASSWORD, PRIVACY))


@pytest.mark.parametrize("check", [PRIVACY_LINK, PROTECTION, LAST, ONE], ids=lambda check: check.id)
def test_a_run_that_only_saw_the_home_page_cannot_tell(check: Check) -> None:
    assert check.judge(evidence(home(text("Welcome")))).verdict is Verdict.CANNOT_TELL


# --- TR-08 ---


def notice(words: str) -> Outcome:
    return PRIVACY_LINK.judge(evidence(LINKED, state("/privacy", text(words))))


def test_a_sign_in_page_that_links_to_the_privacy_notice_passes() -> None:
    outcome = PRIVACY_LINK.judge(evidence(LINKED))
    assert outcome.verdict is Verdict.PASSED
    assert "not read" in outcome.note


def test_a_sign_in_page_without_the_link_fails() -> None:
    outcome = PRIVACY_LINK.judge(evidence(sign_in_page()))
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MINOR)


def test_a_notice_of_the_last_two_years_passes() -> None:
    assert notice("Last reviewed on December 1, 2024.").verdict is Verdict.PASSED


def test_a_notice_older_than_two_years_is_half() -> None:
    outcome = notice("Effective September 23, 2013.")
    assert (outcome.share, outcome.findings[0].severity) == (0.5, Severity.MINOR)
    assert "2013" in outcome.findings[0].problem


def test_of_two_dates_of_a_notice_the_newer_counts() -> None:
    assert notice("Effective May 1, 2010. Updated May 1, 2026.").verdict is Verdict.PASSED


def test_a_date_that_is_about_something_else_does_not_date_the_notice() -> None:
    outcome = notice("We moved to our new building on May 1, 2026.")
    assert (outcome.share, outcome.findings[0].severity) == (0.5, Severity.COSMETIC)


# --- TR-09 ---


def said(words: str) -> Outcome:
    return PROTECTION.judge(evidence(home(), sign_in_page(text(words))))


@pytest.mark.parametrize(
    "words",
    [
        "Your record is encrypted.",
        "We lock your record with a strong code.",
        "Only you and your care team can see it.",
        "We keep your health information private.",
        "How we protect your personal data",
        "No one else can see your messages.",
    ],
)
def test_a_plain_sentence_about_protection_passes(words: str) -> None:
    assert said(words).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "words",
    [
        "Protect your family: get a flu shot.",
        "Keep your child safe in the car.",
        "Only you can decide.",
        "Welcome to the portal.",
    ],
)
def test_other_sentences_say_nothing_about_protection(words: str) -> None:
    outcome = said(words)
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MINOR)


def test_a_sentence_on_the_home_page_is_enough() -> None:
    run = evidence(home(text("Your record is encrypted.")), sign_in_page())
    assert PROTECTION.judge(run).verdict is Verdict.PASSED


def test_a_sentence_behind_the_sign_in_comes_too_late() -> None:
    run = evidence(home(), sign_in_page(), private("/home", text("Your record is encrypted.")))
    assert PROTECTION.judge(run).share == 0


def test_words_that_were_not_read_are_not_a_missing_sentence() -> None:
    blind = sign_in_page().model_copy(update={"blocks": None})
    assert PROTECTION.judge(evidence(home(), blind)).verdict is Verdict.CANNOT_TELL


# --- TR-11 ---


def shown(*pages: PageState) -> Outcome:
    return LAST.judge(evidence(sign_in_page(), *pages))


@pytest.mark.parametrize(
    "words",
    [
        "Last signed in: Monday, November 23, 8:15 AM",
        "Your last sign-in was yesterday.",
        "Last login 11/23/2026",
        "Recent activity",
        "Send me an alert for each new sign-in",
    ],
)
def test_a_page_that_shows_the_last_sign_in_passes(words: str) -> None:
    assert shown(private("/home"), private("/prefs", text(words))).verdict is Verdict.PASSED


@pytest.mark.parametrize("words", ["Your last visit with Dr. Lee", "Physical activity: 30 minutes"])
def test_other_last_things_are_not_the_sign_in(words: str) -> None:
    outcome = shown(private("/home", text(words)))
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.COSMETIC)


def test_private_pages_whose_words_were_not_read_cannot_tell() -> None:
    blind = private().model_copy(update={"blocks": None})
    assert shown(blind).verdict is Verdict.CANNOT_TELL


# --- TR-12 ---


def test_titles_that_name_the_practice_pass() -> None:
    assert ONE.judge(evidence(sign_in_page(), code_page())).verdict is Verdict.PASSED


def test_a_title_that_names_only_the_software_fails() -> None:
    outcome = ONE.judge(evidence(sign_in_page(title="PHR Portal - Clinic logon")))
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MINOR)


def test_a_practice_whose_name_is_all_common_words_can_still_be_named() -> None:
    run = evidence(sign_in_page(title="Sign in - Health Center"), portal="The Health Center")
    assert ONE.judge(run).verdict is Verdict.PASSED


def test_a_sign_in_that_leads_to_another_host_fails() -> None:
    page = sign_in_page()
    events = (fence("The page tried to go to login.example.net"),)
    outcome = ONE.judge(evidence(page, walks=[walk(page, events=events)]))
    assert outcome.share == 0
    assert "login.example.net" in outcome.findings[0].problem


def test_another_host_in_another_task_is_not_the_sign_in_s_fault() -> None:
    page = sign_in_page()
    events = (fence("The page tried to go to pay.example.net"),)
    walks = [walk(page), walk(page, scenario="pay-bill", events=events)]
    assert ONE.judge(evidence(page, walks=walks)).verdict is Verdict.PASSED
