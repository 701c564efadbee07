"""Nothing of the patient's and nothing that opens an account gets into evidence."""

from __future__ import annotations

import pytest

from portal_audit.mail.addresses import address_of, looks_like_a_code
from tests.mail.making import LINK, TOKEN, html, made, plain, read

CODE = "PX7QM-28DKV-9RT4W"


def everything(data: bytes) -> str:
    letter = read(data)
    return letter.mail.model_dump_json() + letter.html


def test_tokens_of_links_are_in_no_part_of_the_evidence() -> None:
    script = '{"url": "' + LINK.replace("/", "\\/") + '"}'
    markup = html(
        button=f'<a href="{LINK}&amp;u=7" title="{LINK}">Go</a> <a href=\'{LINK}\'>{LINK}</a>',
        more=f'<p>Or copy {LINK}.</p><script type="application/ld+json">{script}</script>'
        f'<img alt="" src="https://portal.riverbend.example/o/{TOKEN}.gif?k={TOKEN}">'
        f'<div style="background:url({LINK})" data-token="{TOKEN}">x</div><!-- {LINK} -->',
    )
    said = everything(made(markup=markup, text=plain() + f"\nYour code is {CODE}."))
    assert TOKEN not in said
    assert CODE not in said
    assert "portal.riverbend.example" in said


def test_names_and_addresses_of_the_patient_are_masked() -> None:
    markup = html(
        ("Hello <b>Maria</b>,", "Dear MARIA QUINTERO, we wrote to maria.quintero@patients.example.")
    )
    said = everything(
        made(subject="Maria, your account is ready at Riverbend", markup=markup, text="Hi Maria!\n")
    )
    for word in ("Maria", "MARIA", "Quintero", "QUINTERO", "maria.quintero", "patients.example"):
        assert word not in said
    assert "[patient]" in said


def test_a_name_that_stands_only_in_the_greeting_is_masked_everywhere() -> None:
    words = ("Dear Wilhelmina,", "Wilhelmina, you can book a visit.")
    said = everything(made(to="undisclosed-recipients:;", markup=html(words), text=plain(words)))
    assert "Wilhelmina" not in said


@pytest.mark.parametrize("greeting", ["Dear Patient,", "Hello there,", "Dear Riverbend Family,"])
def test_a_greeting_that_names_nobody_masks_nothing(greeting: str) -> None:
    letter = read(made(to="a@b.example", markup=html((greeting,))))
    assert greeting in letter.mail.html
    assert "Riverbend" in letter.mail.subject


@pytest.mark.parametrize(
    ("words", "secret"),
    [
        ("MRN: 00482913", "00482913"),
        ("Date of birth: 04/07/1956", "04/07/1956"),
        ("Your activation code is: 482 193", "482 193"),
        ("Use PIN: 4821", "4821"),
        ("Write to jo.bloggs@elsewhere.example", "jo.bloggs"),
    ],
)
def test_numbers_that_are_somebody_s_are_masked(words: str, secret: str) -> None:
    assert secret not in everything(made(markup=html((words,)), text=f"{words}\n"))


@pytest.mark.parametrize(
    "words", ["Call (503) 555-0142.", "Write to help@riverbend.example.", "The code is below."]
)
def test_what_everybody_may_know_stays(words: str) -> None:
    assert words in read(made(markup=html((words,)))).mail.html


@pytest.mark.parametrize(
    "word", ["activate", "test-results", "PatientPortal", "index.html", "step2", "2026", "v1.2"]
)
def test_words_in_a_path_are_no_codes(word: str) -> None:
    assert not looks_like_a_code(word)


@pytest.mark.parametrize(
    "word",
    [TOKEN, "550e8400-e29b-41d4-a716-446655440000", "88213554", "xkqjzvbnmtrs", "a8f3", "AAQB~k"],
)
def test_codes_in_a_path_are_codes(word: str) -> None:
    assert looks_like_a_code(word)


def test_an_address_keeps_its_place_and_loses_its_values() -> None:
    address = address_of(f"https://u:p@Portal.example/in/{TOKEN}?t=abc&lang=en#x{TOKEN}")
    assert (address.host, address.path) == ("portal.example", "/in/[secret]")
    assert address.shown == ("https://portal.example/in/[secret]?t=[secret]&lang=[secret]#[secret]")


def test_the_html_keeps_its_form() -> None:
    letter = read(made())
    assert letter.html.startswith('<!doctype html><html lang="en">')
    assert 'style="font-size:16px;color:#111"' in letter.html


def test_what_opens_an_account_is_not_in_a_letter_s_repr() -> None:
    assert TOKEN not in repr(read(made()))
