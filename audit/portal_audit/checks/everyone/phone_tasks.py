"""EV-13: every task that must work, works on a phone with a slow network, and pages come soon."""

from __future__ import annotations

from statistics import median

from portal_audit.checks.everyone.tasks import Way, judge_must_tasks
from portal_audit.checks.pages import once
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

WAY = Way(
    check="EV-13",
    profile="P3",
    words="on a phone with a slow network",
    who="People whose only way in is a phone",
    severity=Severity.MAJOR,
    fix="Make sure that everything on the way fits a phone screen, can be tapped and loads.",
)
GOOD_MS = 2500.0
POOR_MS = 4000.0
"""Largest Contentful Paint: web.dev's bands, taken over by the method (6.2, P3)."""


def judge(evidence: RunEvidence) -> Outcome:
    tasks = judge_must_tasks(evidence, WAY)
    if tasks.share is None:
        return tasks
    slow = sorted(_measured(evidence), key=lambda pair: -pair[0])
    if not slow:
        if tasks.share < 1:
            return tasks
        return Outcome.cannot_tell("How soon pages show on the phone was not measured.")
    lcp = median(ms for ms, _ in slow)
    band = 1.0 if lcp <= GOOD_MS else 0.5 if lcp <= POOR_MS else 0.0
    findings = list(tasks.findings)
    if band < 1:
        over = once(Place.on(state) for ms, state in slow if ms > GOOD_MS)
        findings.append(_slow(Severity.COSMETIC if band else Severity.MINOR, over))
    note = f"{tasks.note} Half of the pages showed their main content within {lcp / 1000:.1f} s."
    return Outcome.of(min(tasks.share, band), findings, note, phone_lcp_ms=round(lcp))


def _measured(evidence: RunEvidence) -> list[tuple[float, PageState]]:
    renderings = {a.rendering for a in evidence.run.audiences if a.profile == WAY.profile}
    return [
        (state.vitals.lcp_ms, state)
        for state in evidence.seen()
        if state.rendering in renderings and state.vitals and state.vitals.lcp_ms is not None
    ]


def _slow(severity: Severity, places: tuple[Place, ...]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=severity,
        title="Pages come slowly on a phone",
        problem="A person on a phone with a weak signal waits too long before there is anything.",
        fix="Send less before the first words show: smaller pictures, fewer scripts and fonts.",
        about="slow pages on a phone",
        where=places,
        who=WAY.who,
    )


CHECK = Check(
    id="EV-13",
    title="Every must-do task works on a phone with a slow network",
    why="For many patients a phone is the only computer they have.",
    dimension="everyone",
    rule=(
        "All priority 3 tasks complete on the phone (done / all), and the median largest "
        "contentful paint is at most 2.5 s (full) or 4 s (half); the lower of the two counts."
    ),
    fix=WAY.fix,
    source="https://web.dev/articles/lcp",
    judge=judge,
)
