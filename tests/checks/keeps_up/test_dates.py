"""Dates in running text."""

from __future__ import annotations

from datetime import date

import pytest

from portal_audit.checks.keeps_up.dates import dates_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("November 26, 2026", date(2026, 11, 26)),
        ("Closed Thursday, Nov. 26th, 2026.", date(2026, 11, 26)),
        ("26 Nov 2026", date(2026, 11, 26)),
        ("the 4th of July 2026", date(2026, 7, 4)),
        ("11/26/2026", date(2026, 11, 26)),
        ("26/11/2026", date(2026, 11, 26)),
        ("2026-11-26", date(2026, 11, 26)),
        ("December 24 – 26, 2026", date(2026, 12, 26)),
        ("coming in February 2028", date(2028, 2, 29)),
    ],
)
def test_a_full_date_is_read(text: str, day: date) -> None:
    assert [dated.day for dated in dates_in(text)] == [day]


@pytest.mark.parametrize(
    "text", ["Nov 26", "2/30/2026", "February 30, 2026", "call 555-2026-11-26", "in 2026"]
)
def test_what_is_no_full_date_is_passed_over(text: str) -> None:
    assert list(dates_in(text)) == []


def test_two_dates_in_one_sentence_are_both_read() -> None:
    text = "Closed December 24, 2025 through January 2, 2026"
    assert [d.day for d in dates_in(text)] == [date(2025, 12, 24), date(2026, 1, 2)]
