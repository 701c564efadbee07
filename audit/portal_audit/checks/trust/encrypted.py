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
    asked = [request for walk in evidence.walks for request in walk.requests]
    sent = {r.page for r in asked if r.url.startswith("http://") and r.method == "POST"}
    if sent and not plain:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.BLOCKER,
                title="A form is sent without encryption",
                problem="What patients type into it can be read by anybody on the same network.",
                fix="Send every form to an https address.",
                about="form in the clear",
                where=tuple(Place(url=page) for page in sorted(sent)),
            )
        )
    mixed = {
        request.host: request.page
        for request in asked
        if request.url.startswith("http://")
        and request.resource != "document"
        and request.method != "POST"
    }
    if mixed and not plain:
        findings.append(
            Finding(
                check=CHECK.id,
                # Browsers stop or upgrade such parts: pictures go missing, little leaks.
                severity=Severity.MINOR,
                title="Parts of encrypted pages come without encryption",
                problem=f"Parts from {', '.join(sorted(mixed)[:5])} are asked for in the open.",
                fix="Load every part of the page by https.",
                about="mixed content",
                where=tuple(Place(url=page) for page in sorted(set(mixed.values()))),
            )
        )
    if not findings:
        return Outcome.passed(f"All {len(pages)} pages came by https.")
    if plain:
        return Outcome.of(0.0, findings, f"{len(plain)} of {len(pages)} pages came by http.")
    return Outcome.of(0.0, findings, "The pages came by https, but not all that belongs to them.")


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
