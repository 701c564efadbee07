"""TR-01 to TR-04: encryption, headers, the sign-in cookie."""

from __future__ import annotations

import pytest

from portal_audit.checks.trust.encrypted import CHECK as ENCRYPTED
from portal_audit.checks.trust.headers import CHECK as HEADERS
from portal_audit.checks.trust.hsts import CHECK as HSTS
from portal_audit.checks.trust.session_cookie import CHECK as COOKIE
from portal_audit.evidence import Cookie, Request
from portal_audit.finding import Check, Outcome, Severity, Verdict
from tests.checks.builders import (
    cookie,
    evidence,
    home,
    private,
    request,
    sign_in_page,
    walk,
)

GOOD = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
}

# --- TR-01 ---


def test_pages_that_all_come_by_https_pass() -> None:
    assert ENCRYPTED.judge(evidence(home(), private())).verdict is Verdict.PASSED


def test_a_page_in_the_open_is_a_blocker() -> None:
    outcome = ENCRYPTED.judge(evidence(home(), private(url="http://portal.riverbend.example/home")))
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.BLOCKER)
    assert [place.url for place in outcome.findings[0].where] == ["/home"]


def asked(*requests: Request) -> Outcome:
    return ENCRYPTED.judge(evidence(home(), walks=[walk(home(), requests=requests)]))


def test_a_password_sent_in_the_open_is_a_blocker() -> None:
    outcome = asked(
        request(
            "http://portal.riverbend.example/in", "/sign-in", method="POST", resource="document"
        )
    )
    assert [f.severity for f in outcome.findings] == [Severity.BLOCKER]


def test_a_picture_in_the_open_fails_but_does_not_hold_the_grade_down() -> None:
    outcome = asked(request("http://pictures.example/a.png", "/", resource="image"))
    assert outcome.share == 0
    assert [f.severity for f in outcome.findings] == [Severity.MINOR]


def test_following_an_old_http_link_to_https_passes() -> None:
    outcome = asked(request("http://portal.riverbend.example/", "/", resource="document"))
    assert outcome.verdict is Verdict.PASSED


@pytest.mark.parametrize("check", [ENCRYPTED, HSTS], ids=lambda check: check.id)
@pytest.mark.parametrize("hosts", [("127.0.0.1", "localhost"), ("::1",), ("127.8.9.1",)])
def test_a_portal_on_this_computer_has_no_network_to_protect(
    check: Check, hosts: tuple[str, ...]
) -> None:
    run = evidence(home(url="http://127.0.0.1:8000/"), hosts=hosts)
    outcome = check.judge(run)
    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert "this computer" in outcome.note


def test_a_portal_only_partly_on_this_computer_is_judged() -> None:
    run = evidence(home(url="http://portal.example/"), hosts=("127.0.0.1", "portal.example"))
    assert ENCRYPTED.judge(run).verdict is Verdict.FAILED


@pytest.mark.parametrize("check", [ENCRYPTED, HSTS, HEADERS, COOKIE], ids=lambda check: check.id)
def test_a_run_without_pages_cannot_tell(check: Check) -> None:
    assert check.judge(evidence()).verdict is Verdict.CANNOT_TELL


# --- TR-02 ---


@pytest.mark.parametrize(
    ("header", "verdict"),
    [
        ("max-age=31536000; includeSubDomains", Verdict.PASSED),
        ("max-age=15552000", Verdict.PASSED),
        ("max-age=15551999", Verdict.FAILED),
        ("max-age=0", Verdict.FAILED),
        ("", Verdict.FAILED),
    ],
)
def test_hsts_must_last_six_months(header: str, verdict: Verdict) -> None:
    run = evidence(home(headers={"strict-transport-security": header}))
    assert HSTS.judge(run).verdict is verdict


def test_pages_whose_headers_are_unknown_cannot_tell() -> None:
    assert HSTS.judge(evidence(home())).verdict is Verdict.CANNOT_TELL
    assert HEADERS.judge(evidence(sign_in_page(), private())).verdict is Verdict.CANNOT_TELL


# --- TR-03 ---


def test_good_headers_pass() -> None:
    outcome = HEADERS.judge(evidence(sign_in_page(headers=GOOD), private(headers=GOOD)))
    assert outcome.verdict is Verdict.PASSED


def test_the_worse_of_the_two_pages_counts() -> None:
    outcome = HEADERS.judge(evidence(sign_in_page(headers=GOOD), private(headers={})))
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MINOR)
    assert [place.url for place in outcome.findings[0].where] == ["/home"]
    assert outcome.measures["observatory_points"] == 30


def test_between_fifty_and_seventy_points_is_half() -> None:
    without_framing = GOOD | {"content-security-policy": "default-src 'self' 'unsafe-inline'"}
    outcome = HEADERS.judge(evidence(sign_in_page(headers=without_framing)))
    assert outcome.measures["observatory_points"] == 60
    assert outcome.share == 0.5


def test_headers_of_a_portal_on_this_computer_are_judged_without_https_and_it_is_said() -> None:
    only_hsts_missing = {k: v for k, v in GOOD.items() if k != "strict-transport-security"}
    page = sign_in_page(headers=only_hsts_missing)
    outcome = HEADERS.judge(evidence(page, hosts=("127.0.0.1",)))
    assert outcome.verdict is Verdict.PASSED
    assert "https was left out" in outcome.note
    assert HEADERS.judge(evidence(page)).measures["observatory_points"] == 80


# --- TR-04 ---


def kept(*cookies: Cookie) -> Outcome:
    return COOKIE.judge(evidence(home(), walks=[walk(home(), cookies=cookies)]))


def test_a_protected_sign_in_cookie_passes() -> None:
    assert kept(cookie()).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("bad", "severity"),
    [
        (cookie(secure=False), Severity.MAJOR),
        (cookie(http_only=False), Severity.MAJOR),
        (cookie(same_site=""), Severity.MINOR),
        (cookie(same_site="None"), Severity.MINOR),
    ],
)
def test_a_sign_in_cookie_without_a_protection_fails(bad: Cookie, severity: Severity) -> None:
    outcome = kept(bad)
    assert (outcome.share, outcome.findings[0].severity) == (0, severity)


def test_one_unprotected_cookie_of_two_is_half() -> None:
    assert kept(cookie(), cookie("auth", http_only=False)).share == 0.5


def test_a_cookie_that_loses_its_protection_on_one_walk_fails() -> None:
    walks = [
        walk(home(), cookies=(cookie(),)),
        walk(home(), repeat=2, cookies=(cookie(http_only=False),)),
    ]
    assert COOKIE.judge(evidence(home(), walks=walks)).share == 0


@pytest.mark.parametrize(
    "other",
    [
        cookie("theme", http_only=False, session=False),
        cookie("XSRF-TOKEN", http_only=False),
        cookie("_ga_X1", secure=False, http_only=False),
        cookie("id", http_only=False, domain=".facebook.com"),
    ],
)
def test_cookies_that_do_not_keep_the_patient_signed_in_are_left_alone(other: Cookie) -> None:
    assert kept(cookie(), other).verdict is Verdict.PASSED


def test_a_sign_in_cookie_whose_name_only_begins_like_a_counter_s_is_judged() -> None:
    assert kept(cookie("_gatekeeper", http_only=False)).verdict is Verdict.FAILED


def test_a_walk_without_a_sign_in_cookie_cannot_tell() -> None:
    assert kept(cookie("theme", session=False)).verdict is Verdict.CANNOT_TELL
