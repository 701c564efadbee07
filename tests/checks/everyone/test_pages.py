"""EV-05, EV-11 and EV-12: what a page is like."""

from __future__ import annotations

import pytest

from portal_audit.checks.everyone.other_language import CHECK as OTHER_LANGUAGE
from portal_audit.checks.everyone.page_language import CHECK as PAGE_LANGUAGE
from portal_audit.checks.everyone.reflow import CHECK as REFLOW_CHECK
from portal_audit.evidence import Observation, PageState
from portal_audit.finding import Verdict
from tests.checks.everyone.builders import DESKTOP, REFLOW, axe, block, control, evidence, state

ENGLISH = block(
    "You can see your test results here when they are ready. If you have a question, ask the "
    "nurse and we will reply to you. The results of your last visit are in the list."
)
SPANISH = block(
    "Aquí puede ver los resultados de sus exámenes cuando estén listos. Si usted tiene una "
    "pregunta, escriba a la enfermera y le responderemos. Los resultados de su visita están en "
    "la lista para que usted los vea con su familia."
)


def narrow(path: str, width: int) -> PageState:
    size = (width, 900)
    return state(path, rendering="reflow", viewport=(320, 256), page_size=size)


def test_a_page_wider_than_the_window_scrolls_sideways() -> None:
    seen = evidence(narrow("/", 320), narrow("/bills", 610), audiences=(DESKTOP, REFLOW))
    outcome = REFLOW_CHECK.judge(seen)
    assert outcome.share == 0.5
    assert [place.url for place in outcome.findings[0].where] == ["/bills"]


def test_pages_that_fit_the_narrow_window_pass() -> None:
    seen = evidence(narrow("/", 321), audiences=(DESKTOP, REFLOW))
    assert REFLOW_CHECK.judge(seen).verdict is Verdict.PASSED


def test_reflow_cannot_be_told_from_the_desktop() -> None:
    seen = evidence(state("/", viewport=(1280, 1024), page_size=(1280, 2000)))
    assert REFLOW_CHECK.judge(seen).verdict is Verdict.CANNOT_TELL


def outside(characters: float = 60, **facts: bool) -> Observation:
    known = {"across": True, "placed": False, "fresh": False} | facts
    return Observation(
        kind="text-beyond-narrow-page", target="#it", facts={"characters": characters, **known}
    )


def squeezed(path: str, *seen: Observation) -> PageState:
    return state(path, observations=seen, examined=("shapes",))


def test_words_outside_a_narrow_window_are_found_without_a_walk_at_400_percent() -> None:
    outcome = REFLOW_CHECK.judge(evidence(squeezed("/"), squeezed("/bills", outside())))
    assert outcome.share == 0.5
    (finding,) = outcome.findings
    assert finding.where[0].target == "#it"


def test_a_page_that_is_wide_on_a_walk_and_in_the_exam_counts_once_with_its_elements() -> None:
    seen = evidence(
        squeezed("/bills", outside()), narrow("/bills", 610), audiences=(DESKTOP, REFLOW)
    )
    outcome = REFLOW_CHECK.judge(seen)
    assert outcome.share == 0
    assert [place.target for place in outcome.findings[0].where] == ["#it"]


@pytest.mark.parametrize(
    "odd", [outside(5), outside(across=False, placed=True), outside(across=False, fresh=True)]
)
def test_an_odd_word_outside_is_left_to_a_person(odd: Observation) -> None:
    outcome = REFLOW_CHECK.judge(evidence(squeezed("/", odd)))
    assert outcome.share == 1
    assert [finding.confidence for finding in outcome.findings] == ["likely"]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", ENGLISH), ("en-US", ENGLISH), ("es", SPANISH), ("pt", SPANISH)]
)
def test_a_page_in_its_declared_language_passes(lang: str, text: object) -> None:
    seen = evidence(state("/", text, lang=lang))  # type: ignore[arg-type]
    assert PAGE_LANGUAGE.judge(seen).verdict is Verdict.PASSED


@pytest.mark.parametrize("lang", ["", "english please", "e"])
def test_a_page_without_a_proper_language_fails(lang: str) -> None:
    outcome = PAGE_LANGUAGE.judge(evidence(state("/", ENGLISH, lang=lang)))
    assert outcome.share == 0
    assert len(outcome.findings) == 1


def test_a_spanish_page_marked_as_english_fails() -> None:
    seen = evidence(state("/", ENGLISH), state("/es", SPANISH))
    outcome = PAGE_LANGUAGE.judge(seen)
    assert outcome.share == 0.5
    assert outcome.findings[0].title == "Spanish pages are marked as another language"


def test_spanish_words_marked_as_spanish_on_an_english_page_are_fine() -> None:
    spanish = SPANISH.model_copy(update={"lang": "es"})
    outcome = PAGE_LANGUAGE.judge(evidence(state("/", ENGLISH, spanish)))
    assert outcome.verdict is Verdict.PASSED


def test_page_language_cannot_be_told_without_pages() -> None:
    assert PAGE_LANGUAGE.judge(evidence()).verdict is Verdict.CANNOT_TELL


PASSWORD = control("Password", "textbox", tag="input", type="password")
ESPANOL = control("Español", region="header")


def test_spanish_at_home_and_at_sign_in_passes() -> None:
    seen = evidence(
        state("/", controls=(ESPANOL,)), state("/sign-in", controls=(ESPANOL, PASSWORD))
    )
    assert OTHER_LANGUAGE.judge(seen).verdict is Verdict.PASSED


def test_spanish_missing_at_sign_in_is_reported_there() -> None:
    seen = evidence(state("/", controls=(ESPANOL,)), state("/sign-in", controls=(PASSWORD,)))
    outcome = OTHER_LANGUAGE.judge(seen)
    assert outcome.share == 0.5
    assert [place.url for place in outcome.findings[0].where] == ["/sign-in"]


def test_an_offer_of_an_interpreter_is_not_a_spanish_page() -> None:
    offer = control("Spanish interpreters")
    seen = evidence(state("/", controls=(offer,)), state("/sign-in", controls=(ESPANOL, PASSWORD)))
    assert OTHER_LANGUAGE.judge(seen).share == 0.5


def test_spanish_cannot_be_told_when_the_sign_in_page_was_not_seen() -> None:
    seen = evidence(state("/", controls=(ESPANOL,)))
    assert OTHER_LANGUAGE.judge(seen).verdict is Verdict.CANNOT_TELL


def test_a_missing_language_that_axe_has_reported_is_not_reported_twice() -> None:
    outcome = PAGE_LANGUAGE.judge(evidence(state("/", ENGLISH, lang="", axe=axe())))
    assert outcome.share == 0
    assert outcome.findings == ()
