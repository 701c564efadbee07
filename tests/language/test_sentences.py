"""Where sentences end, and what a word is."""

from __future__ import annotations

import pytest

from portal_audit.language.sentences import sentences
from portal_audit.language.words import words


@pytest.mark.parametrize(
    "text",
    [
        "You will see Dr. Smith at St. Mary Hospital.",
        "Come at 3 p.m. on Jan. 5 with your card.",
        "The clinic is open 9 a.m. Tuesday to 5 p.m. Friday.",
        "Your A1C was 7.2 percent.",
        "Write to j.smith@clinic.org today.",
        "Go to https://portal.example.org/a.b?c=d. now",
        "Ask J. Smith about it.",
        "Bring your card, e.g. the blue one.",
        "Go to room No. 5 please.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Call before 5 p.m. We close then.", 2),
        ("See example.com for more. Thank you.", 2),
        ("Really? Yes! Go.", 3),
        ("We are at 12 Oak St. We are open.", 2),
        ("The visit is in. They wait.", 2),
        ("Come in.They wait for you.", 2),
        ("1. Take your pills. 2. Rest.", 2),
        ("First block\n\nSecond block", 2),
        ("Bring:\n- your card\n- your list", 3),
        ("...", 0),
        ("", 0),
    ],
)
def test_sentences_are_counted_as_a_reader_counts_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_hyphenated_word_is_several_and_numbers_and_addresses_are_none() -> None:
    text = "Out-of-network costs: 45.10 at www.example.org, due 3 p.m."
    assert words(text) == ["Out", "of", "network", "costs", "at", "due", "pm"]


def test_a_long_run_of_letters_is_a_code_not_a_word() -> None:
    assert words("x" * 1000) == []
