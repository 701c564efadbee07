"""TR-10, and what the connection itself adds to TR-01."""

from __future__ import annotations

from typing import Any

import pytest

from portal_audit.checks.trust.encrypted import CHECK as ENCRYPTED
from portal_audit.checks.trust.signing_out import CHECK
from portal_audit.finding import Outcome, Verdict
from tests.checks.builders import evidence, private, trial

LEFT: dict[str, Any] = {
    "offered": True,
    "back_shows": False,
    "opens_again": False,
    "cookie_works": False,
}
NO_STORE = {"cache-control": "no-store"}


def signed_out(headers: dict[str, str] | None = NO_STORE, **facts: Any) -> Outcome:
    run = evidence(private(headers=headers), trials=[trial("sign-out", **(LEFT | facts))])
    return CHECK.judge(run)


def test_signing_out_that_leaves_nothing_passes() -> None:
    assert signed_out().verdict is Verdict.PASSED


@pytest.mark.parametrize("fact", ["back_shows", "opens_again", "cookie_works"])
def test_each_thing_that_is_left_costs_a_third(fact: str) -> None:
    assert signed_out(NO_STORE, **{fact: True}).share == pytest.approx(2 / 3)


def test_private_pages_that_browsers_may_keep_cost_a_third() -> None:
    assert signed_out({"cache-control": "private, max-age=60"}).share == pytest.approx(2 / 3)


def test_pages_whose_headers_are_not_known_are_not_blamed() -> None:
    assert signed_out(None).verdict is Verdict.PASSED


def test_a_portal_without_a_way_to_sign_out_is_told() -> None:
    assert "no way to sign out" in signed_out(offered=False).findings[0].title


def test_a_run_that_did_not_sign_out_cannot_tell() -> None:
    assert CHECK.judge(evidence(private())).verdict is Verdict.CANNOT_TELL


# --- TR-01 ---


def connection(**facts: float | str) -> Outcome:
    values: dict[str, Any] = {"days_left": 60.0, "http": "redirects"} | facts
    return ENCRYPTED.judge(evidence(private(), trials=[trial("connection", **values)]))


def test_a_lasting_certificate_and_http_sent_on_pass() -> None:
    assert connection().verdict is Verdict.PASSED


@pytest.mark.parametrize("facts", [{"days_left": 3.0}, {"http": "open"}, {"http": "elsewhere"}])
def test_a_certificate_near_its_end_or_open_http_is_half_and_no_cap(facts: dict[str, Any]) -> None:
    outcome = connection(**facts)
    assert outcome.share == 0.5
    assert all(finding.severity < 3 for finding in outcome.findings)
