"""UN-04, UN-06 and UN-10: results, error messages and notices."""

from __future__ import annotations

import pytest

from portal_audit.checks.understand import error_words, notices, result_words
from portal_audit.evidence import Observation, PageState, RunEvidence
from portal_audit.finding import Verdict
from portal_audit.language.messages import faults_of
from tests.checks.understand.builders import PLAIN, page, run, text

# UN-04

NUMBERS = (text("LDL", "cell"), text("142 mg/dL", "cell"), text("under 130 mg/dL", "cell"))
IN_WORDS = text("A little high", "cell")
MEANING = (text("What this means", "heading"), text("Your blood has a bit too much fat in it."))
ASK = text("Call your nurse if you want to talk about it.")


def result(*blocks: object) -> RunEvidence:
    state = page(*blocks, path="/results/1").model_copy(update={"heading": "Cholesterol test"})  # type: ignore[arg-type]
    return run(state)


def test_a_result_with_all_five_things_passes() -> None:
    outcome = result_words.CHECK.judge(result(*NUMBERS, IN_WORDS, *MEANING, ASK))
    assert (outcome.share, outcome.findings) == (1.0, ())


@pytest.mark.parametrize(
    ("without", "rule"),
    [("words", "in-words"), ("meaning", "meaning"), ("ask", "whom-to-ask"), ("range", "range")],
)
def test_each_thing_that_a_result_lacks_is_a_finding(without: str, rule: str) -> None:
    parts = {
        "range": NUMBERS[2:],
        "words": (IN_WORDS,),
        "meaning": MEANING,
        "ask": (ASK,),
    }
    rest = [block for name, blocks in parts.items() if name != without for block in blocks]
    outcome = result_words.CHECK.judge(result(*NUMBERS[:2], *rest))
    assert [finding.rule for finding in outcome.findings] == [rule]
    assert outcome.share == 0.8


def test_a_dose_is_no_result() -> None:
    seen = page(text("Take 10 mg once a day."), text("Lisinopril 10 mg tablet", "cell"))
    assert result_words.CHECK.judge(run(seen)).verdict is Verdict.NOT_APPLICABLE


# UN-06


@pytest.mark.parametrize(
    ("message", "faults"),
    [
        ("VALIDATION ERROR 22", ["says nothing", "code", "shouts"]),
        ("Invalid value", ["says nothing"]),
        ("Something went wrong.", ["says nothing"]),
        ("The date lies in the past.", ["no way out"]),
        ("Error E1042: enter a date.", ["code"]),
        ("Please choose a day for your visit.", []),
        ("We could not send your message. Try again, or call us at 555-0100.", []),
        ("Type your phone number with 10 digits.", []),
    ],
)
def test_what_is_wrong_with_a_message(message: str, faults: list[str]) -> None:
    assert faults_of(message) == faults


def test_a_long_hard_message_says_so() -> None:
    message = (
        "Please enter identification information corresponding to documentation previously "
        "submitted to the organization responsible for administration of your registration "
        "application, or else contact the institution by telephone or in person before the end."
    )
    assert faults_of(message) == ["too long", "hard"]


def test_messages_on_pages_and_from_forms_are_judged_each_once() -> None:
    facts = {"sent": False, "text": "Invalid value"}
    tried = Observation(kind="empty-form", target="form", facts=facts)
    good = page(text("Please choose a day.", "error"))
    forms = page(text(PLAIN), path="/form").model_copy(update={"observations": (tried,)})
    outcome = error_words.CHECK.judge(run(good, forms))
    assert outcome.share == 0.5
    [finding] = outcome.findings
    assert (finding.rule, finding.where[0].url) == ("says-nothing", "/form")


# UN-10

LEGAL = text(
    "This Notice of Privacy Practices describes permissible uses and disclosures of protected "
    "health information by the covered entity and its business associates pursuant to 45 CFR. "
    "Disclosures for treatment and payment do not necessitate an executed authorization."
)


def notice(*blocks: object) -> PageState:
    state = page(*blocks, path="/privacy")  # type: ignore[arg-type]
    return state.model_copy(update={"heading": "Notice of privacy practices"})


def test_a_notice_without_a_plain_sentence_first_is_a_finding() -> None:
    outcome = notices.CHECK.judge(run(notice(LEGAL)))
    assert (outcome.share, len(outcome.findings)) == (0.0, 1)


@pytest.mark.parametrize(
    "first",
    [text("This page says who may see your record."), text("In short", "heading")],
)
def test_a_plain_sentence_or_a_summary_passes(first: object) -> None:
    assert notices.CHECK.judge(run(notice(first, LEGAL))).share == 1.0


def test_the_date_of_a_notice_is_no_summary() -> None:
    outcome = notices.CHECK.judge(run(notice(text("This page was last updated on May 3."), LEGAL)))
    assert outcome.share == 0.0
