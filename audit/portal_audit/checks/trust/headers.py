"""TR-03: the portal sends protective headers (Observatory arithmetic)."""

from __future__ import annotations

from portal_audit.checks.get_in.pages import form_pages
from portal_audit.checks.trust.observatory import letter, modifiers, total
from portal_audit.checks.trust.pages import is_local, own_cookies
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

FULL, HALF = 70, 50
"""Observatory points that count full (B) and half (C); policy."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = [
        next((s for s in group if s.headers is not None), None)
        for group in (form_pages(evidence), [s for s in evidence.seen() if s.signed_in])
    ]
    known = [state for state in pages if state is not None]
    if not known:
        return Outcome.cannot_tell("No response headers of a sign-in or private page were seen.")
    cookies = own_cookies(evidence)
    local = is_local(evidence)
    judged = [(modifiers(s.headers or {}, cookies, https=not local), s) for s in known]
    found, state = min(judged, key=lambda pair: total(pair[0]))
    points = total(found)
    share = 1.0 if points >= FULL else 0.5 if points >= HALF else 0.0
    note = f"{letter(points)} ({points} points) by the Observatory's rules for public pages."
    if local:
        note += " What needs https was left out: the portal is served from this computer."
    findings = []
    if share < 1:
        lacks = "; ".join(m.says for m in found if m.points < 0)
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="Protective headers are missing",
                problem=f"The pages do not defend themselves well against hostile sites: {lacks}.",
                fix="Ask whoever runs the portal to set the headers named above.",
                about="headers",
                where=(Place.on(state),),
            )
        )
    return Outcome.of(share, findings, note, observatory_points=points)


CHECK = Check(
    id="TR-03",
    title="The portal sends protective headers",
    why="Headers are the cheapest defence a site has.",
    dimension="trust",
    rule="Observatory arithmetic on the sign-in page and one private page: 70 or more full, "
    "50 half (policy).",
    fix="Set the headers.",
    source="https://developer.mozilla.org/en-US/observatory",
    judge=judge,
)
