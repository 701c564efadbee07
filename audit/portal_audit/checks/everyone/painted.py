"""EV-24: what looks like a heading, a list or a table is one."""

from __future__ import annotations

from collections import Counter

from portal_audit.checks.everyone.observed import Fault, Hit, clean_share, findings, observed
from portal_audit.evidence import Observation, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

ENOUGH_LINES = 3
"""Lines that begin with the same mark: two may be chance."""
ENOUGH_HEADINGS = 2
BULLETS = frozenset("•◦‣▪●○■")
"""Marks that stand for nothing but a list."""


def judge(evidence: RunEvidence) -> Outcome:
    documents = list(observed(evidence, "document"))
    if not documents:
        return Outcome.cannot_tell("No page could be read for its structure.")
    real = {state.id: float(seen.facts["headings"]) for state, seen in documents}
    painted = list(observed(evidence, "painted"))
    titles = Counter(state.id for state, seen in painted if seen.facts["as"] == "heading")
    hits: list[Hit] = []
    for state, seen in painted:
        if seen.facts["as"] == "heading":
            alone = real.get(state.id) == 0 and titles[state.id] >= ENOUGH_HEADINGS
            hits.append((HEADING if alone else PERHAPS_HEADING, state, seen))
        elif seen.facts["as"] == "list":
            hits.append((LIST if _is_surely_a_list(seen) else PERHAPS_LIST, state, seen))
        else:
            hits.append((PERHAPS_TABLE, state, seen))
    share = clean_share((state for state, _ in documents), hits)
    note = f"On {share:.0%} of pages, headings and lists are not merely painted."
    return Outcome.of(share, findings(CHECK.id, hits), note)


def _is_surely_a_list(seen: Observation) -> bool:
    enough = float(seen.facts["lines"]) >= ENOUGH_LINES
    return enough and bool(seen.facts["in_block"] or seen.facts["mark"] in BULLETS)


def _fault(rule: str, title: str, problem: str, fix: str, *, sure: bool) -> Fault:
    return Fault(
        rule=rule,
        title=title,
        problem=problem,
        fix=fix,
        who="People who use a screen reader",
        wcag=("1.3.1",),
        severity=Severity.MINOR if sure else Severity.COSMETIC,
        confidence="certain" if sure else "likely",
    )


_NO_JUMP = "A screen reader does not know it is a heading, so nobody can jump to this part."
_TO_HEADING = "Make these lines headings (h2, h3) instead of bold or large text."
_NO_LIST = "A screen reader cannot say how many points there are, or jump from one to the next."
_TO_LIST = "Make these lines a list: ul or ol with li."
HEADING = _fault(
    "painted-heading", "Headings that only look like headings", _NO_JUMP, _TO_HEADING, sure=True
)
PERHAPS_HEADING = _fault(
    "perhaps-heading", "Bold or large lines that may be headings", _NO_JUMP, _TO_HEADING, sure=False
)
LIST = _fault("painted-list", "Lists that only look like lists", _NO_LIST, _TO_LIST, sure=True)
PERHAPS_LIST = _fault("perhaps-list", "Lines that may be a list", _NO_LIST, _TO_LIST, sure=False)
PERHAPS_TABLE = _fault(
    "painted-table-head",
    "Tables whose first row is only bold",
    "A screen reader cannot say which column a value belongs to.",
    "Make the cells of the first row headers: th instead of td.",
    sure=False,
)
CHECK = Check(
    id="EV-24",
    title="What looks like a heading or a list is one",
    why="A screen reader finds its way by real headings and lists, not by how text looks.",
    dimension="everyone",
    rule=(
        "Share of page states without a painted list of three or more lines, and without two or "
        "more painted headings on a page that has no real one."
    ),
    fix="Use heading and list elements; set their looks with style sheets.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/info-and-relationships",
    judge=judge,
    wcag=("1.3.1",),
)
