"""UN-01, UN-02, UN-03, UN-05, UN-07 and UN-08, each with its own rule."""

from __future__ import annotations

import pytest

from portal_audit.checks.understand import (
    abbreviations,
    grade,
    jargon,
    labels,
    plain_figures,
    sentence_length,
)
from portal_audit.evidence.model import BlockKind
from portal_audit.finding import Finding, Outcome, Severity, Verdict
from portal_audit.language.glossary import read_files
from portal_audit.resources import shipped
from tests.checks.understand.builders import PLAIN, SPANISH, button, page, run, text

MIDDLE = "Your appointment at the clinic is on Tuesday, and a nurse will call you before it. "
HARD = (
    "The administrative organization communicates individual determinations regarding "
    "reimbursement of ambulatory rehabilitation expenditures to participating institutions. "
)


def found(outcome: Outcome) -> dict[str, Finding]:
    return {finding.about: finding for finding in outcome.findings}


# UN-01


def test_hard_text_fails_and_the_page_is_a_major_finding() -> None:
    outcome = grade.CHECK.judge(run(page(text(HARD * 12), path="/bills")))
    assert outcome.share == 0
    assert found(outcome)["Page /bills"].severity is Severity.MAJOR


def test_text_between_grade_6_and_8_is_half_and_cosmetic() -> None:
    outcome = grade.CHECK.judge(run(page(text((HARD + PLAIN * 3) * 4))))
    assert 6 < float(outcome.measures["grade_median"]) <= 8
    assert outcome.share == 0.5
    assert [finding.severity for finding in outcome.findings] == [Severity.COSMETIC]


def test_a_portal_with_too_little_text_is_not_graded() -> None:
    outcome = grade.CHECK.judge(run(page(text(PLAIN))))
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "Too short to grade" in outcome.note


def test_one_hard_page_is_found_among_easy_ones() -> None:
    easy = [page(text(f"Part {n}. " + PLAIN * 40), path=f"/{n}") for n in range(4)]
    outcome = grade.CHECK.judge(run(*easy, page(text(HARD * 12), path="/hard")))
    assert list(found(outcome)) == ["Page /hard"]


def test_words_that_stand_on_every_page_are_graded_once() -> None:
    footer = text(PLAIN * 8)
    once = grade.CHECK.judge(run(page(footer)))
    often = grade.CHECK.judge(run(*(page(footer, path=f"/{n}") for n in range(5))))
    assert once.measures["prose_words"] == often.measures["prose_words"]


@pytest.mark.parametrize("kind", ["cell", "heading", "label", "link", "button"])
def test_menus_labels_and_tables_are_not_graded(kind: BlockKind) -> None:
    plain, hard = text(PLAIN * 8), text(HARD * 12, kind)
    assert grade.CHECK.judge(run(page(plain, hard))).share == 1


def test_another_rendering_of_the_same_words_changes_nothing() -> None:
    desktop = page(text(PLAIN * 8))
    phone = page(text(HARD * 12), rendering="phone")
    assert grade.CHECK.judge(run(desktop, phone)).share == 1


def test_a_spanish_page_of_an_english_portal_is_left_out() -> None:
    outcome = grade.CHECK.judge(run(page(text(PLAIN * 8)), page(text(SPANISH * 20), path="/es")))
    assert outcome.share == 1


def test_spanish_text_is_graded_by_its_own_formula() -> None:
    hard = "La administración comunicará las determinaciones correspondientes a la autorización. "
    outcome = grade.CHECK.judge(run(page(text(hard * 15, lang="es"))))
    [finding] = outcome.findings
    assert (outcome.share, finding.rule) == (0.0, "spanish")
    easy = "Usted puede ver sus pruebas aquí. Llame a la clínica si no se siente bien. "
    both = run(page(text(PLAIN * 10), text(easy * 10, lang="es")))
    assert (grade.CHECK.judge(both).share, grade.CHECK.judge(both).findings) == (1.0, ())


# UN-02


def test_an_unexplained_term_is_named_with_its_plain_words() -> None:
    outcome = jargon.CHECK.judge(run(page(text("Your coinsurance is due."), path="/bills")))
    finding = found(outcome)["coinsurance"]
    assert finding.severity is Severity.MINOR
    assert "your share of the cost" in finding.fix
    assert finding.where[0].url == "/bills"


@pytest.mark.parametrize(("terms", "share"), [(1, 1.0), (2, 0.5), (3, 0.5), (4, 0.0)])
def test_the_share_follows_the_terms_in_100_words(terms: int, share: float) -> None:
    hard = ["coinsurance", "guarantor", "syncope", "edema"][:terms]
    filler = "you can call us and we will help you now " * 10
    words = " ".join(filler.split()[: 100 - terms] + hard)
    assert jargon.CHECK.judge(run(page(text(words)))).share == share


def test_a_term_on_many_pages_is_one_finding() -> None:
    pages = (page(text(f"Bill {n}: your coinsurance is due."), path=f"/{n}") for n in range(4))
    (finding,) = jargon.CHECK.judge(run(*pages)).findings
    assert len(finding.where) == 4


def test_a_term_explained_by_the_next_block_is_no_finding() -> None:
    seen = page(
        text("Coinsurance", "heading"),
        text("This is the part of the price that you pay."),
        text("Your coinsurance is 20 dollars."),
    )
    assert jargon.CHECK.judge(run(seen)).findings == ()


def test_a_term_explained_on_another_page_is_cosmetic() -> None:
    outcome = jargon.CHECK.judge(
        run(
            page(text("Coinsurance (your share of the cost) is due."), path="/a"),
            page(text("Pay your coinsurance."), path="/b"),
        )
    )
    assert found(outcome)["coinsurance"].severity is Severity.COSMETIC


def test_a_word_most_people_have_met_is_a_note_and_does_not_count() -> None:
    outcome = jargon.CHECK.judge(run(page(text("Your referral, claim, copay and premium."))))
    assert outcome.share == 1
    assert {finding.severity for finding in outcome.findings} == {Severity.NOTE}


def test_a_word_told_only_by_its_form_is_for_a_person_to_confirm() -> None:
    (finding,) = jargon.CHECK.judge(run(page(text("You have splenomalacia.")))).findings
    assert finding.confidence == "likely"
    assert "softening of the spleen" in finding.fix


def test_the_finding_shows_the_sentence_with_the_plain_words_put_in() -> None:
    (finding,) = jargon.CHECK.judge(run(page(text("We adjudicated your bill.")))).findings
    assert finding.title == "“adjudicated” is not explained"
    assert "“We decided your bill.”" in finding.fix


def test_spanish_words_are_for_a_person_to_check() -> None:
    spanish = "Usted debe pagar el coseguro y el deducible de este mes en la clínica. "
    seen = run(page(text(PLAIN * 4), text(spanish, lang="es")))
    [finding] = jargon.CHECK.judge(seen).findings
    assert (finding.confidence, finding.about) == ("likely", "Spanish words")
    assert "coseguro" in finding.problem


def test_beyond_twenty_words_the_rest_is_told_together() -> None:
    billing = read_files(shipped("scenarios") / "glossary")
    hard = [
        entry.term
        for file in billing
        for entry in file.terms
        if file.kind == "billing" and not entry.familiar and " " not in entry.term
    ][:22]
    findings = jargon.CHECK.judge(run(page(*map(text, hard)))).findings
    assert len(findings) == 21
    assert findings[-1].title == "2 more words are not explained"


def test_medicines_are_a_gentle_note() -> None:
    (finding,) = jargon.CHECK.judge(run(page(text("Take lisinopril.")))).findings
    assert (finding.severity, finding.about) == (Severity.NOTE, "medicines")


def test_an_office_brings_its_own_words_and_allows_others() -> None:
    seen = run(page(text("Ask the concierge desk about your coinsurance.")))
    own = {
        "kind": "billing",
        "terms": [{"term": "concierge desk", "plain": "front desk", "means": "It is in the hall."}],
    }
    settings = {"plain_words": (own,), "allowed_words": ("coinsurance",)}
    seen = seen.model_copy(update={"run": seen.run.model_copy(update=settings)})
    assert list(found(jargon.CHECK.judge(seen))) == ["concierge desk"]


def test_names_of_tests_in_a_table_and_the_portals_own_name_are_no_jargon() -> None:
    seen = page(text("Lipid panel", "cell"), text("Welcome to Riverbend Cardiac Clinic."))
    assert jargon.CHECK.judge(run(seen)).findings == ()


# UN-03


def test_an_abbreviation_without_its_words_is_a_finding_that_gives_them() -> None:
    outcome = abbreviations.CHECK.judge(run(page(text("Your EOB is ready."))))
    assert outcome.share == 0
    finding = found(outcome)["EOB"]
    assert finding.severity is Severity.MINOR
    assert "explanation of benefits (EOB)" in finding.fix


def test_the_share_is_that_of_abbreviations_with_their_words() -> None:
    seen = page(text("Your primary care provider (PCP) sent it."), text("Your EOB is ready."))
    assert abbreviations.CHECK.judge(run(seen)).share == 0.5


def test_a_cell_beside_the_words_explains_the_abbreviation() -> None:
    seen = page(text("CBC", "cell"), text("Complete blood count", "cell"))
    outcome = abbreviations.CHECK.judge(run(seen))
    assert outcome.findings == ()
    assert outcome.measures["abbreviations"] == 1


def test_an_abbreviation_that_is_misread_with_harm_is_major() -> None:
    outcome = abbreviations.CHECK.judge(run(page(text("Take it QD with food."))))
    assert found(outcome)["QD"].severity is Severity.MAJOR


def test_an_unknown_abbreviation_is_for_a_person_to_confirm_and_does_not_count() -> None:
    outcome = abbreviations.CHECK.judge(run(page(text("Ask for the QZXV form."))))
    assert outcome.share == 1
    assert found(outcome)["QZXV"].confidence == "likely"


def test_units_and_codes_in_a_table_are_no_abbreviations() -> None:
    seen = page(text("Potassium", "cell"), text("4.1 mEq/L", "cell"), text("RXZ12", "cell"))
    assert abbreviations.CHECK.judge(run(seen)).findings == ()


# UN-05


@pytest.mark.parametrize(
    ("names", "share"),
    [(["Messages"], 1), (["Rx"], 0.5), (["Rx", "Encounters", "Diagnostics"], 0)],
)
def test_the_share_falls_with_the_names_that_hide_the_thing(names: list[str], share: float) -> None:
    controls = tuple(button(name, "link") for name in names)
    assert labels.CHECK.judge(run(page(text(PLAIN), controls=controls))).share == share


def test_a_menu_name_on_every_page_is_one_finding_with_the_patients_word() -> None:
    pages = (
        page(text(PLAIN), path=f"/{n}", controls=(button("Diagnostics", "link"),)) for n in "ab"
    )
    (finding,) = labels.CHECK.judge(run(*pages)).findings
    assert "Test results" in finding.fix
    assert len(finding.where) == 2


def test_the_name_of_a_field_is_not_a_menu_name() -> None:
    seen = page(text(PLAIN), controls=(button("Rx", "textbox"), button("Send")))
    assert labels.CHECK.judge(run(seen)).share == 1


def test_pages_whose_controls_were_not_gathered_cannot_tell() -> None:
    outcome = labels.CHECK.judge(run(page(text(PLAIN), controls=None)))
    assert outcome.verdict is Verdict.CANNOT_TELL


# UN-07


def sentence_of(count: int) -> str:
    return " ".join(["You", *["can"] * (count - 2), "go"]) + ". "


@pytest.mark.parametrize(("count", "share"), [(15, 1.0), (16, 0.5), (20, 0.5), (21, 0.0)])
def test_the_share_follows_the_mean_sentence(count: int, share: float) -> None:
    outcome = sentence_length.CHECK.judge(run(page(text(sentence_of(count) * 12))))
    assert outcome.share == share
    assert outcome.measures["mean_sentence_words"] == count


def test_one_endless_sentence_is_shown_though_the_mean_is_fine() -> None:
    outcome = sentence_length.CHECK.judge(run(page(text(PLAIN * 8 + sentence_of(40)))))
    assert outcome.share == 1
    (finding,) = outcome.findings
    assert finding.severity is Severity.COSMETIC
    assert len(finding.where) == 1


def test_many_passive_sentences_are_a_cosmetic_finding() -> None:
    outcome = sentence_length.CHECK.judge(run(page(text("Your result was sent to us. " * 12))))
    assert found(outcome)["passive sentences"].severity is Severity.COSMETIC


def test_under_ten_sentences_nothing_is_measured() -> None:
    outcome = sentence_length.CHECK.judge(run(page(text(sentence_of(30) * 9))))
    assert outcome.verdict is Verdict.CANNOT_TELL


# UN-08


@pytest.mark.parametrize(
    ("words", "share", "severity"),
    [
        ("Seen on 03/04/2026.", 0.5, Severity.COSMETIC),
        ("Seen on 03/04/2026, paid on March 5, 2026.", 0.0, Severity.MINOR),
        ("Seen 2026-03-04T10:00:00Z.", 0.0, Severity.MINOR),
        ("Come at 9:15 a.m. or at 14:30.", 0.0, Severity.MINOR),
        ("Your level is 5.43210 now.", 0.0, Severity.MINOR),
    ],
)
def test_each_unplain_form_costs_its_share(words: str, share: float, severity: Severity) -> None:
    outcome = plain_figures.CHECK.judge(run(page(text(words))))
    assert outcome.share == share
    assert [finding.severity for finding in outcome.findings] == [severity]


def test_an_odd_time_does_not_make_dates_mixed() -> None:
    outcome = plain_figures.CHECK.judge(
        run(page(text("On 03/04/2026 at 9 a.m. or at 14:30 on 03/05/2026.")))
    )
    assert found(outcome)["date in slashes"].severity is Severity.COSMETIC
    assert found(outcome)["24-hour time"].severity is Severity.MINOR


def test_a_label_that_says_how_to_type_a_date_is_left_out() -> None:
    seen = page(text(PLAIN), text("Date of birth, such as 04/07/1956", "label"))
    assert plain_figures.CHECK.judge(run(seen)).verdict is Verdict.NOT_APPLICABLE
