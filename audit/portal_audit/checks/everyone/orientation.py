"""EV-28: a page can be read whichever way the screen is held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "shapes"
MOST_OF_IT = 0.5
"""Share of a page's words that must lie on their side to call it the page."""

TURNED = Fault(
    "page-turned-on-its-side",
    title="The page lies on its side when the screen is turned",
    problem="A person whose screen is fixed to a wheelchair cannot turn it to read the page.",
    fix="Remove the styles that turn the page when the screen is held upright or sideways.",
    who="People who cannot turn their screen",
    wcag=("1.3.4",),
    severity=Severity.MAJOR,
)
MAYBE = replace(
    TURNED,
    rule="part-turned-on-its-side",
    title="A part of the page lies on its side when the screen is turned",
    severity=Severity.MINOR,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page was seen both upright and sideways.",
        note="{clean} of {pages} pages can be read upright and sideways.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "turned-page"):
        yield TURNED if float(seen.facts["share"]) >= MOST_OF_IT else MAYBE, state, seen


CHECK = Check(
    id="EV-28",
    title="A page can be read whichever way the screen is held",
    why="A screen that is fixed to a bed or a wheelchair cannot be turned.",
    dimension="everyone",
    rule=(
        "Share of pages of which no style turns half of the words or more by 90 degrees in one "
        "orientation of the screen."
    ),
    fix=TURNED.fix,
    source="https://www.w3.org/WAI/WCAG22/Understanding/orientation",
    judge=judge,
    wcag=("1.3.4",),
)
