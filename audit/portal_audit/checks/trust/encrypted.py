"""TR-01: every page is encrypted."""

from __future__ import annotations

from portal_audit.checks.trust.pages import LOCAL, is_local
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity


def judge(evidence: RunEvidence) -> Outcome:
    if is_local(evidence):
        return Outcome.not_applicable(LOCAL)
    pages = evidence.seen()
    if not pages:
        return Outcome.cannot_tell("No page was seen.")
    findings = []
    plain = [state for state in pages if state.url.startswith("http://")]
    if plain:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.BLOCKER,
                title="Pages come without encryption",
                problem="Anybody on the same network can read what patients see and type.",
                fix="Serve every page by https and send http visitors there.",
                about="plain http",
                where=tuple(Place.on(state) for state in plain),
            )
        )
    mixed = sorted(
        {
            request.host
            for walk in evidence.walks
            for request in walk.requests
            if request.url.startswith("http://") and request.resource != "document"
        }
    )
    if mixed and not plain:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MAJOR,
                title="Parts of encrypted pages come without encryption",
                problem=f"Parts from {', '.join(mixed[:5])} travel in the open.",
                fix="Load every part of the page by https.",
                about="mixed content",
            )
        )
    if not findings:
        return Outcome.passed(f"All {len(pages)} pages came by https.")
    return Outcome.of(0.0, findings, f"{len(plain)} of {len(pages)} pages came by http.")


CHECK = Check(
    id="TR-01",
    title="Every page is encrypted",
    why="Health details must not travel in the open.",
    dimension="trust",
    rule="Every page and every part of it by https with a valid certificate.",
    fix="Serve everything by https.",
    source="https://developer.mozilla.org/en-US/observatory",
    judge=judge,
)
