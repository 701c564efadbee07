"""Known answers of the Observatory's arithmetic."""

from __future__ import annotations

import pytest

from portal_audit.checks.trust.observatory import letter, modifiers, total
from portal_audit.evidence import Cookie
from tests.checks.builders import cookie

STRICT = "default-src 'none'; script-src 'self'; frame-ancestors 'none'"
BEST = {
    "content-security-policy": STRICT,
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def points(headers: dict[str, str], *cookies: Cookie, https: bool = True) -> int:
    return total(modifiers(headers, cookies, https))


def line(name: str, headers: dict[str, str], *cookies: Cookie, https: bool = True) -> int:
    """What one line of the table gives or takes."""
    return sum(m.points for m in modifiers(headers, cookies, https) if m.name == name)


def policy(words: str) -> int:
    return line("csp", {"content-security-policy": words})


def test_a_page_without_any_header_has_thirty_points() -> None:
    # -25 policy, -20 framing, -20 HSTS, -5 sniffing
    assert points({}) == 30


def test_without_https_the_lines_about_encryption_are_left_out() -> None:
    assert points({}, cookie(secure=False), https=False) == 50


def test_the_best_headers_earn_bonuses() -> None:
    # +10 policy, +5 framing, +5 referrer, +5 cookies
    assert points(BEST, cookie()) == 125


def test_bonuses_do_not_buy_back_a_penalty_that_leaves_less_than_ninety() -> None:
    assert points(BEST, cookie(http_only=False)) == 70


def test_bonuses_count_from_ninety_on() -> None:
    headers = BEST | {"strict-transport-security": "max-age=3600"}
    assert points(headers, cookie()) == 115


def test_the_score_never_falls_below_nothing() -> None:
    headers = {"content-security-policy": "script-src *", "referrer-policy": "unsafe-url"}
    assert points(headers, cookie(secure=False)) == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", -25),
        ("default-src 'none'", 10),
        ("frame-ancestors 'none'; default-src 'none'", 10),
        ("default-src 'self'", 5),
        ("default-src 'self'; style-src 'self' 'unsafe-inline'", 0),
        ("default-src 'self'; img-src http://pictures.example", -10),
        ("default-src 'self' 'unsafe-eval'", -10),
        ("default-src 'self' 'unsafe-inline'", -20),
        ("default-src 'self'; script-src 'self' 'unsafe-inline' 'nonce-abc'", 5),
        ("default-src 'self'; script-src 'strict-dynamic' 'nonce-abc' https: 'unsafe-inline'", 5),
        ("script-src 'self'", -20),  # objects may come from anywhere
        ("default-src https:", -20),
        ("frame-ancestors 'none'", -20),
        ("default-src 'self'; connect-src http://x.example", -20),
    ],
)
def test_the_policy_line(words: str, expected: int) -> None:
    assert policy(words) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("no-referrer", 5),
        ("same-origin", 5),
        ("strict-origin-when-cross-origin", 5),
        ("no-referrer, strict-origin-when-cross-origin", 5),
        ("origin-when-cross-origin", -5),
        ("origin", -5),
        ("unsafe-url", -5),
        ("nonsense", -5),
        ("", 0),
    ],
)
def test_the_referrer_line(header: str, expected: int) -> None:
    assert line("referrer-policy", {"referrer-policy": header}) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"x-frame-options": "DENY"}, 5),
        ({"x-frame-options": "ALLOW-FROM https://x.example"}, -20),
        ({"content-security-policy": "frame-ancestors 'self'"}, 5),
        ({"content-security-policy": "frame-ancestors *"}, -20),
    ],
)
def test_the_framing_line(headers: dict[str, str], expected: int) -> None:
    assert line("x-frame-options", headers) == expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([cookie()], 5),
        ([cookie(same_site="")], 0),
        ([cookie(secure=False)], -40),
        ([cookie(http_only=False)], -30),
        ([cookie(), cookie("theme", secure=False, session=False)], -20),
        ([], 0),
    ],
)
def test_the_cookie_line(seen: list[Cookie], expected: int) -> None:
    assert line("cookies", {}, *seen) == expected


@pytest.mark.parametrize(("session", "expected"), [(True, -10), (False, -5)])
def test_an_open_cookie_weighs_less_under_hsts(session: bool, expected: int) -> None:
    assert line("cookies", BEST, cookie(secure=False, session=session)) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("cross-origin-resource-policy", "same-site", 10),
        ("cross-origin-opener-policy", "same-origin; report-to=x", 10),
        ("cross-origin-embedder-policy", "unsafe-none", 0),
    ],
)
def test_the_isolation_lines(name: str, value: str, expected: int) -> None:
    assert line(name, {name: value}) == expected


@pytest.mark.parametrize(
    ("score", "grade"),
    [(125, "A+"), (100, "A+"), (99, "A"), (90, "A"), (85, "A-"), (80, "B+"), (79, "B"),
     (65, "B-"), (60, "C+"), (50, "C"), (45, "C-"), (40, "D+"), (30, "D"), (25, "D-"), (24, "F")],
)  # fmt: skip
def test_the_letters(score: int, grade: str) -> None:
    assert letter(score) == grade
