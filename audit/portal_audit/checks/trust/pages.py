"""What the checks of this room share: where the portal is, its private pages."""

from __future__ import annotations

import ipaddress

from portal_audit.evidence import PageState, RunEvidence

LOCAL = "The portal is served from this computer, so there is no network to protect."


def is_local(evidence: RunEvidence) -> bool:
    """Whether every host of the portal is this computer."""
    return all(_is_loopback(host) for host in evidence.run.hosts)


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def state_at(evidence: RunEvidence, path: str) -> PageState | None:
    """A page state with this path; None when none was stored."""
    return next((s for s in evidence.seen() if s.path.split("#")[0] == path), None)


def page_name(evidence: RunEvidence, path: str) -> str:
    """The page as a patient would name it."""
    state = state_at(evidence, path)
    return f"“{state.heading or state.title}”" if state and (state.heading or state.title) else path
