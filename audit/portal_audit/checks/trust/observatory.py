"""The arithmetic of the MDN HTTP Observatory 1.6.3, from its published table of modifiers.

Made for public pages; we also apply it to a signed-in one and say so. What needs a second request
or https (redirects, certificate, preloading) is left out here: TR-01 and TR-02 look at it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal_audit.evidence import Cookie

BONUS_FROM = 90
"""Bonuses count only from this score on."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """One line of the table that applies."""

    name: str
    points: int
    says: str


def modifiers(headers: Mapping[str, str], cookies: Sequence[Cookie], https: bool) -> list[Modifier]:
    """The table's lines that apply to one page. Header names are lower case."""
    policy = headers.get("content-security-policy", "")
    found = [_policy(policy)]
    found += _cookies(cookies, https)
    if headers.get("access-control-allow-origin", "").strip() == "*" and headers.get(
        "access-control-allow-credentials"
    ):
        found.append(Modifier("cors", -50, "any site may read the page"))
    if "nosniff" not in headers.get("x-content-type-options", "").casefold():
        found.append(Modifier("x-content-type-options", -5, "no X-Content-Type-Options"))
    framing = headers.get("x-frame-options", "").casefold()
    if "frame-ancestors" in policy or framing in ("deny", "sameorigin"):
        found.append(Modifier("x-frame-options", 5, "framing is limited"))
    else:
        found.append(Modifier("x-frame-options", -20, "other sites may frame the page"))
    referrer = headers.get("referrer-policy", "").casefold()
    if any(
        word in referrer for word in ("no-referrer-when-downgrade", "unsafe-url", "origin-when")
    ):
        if "strict-origin" not in referrer:
            found.append(Modifier("referrer-policy", -5, "addresses are told to other sites"))
    elif any(word in referrer for word in ("no-referrer", "same-origin", "strict-origin")):
        found.append(Modifier("referrer-policy", 5, "addresses are not told to other sites"))
    if headers.get("cross-origin-resource-policy", "") in ("same-origin", "same-site"):
        found.append(Modifier("cross-origin-resource-policy", 10, "parts are kept to this site"))
    return [modifier for modifier in found if modifier.points]


def _policy(policy: str) -> Modifier:
    if not policy:
        return Modifier("csp", -25, "no Content-Security-Policy")
    directives = {
        part.split()[0].casefold(): part.casefold() for part in policy.split(";") if part.split()
    }
    scripts = directives.get("script-src", directives.get("default-src", ""))
    if not scripts or (
        "'unsafe-inline'" in scripts and not re.search(r"'(nonce|sha\d+)-", scripts)
    ):
        return Modifier("csp", -20, "the Content-Security-Policy allows inline scripts")
    if "'unsafe-eval'" in scripts:
        return Modifier("csp", -10, "the Content-Security-Policy allows eval")
    if directives.get("default-src") == "default-src 'none'":
        return Modifier("csp", 10, "a strict Content-Security-Policy")
    return Modifier("csp", 5, "a Content-Security-Policy without unsafe parts")


def _cookies(cookies: Sequence[Cookie], https: bool) -> list[Modifier]:
    session = [cookie for cookie in cookies if cookie.session]
    if https and any(not cookie.secure for cookie in session):
        return [Modifier("cookies", -40, "the session cookie may travel unencrypted")]
    if any(not cookie.http_only for cookie in session):
        return [Modifier("cookies", -30, "scripts can read the session cookie")]
    if https and any(not cookie.secure for cookie in cookies):
        return [Modifier("cookies", -20, "a cookie may travel unencrypted")]
    return []


def total(found: Sequence[Modifier]) -> int:
    """100 minus penalties; bonuses only when that leaves at least 90."""
    base = 100 + sum(m.points for m in found if m.points < 0)
    bonus = sum(m.points for m in found if m.points > 0)
    return max(0, base + bonus if base >= BONUS_FROM else base)


def letter(points: int) -> str:
    """A+ from 100, A 90, A- 85, B+ 80, B 70, B- 65, C+ 60, C 50, C- 45, D+ 40, D 30, D- 25, F."""
    floors = (
        (100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"),
        (50, "C"), (45, "C-"), (40, "D+"), (30, "D"), (25, "D-"),
    )  # fmt: skip
    return next((name for floor, name in floors if points >= floor), "F")
