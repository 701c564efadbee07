"""TR-02: browsers are told to insist on encryption."""

from __future__ import annotations

import re

from portal_audit.checks.trust.pages import LOCAL, is_local
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SIX_MONTHS = 15_552_000
"""Seconds."""


def judge(evidence: RunEvidence) -> Outcome:
    if is_local(evidence):
        return Outcome.not_applicable(LOCAL)
    known = [s for s in evidence.seen() if s.headers is not None and s.url.startswith("https:")]
    if not known:
        return Outcome.cannot_tell("No response headers of an https page were seen.")
    short = [
        s for s in known if _age((s.headers or {}).get("strict-transport-security")) < SIX_MONTHS
    ]
    if not short:
        return Outcome.passed("Every page sends the header for at least six months.")
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="Browsers are not told to insist on encryption",
        problem="On a hostile network a patient can be led to an unprotected copy of the portal.",
        fix="Send Strict-Transport-Security: max-age=31536000.",
        about="strict-transport-security",
        where=tuple(Place.on(state) for state in short[:5]),
    )
    return Outcome.of(0.0, [finding], f"Missing or short on {len(short)} of {len(known)} pages.")


def _age(header: str | None) -> int:
    found = re.search(r"max-age\s*=\s*\"?(\d+)", header or "", re.IGNORECASE)
    return int(found[1]) if found else 0


CHECK = Check(
    id="TR-02",
    title="Browsers are told to insist on encryption",
    why="The first visit on a strange network is the weakest moment.",
    dimension="trust",
    rule="Strict-Transport-Security with max-age of at least 15,552,000 seconds.",
    fix="Send the header.",
    source="https://developer.mozilla.org/en-US/observatory",
    judge=judge,
)
