"""What all Understand checks answer alike."""

from __future__ import annotations

import pytest

from portal_audit.checks.understand import CHECKS
from portal_audit.finding import Check, Severity, Verdict
from tests.checks.understand.builders import PLAIN, SPANISH, button, page, run, text

ONLY_SOME_PAGES = ("UN-04", "UN-06", "UN-10")
"""Results, error messages and notices: tested with their own pages."""
each = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)


@each
def test_pages_whose_words_were_not_gathered_cannot_tell(check: Check) -> None:
    outcome = check.judge(run(page(unread=True, controls=None)))
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.share is None


@each
def test_a_run_without_pages_cannot_tell(check: Check) -> None:
    assert check.judge(run()).verdict is Verdict.CANNOT_TELL


@each
def test_a_portal_in_another_language_is_not_applicable(check: Check) -> None:
    outcome = check.judge(run(page(text(SPANISH), controls=(button("Rx"),))))
    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert "Spanish" in outcome.note


@each
def test_a_plain_page_passes_without_a_finding(check: Check) -> None:
    words = PLAIN * 8 + "We open on March 3, 2026 at 9 a.m."
    outcome = check.judge(run(page(text(words), controls=(button("Test results"),))))
    otherwise = {"UN-09": Verdict.CANNOT_TELL} | dict.fromkeys(
        ONLY_SOME_PAGES, Verdict.NOT_APPLICABLE
    )
    assert outcome.verdict is otherwise.get(check.id, Verdict.PASSED)
    assert outcome.findings == ()


@pytest.mark.parametrize(
    "check",
    [check for check in CHECKS if check.id not in (*ONLY_SOME_PAGES, "UN-09")],
    ids=lambda check: check.id,
)
def test_a_finding_speaks_to_people_and_says_where(check: Check) -> None:
    hard = (
        "Pursuant to applicable determinations, the adjudication of coinsurance liabilities by the "
        "administrative organization responsible for your authorization was communicated to the "
        "guarantor by another institution on 03/04/2026 and on 2026-03-05, as the EOB says. "
    )
    outcome = check.judge(run(page(text(hard * 12), controls=(button("Diagnostics"),))))
    assert outcome.verdict is Verdict.FAILED
    assert max(finding.severity for finding in outcome.findings) >= Severity.MINOR
    for finding in outcome.findings:
        assert finding.check == check.id
        assert finding.where
        assert finding.where[0].state == "state--desktop"
        assert finding.fix
