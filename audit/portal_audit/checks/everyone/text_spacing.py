"""EV-06: wider spacing between letters, words and lines loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.checks.everyone.zoom import is_much, is_plainly_cut, is_unreadable
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "shapes"

CUT = Fault(
    "cut-off-when-spaced",
    title="Words are cut off when letters and lines are set wider apart",
    problem="A person who needs more space between letters and lines can no longer read all of it.",
    fix="Let boxes grow with their text: give them no fixed height and let long lines wrap.",
    who="People with dyslexia or low vision",
    wcag=("1.4.12",),
    severity=Severity.MINOR,
)
MAYBE_CUT = replace(
    CUT,
    rule="cut-off-when-spaced-perhaps",
    title="Words may be cut off when letters and lines are set wider apart",
    severity=Severity.COSMETIC,
    confidence="likely",
)
OVER = replace(
    CUT,
    rule="overlap-when-spaced",
    title="Words stand on one another when letters and lines are set wider apart",
    problem="A person who needs more space between lines can read neither of the two texts.",
    fix="Let boxes grow with their text instead of giving them a fixed height.",
)
MAYBE_OVER = replace(
    OVER,
    rule="overlap-when-spaced-perhaps",
    title="Words may stand on one another when letters and lines are set wider apart",
    severity=Severity.COSMETIC,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page was seen with wider spacing.",
        note="{clean} of {pages} pages lose nothing when spaced wider.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "clipped-text"):
        # What is cut off from the start does not come from the spacing.
        if seen.facts["shape"] == "spacing" and not seen.facts["before"]:
            yield CUT if is_plainly_cut(seen) and is_much(seen) else MAYBE_CUT, state, seen
    for state, seen in observed(evidence, "overlapping-text"):
        if seen.facts["shape"] == "spacing":
            yield OVER if is_unreadable(seen) else MAYBE_OVER, state, seen


CHECK = Check(
    id="EV-06",
    title="Wider text spacing loses nothing",
    why="More space between letters and lines lets many people with dyslexia read at all.",
    dimension="everyone",
    rule=(
        "Share of pages on which no words are cut off or covered once lines are 1.5 times as high "
        "as letters, letters .12, words .16 and paragraphs 2 times their size apart."
    ),
    fix=CUT.fix,
    source="https://www.w3.org/WAI/WCAG22/Understanding/text-spacing",
    judge=judge,
    wcag=("1.4.12",),
)
