"""KU-05: phone, hours and address agree."""

from __future__ import annotations

import pytest

from portal_audit.checks.keeps_up.facts import hours_of
from portal_audit.checks.keeps_up.same_facts import CHECK
from portal_audit.evidence import Block, PageState
from portal_audit.finding import Outcome, Verdict
from tests.checks.everyone.builders import block, control, evidence, state

FOOTER = block(
    "120 River Street, Springfield. Phone (555) 555-0142. Monday to Friday, 8 AM to 5 PM.",
    region="footer",
)


def judged(*states: PageState) -> Outcome:
    return CHECK.judge(evidence(*states))


def hours_page(*blocks: Block) -> PageState:
    return state("/hours", block("Hours", "heading"), *blocks, FOOTER)


def test_the_same_facts_in_other_forms_agree() -> None:
    page = hours_page(
        block("Phone: 555-555-0142"),
        block("120 River St."),
        block("Mon–Fri: 8:00 a.m. – 5:00 p.m."),
    )
    assert judged(state("/", FOOTER), page).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("Phone: (555) 555-0124", "phone number"),
        ("120 River Avenue", "address"),
        ("Monday to Friday, 8 AM to 6 PM", "opening hours"),
    ],
)
def test_a_page_that_differs_from_the_footer_is_reported(line: str, about: str) -> None:
    outcome = judged(state("/", FOOTER), hours_page(block(line)))
    assert outcome.share == 0
    assert [finding.about for finding in outcome.findings] == [about]


@pytest.mark.parametrize(
    "line",
    [
        "Fax (555) 555-0143",
        "Billing questions: (555) 555-0147",
        "Chat: Monday to Friday, 9 AM to 3 PM",
        "Thursday, November 26, 2026: closed",
        "Send payments to 9 Lock Box Road",
        "The North clinic is at 9 Hill Road, the South clinic at 12 Lake Road.",
    ],
)
def test_other_lines_hours_and_addresses_are_no_conflict(line: str) -> None:
    assert judged(state("/", FOOTER), hours_page(block(line))).verdict is Verdict.PASSED


def test_a_number_in_a_patient_s_record_is_not_the_clinic_s() -> None:
    own = state("/preferences", block("Phone: (555) 555-0199"), FOOTER, signed_in=True)
    assert judged(state("/", FOOTER), own).verdict is Verdict.PASSED


def test_a_phone_link_that_calls_another_number_is_reported() -> None:
    link = control("(555) 555-0142", href="tel:+15555550124")
    page = state("/", FOOTER, controls=(link,))
    outcome = judged(page, state("/help", FOOTER))
    assert [finding.about for finding in outcome.findings] == ["phone link"]


def test_facts_seen_only_once_cannot_be_compared() -> None:
    assert judged(state("/", FOOTER)).verdict is Verdict.CANNOT_TELL


def test_no_facts_cannot_be_compared() -> None:
    assert judged(state("/", block("Hello")), state("/a")).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("blocks", "friday"),
    [
        ((block("Mon-Fri 8-5"),), "08:00-17:00"),
        ((block("Friday", "cell"), block("8:30 am – noon", "cell")), "08:30-12:00"),
        ((block("Fridays: closed"),), "closed"),
        ((block("Thursday to Saturday from 12 PM until 7:30 p.m."),), "12:00-19:30"),
    ],
)
def test_hours_are_read_in_many_forms(blocks: tuple[Block, ...], friday: str) -> None:
    facts = {fact.about: fact.value for fact in hours_of(state("/", *blocks))}
    assert facts["Friday"] == friday


def test_days_joined_by_and_are_only_those_two() -> None:
    facts = hours_of(state("/", block("Monday and Thursday: 9 AM to 1 PM")))
    assert [fact.about for fact in facts] == ["Monday", "Thursday"]
