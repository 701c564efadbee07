"""TR-08: the privacy notice is one click away from the sign-in page."""

from __future__ import annotations

import re

from portal_audit.checks.get_in.pages import NO_FORM, form_pages
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

PRIVACY = re.compile(r"\bprivacy\b|\bprivacidad\b|how we (use|protect)", re.IGNORECASE)


def judge(evidence: RunEvidence) -> Outcome:
    pages = form_pages(evidence)
    if not pages:
        return Outcome.cannot_tell(NO_FORM)
    state = pages[0]
    if any(c.role == "link" and PRIVACY.search(c.name) for c in state.controls or ()):
        return Outcome.passed("The sign-in page links to it.")
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="The sign-in page does not link to the privacy notice",
        problem="Patients who worry about their details find no answer before they sign in.",
        fix="Link to the privacy notice from the sign-in page.",
        about="privacy notice",
        where=(Place.on(state),),
    )
    return Outcome.of(0.0, [finding], "No link to a privacy notice on the sign-in page.")


CHECK = Check(
    id="TR-08",
    title="The privacy notice is one click away",
    why="One in five people who stay away name privacy as the reason.",
    dimension="trust",
    rule="A link to the privacy notice on the sign-in page.",
    fix="Link to it.",
    source="https://pmc.ncbi.nlm.nih.gov/articles/PMC7530687",
    judge=judge,
)
