"""What only somebody who presses keys, opens boxes, sends forms and waits can find."""

from __future__ import annotations

import pytest

from portal_audit.finding import Finding
from portal_audit.walk.exam import EXAMS
from portal_audit.walk.exam.pixels import PIXELS
from portal_audit.walk.exam.shapes import SHAPES
from tests.portals.faults.acting import PAGES
from tests.portals.faults.pages import findings_of, mostly_deep, rules, wanted

pytestmark = pytest.mark.browser

Found = dict[str, tuple[Finding, ...]]

FAULTS = [
    ("no-outline", "EV-03", "focus-not-visible", "2.4.7"),
    ("covered", "EV-03", "focus-covered", "2.4.11"),
    ("gives-focus-away", "EV-03", "focus-given-away", "2.1.1"),
    ("trap", "EV-03", "keyboard-trap", "2.1.2"),
    ("trap-of-two", "EV-03", "keyboard-trap", "2.1.2"),
    ("trap-with-a-false-way-out", "EV-03", "keyboard-trap", "2.1.2"),
    ("zigzag", "EV-03", "tab-order", "2.4.3"),
    ("mouse-only", "EV-16", "mouse-only", "2.1.1"),
    ("mouse-only-listener", "EV-16", "mouse-only", "2.1.1"),
    ("deaf", "EV-16", "no-answer-to-keys", "2.1.1"),
    ("single-key", "EV-16", "single-key", "2.1.4"),
    ("skip-link-to-nothing", "EV-34", "skip-link-goes-nowhere", "2.4.1"),
    ("menu-before-everything", "EV-34", "no-way-past-the-menu", "2.4.1"),
    ("shaken", "EV-36", "moved-by-device", "2.5.4"),
    ("spins", "EV-17", "moves-by-itself", "2.2.2"),
    ("changes", "EV-17", "changes-by-itself", "2.2.2"),
    ("goes-on-focus", "EV-18", "changes-on-focus", "3.2.1"),
    ("goes-on-choice", "EV-18", "changes-on-input", "3.2.2"),
    ("sends-on-choice", "EV-18", "changes-on-input", "3.2.2"),
    ("box-left-behind", "EV-19", "focus-stays-behind", "2.4.3"),
    ("box-that-leaks", "EV-19", "focus-leaves-dialog", "2.4.3"),
    ("box-that-forgets", "EV-19", "focus-not-returned", "2.4.3"),
    ("only-under-pointer", "EV-32", "shows-only-under-pointer", "2.1.1"),
    ("flees", "EV-32", "vanishes-under-pointer", "1.4.13"),
    ("form-says-nothing", "EV-30", "error-not-said", "3.3.1"),
    ("form-names-no-field", "EV-30", "error-names-no-field", "3.3.1"),
    ("form-is-not-heard", "EV-30", "error-not-announced", "4.1.3"),
    ("wrong-not-said-where", "EV-30", "error-names-no-field", "3.3.1"),
]
ACTING = tuple(exam for exam in EXAMS if exam not in (SHAPES, PIXELS))
FIRST_OF_A_RULE = {fault[2]: fault for fault in reversed(FAULTS)}.values()
FINE = mostly_deep(
    (name for name in PAGES if name not in {fault[0] for fault in FAULTS}),
    *("other-mark", "covered-with-room", "trap-with-a-way-out", "card-with-a-link"),
    *("custom-that-hears", "key-with-ctrl", "skip-link-that-skips", "menu-before-a-heading"),
    *("shaken-or-pressed", "changes-at-first", "filters-on-choice", "good-box", "good-hint"),
    *("good-form", "wrong-with-advice"),
)


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest) -> Found:
    return findings_of(wanted(request, PAGES, "trap"), exams=ACTING)


@pytest.mark.parametrize(
    ("name", "check", "rule", "criterion"),
    [
        pytest.param(*fault, marks=[] if fault in FIRST_OF_A_RULE else [pytest.mark.deep])
        for fault in FAULTS
    ],
)
def test_a_fault_is_found_for_certain_and_named_by_its_criterion(
    found: Found, name: str, check: str, rule: str, criterion: str
) -> None:
    certain = [f for f in found[name] if f.check == check and f.confidence == "certain"]
    assert rule in {f.rule for f in certain}, [(f.check, f.rule) for f in found[name]]
    assert any(criterion in f.wcag for f in certain if f.rule == rule)
    assert all(f.where for f in certain)


@pytest.mark.parametrize("name", FINE)
def test_a_page_without_the_fault_has_no_certain_finding(found: Found, name: str) -> None:
    certain = {(f.check, f.rule) for f in found[name] if f.confidence == "certain"}
    assert {pair for pair in certain if pair[0] in {fault[1] for fault in FAULTS}} == set()


def test_what_the_trap_page_says_of_others_is_only_the_trap(found: Found) -> None:
    assert rules(found["trap"], "EV-03") == {"keyboard-trap"}
