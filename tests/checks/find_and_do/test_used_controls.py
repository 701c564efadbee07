"""FD-05 and FD-06: the names of what a task needs."""

from __future__ import annotations

from typing import Literal

import pytest

from portal_audit.checks.find_and_do.alike_controls import CHECK as ALIKE
from portal_audit.checks.find_and_do.nameless_controls import CHECK as NAMELESS
from portal_audit.evidence import Found, RunEvidence
from portal_audit.finding import Severity, Verdict
from tests.checks.builders import evidence, home, state, step, walk

How = Literal["role", "label", "text", "title", "near", "selector"]


def used(how: How = "role", candidates: int = 1, name: str = "Open") -> RunEvidence:
    """A walk that goes to the letters and uses one control there."""
    page, after = state("/letters"), state("/letter")
    found = Found(role="button", name=name, how=how, candidates=candidates, target="#open")
    steps = (
        step(kind="open", state=page.id),
        step(kind="click", words="Click “Open”", clicks=1, found=found, state=after.id),
    )
    return evidence(home(), page, after, walks=(walk(page, after, scenario="book", steps=steps),))


def test_two_things_of_one_name_are_a_finding_where_they_stand() -> None:
    [finding] = ALIKE.judge(used(candidates=2)).findings
    assert finding.title == "2 things here are called “Open”"
    assert finding.where[0].url == "/letters"


def test_one_thing_of_that_name_passes() -> None:
    assert ALIKE.judge(used()).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("how", "severity"),
    [("near", Severity.MAJOR), ("text", Severity.MAJOR), ("title", Severity.MINOR)],
)
def test_what_could_only_be_found_leniently_is_a_finding(how: How, severity: Severity) -> None:
    [finding] = NAMELESS.judge(used(how)).findings
    assert (finding.severity, finding.where[0].url) == (severity, "/letters")


@pytest.mark.parametrize("how", ["role", "label", "selector"])
def test_what_has_a_role_or_a_label_passes(how: How) -> None:
    assert NAMELESS.judge(used(how)).verdict is Verdict.PASSED


def test_a_field_without_any_name_is_called_by_what_the_task_says() -> None:
    [finding] = NAMELESS.judge(used("near", name="")).findings
    assert finding.where[0].snippet == "Click “Open”"


def test_nothing_used_means_nothing_can_be_told() -> None:
    nothing = evidence(home(), walks=(walk(home(), steps=(step(kind="see"),)),))
    assert ALIKE.judge(nothing).verdict is Verdict.CANNOT_TELL
    assert NAMELESS.judge(nothing).verdict is Verdict.CANNOT_TELL
