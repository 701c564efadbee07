"""Which words are hard, and when they are explained."""

from __future__ import annotations

from itertools import pairwise

import pytest

from portal_audit.language.glossary import shipped_glossary
from portal_audit.language.jargon import Term, find_jargon

GLOSSARY = shipped_glossary()


def hard(text: str, *, allowed: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> list[Term]:
    found = find_jargon(text, glossary=GLOSSARY, allowed=allowed, names=names)
    return [term for term in found if not term.explained]


def words(text: str) -> list[str]:
    return [text[term.start : term.end] for term in hard(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You have atrial fibrillation.", ["atrial fibrillation"]),
        ("Your coinsurance is 20%.", ["coinsurance"]),
        ("See your EOB for out-of-network charges.", ["EOB", "out-of-network"]),
        ("Two formularies apply.", ["formularies"]),
        ("Your claims and your deductibles.", ["claims", "deductibles"]),
        ("Read our Notice of Privacy Practices.", ["Notice of Privacy Practices"]),
        ("Take one tablet BID PRN.", ["BID", "PRN"]),
        ("Your eGFR and HbA1c are fine.", ["eGFR", "HbA1c"]),
        ("Avoid NSAIDs.", ["NSAIDs"]),
        ("As 45 CFR 164.506 says.", ["45 CFR 164.506"]),
    ],
)
def test_terms_of_the_glossary_are_found_in_any_form(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_clinical_word_that_no_list_has_is_told_by_form_and_rarity() -> None:
    (term,) = hard("The scan shows choledochopathy and cholangiomalacia.")[:1]
    assert term.kind == "medical"
    assert not term.listed


def test_a_term_brings_its_plain_words() -> None:
    (term,) = hard("Your coinsurance is due.")
    assert (term.kind, term.plain) == ("billing", "your share of the cost")


@pytest.mark.parametrize(
    "text",
    [
        "Your coinsurance (your share of the cost) is 20%.",
        "You pay your share of the cost (coinsurance).",
        "Your coinsurance, which means your share of the cost, is 20%.",
        "You pay coinsurance – your share of the cost.",
        "Your coinsurance, or share of the cost, is 20%.",
        "This share is called coinsurance.",
        "Your primary care provider (PCP) will call.",
        "Your PCP (primary care provider) will call.",
        "Your PCP, or primary care provider, will call.",
        "Your A1C (average blood sugar) is fine.",
    ],
)
def test_a_term_explained_where_it_stands_is_not_hard(text: str) -> None:
    assert hard(text) == []


def test_a_term_explained_once_is_not_hard_later() -> None:
    assert hard("Coinsurance (your share of the cost) is due. Pay your coinsurance.") == []


def test_a_term_explained_only_later_is_hard_at_first() -> None:
    text = "Pay your coinsurance. Your coinsurance (your share of the cost) is due."
    assert [term.start for term in hard(text)] == [text.index("coinsurance")]


def test_another_abbreviation_in_brackets_explains_nothing() -> None:
    assert words("Your CBC (CMP) is ready.") == ["CBC", "CMP"]


def test_brackets_that_hold_other_words_do_not_explain_an_abbreviation() -> None:
    assert words("Please call our front desk staff (MRN) now.") == ["MRN"]


@pytest.mark.parametrize(
    "text",
    [
        "You can see your test results here.",
        "Your next visit is on Tuesday, March 3 at 9:15 a.m. with Dr. Maria Gonzalez.",
        "Bring your insurance card and a photo ID.",
        "Riverbend Family Clinic, 120 Oak Street, Springfield, IL 62704",
        "Dr. Ana Lee, MD, and Sam Hill, RN, work here.",
        "Please DO NOT use this form. It is NEVER read.",
        "PLEASE BRING YOUR CARD TO THE DESK",
        "If you encounter a problem, call us.",
        "Write to PO Box 12 or call 9 AM PT.",
        "Go to https://x.org/EOB/colonoscopy or mail MRN@clinic.org.",
        "Technology and photography are hobbies of Henry VIII.",
        "",
    ],
)
def test_plain_sentences_are_left_alone(text: str) -> None:
    assert hard(text) == []


def test_a_name_is_no_jargon() -> None:
    assert hard("Welcome to Cardiac Partners.", names=("Cardiac Partners",)) == []
    assert hard("We work with Cardiopathy every day.") == []


def test_a_listed_term_with_a_capital_is_still_hard() -> None:
    assert words("The Guarantor pays the Coinsurance.") == ["Guarantor", "Coinsurance"]


def test_an_allowed_word_is_not_reported() -> None:
    assert hard("Your coinsurance and your EOB.", allowed=("coinsurance", "EOB")) == []


def test_an_unknown_abbreviation_is_found_but_not_listed() -> None:
    (term,) = hard("Ask for the QZXV form.")
    assert (term.kind, term.listed) == ("acronym", False)


def test_terms_do_not_overlap_and_come_in_order() -> None:
    found = hard("Your hemoglobin A1C, EOB, prior authorization and claim denial.")
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_the_name_of_a_medicine_is_a_gentle_note() -> None:
    (term,) = hard("Start atorvastatin 20 mg.")
    assert (term.medicine, term.familiar, term.listed) == (True, True, False)


def test_hard_words_of_any_kind_stand_out_in_a_text_dense_with_clinical_ones() -> None:
    dense = "Atelectasis with pleural effusion and leukocytosis was heterogeneous and pervasive."
    assert "pervasive" in {term.term for term in hard(dense)}
    assert hard("The smell was pervasive.") == []


def test_an_unlisted_word_is_explained_by_its_parts() -> None:
    (term,) = hard("The scan shows splenomalacia.")
    assert (term.plain, term.listed) == ("softening of the spleen", False)


def test_a_thorough_search_finds_what_only_some_readers_do_not_know() -> None:
    dense = "Atelectasis with leukocytosis may hinder you."
    usual = {term.term for term in find_jargon(dense, glossary=shipped_glossary())}
    thorough = find_jargon(dense, glossary=shipped_glossary(), thorough=True)
    assert {term.term for term in thorough} - usual == {"hinder"}
    assert find_jargon("It may hinder you.", glossary=shipped_glossary(), thorough=True) == []
