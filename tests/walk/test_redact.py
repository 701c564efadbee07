"""Nothing secret and nothing of a patient passes the redactor."""

from __future__ import annotations

import pytest

from portal_audit.walk.redact import Redactor

PASSWORD = 'p&ss "word"+7'


@pytest.mark.parametrize(
    "text",
    [
        f"typed {PASSWORD} here",
        "q=p%26ss%20%22word%22%2B7&x",
        "q=p%26ss+%22word%22%2B7&x",
        'value="p&amp;ss &quot;word&quot;+7"',
        f"typed {PASSWORD.upper()} here",
    ],
)
def test_a_secret_is_hidden_in_every_usual_encoding(text: str) -> None:
    hidden = Redactor([PASSWORD]).text(text)
    assert "word" not in hidden.casefold()
    assert "[secret]" in hidden


def test_words_of_a_masked_part_are_masked_wherever_they_turn_up_again() -> None:
    redactor = Redactor()
    redactor.mask("Maria  Gomez")
    assert redactor.text("Results of Maria Gomez | Clinic") == "Results of [masked] | Clinic"


def test_an_address_keeps_its_keys_and_loses_its_values() -> None:
    url = "https://pat:pw@portal.example.org/results?id=123&name=Maria#frag"
    assert Redactor().url(url) == "https://portal.example.org/results?id=&name="


def test_a_value_that_holds_planted_words_is_told_to_hold_them() -> None:
    redactor = Redactor()
    redactor.mask("Zanzibar Quillfeather")
    url = "https://ads.example/p?n=Zanzibar%20Quillfeather&id=7"
    assert redactor.url(url) == "https://ads.example/p?n=[masked]&id="


def test_the_route_of_a_single_page_app_is_kept() -> None:
    assert Redactor().url("https://p.example/#/visits?id=3") == "https://p.example/#/visits"


def test_the_value_of_a_field_is_cut_out_of_a_snippet() -> None:
    assert (
        Redactor().snippet('<input name="q" value="secret stuff">') == '<input name="q" value="">'
    )


def test_control_characters_are_removed_and_length_is_capped() -> None:
    assert Redactor().text("a\x00b\x1b[31mc") == "ab[31mc"
    assert len(Redactor().text("x" * 10_000, cap=100)) == 100
