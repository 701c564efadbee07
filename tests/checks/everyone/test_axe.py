"""EV-01, EV-07 and EV-08: what axe found."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from portal_audit.checks.everyone.axe_rules import CHECK
from portal_audit.checks.everyone.axe_words import axe_words
from portal_audit.checks.everyone.contrast import CHECK as CONTRAST
from portal_audit.checks.everyone.target_size import CHECK as TARGET_SIZE
from portal_audit.evidence import Observation
from portal_audit.finding import Check, Severity, Verdict
from tests.checks.everyone.builders import axe, evidence, hit, state


def test_the_share_is_that_of_pages_without_a_serious_violation() -> None:
    seen = evidence(
        state("/", axe=axe()),
        state("/bills", axe=axe(hit("label", "critical"))),
        state("/results", axe=axe(hit("html-xml-lang-mismatch", "moderate"))),
        state("/help", axe=axe()),
    )
    outcome = CHECK.judge(seen)
    assert outcome.share == 0.75
    assert outcome.verdict is Verdict.FAILED


def test_pages_without_any_violation_pass_without_findings() -> None:
    outcome = CHECK.judge(evidence(state("/", axe=axe())))
    assert outcome.verdict is Verdict.PASSED
    assert outcome.findings == ()


@pytest.mark.parametrize("check", [CHECK, CONTRAST, TARGET_SIZE])
def test_a_run_without_axe_cannot_tell(check: Check) -> None:
    outcome = check.judge(evidence(state("/")))
    assert outcome.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("check", [CHECK, CONTRAST, TARGET_SIZE])
def test_a_page_on_which_no_rule_passed_proves_nothing(check: Check) -> None:
    outcome = check.judge(evidence(state("/", axe=axe(passes=0))))
    assert outcome.verdict is Verdict.CANNOT_TELL


def test_one_rule_on_many_pages_is_one_finding_with_many_places() -> None:
    seen = evidence(*(state(f"/{n}", axe=axe(hit("link-name"))) for n in range(5)))
    (finding,) = CHECK.judge(seen).findings
    assert len(finding.where) == 5


def test_the_same_element_in_two_renderings_is_one_place_shown_in_the_baseline() -> None:
    seen = evidence(
        state("/", axe=axe(hit("label")), rendering="phone"),
        state("/", axe=axe(hit("label")), rendering="desktop"),
    )
    (finding,) = CHECK.judge(seen).findings
    assert [place.state for place in finding.where] == ["home-desktop"]


@pytest.mark.parametrize(
    ("impact", "severity"),
    [
        ("critical", Severity.MAJOR),
        ("serious", Severity.MAJOR),
        ("moderate", Severity.MINOR),
        ("minor", Severity.COSMETIC),
    ],
)
def test_severity_follows_axe_s_impact(impact: str, severity: Severity) -> None:
    violation = hit("label").model_copy(update={"impact": impact})
    (finding,) = CHECK.judge(evidence(state("/", axe=axe(violation)))).findings
    assert finding.severity is severity


def test_best_practice_is_cosmetic_and_costs_nothing() -> None:
    violation = hit("heading-order", "serious", ("best-practice",))
    outcome = CHECK.judge(evidence(state("/", axe=axe(violation))))
    assert outcome.share == 1
    assert outcome.findings[0].severity is Severity.COSMETIC


@pytest.mark.parametrize(
    "tags", [("wcag2aaa", "wcag146"), ("wcag2a-obsolete",), ("best-practice", "review-item")]
)
def test_rules_beyond_the_target_are_not_reported(tags: tuple[str, ...]) -> None:
    outcome = CHECK.judge(evidence(state("/", axe=axe(hit("other", "serious", tags)))))
    assert outcome.findings == ()


def test_an_experimental_rule_is_for_a_person_to_confirm_and_costs_nothing() -> None:
    violation = hit("p-as-heading", "serious", ("wcag2a", "wcag131", "experimental"))
    outcome = CHECK.judge(evidence(state("/", axe=axe(violation))))
    assert outcome.share == 1
    assert outcome.findings[0].confidence == "likely"


def test_a_rule_new_in_wcag_2_2_is_marked_as_such() -> None:
    violation = hit("target-size", tags=("wcag22aa", "wcag258"))
    (finding,) = CHECK.judge(evidence(state("/", axe=axe(violation)))).findings
    assert "WCAG 2.2" in finding.title
    assert finding.wcag == ("2.5.8",)


def test_criteria_with_two_digits_are_read_from_the_tags() -> None:
    violation = hit("avoid-inline-spacing", tags=("wcag21aa", "wcag1412"))
    (finding,) = CHECK.judge(evidence(state("/", axe=axe(violation)))).findings
    assert finding.wcag == ("1.4.12",)


def test_a_rule_without_words_of_ours_is_told_in_axe_s() -> None:
    (finding,) = CHECK.judge(evidence(state("/", axe=axe(hit("brand-new"))))).findings
    assert finding.title == "axe's words about brand-new"


def test_every_wcag_rule_of_the_axe_in_use_has_plain_words() -> None:
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    rules = re.findall(r'\{id:"([a-z-]+)",(?:(?!\{id:").){0,900}?tags:\[([^\]]*)\]', script)
    wanted = {rule for rule, tags in rules if re.search(r'"wcag2[12]?aa?"', tags)}
    assert len(wanted) > 60
    assert wanted - set(axe_words()) == set()


@pytest.mark.parametrize(
    ("check", "rule"), [(CONTRAST, "color-contrast"), (TARGET_SIZE, "target-size")]
)
def test_one_rule_s_share_is_that_of_pages_without_it_and_repeats_no_finding(
    check: Check, rule: str
) -> None:
    seen = evidence(state("/", axe=axe(hit(rule))), state("/help", axe=axe(hit("label"))))
    outcome = check.judge(seen)
    assert outcome.share == 0.5
    assert outcome.findings == ()
    assert "EV-01" in outcome.note


def pale(below: float = 1.0, median: float = 2.0, doubt: str = "") -> Observation:
    facts = {"below": below, "median": median, "needed": 4.5, "doubt": doubt}
    return Observation(kind="pale-text", target="#it", facts=facts)


def read(decided: int, undecided: int = 0) -> Observation:
    return Observation(kind="pixels-read", facts={"decided": decided, "undecided": undecided})


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        (pale(), "certain"),
        (pale(below=0.5), "likely"),
        (pale(below=0.95, median=5.0), "likely"),
        (pale(doubt="picture missing"), "likely"),
    ],
)
def test_pale_text_on_a_picture_is_certain_only_when_nearly_all_pixels_say_so(
    text: Observation, confidence: str
) -> None:
    seen = evidence(state("/", axe=axe(), observations=(text,), examined=("pixels",)))
    outcome = CONTRAST.judge(seen)
    assert [finding.confidence for finding in outcome.findings] == [confidence]
    assert outcome.share == (0 if confidence == "certain" else 1)


@pytest.mark.parametrize(
    ("pixels", "settled"), [(read(1), True), (read(0), False), (read(1, undecided=1), False)]
)
def test_what_axe_left_open_is_settled_when_pixels_told_every_text(
    pixels: Observation, settled: bool
) -> None:
    report = axe(incomplete=(hit("color-contrast"),))
    seen = evidence(state("/", axe=report, observations=(pixels,), examined=("pixels",)))
    assert ("a person must look" not in CONTRAST.judge(seen).note) is settled


@pytest.mark.parametrize("check", [CONTRAST, TARGET_SIZE])
def test_pages_without_the_rule_s_violation_pass(check: Check) -> None:
    assert check.judge(evidence(state("/", axe=axe()))).verdict is Verdict.PASSED


def test_what_axe_cannot_decide_is_for_a_person_and_counts_nothing() -> None:
    outcome = CHECK.judge(evidence(state("/", axe=axe(incomplete=(hit("label"),)))))
    [finding] = outcome.findings
    assert (finding.confidence, finding.severity, outcome.share) == ("likely", Severity.NOTE, 1.0)
    assert finding.title.startswith("To check: ")


def test_what_an_exam_has_decided_no_person_must() -> None:
    report = axe(incomplete=(hit("color-contrast"),))
    assert CHECK.judge(evidence(state("/", axe=report, examined=("pixels",)))).findings == ()
    assert len(CHECK.judge(evidence(state("/", axe=report))).findings) == 1
