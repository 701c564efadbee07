"""EV-05: an enlarged page scrolls in one direction only."""

from __future__ import annotations

from portal_audit.checks.pages import once
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

PROFILE = "P2"
ROUNDING = 1
"""CSS pixels by which a browser may round a page's width up."""


def judge(evidence: RunEvidence) -> Outcome:
    renderings = {a.rendering for a in evidence.run.audiences if a.profile == PROFILE}
    states = [
        state
        for state in evidence.seen()
        if state.rendering in renderings and state.viewport[0] and state.page_size[0]
    ]
    if not states:
        return Outcome.cannot_tell("No page was seen at 400 % zoom.")
    wide = [state for state in states if state.page_size[0] > state.viewport[0] + ROUNDING]
    note = f"{len(states) - len(wide)} of {len(states)} pages fit a window 320 pixels wide."
    if not wide:
        return Outcome.passed(note)
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title="Pages must be scrolled sideways when enlarged",
        problem="A person who enlarges the page must scroll left and right to read every line.",
        fix=CHECK.fix,
        about="sideways scrolling",
        where=once(Place.on(state) for state in wide),
        who="People with low vision and people on a small phone",
    )
    return Outcome.of(1 - len(wide) / len(states), [finding], note)


CHECK = Check(
    id="EV-05",
    title="Enlarged pages never scroll sideways",
    why="Reading line by line with a sideways scroll is so tiring that many people give up.",
    dimension="everyone",
    rule="Share of page states that are no wider than a window of 320 CSS pixels.",
    fix="Let columns move below one another and long words break on a narrow screen.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/reflow",
    judge=judge,
    wcag=("1.4.10",),
)
