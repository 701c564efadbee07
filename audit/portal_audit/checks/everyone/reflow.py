"""EV-05: an enlarged page scrolls in one direction only.

Pages walked at 400 % zoom (profile P2) are known by their width. Of every other page the exam
`shapes` says which words stand outside a window of 320 pixels; data tables, pictures and the like
may (WCAG 1.4.10).
"""

from __future__ import annotations

from collections import defaultdict

from portal_audit.checks.everyone.observed import examined, observed
from portal_audit.checks.pages import once
from portal_audit.evidence import Observation, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

PROFILE = "P2"
EXAM = "shapes"
ROUNDING = 1
"""CSS pixels by which a browser may round a page's width up."""
CHARACTERS = 20
"""So many must be out of reach to be beyond doubt: fewer are an odd word or a menu's."""

Seen = tuple[PageState, Observation]


def judge(evidence: RunEvidence) -> Outcome:
    renderings = {a.rendering for a in evidence.run.audiences if a.profile == PROFILE}
    walked = [
        state
        for state in evidence.seen()
        if state.rendering in renderings and state.viewport[0] and state.page_size[0]
    ]
    pages = (*walked, *examined(evidence, EXAM))
    if not pages:
        return Outcome.cannot_tell("No page was seen at 400 % zoom.")
    wide = [state for state in walked if state.page_size[0] > state.viewport[0] + ROUNDING]
    sure, perhaps = _outside(evidence)
    # The same page seen by both ways is one page.
    every = {state.digest for state in pages}
    bad = {state.digest for state in (*wide, *(state for state, _ in sure))}
    note = f"{len(every - bad)} of {len(every)} pages fit a window 320 pixels wide."
    findings = []
    # The exam knows the very elements, the width only the page.
    places = [_place(state, seen) for state, seen in sure]
    told = {place.url for place in places}
    places += [Place.on(state) for state in wide if state.path not in told]
    if places:
        findings.append(_finding(places))
    if perhaps:
        findings.append(_perhaps([_place(state, seen) for state, seen in perhaps]))
    return Outcome.of(1 - len(bad) / len(every), findings, note)


def _outside(evidence: RunEvidence) -> tuple[list[Seen], list[Seen]]:
    """What surely must be scrolled to sideways, and what a person must look at."""
    sure = list(observed(evidence, "sideways-text"))
    perhaps = []
    by_page: dict[str, list[Seen]] = defaultdict(list)
    for state, seen in observed(evidence, "text-beyond-narrow-page"):
        # Laid there on purpose or shown to narrow windows only: perhaps put aside.
        aside = not seen.facts["across"] and (seen.facts["placed"] or seen.facts["fresh"])
        if aside:
            perhaps.append((state, seen))
        else:
            by_page[state.id].append((state, seen))
    for found in by_page.values():
        much = sum(float(seen.facts["characters"]) for _, seen in found) >= CHARACTERS
        (sure if much else perhaps).extend(found)
    return sure, perhaps


def _place(state: PageState, seen: Observation) -> Place:
    return Place.on(state, seen.target, seen.snippet, seen.box)


def _finding(places: list[Place]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title="Pages must be scrolled sideways when enlarged",
        problem="A person who enlarges the page must scroll left and right to read every line.",
        fix=CHECK.fix,
        about="sideways scrolling",
        where=once(places),
        who="People with low vision and people on a small phone",
        wcag=CHECK.wcag,
    )


def _perhaps(places: list[Place]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.COSMETIC,
        title="Something may stand outside an enlarged page",
        problem="A person who enlarges the page may have to scroll sideways to find it.",
        fix=CHECK.fix,
        about="something outside",
        where=once(places),
        who="People with low vision and people on a small phone",
        rule="outside-perhaps",
        wcag=CHECK.wcag,
        confidence="likely",
    )


CHECK = Check(
    id="EV-05",
    title="Enlarged pages never scroll sideways",
    why="Reading line by line with a sideways scroll is so tiring that many people give up.",
    dimension="everyone",
    rule="Share of pages without words outside a window of 320 CSS pixels.",
    fix="Let columns move below one another and long words break on a narrow screen.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/reflow",
    judge=judge,
    wcag=("1.4.10",),
)
