"""TR-01: every page is encrypted."""

from __future__ import annotations

from portal_audit.checks.trust.pages import LOCAL, is_local
from portal_audit.evidence import RunEvidence, Trial
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SOON_DAYS = 14
HTTP = {
    "open": "Who types the address without https gets a page that anybody on the way can change.",
    "elsewhere": "Who types the address without https is first led to another place, unprotected.",
}
"""Answers to plain http that are faults (the trial `connection`)."""


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
    findings += _of_connection(evidence.trials.get("connection"))
    if not findings:
        return Outcome.passed(f"All {len(pages)} pages came by https.")
    if plain:
        return Outcome.of(0.0, findings, f"{len(plain)} of {len(pages)} pages came by http.")
    if not sent and not mixed:
        return Outcome.of(0.5, findings, "The pages came by https; the way to them can be better.")
    return Outcome.of(0.0, findings, "The pages came by https, but not all that belongs to them.")


def _of_connection(trial: Trial | None) -> list[Finding]:
    """What the connection itself shows: a certificate near its end, http that is not sent on."""
    if trial is None or not trial.made:
        return []
    findings = []
    days = trial.facts.get("days_left")
    if days is not None and float(days) < SOON_DAYS:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="The certificate ends soon",
                problem=f"In {float(days):.0f} days browsers will warn every patient of this site.",
                fix="Renew it now, and see that it renews itself.",
                about="certificate",
            )
        )
    http = HTTP.get(str(trial.facts.get("http", "")))
    if http:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="Plain http is not sent on to https",
                problem=http,
                fix="Answer every http address with a redirect to https on the same host.",
                about="http",
            )
        )
    return findings


CHECK = Check(
    id="TR-01",
    title="Every page is encrypted",
    why="Health details must not travel in the open.",
    dimension="trust",
    rule="Every page and every part of it by https with a valid certificate that lasts two more "
    "weeks; plain http is sent on to https on the same host first.",
    fix="Serve everything by https.",
    source="https://developer.mozilla.org/en-US/observatory",
    judge=judge,
)
