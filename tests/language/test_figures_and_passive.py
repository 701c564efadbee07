"""Forms of dates and numbers; passive sentences."""

from __future__ import annotations

import pytest

from portal_audit.language.figures import figures
from portal_audit.language.passive import is_passive


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("On March 3, 2026 at 9:15 a.m.", ["date in words", "12-hour time"]),
        ("On 11/24/2026 at 14:30.", ["date in slashes", "24-hour time"]),
        ("2026-11-24T10:00:00Z", ["computer time stamp"]),
        ("24NOV2026", ["computer time stamp"]),
        ("2026-11-24", ["date in dashes"]),
        ("5.43210 mg", ["too many decimals"]),
        ("$45.1 or $12500", ["odd amount", "odd amount"]),
        ("Open 24/7, pressure 120/80, $45.10, you may 5.43, 555-0100", []),
    ],
)
def test_the_form_of_each_date_time_and_amount_is_told(text: str, forms: list[str]) -> None:
    assert [figure.form for figure in figures(text)] == forms


@pytest.mark.parametrize("text", ["Your result will be reviewed.", "It was not sent."])
def test_a_form_of_be_and_a_participle_is_passive(text: str) -> None:
    assert is_passive(text)


@pytest.mark.parametrize("text", ["We are closed.", "You need this.", "A nurse reads it."])
def test_states_and_active_sentences_are_not_passive(text: str) -> None:
    assert not is_passive(text)
