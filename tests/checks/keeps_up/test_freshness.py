"""KU-02, KU-03 and KU-12: what has gone stale."""

from __future__ import annotations

import pytest

from portal_audit.checks.keeps_up.leftovers import CHECK as LEFTOVERS
from portal_audit.checks.keeps_up.reviewed_dates import CHECK as REVIEWED
from portal_audit.checks.keeps_up.stale_notices import CHECK as STALE
from portal_audit.evidence import Block
from portal_audit.finding import Check, Outcome, Severity, Verdict
from tests.checks.everyone.builders import block, evidence, state


def stale(*blocks: Block, signed_in: bool = False) -> Outcome:
    return STALE.judge(evidence(state("/", *blocks, signed_in=signed_in)))


@pytest.mark.parametrize(
    "words",
    [
        "We will be closed on Monday, September 7, 2026.",
        "Closed December 24, 2025 through January 2, 2026.",
        "Free flu shot clinic: October 4, 2025, 9 AM to noon.",
        "Coming soon: online payments (January 2026).",
        "Masks are free until March 31, 2026.",
        "Last day to register now: 10/01/2026",
    ],
)
def test_a_notice_whose_date_is_past_fails(words: str) -> None:
    outcome = stale(block(words))
    assert outcome.share == 0
    assert outcome.findings[0].severity is Severity.MINOR


@pytest.mark.parametrize(
    "words",
    [
        "We will be closed on Thursday, November 26, 2026.",
        "Closed December 24, 2025 through January 2, 2027.",
        "We will be closed on July 4.",
        "The clinic was closed on July 3, 2026.",
        "Last updated: November 3, 2026. Closed on Saturday and Sunday.",
        "This notice is effective January 1, 2024.",
        "Dr. Kim joined us on March 3, 2025.",
        "Open until 5 PM since May 1, 2024.",
    ],
)
def test_other_sentences_with_dates_pass(words: str) -> None:
    assert stale(block(words)).verdict is Verdict.PASSED


def test_a_past_date_under_a_heading_of_events_fails() -> None:
    outcome = stale(block("Flu shot clinic", "heading"), block("Saturday, October 4, 2025, 9 AM"))
    assert len(outcome.findings) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Refills until October 3, 2026",
        "Request closed 11/02/2026",
        "Visit on October 3, 2026 at Riverbend Family Clinic",
    ],
)
def test_a_patient_s_own_record_is_no_notice(words: str) -> None:
    assert stale(block(words), signed_in=True).verdict is Verdict.PASSED


def test_the_same_stale_notice_on_three_pages_is_one_finding() -> None:
    notice = block("We will be closed on July 3, 2026.", "notice")
    outcome = STALE.judge(evidence(*(state(path, notice) for path in ("/", "/a", "/b"))))
    assert [len(finding.where) for finding in outcome.findings] == [3]


HOURS = (
    block("Hours", "heading"),
    block("Monday to Friday: 8 AM to 5 PM"),
    block("Saturday and Sunday: closed"),
)


def reviewed(*blocks: Block) -> Outcome:
    return REVIEWED.judge(evidence(state("/hours", *HOURS, *blocks)))


@pytest.mark.parametrize(
    ("stamp", "share"),
    [
        ("Last checked: November 3, 2026", 1.0),
        ("Reviewed by Dr. Lee on November 24, 2025.", 1.0),
        ("Page updated June 2025", 0.5),
        ("Page updated June 2024", 0.0),
        ("Founded in June 2026", 0.0),
    ],
)
def test_the_hours_page_gets_its_share_by_the_age_of_its_date(stamp: str, share: float) -> None:
    assert reviewed(block(stamp, region="footer")).share == share


def test_an_hours_page_without_a_date_is_reported_as_cosmetic() -> None:
    (finding,) = reviewed().findings
    assert finding.severity is Severity.COSMETIC


def test_a_home_page_that_repeats_the_hours_needs_no_date_of_its_own() -> None:
    hours = state("/hours", *HOURS, block("Last checked: November 3, 2026"))
    outcome = REVIEWED.judge(evidence(state("/", *HOURS), hours))
    assert outcome.verdict is Verdict.PASSED


def test_reviewed_dates_cannot_be_told_without_such_a_page() -> None:
    assert REVIEWED.judge(evidence(state("/", block("Hello")))).verdict is Verdict.CANNOT_TELL


def left(*blocks: Block, title: str = "Home") -> Outcome:
    return LEFTOVERS.judge(evidence(state("/", *blocks, title=title)))


@pytest.mark.parametrize("words", ["© 2023 Riverbend", "Copyright 2019-2025 Riverbend"])
def test_an_old_copyright_year_is_cosmetic(words: str) -> None:
    (finding,) = left(block(words, region="footer")).findings
    assert finding.severity is Severity.COSMETIC


@pytest.mark.parametrize("words", ["© 2026 Riverbend", "(c) 2019–2026 Riverbend", "Riverbend"])
def test_a_current_or_missing_copyright_year_passes(words: str) -> None:
    assert left(block(words, region="footer")).verdict is Verdict.PASSED


def test_the_old_copyright_of_a_quoted_leaflet_passes() -> None:
    assert left(block("Leaflet © 2015 by its authors")).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "words",
    [
        "Lorem ipsum dolor sit amet.",
        "Your text here",
        "Hello, {{first_name}}!",
        "Welcome undefined",
        "Next visit: undefined",
        "[object Object]",
        "You owe $NaN",
        "TODO: ask Dr. Lee",
        "null",
    ],
)
def test_filler_text_fails(words: str) -> None:
    assert left(block(words)).share == 0


@pytest.mark.parametrize(
    "words", ["Ver todo", "The cause is undefined in most people.", "None", "Write your text."]
)
def test_ordinary_words_are_no_filler(words: str) -> None:
    assert left(block(words)).verdict is Verdict.PASSED


def test_filler_in_the_page_title_fails() -> None:
    assert left(block("Hello"), title="{{ page.title }}").share == 0


@pytest.mark.parametrize("check", [STALE, LEFTOVERS])
def test_pages_whose_words_were_not_gathered_cannot_tell(check: Check) -> None:
    assert check.judge(evidence(state("/"))).verdict is Verdict.CANNOT_TELL


def test_a_notice_seen_in_two_states_of_one_page_is_one_place() -> None:
    notice = block("We will be closed on July 3, 2026.", "notice")
    states = (state("/", notice), state("/", notice, block("Chat"), digest="home-chat"))
    (finding,) = STALE.judge(evidence(*states)).findings
    assert len(finding.where) == 1
