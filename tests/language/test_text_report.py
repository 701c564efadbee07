"""What `portal-audit text` says, also about odd texts."""

from __future__ import annotations

import pytest

from portal_audit.language.difficulty import difficulty
from portal_audit.language.languages import language_of
from portal_audit.language.text_report import analyse

GERMAN = "Die Ergebnisse der Probe sind für Sie da und nicht zu sehen."
SPANISH = "Sus resultados de la prueba están listos para usted en el portal de la clínica."


def test_a_jsonl_line_has_the_published_keys_and_places_in_the_given_text() -> None:
    text = "<p>Your <b>EOB</b> is\x07 ready.</p>"
    line = analyse(text).to_jsonl("a")
    assert list(line) == ["id", "grade", "score", "jargon"]
    assert line["jargon"] == [
        {
            "start": text.index("EOB"),
            "end": text.index("EOB") + 3,
            "term": "EOB",
            "kind": "acronym",
            "plain": "letter that says what insurance paid",
        }
    ]


def test_a_short_text_has_a_score_but_no_grade() -> None:
    line = analyse("Your coinsurance is due.").to_jsonl(1)
    assert line["grade"] is None
    assert isinstance(line["score"], float)


def test_a_long_text_is_graded_as_its_sentences_are() -> None:
    report = analyse("You can see your test here.\n" * 30)
    assert report.grade.sentences == 30
    assert report.to_dict()["grade"] == pytest.approx(0.0, abs=4.9)


def test_wrapped_lines_are_one_sentence() -> None:
    wrapped = "You can see all of your test results on this page\nand you can print them at home.\n"
    assert analyse(wrapped * 10).grade.sentences == 10


def test_explained_terms_are_not_listed() -> None:
    assert analyse("Your coinsurance (your share of the cost) is due.").jargon == ()


def test_a_harder_sentence_scores_higher_and_is_named_first() -> None:
    easy = "You can call us."
    rough = "The endocrinologist recommends titrating subcutaneous anticoagulants perioperatively."
    assert difficulty(easy) < 30 < 60 < difficulty(rough)
    assert analyse(f"{easy} {rough}").hardest[0].text == rough


def test_the_report_for_people_names_the_term_and_the_plain_words() -> None:
    shown = str(analyse("Your coinsurance is due."))
    assert "coinsurance: your share of the cost" in shown
    assert "Too short to grade" in shown


def test_html_is_left_out_with_a_note() -> None:
    report = analyse("<script>var EOB = 1</script><p>You can call us.</p>")
    assert report.jargon == ()
    assert "HTML tags were left out." in report.notes


def test_an_empty_text_says_so() -> None:
    report = analyse(" \n\t")
    assert report.score is None
    assert report.notes == ("There is no text.",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "German"),
        ("مرحبا بكم في عيادتنا", "Arabic"),
        ("欢迎来到我们的诊所", "Chinese"),
    ],
)
def test_another_language_is_named_and_not_graded(text: str, language: str) -> None:
    report = analyse(text)
    assert report.notes == (f"Not graded, language {language}.",)
    assert report.to_jsonl(1) == {"id": 1, "grade": None, "score": None, "jargon": []}


def test_of_a_mixed_text_each_language_is_looked_at_by_its_own_rules() -> None:
    report = analyse(f"You can call us about your EOB.\n\n{SPANISH} EOB.\n\n{GERMAN}")
    english, spanish = report.jargon
    assert english.plain != spanish.plain
    assert report.grade.words == 7
    assert any(note.startswith("Spanish, too short") for note in report.notes)
    assert "Parts in German were left out." in report.notes


def test_control_characters_never_reach_the_terminal() -> None:
    assert "\x1b" not in str(analyse("Call\x1b[31m us about the \x1b]0;x\x07EOB today."))


@pytest.mark.parametrize(
    "text", ["x" * 300_000, "a." * 100_000, "<p " * 100_000, "<script>" * 50_000]
)
def test_a_hostile_text_is_answered(text: str) -> None:
    assert analyse(text).grade.median is None


def test_one_word_is_in_no_language() -> None:
    assert language_of("hello") == ""
