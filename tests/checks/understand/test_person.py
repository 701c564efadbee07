"""UN-09: what a person says about the words of a run."""

from __future__ import annotations

from portal_audit.checks.understand.person import CHECK, QUESTIONS, pages_to_ask
from portal_audit.evidence import Answer, RunEvidence
from portal_audit.finding import Verdict
from tests.checks.understand.builders import PLAIN, page, run, text

SEEN = run(
    page(text(PLAIN), path="/short"),
    page(text(PLAIN * 6), path="/long"),
    page(text(PLAIN * 4), path="/middle"),
)


def told(*noes: str) -> RunEvidence:
    answers = tuple(
        Answer(check="UN-09", page="/long", question=q.id, yes=q.id not in noes, date="2026-11-25")
        for q in QUESTIONS
    )
    return SEEN.model_copy(update={"answers": answers})


def test_without_answers_it_cannot_tell_and_says_how_to_answer() -> None:
    outcome = CHECK.judge(SEEN)
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "portal-audit answer" in outcome.note


def test_the_two_pages_with_the_most_text_are_asked_about() -> None:
    assert [state.path for state in pages_to_ask(SEEN)] == ["/long", "/middle"]


def test_yes_to_all_questions_passes() -> None:
    outcome = CHECK.judge(told())
    assert (outcome.share, outcome.findings) == (1.0, ())


def test_each_no_is_a_finding_on_its_page() -> None:
    outcome = CHECK.judge(told("everyday", "next"))
    assert outcome.share == 4 / 6
    assert [(f.rule, f.where[0].url) for f in outcome.findings] == [
        ("everyday", "/long"),
        ("next", "/long"),
    ]
