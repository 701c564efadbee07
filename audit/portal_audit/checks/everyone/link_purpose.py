"""EV-20: a link says where it leads.

A link named "More" is enough only beside words that say more of what: in the same sentence,
paragraph, list item or table cell, or in its description. A heading above it may be enough too
(technique H80), which a person must judge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from portal_audit.checks.everyone.describing import phrases, plain
from portal_audit.checks.everyone.observed import Fault, Hit, clean_share, findings, observed
from portal_audit.evidence import Observation, PageState, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

_GENERIC = phrases(
    """
    more|read more|see more|show more|view more|learn more|find out more|more info|click|click here
    click this|click|here|right here|link|this link|this|this page|details|more details|view details
    see details|go|go here|continue|continue reading|start|read|read on|view|see|open|page|website
    web page|follow|press here|tap here|start here|see here|download here|read this|go to page
    más|leer más|ver más|saber más|más información|haga clic|haga clic aquí|clic aquí|aquí|enlace
    este enlace|detalles|ver detalles|más detalles|ver|ir|pulse aquí|leer|página
    """
)
UNSURE = frozenset(
    {"continue", "start", "start here", "view", "open", "see", "ver", "ir", "go", "read", "follow"}
)
"""Names that a patient can understand where a page is about one thing only."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state, _ in observed(evidence, "document")]
    if not pages:
        return Outcome.cannot_tell("No page could be read for the names of its links.")
    links = list(observed(evidence, "link"))
    hits = [*_vague(links), *_alike(links)]
    share = clean_share(pages, hits)
    return Outcome.of(share, findings(CHECK.id, hits), f"{share:.0%} of pages have no vague link.")


def _vague(links: list[tuple[PageState, Observation]]) -> Iterator[Hit]:
    for state, link in links:
        name = plain(str(link.facts["name"]))
        if name not in _GENERIC or _tells(link, name):
            continue
        under_a_heading = float(link.facts["level"]) > 1 and link.facts["heading"]
        unsure = name in UNSURE or under_a_heading or link.facts["region"] in ("nav", "footer")
        yield (PERHAPS_VAGUE if unsure else VAGUE), state, link


def _tells(link: Observation, name: str) -> bool:
    """Whether words that belong to the link say what it is about."""
    around = plain(f"{link.facts['context']} {link.facts['described']}")
    left = re.findall(r"[^\W_]{2,}", re.sub(rf"\b{re.escape(name)}\b", " ", around))
    return plain(" ".join(left)) not in _GENERIC | {""}


def _alike(links: list[tuple[PageState, Observation]]) -> Iterator[Hit]:
    """Links of one name and one context that lead to different pages."""
    places: dict[tuple[str, str, str], list[tuple[PageState, Observation]]] = defaultdict(list)
    for state, link in links:
        if link.facts["href"]:
            name, context = plain(str(link.facts["name"])), plain(str(link.facts["context"]))
            key = (state.id, name, context + plain(str(link.facts["described"])))
            places[key].append((state, link))
    for (_, name, _), found in places.items():
        if len({str(link.facts["href"]) for _, link in found}) > 1 and name not in _GENERIC:
            yield from ((ALIKE, state, link) for state, link in found)


VAGUE = Fault(
    rule="vague-link",
    title="Links that do not say where they lead",
    problem='A person who hears the links of a page one by one hears only "more" or "here".',
    fix='Say in the link what it leads to: "Read more about flu shots" instead of "More".',
    who="People who use a screen reader",
    wcag=("2.4.4",),
    severity=Severity.MINOR,
)
PERHAPS_VAGUE = Fault(
    rule="vague-link-in-section",
    title="Links that only the heading above them explains",
    problem='A person who hears the links of a page one by one hears only "more" or "view".',
    fix='Say in the link what it leads to: "View your results" instead of "View".',
    who="People who use a screen reader",
    wcag=("2.4.4",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
ALIKE = Fault(
    rule="same-name",
    title="Links of the same name lead to different pages",
    problem="A person who hears the links of a page cannot tell these from each other.",
    fix="Name each link after the page that it leads to.",
    who="People who use a screen reader",
    wcag=("2.4.4",),
    severity=Severity.MINOR,
    confidence="likely",
)
CHECK = Check(
    id="EV-20",
    title="Each link says where it leads",
    why="Screen readers can list a page's links: there, only their names tell them apart.",
    dimension="everyone",
    rule=(
        "Share of page states without a link whose whole name is a word such as “more” or “here” "
        "and which has no other words in its sentence, paragraph, list item, cell or description."
    ),
    fix="Say in each link what it leads to.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context",
    judge=judge,
    wcag=("2.4.4",),
)
