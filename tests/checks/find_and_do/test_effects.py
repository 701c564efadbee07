"""FD-02 to FD-04: pages that are none, controls without effect, waits without a sign."""

from __future__ import annotations

import pytest

from portal_audit.checks.find_and_do.broken_pages import CHECK as BROKEN_PAGES
from portal_audit.checks.find_and_do.dead_controls import CHECK as DEAD_CONTROLS
from portal_audit.checks.find_and_do.silent_waits import CHECK as SILENT_WAITS
from portal_audit.evidence import Found
from portal_audit.evidence.model import StateKind
from portal_audit.finding import Severity, Verdict
from tests.checks.builders import evidence, home, state, step, walk

SAVE = Found(role="button", name="Save", how="role")


def test_real_pages_pass() -> None:
    assert BROKEN_PAGES.judge(evidence(home())).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        ("error", Severity.MAJOR),
        ("debug", Severity.MAJOR),
        ("blank", Severity.MAJOR),
        ("loading", Severity.MINOR),
        ("sign-in-wall", Severity.MINOR),
    ],
)
def test_a_broken_state_is_a_finding_and_never_clean(kind: StateKind, severity: Severity) -> None:
    outcome = BROKEN_PAGES.judge(evidence(home(), state("/visits", kind=kind)))
    [finding] = outcome.findings
    assert (outcome.share, finding.severity) == (0.5, severity)
    assert finding.where[0].url == "/visits"


def test_a_button_that_does_nothing_is_named() -> None:
    dead = walk(scenario="book", steps=(step(kind="click", clicks=1, found=SAVE, dead=True),))
    [finding] = DEAD_CONTROLS.judge(evidence(walks=(dead,))).findings
    assert finding.title == "“Save” does nothing"


def test_a_button_that_works_passes() -> None:
    alive = walk(scenario="book", steps=(step(kind="click", clicks=1, found=SAVE),))
    assert DEAD_CONTROLS.judge(evidence(walks=(alive,))).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("wait", "sign", "silent"),
    [(2_500, 2_500, True), (2_500, 200, False), (1_500, 1_500, False), (9_000, 1_100, True)],
)
def test_only_a_long_wait_without_an_early_sign_is_silent(
    wait: float, sign: float, silent: bool
) -> None:
    walked = walk(scenario="book", steps=(step(kind="click", wait_ms=wait, sign_ms=sign),))
    assert bool(SILENT_WAITS.judge(evidence(walks=(walked,))).findings) is silent
