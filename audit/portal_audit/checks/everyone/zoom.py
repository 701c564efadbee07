"""EV-27: nothing is lost when the page is enlarged to 200 %."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.evidence import Observation, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "shapes"
LINES = 0.5
CHARACTERS = 2
"""More than this must be cut off to be beyond doubt."""
SHARE = 0.5
"""Of a line that must be covered by other words before neither can be read."""

CUT = Fault(
    "cut-off-when-enlarged",
    title="Words are cut off when the page is enlarged",
    problem="A person who enlarges the page to 200 % can no longer read all of it.",
    fix="Let boxes grow with their text: give them no fixed height and let long lines wrap.",
    who="Older people and people with low vision",
    wcag=("1.4.4",),
    severity=Severity.MAJOR,
)
MAYBE_CUT = replace(
    CUT,
    rule="cut-off-when-enlarged-perhaps",
    title="Words may be cut off when the page or its text is enlarged",
    severity=Severity.MINOR,
    confidence="likely",
)
OVER = replace(
    CUT,
    rule="overlap-when-enlarged",
    title="Words stand on one another when the page is enlarged",
    problem="A person who enlarges the page to 200 % can read neither of the two texts.",
    fix="Let boxes grow with their text instead of giving them a fixed height.",
)
MAYBE_OVER = replace(
    OVER,
    rule="overlap-when-enlarged-perhaps",
    title="Words may stand on one another when the page is enlarged",
    severity=Severity.MINOR,
    confidence="likely",
)


def is_plainly_cut(seen: Observation) -> bool:
    """Cut off by accident: not shortened on purpose, and nothing else offers the rest."""
    facts = seen.facts
    tidied = facts["dots"] or facts["more"] or facts["tidy"]
    unclear = facts["fresh"] or facts["aside"]
    return not tidied and not unclear and bool(facts["own"] or not facts["before"])


def is_much(seen: Observation) -> bool:
    """More than a reader would guess is missing."""
    lost = float(seen.facts["lost"])
    return lost >= CHARACTERS if seen.facts["axis"] == "x" else lost > LINES


def is_unreadable(seen: Observation) -> bool:
    """Words on other words that were not laid there on purpose."""
    return float(seen.facts["share"]) >= SHARE and not seen.facts["placed"]


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page was enlarged.",
        note="{clean} of {pages} pages lose nothing at 200 %.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    cut = list(observed(evidence, "clipped-text"))
    by_text = {(s.id, o.target) for s, o in cut if o.facts["shape"] == "text"}
    by_zoom = {(s.id, o.target) for s, o in cut if o.facts["shape"] == "zoom"}
    for state, seen in cut:
        key = (state.id, seen.target)
        if seen.facts["shape"] == "zoom":
            sure = is_plainly_cut(seen) and (is_much(seen) or key in by_text)
            yield CUT if sure else MAYBE_CUT, state, seen
        # Larger words alone prove nothing: enlarging the whole page is enough for WCAG.
        elif seen.facts["shape"] == "text" and key not in by_zoom and not seen.facts["before"]:
            yield MAYBE_CUT, state, seen
    for state, seen in observed(evidence, "overlapping-text"):
        if seen.facts["shape"] == "zoom":
            yield OVER if is_unreadable(seen) else MAYBE_OVER, state, seen


CHECK = Check(
    id="EV-27",
    title="Nothing is lost when the page is enlarged to 200 %",
    why="Many older patients enlarge every page they read.",
    dimension="everyone",
    rule=(
        "Share of pages on which no box cuts off more than half a line or two letters, and no "
        "words stand on others, in a window of 640 x 512 pixels (1280 x 1024 at 200 %)."
    ),
    fix=CUT.fix,
    source="https://www.w3.org/WAI/WCAG22/Understanding/resize-text",
    judge=judge,
    wcag=("1.4.4",),
)
