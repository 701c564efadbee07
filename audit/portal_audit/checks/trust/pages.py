"""What the checks of this room share: where the portal is, its cookies, its pages."""

from __future__ import annotations

import ipaddress
import re
from collections import defaultdict

from portal_audit.checks.pages import quoted
from portal_audit.evidence import Cookie, PageState, RunEvidence

LOCAL = "The portal is served from this computer, so there is no network to protect."

COUNTING = re.compile(
    r"_(ga|gid|gat|gcl|fbc|fbp|clck|clsk|uetsid|uetvid|pk)(_|\.|$)|_hj|_mkto|ajs_|mp_.*mixpanel|amp_",
    re.IGNORECASE,
)
"""Beginnings of the names that visitor counting gives its cookies."""


def is_local(evidence: RunEvidence) -> bool:
    """Whether every host of the portal is this computer."""
    return bool(evidence.run.hosts) and all(_is_loopback(h) for h in evidence.run.hosts)


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_own(evidence: RunEvidence, host: str) -> bool:
    """Whether `host` is one of the portal's own."""
    return host in {own.casefold() for own in evidence.run.hosts}


def own_cookies(evidence: RunEvidence) -> tuple[Cookie, ...]:
    """Cookies of the portal itself, those of visitor counting left out."""
    hosts = {host.casefold() for host in evidence.run.hosts}
    found: dict[tuple[str, str], list[Cookie]] = defaultdict(list)
    for walk in evidence.walks:
        for cookie in walk.cookies:
            domain = cookie.domain.lstrip(".").casefold()
            if any(host == domain or host.endswith(f".{domain}") for host in hosts):
                found[cookie.name, domain].append(cookie)
    # Set without a flag on any walk, it is unprotected.
    weakest = (min(group, key=_protection) for group in found.values())
    return tuple(cookie for cookie in weakest if not COUNTING.match(cookie.name))


def _protection(cookie: Cookie) -> tuple[bool, int]:
    flags = cookie.secure + cookie.http_only + (cookie.same_site in ("Lax", "Strict"))
    return not cookie.session, flags


def state_at(evidence: RunEvidence, path: str) -> PageState | None:
    """A page state with this path; None when none was stored."""
    return next((s for s in evidence.seen() if s.path.split("#")[0] == path), None)


def page_name(evidence: RunEvidence, path: str) -> str:
    """The page as a patient would name it."""
    state = state_at(evidence, path)
    name = quoted(state.heading or state.title) if state else ""
    return f"“{name}”" if name else path
