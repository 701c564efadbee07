"""EV-10: nothing is told by colour alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from portal_audit.checks.everyone.observed import (
    Fault,
    Hit,
    clean_share,
    findings,
    observed,
    seen_by_axe,
)
from portal_audit.evidence import Observation, PageState, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

LEAST_CONTRAST = 3.0
"""Between a link and the words around it (WCAG technique G183)."""
_MARKED = re.compile(
    r"\*|†|required|mandatory|needed|obligatori|requerid|necesari|must|optional|opcional", re.I
)


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state, _ in observed(evidence, "document")]
    if not pages:
        return Outcome.cannot_tell("No page could be read for what its colours tell.")
    hits: list[Hit] = [
        (LINK if link.facts["contrast"] else PERHAPS_LINK, state, link)
        for state, link in observed(evidence, "text-link")
        if not link.facts["stands_out"]
        and not link.facts["same"]
        and float(link.facts["contrast"]) < LEAST_CONTRAST
    ]
    hits += _required(evidence)
    share = clean_share(pages, hits)
    note = f"On {share:.0%} of pages, no link in a text is told from it by colour alone."
    told = [hit for hit in hits if not seen_by_axe(hit[1], hit[2], "link-in-text-block")]
    return Outcome.of(share, findings(CHECK.id, told), note)


def _required(evidence: RunEvidence) -> Iterator[Hit]:
    """Required fields whose labels differ from the others' only in colour."""
    fields: dict[tuple[str, object], list[tuple[PageState, Observation]]] = defaultdict(list)
    for state, field in observed(evidence, "field"):
        if field.facts["label"]:
            fields[state.id, field.facts["form"]].append((state, field))
    for found in fields.values():
        needed = [(state, field) for state, field in found if field.facts["required"]]
        others = {field.facts["colour"] for _, field in found if not field.facts["required"]}
        colours = {field.facts["colour"] for _, field in needed}
        if not others or colours & others or len(colours) != 1:
            continue
        for state, field in needed:
            if not _MARKED.search(f"{field.facts['label']} {field.facts['described']}"):
                yield REQUIRED, state, field


LINK = Fault(
    rule="link-by-colour",
    title="Links in a text that only their colour shows",
    problem="A person who does not see colours well cannot tell that these words are a link.",
    fix="Underline links that stand in a text.",
    who="People who do not see colours well",
    wcag=("1.4.1",),
    severity=Severity.MINOR,
)
PERHAPS_LINK = Fault(
    rule="perhaps-link-by-colour",
    title="Links in a text that perhaps only their colour shows",
    problem="A person who does not see colours well may not see that these words are a link.",
    fix="Underline links that stand in a text.",
    who="People who do not see colours well",
    wcag=("1.4.1",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
REQUIRED = Fault(
    rule="required-by-colour",
    title="Fields that must be filled in are marked only by colour",
    problem="A person who does not see colours well leaves them empty and is turned back.",
    fix="Write “required” beside the label.",
    who="People who do not see colours well",
    wcag=("1.4.1",),
    severity=Severity.MINOR,
    confidence="likely",
)
CHECK = Check(
    id="EV-10",
    title="Nothing is told by colour alone",
    why="One man in twelve confuses red and green, and glare takes colours from everyone.",
    dimension="everyone",
    rule=(
        "Share of page states without a link inside a text that differs from the text only by "
        "colour, with a contrast below 3:1 to the words around it."
    ),
    fix="Underline links in texts, and say in words what a colour says.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/use-of-color",
    judge=judge,
    wcag=("1.4.1",),
)
