"""EV-29: a field stands out from the page around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "pixels"
INVISIBLE = 1.5
"""A field whose every side has less contrast than this cannot be seen at all."""

HIDDEN = Fault(
    "field-not-visible",
    title="Fields that cannot be seen",
    problem="A person does not see where to type: nothing shows where the field begins and ends.",
    fix="Draw a line around each field that stands out from the page by at least 3:1.",
    who="Older people and people with low vision",
    wcag=("1.4.11",),
    severity=Severity.MAJOR,
)
PALE = replace(
    HIDDEN,
    rule="field-too-pale",
    title="Fields that hardly stand out",
    problem="The line around a field is so pale that some people do not see where to type.",
    severity=Severity.MINOR,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page's picture was looked at.",
        note="{clean} of {pages} pages have no field that cannot be seen.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "pale-field"):
        unseen = float(seen.facts["ratio"]) < INVISIBLE and not seen.facts["said"]
        yield HIDDEN if unseen else PALE, state, seen


CHECK = Check(
    id="EV-29",
    title="A field stands out from the page around it",
    why="Who does not see a field leaves it empty.",
    dimension="everyone",
    rule=(
        "Share of pages without a field that neither a line nor its colour (1.5:1 at least; 3:1 is "
        "advised) nor words in it show."
    ),
    fix=HIDDEN.fix,
    source="https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast",
    judge=judge,
    wcag=("1.4.11",),
)
