"""Known answers for grades and what they are computed from."""

from __future__ import annotations

import pytest
import textstat

from portal_audit.language.readability import (
    coleman_liau,
    flesch_kincaid,
    grade,
    is_prose,
    smog,
)
from portal_audit.language.syllables import dictionary_syllables, syllables, syllables_by_rule

PLAIN = "You can see your test here. "
"""Six words of six syllables and 21 letters: worked out by hand below."""


def test_flesch_kincaid_of_100_words_in_10_sentences_with_150_syllables_is_6_01() -> None:
    assert flesch_kincaid(100, 10, 150) == pytest.approx(6.01)


def test_smog_of_30_polysyllables_in_30_sentences_is_8_84() -> None:
    assert smog(30, 30) == pytest.approx(8.8418, abs=1e-4)


def test_smog_of_a_short_sample_is_scaled_to_30_sentences() -> None:
    assert smog(10, 10) == smog(30, 30)


def test_coleman_liau_of_the_authors_example_is_14_5() -> None:
    # Coleman and Liau: 639 letters, 119 words, 5 sentences
    assert coleman_liau(119, 5, 639) == pytest.approx(14.53, abs=0.01)


def test_a_plain_text_gets_the_grades_worked_out_by_hand() -> None:
    graded = grade([PLAIN * 20])
    assert (graded.words, graded.sentences) == (120, 20)
    assert graded.fkgl == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert graded.smog == pytest.approx(3.1291)
    assert graded.coleman_liau == pytest.approx(5.88 * 21 / 6 - 29.6 / 6 - 15.8)
    assert graded.median == graded.coleman_liau


def test_the_median_is_the_middle_of_three() -> None:
    graded = grade(["Your appointment at the hospital was rescheduled yesterday. " * 15])
    assert graded.fkgl is not None
    assert graded.smog is not None
    assert graded.coleman_liau is not None
    assert graded.median == sorted((graded.fkgl, graded.smog, graded.coleman_liau))[1]


def test_under_100_words_nothing_is_graded() -> None:
    graded = grade([PLAIN * 16])
    assert graded.words == 96
    assert graded.too_short
    assert graded.median is None
    assert "Too short to grade" in graded.note


def test_under_10_sentences_nothing_is_graded() -> None:
    graded = grade([("you can see the test and " * 20 + "rest. ") * 2])
    assert graded.words > 100
    assert graded.too_short


def test_smog_is_called_rough_under_30_sentences_and_not_from_30() -> None:
    assert "SMOG is rough" in grade([PLAIN * 20]).note
    assert grade([PLAIN * 30]).note == ""


def test_a_menu_is_no_prose_and_does_not_change_the_grade() -> None:
    menu = "Home Visits Messages Billing Documents Immunizations Preferences Administration Help"
    assert grade([PLAIN * 20, menu]) == grade([PLAIN * 20])


@pytest.mark.parametrize("text", ["Submit", "Riverbend Clinic, 120 Oak Street, Springfield", ""])
def test_labels_and_addresses_are_no_prose(text: str) -> None:
    assert not is_prose(text)


def test_prose_without_a_final_full_stop_is_still_prose() -> None:
    assert is_prose("You can call us if you have any questions about your bill")


def test_titles_and_times_do_not_make_a_text_easier() -> None:
    short = grade(["You will see Dr. Smith at 3 p.m. on Jan. 5 at St. Mary. " * 12])
    assert short.sentences == 12


def test_spanish_is_not_graded_by_english_formulas() -> None:
    graded = grade(
        ["Sus resultados de la prueba están listos para usted en el portal. " * 20], "en"
    )
    assert graded.lang == "es"
    assert graded.median is None
    assert graded.note == "Not graded, language Spanish."


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("colonoscopy", 5),
        ("azithromycin", 5),
        ("hydrochlorothiazide", 7),
        ("hyperlipidemia", 7),
        ("otolaryngology", 7),
        ("syncope", 3),
        ("lymphadenopathy", 6),
        ("coinsurance", 4),
        ("EOB", 3),
        ("patient's", 2),
        ("patient’s", 2),
    ],
)
def test_medical_and_spelled_out_words_have_their_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_rules_agree_with_the_dictionary_on_medical_words() -> None:
    # words the dictionary has, counted as if it had them not
    medical = (
        *("abdominal", "anesthesia", "antibiotic", "arthritis", "bronchitis", "cardiac"),
        *("chemotherapy", "cholesterol", "dementia", "diabetes", "diagnosis", "dialysis"),
        *("emphysema", "endoscopy", "epidural", "estrogen", "gastric", "glaucoma"),
        *("hemoglobin", "hepatitis", "hypertension", "hysterectomy", "inflammation", "leukemia"),
        *("lymphoma", "mammogram", "melanoma", "meningitis", "metabolic", "neurologist"),
        *("osteoporosis", "pancreatic", "pediatric", "pneumonia", "prognosis", "prostate"),
        *("pulmonary", "radiology", "respiratory", "schizophrenia", "sclerosis", "thyroid"),
        *("tonsillectomy", "tuberculosis", "urinary", "vaccine", "vascular", "cardiologist"),
    )
    known = {word: dictionary_syllables(word) for word in medical}
    right = [word for word in medical if syllables_by_rule(word) == known[word]]
    assert None not in known.values()
    assert len(right) >= 0.8 * len(medical)


def test_on_text_that_textstat_counts_right_our_grades_are_textstats() -> None:
    text = (
        "You can see your test results on this page. The nurse will call you in the morning. "
        "Please bring your medicine to every appointment. Ask the doctor about your medicine. "
        "We are open every day of the week. Your information is important to everybody here. "
    ) * 6
    ours = grade([text], "en")
    assert ours.fkgl == pytest.approx(textstat.flesch_kincaid_grade(text))
    assert ours.smog == pytest.approx(textstat.smog_index(text))
    # textstat rounds what goes into this one
    assert ours.coleman_liau == pytest.approx(textstat.coleman_liau_index(text), abs=0.5)
