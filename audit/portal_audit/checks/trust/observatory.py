"""The arithmetic of the MDN HTTP Observatory, from its published table (method 4.2).

Made for public pages; we also apply it to a signed-in one and say so. Left out, because one answer
to a browser does not show it: the redirection from http (TR-01 looks at it), a reflected CORS
origin, integrity attributes of scripts, and browsers' preload lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal_audit.evidence import Cookie

BONUS_FROM = 90
"""Bonuses count only from this score on."""
SIX_MONTHS = 15_768_000
"""Seconds; the Observatory's figure."""
BROAD = frozenset({"*", "http:", "https:", "ftp:", "http://*", "https://*"})
NONCE_OR_HASH = re.compile(r"'(nonce|sha256|sha384|sha512)-")
TELLING_REFERRER = frozenset(
    {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
)
PRIVATE_REFERRER = frozenset(
    {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
)
ISOLATING = {
    "cross-origin-resource-policy": frozenset({"same-origin", "same-site"}),
    "cross-origin-opener-policy": frozenset({"same-origin"}),
    "cross-origin-embedder-policy": frozenset({"require-corp", "credentialless"}),
}


@dataclass(frozen=True, slots=True)
class Modifier:
    """One line of the table that applies."""

    name: str
    points: int
    says: str


def modifiers(headers: Mapping[str, str], cookies: Sequence[Cookie], https: bool) -> list[Modifier]:
    """The table's lines that apply to one page. Header names are lower case.

    `https` is False for a portal served from this computer: lines about encryption are left out.
    """
    policy = _directives(headers.get("content-security-policy", ""))
    lasting = _max_age(headers.get("strict-transport-security", ""))
    found = [
        _policy(policy, https),
        _cookies(cookies, https, lasting >= SIX_MONTHS),
        _framing(policy, headers.get("x-frame-options", "")),
        _referrer(headers.get("referrer-policy", "")),
        *_isolation(headers),
    ]
    if headers.get("x-content-type-options", "").strip().casefold() != "nosniff":
        found.append(Modifier("x-content-type-options", -5, "no X-Content-Type-Options"))
    if https and lasting < SIX_MONTHS:
        found.append(
            Modifier("hsts", -10, "Strict-Transport-Security is short")
            if lasting
            else Modifier("hsts", -20, "no Strict-Transport-Security")
        )
    return [modifier for modifier in found if modifier is not None]


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


def _directives(policy: str) -> dict[str, frozenset[str]]:
    """Directive -> its sources, lower case; of a directive given twice the first counts."""
    found: dict[str, frozenset[str]] = {}
    for part in policy.casefold().split(";"):
        words = part.split()
        if words:
            found.setdefault(words[0], frozenset(words[1:]))
    return found


def _policy(policy: Mapping[str, frozenset[str]], https: bool) -> Modifier:
    if not policy:
        return Modifier("csp", -25, "no Content-Security-Policy")
    anything = frozenset({"*"})
    default = policy.get("default-src", anything)
    scripts = _effective(policy.get("script-src", default))
    objects = policy.get("object-src", default)
    styles = _effective(policy.get("style-src", default))
    if scripts & (BROAD | {"'unsafe-inline'", "data:"}) or objects & BROAD:
        return Modifier("csp", -20, "the Content-Security-Policy allows inline or foreign scripts")
    passive = {"img-src", "media-src"}
    insecure = {
        name
        for name, sources in policy.items()
        if https and any(source.startswith(("http:", "ftp:")) for source in sources)
    }
    if insecure - passive:
        return Modifier("csp", -20, "the Content-Security-Policy allows unencrypted parts")
    if "'unsafe-eval'" in scripts | styles:
        return Modifier("csp", -10, "the Content-Security-Policy allows eval")
    if insecure:
        return Modifier("csp", -10, "the Content-Security-Policy allows unencrypted pictures")
    if styles & (BROAD | {"'unsafe-inline'", "data:"}):
        return Modifier("csp", 0, "the Content-Security-Policy is loose for styles only")
    if default == {"'none'"}:
        return Modifier("csp", 10, "a strict Content-Security-Policy")
    return Modifier("csp", 5, "a Content-Security-Policy without unsafe parts")


def _effective(sources: frozenset[str]) -> frozenset[str]:
    """Sources as browsers read them: a nonce or hash switches `unsafe-inline` off."""
    if not any(NONCE_OR_HASH.match(source) for source in sources):
        return sources
    ignored = {"'unsafe-inline'"} | (BROAD if "'strict-dynamic'" in sources else frozenset())
    return sources - ignored


def _cookies(cookies: Sequence[Cookie], https: bool, hsts: bool) -> Modifier | None:
    session = [cookie for cookie in cookies if cookie.session]
    open_session = https and any(not cookie.secure for cookie in session)
    if open_session and not hsts:
        return Modifier("cookies", -40, "the session cookie may travel unencrypted")
    if any(not cookie.http_only for cookie in session):
        return Modifier("cookies", -30, "scripts can read the session cookie")
    open_cookie = https and any(not cookie.secure for cookie in cookies)
    if open_cookie and not hsts:
        return Modifier("cookies", -20, "a cookie may travel unencrypted")
    if open_session:
        return Modifier("cookies", -10, "only HSTS keeps the session cookie encrypted")
    if open_cookie:
        return Modifier("cookies", -5, "only HSTS keeps a cookie encrypted")
    if https and cookies and all(cookie.same_site in ("Lax", "Strict") for cookie in cookies):
        return Modifier("cookies", 5, "every cookie is protected")
    return None


def _framing(policy: Mapping[str, frozenset[str]], header: str) -> Modifier:
    ancestors = policy.get("frame-ancestors")
    by_policy = ancestors is not None and not ancestors & BROAD
    if by_policy or header.strip().casefold() in ("deny", "sameorigin"):
        return Modifier("x-frame-options", 5, "framing is limited")
    return Modifier("x-frame-options", -20, "other sites may frame the page")


def _referrer(header: str) -> Modifier | None:
    """The last policy a browser knows counts."""
    known = TELLING_REFERRER | PRIVATE_REFERRER
    given = [word.strip() for word in header.casefold().split(",")]
    policy = next((word for word in reversed(given) if word in known), None)
    if policy in PRIVATE_REFERRER:
        return Modifier("referrer-policy", 5, "addresses are not told to other sites")
    if policy is not None or header.strip():
        return Modifier("referrer-policy", -5, "addresses are told to other sites")
    return None


def _isolation(headers: Mapping[str, str]) -> list[Modifier]:
    return [
        Modifier(name, 10, f"{name} is set")
        for name, good in ISOLATING.items()
        if headers.get(name, "").split(";")[0].strip().casefold() in good
    ]


def _max_age(header: str) -> int:
    """Seconds for which browsers insist on encryption; 0 when the header says nothing of it."""
    found = re.search(r"\bmax-age\s*=\s*\"?(\d{1,12})", header, re.IGNORECASE)
    return int(found[1]) if found else 0
