"""KU-06: the next closing is announced on both home pages, a week ahead."""

from __future__ import annotations

from datetime import date

import pytest

from portal_audit.checks.keeps_up.closing_announced import CHECK
from portal_audit.checks.keeps_up.dates import days_near
from portal_audit.evidence import Closing, PageState
from portal_audit.finding import Outcome, Severity, Verdict
from tests.checks.builders import evidence, home, private, state, text, walk

TODAY = "2026-11-24"
THANKSGIVING = Closing(name="Thanksgiving Day", first="2026-11-26", last="2026-11-26")
CHRISTMAS = Closing(name="Christmas Day", first="2026-12-25", last="2026-12-25")
NOTICE = "We are closed on Thursday, November 26, for Thanksgiving."


def judged(
    *states: PageState, closings: tuple[Closing, ...] = (THANKSGIVING,), today: str = TODAY
) -> Outcome:
    return CHECK.judge(evidence(*states, closings=closings, today=today))


def announced(words: str, closing: Closing = THANKSGIVING, today: str = TODAY) -> bool:
    return judged(home(text(words)), closings=(closing,), today=today).verdict is Verdict.PASSED


def test_a_closing_announced_on_both_home_pages_passes() -> None:
    outcome = judged(home(text(NOTICE)), private("/home", text(NOTICE)))
    assert outcome.verdict is Verdict.PASSED


def test_a_closing_announced_on_one_home_page_only_is_half() -> None:
    outcome = judged(home(text(NOTICE)), private("/home", text("Welcome")))
    assert outcome.share == 0.5
    assert [place.url for place in outcome.findings[0].where] == ["/home"]


def test_a_closing_announced_nowhere_gets_nothing_and_one_finding() -> None:
    outcome = judged(home(text("Welcome")), private("/home", text("Hello")))
    (finding,) = outcome.findings
    assert outcome.share == 0
    assert (finding.severity, finding.about) == (Severity.MINOR, "Thanksgiving Day")
    assert {place.url for place in finding.where} == {"/", "/home"}
    assert "Thursday, November 26, 2026" in finding.problem


def test_a_notice_on_another_page_is_not_enough() -> None:
    seen = evidence(
        home(text("Welcome")),
        private("/home", text("Hello")),
        private("/bills", text(NOTICE)),
        closings=(THANKSGIVING,),
    )
    assert CHECK.judge(seen).share == 0


def test_the_signed_in_home_is_where_most_walks_arrive() -> None:
    pages = (home(text(NOTICE)), private("/home", text(NOTICE)), private("/bills", text("Bills")))
    walks = (walk(*pages), walk(pages[0], pages[2], scenario="pay", audience="desktop"))
    seen = evidence(*pages, walks=walks, closings=(THANKSGIVING,))
    assert CHECK.judge(seen).verdict is Verdict.PASSED


@pytest.mark.parametrize("seen", [home(text(NOTICE)), private("/home", text(NOTICE))])
def test_one_home_page_alone_is_judged_and_the_other_named(seen: PageState) -> None:
    outcome = judged(seen)
    assert outcome.verdict is Verdict.PASSED
    assert "was not seen" in outcome.note


def test_without_a_calendar_it_cannot_be_told() -> None:
    outcome = judged(home(text(NOTICE)), closings=())
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "closings:" in outcome.note


def test_a_calendar_that_is_over_cannot_be_judged() -> None:
    assert judged(home(text(NOTICE)), today="2026-11-27").verdict is Verdict.CANNOT_TELL


def test_without_a_home_page_it_cannot_be_told() -> None:
    assert judged(state("/hours", text(NOTICE)), home(controls=())).share is None


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        ("2026-11-18", Verdict.NOT_APPLICABLE),
        ("2026-11-19", Verdict.FAILED),
        ("2026-11-26", Verdict.FAILED),
    ],
)
def test_it_is_asked_for_from_seven_days_ahead_to_the_day_itself(
    today: str, verdict: Verdict
) -> None:
    assert judged(home(text("Welcome")), today=today).verdict is verdict


def test_a_closing_far_ahead_that_is_announced_already_passes() -> None:
    notice = home(text("Closed on December 25"))
    assert judged(notice, closings=(CHRISTMAS,)).verdict is Verdict.PASSED


def test_only_the_next_closing_is_asked_for() -> None:
    assert judged(home(text(NOTICE)), closings=(CHRISTMAS, THANKSGIVING)).share == 1


def test_a_closing_that_goes_on_today_is_the_next_one() -> None:
    week = Closing(name="Move", first="2026-11-20", last="2026-11-27")
    assert judged(home(text("Welcome")), closings=(week, CHRISTMAS)).share == 0


@pytest.mark.parametrize(
    "words",
    [
        "Closed Thursday, November 26",
        "We will be closed Nov. 26.",
        "Closed 11/26/2026",
        "Closed on 11/26",
        "Holiday hours: Nov 26-27 no visits",
        "The office is not open November 25 through 27, 2026.",
        "Closed for Thanksgiving",
        "Office closing: Thanksgiving Day",
        "Cerrado el jueves 26 de noviembre",
        "Holidays: closed Nov 26, Dec 25 and Jan 1.",
    ],
)
def test_a_notice_in_any_usual_form_counts(words: str) -> None:
    assert announced(words)


@pytest.mark.parametrize(
    "words",
    [
        "We are closed on Sundays.",
        "November 26 is Thanksgiving.",
        "Closed on Thursday, November 27 for Thanksgiving.",
        "HOLIDAY NOTICE: closed November 26, 2025.",
        "Closed December 25",
        "We are not closed on November 26.",
        "Call us on Thanksgiving. We never closed a door to you.",
    ],
)
def test_a_notice_of_another_day_or_none_does_not_count(words: str) -> None:
    assert not announced(words)


def test_the_day_may_stand_below_a_heading_that_says_closed() -> None:
    page = home(text("We will be closed", "heading"), text("Thursday, November 26"))
    assert judged(page).verdict is Verdict.PASSED


def test_closed_tomorrow_is_an_announcement() -> None:
    assert announced("We are closed tomorrow.", today="2026-11-25")
    assert not announced("We are closed tomorrow.", today="2026-11-24")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "We are closed on Sundays."),
        ("Holiday", "Closed on every holiday."),
        ("Labor Day", "Labor and delivery is closed to visitors."),
        ("Christmas Day", "We are closed on Christmas Eve."),
    ],
)
def test_a_name_that_says_little_is_not_enough(name: str, words: str) -> None:
    assert not announced(words, Closing(name=name, first="2026-11-26", last="2026-11-26"))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Thursday, November 26", "2026-11-26", "2026-11-26"),
        ("Nov 26-27", "2026-11-26", "2026-11-27"),
        ("Dec 24 through Jan 2", "2026-12-24", "2027-01-02"),
        ("26 y 27 de noviembre", "2026-11-26", "2026-11-27"),
        ("Thursday, December 25", "2025-12-25", "2025-12-25"),
    ],
)
def test_a_date_without_a_year_is_the_nearest_one(words: str, first: str, last: str) -> None:
    (days,) = days_near(words, date(2026, 11, 26))
    assert days == (date.fromisoformat(first), date.fromisoformat(last))
