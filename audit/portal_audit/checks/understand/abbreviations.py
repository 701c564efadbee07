"""UN-03: abbreviations are spelled out at first use."""

from __future__ import annotations

from portal_audit.checks.understand.reading import refusal
from portal_audit.checks.understand.terms import MOST_FINDINGS, finding, unexplained
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome

HALF = 3
"""So many different unexplained abbreviations still earn half; policy."""


def judge(evidence: RunEvidence) -> Outcome:
    search = unexplained(evidence, ("acronym",))
    if search is None:
        return Outcome.cannot_tell(refusal(evidence))
    different = len(search.unknown)
    share = 1.0 if different == 0 else 0.5 if different <= HALF else 0.0
    found = [
        finding(CHECK.id, unknown, "abbreviation") for unknown in search.unknown[:MOST_FINDINGS]
    ]
    return Outcome.of(share, found, f"{different} abbreviations are not spelled out.")


CHECK = Check(
    id="UN-03",
    title="Abbreviations are spelled out",
    why="Letters that staff use every day are a wall to everybody else.",
    dimension="understand",
    rule="Every abbreviation is spelled out or explained where it is first used; up to 3 that are "
    "not earn half (policy).",
    fix="Write the words, with the letters in brackets the first time.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/abbreviations",
    judge=judge,
    wcag=("3.1.4",),
)
