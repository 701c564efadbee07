"""EV-35: more than one way leads to each page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from portal_audit.checks.everyone.observed import Fault, Hit, findings
from portal_audit.checks.pages import baseline_pages
from portal_audit.evidence import Observation, PageState, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

FEWEST = 4
"""Pages seen; with fewer, the other ways may lie on pages that no task came to."""
FINDS_ALL = re.compile(
    r"\b(search|site ?map|all pages|a.z index|buscar|mapa del sitio)\b", re.IGNORECASE
)
FIELDS = frozenset({"textbox", "combobox", "listbox", "radio", "checkbox", "spinbutton"})
ONE_WAY = Fault(
    "one-way",
    title="Only one page leads to some pages",
    problem="A person who does not come by that page does not find them, and nothing searches.",
    fix="Link to them from the menu, or offer a search or a list of all pages.",
    who="Everyone, most of all people who get lost in menus",
    wcag=("2.4.5",),
    severity=Severity.COSMETIC,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    groups: dict[bool, list[PageState]] = defaultdict(list)
    for state in baseline_pages(evidence):
        if state.controls and all(state.path != other.path for other in groups[state.signed_in]):
            groups[state.signed_in].append(state)
    large = [group for group in groups.values() if len(group) >= FEWEST]
    if not large:
        return Outcome.cannot_tell(f"Fewer than {FEWEST} pages were seen.")
    hits = [hit for group in large for hit in _hits(group)]
    note = f"Links were followed between {sum(map(len, large))} pages."
    return Outcome.of(1.0, findings(CHECK.id, hits), note)


def _hits(group: Sequence[PageState]) -> Iterator[Hit]:
    if any(FINDS_ALL.search(each.name) for state in group for each in state.controls or ()):
        return
    for state in group:
        # A page that no link leads to is a step of a task, which has one way by nature.
        sources = [o for o in group if o is not state and state.path in _leads_to(o)]
        if len(sources) == 1 and not _is_part_of(state, sources[0]):
            yield ONE_WAY, state, Observation(kind="document", target="html")


def _is_part_of(state: PageState, source: PageState) -> bool:
    """An item of a list, or the form of a task: people come to it by what it belongs to."""
    is_form = any(control.role in FIELDS for control in state.controls or ())
    return is_form or (state.path.startswith(source.path.rstrip("/") + "/") and source.path != "/")


def _leads_to(state: PageState) -> set[str]:
    return {urlsplit(each.href).path for each in state.controls or () if each.href}


CHECK = Check(
    id="EV-35",
    title="More than one way leads to each page",
    why="People look for things in different ways: in a menu, by searching, in a list.",
    dimension="everyone",
    rule=(
        "Each page that a link leads to is linked from more than one of the pages seen, or there "
        "is a search or a list of all pages. For a person to judge; takes no points."
    ),
    fix="Offer a search, or link to the page from more places.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/multiple-ways",
    judge=judge,
    wcag=("2.4.5",),
)
