"""TR-12: no unexplained other site during sign-in; titles name the practice."""

from __future__ import annotations

import re

from portal_audit.checks.get_in.pages import NO_FORM, SIGN_IN_TASK, code_pages, form_pages
from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SMALL = frozenset({
    "the", "of", "and", "for", "clinic", "health", "center", "centre", "care", "medical",
    "hospital",
})  # fmt: skip
"""Words in the names of many practices: they name none."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = (*form_pages(evidence), *code_pages(evidence))
    if not pages:
        return Outcome.cannot_tell(NO_FORM)
    words = [w for w in re.findall(r"\w+", evidence.run.portal.casefold()) if len(w) > 2]
    name = {word for word in words if word.removesuffix("s") not in SMALL} or set(words)
    findings = []
    nameless = [s for s in pages if name and not name & set(re.findall(r"\w+", s.title.casefold()))]
    if nameless:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="The sign-in page does not name the practice",
                problem=f"The page is titled “{quoted(nameless[0].title)}”. Patients cannot be "
                "sure that they are in the right place, and are easier to fool.",
                fix=f"Put “{evidence.run.portal}” into the title of every page.",
                about="title",
                where=tuple(Place.on(state, "", state.title) for state in nameless),
            )
        )
    tasks = {s.id for s in evidence.run.scenarios if s.method == SIGN_IN_TASK}
    outside = {
        event.text
        for walk in evidence.walks
        for event in walk.events
        if walk.scenario in tasks and event.kind == "fence"
    }
    if outside:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.COSMETIC,
                title="Signing in led outside the portal",
                problem=f"{quoted('; '.join(sorted(outside)), 300)}. Patients are "
                "taught to be wary of that.",
                fix="If that host belongs to the portal, add it under `hosts:`.",
                about="outside",
            )
        )
    return Outcome.of(0.0 if findings else 1.0, findings, "Titles during the sign-in were read.")


CHECK = Check(
    id="TR-12",
    title="No unexplained other site during sign-in",
    why="A sign-in that looks like the clinic's is how patients tell it from a fake.",
    dimension="trust",
    rule="The titles of the sign-in pages name the practice, and signing in leads to no other "
    "host.",
    fix="Name the practice in every title.",
    source="policy",
    judge=judge,
)
