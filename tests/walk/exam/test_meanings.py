"""EV-10, EV-11 and EV-20 to EV-26: names and meanings, on real pages."""

from __future__ import annotations

import pytest

from portal_audit.checks.everyone.page_language import other_language
from portal_audit.finding import Finding
from tests.portals.faults.meanings import CERTAIN, FINE, LIKELY, PAGES
from tests.portals.faults.pages import findings_of, mostly_deep, rules, wanted

pytestmark = pytest.mark.browser

OURS = ("EV-10", "EV-11", "EV-20", "EV-21", "EV-22", "EV-23", "EV-24", "EV-25", "EV-26", "EV-30")
FAULTY = mostly_deep(
    CERTAIN,
    *("more-alone-in-its-paragraph", "two-vague-links-in-one-item", "button-of-another-name"),
    *("untitled", "title-is-a-file", "heading-of-dots", "label-says-field", "two-fields-one-label"),
    *("alt-is-a-file", "error-says-only-wrong", "list-of-dashes", "bold-lines-and-no-heading"),
    *("link-by-colour-within-emphasis", "english-page-marked-danish", "part-not-marked"),
    *("in-a-frame", "in-a-shadow-root"),
)
FLAWLESS = mostly_deep(
    FINE,
    *("a-plain-page", "more-in-its-sentence", "details-with-a-row-header", "sign-for-close"),
    *("name-adds-to-the-words", "icon-font", "error-says-how", "same-label-under-two-legends"),
    *("picture-with-words", "an-address", "a-real-list", "underlined-link", "links-of-a-menu"),
    *("marked-spanish", "names-and-latin", "a-page-in-spanish", "captioned-video"),
)
Found = dict[str, tuple[Finding, ...]]


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest) -> Found:
    return findings_of(wanted(request, PAGES, "link-by-colour-for-axe"), exams=())


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_certain(found: Found, name: str) -> None:
    case = CERTAIN[name]
    assert case.rule in rules(found[name], case.check)


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_names_its_criterion(found: Found, name: str) -> None:
    case = CERTAIN[name]
    criteria = {sc for f in found[name] if f.rule == case.rule for sc in f.wcag}
    assert case.wcag in criteria


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_found_by_no_other_check(found: Found, name: str) -> None:
    sure = {f.check for f in found[name] if f.check in OURS and f.confidence == "certain"}
    assert sure == {CERTAIN[name].check}


@pytest.mark.parametrize("name", LIKELY)
def test_what_a_person_must_judge_is_only_likely(found: Found, name: str) -> None:
    case = LIKELY[name]
    assert case.rule in rules(found[name], case.check, certain=False)
    assert [f.rule for f in found[name] if f.check in OURS and f.confidence == "certain"] == []


@pytest.mark.parametrize("name", FLAWLESS)
def test_nothing_is_certain_on_a_page_that_is_fine(found: Found, name: str) -> None:
    assert [f.rule for f in found[name] if f.check in OURS and f.confidence == "certain"] == []


def test_what_axe_reports_as_well_is_one_finding(found: Found) -> None:
    page = found["link-by-colour-for-axe"]
    assert [f.check for f in page if "1.4.1" in f.wcag] == ["EV-01"]


def test_every_place_can_be_shown_on_the_page(found: Found) -> None:
    of_whole_pages = {"page-language", "empty-title", "strange-title"}
    of_elements = [
        place
        for findings in found.values()
        for finding in findings
        if finding.check in OURS and finding.rule not in of_whole_pages
        for place in finding.where
    ]
    assert of_elements
    assert [place for place in of_elements if place.box is None] == []


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("en", "Usted puede ver los resultados de sus pruebas", "es"),
        ("en", "La clinique est ouverte tous les jours", "fr"),
        ("en-US", "Bạn có thể xem kết quả xét nghiệm", "vi"),
        ("en", "您可以在这里查看化验结果", "zh"),
        ("en", "Вы можете посмотреть результаты анализов", "ru"),
        ("en", "Ou ka wè rezilta tès ou yo isit la", "ht"),
        ("es", "You can see your test results here", "en"),
    ],
)
def test_a_sentence_tells_its_language(declared: str, text: str, language: str) -> None:
    spoken = other_language(text, declared)
    assert spoken is not None
    assert spoken.certain
    assert spoken.language == language


@pytest.mark.parametrize(
    "text",
    [
        "Privacy policy",
        "Hypertension et diabetes",
        "Lisinopril 10 mg tablet, once a day",
        "Complete blood count with differential",
        "Los Angeles, San Francisco, San Diego",
        "pharmacy: Farmacia San Juan de Dios, open late",
        "atorvastatin calcium, metformin hydrochloride, amlodipine besylate",
        "take 2 tab po bid prn",
    ],
)
def test_short_and_medical_english_is_taken_for_no_other_language(text: str) -> None:
    assert other_language(text, "en") is None


@pytest.mark.parametrize(
    ("declared", "text"),
    [("pt", "Los resultados de su prueba están listos"), ("nb", "Her er en sætning om vejret")],
)
def test_a_close_relative_is_not_certainly_another_language(declared: str, text: str) -> None:
    spoken = other_language(text, declared)
    assert spoken is None or not spoken.certain
