"""EV-31: menus keep their order and names from page to page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from portal_audit.checks.everyone.observed import Fault, Hit, findings
from portal_audit.checks.pages import baseline_pages
from portal_audit.evidence import Control, Observation, PageState, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

MENUS = ("nav", "header", "footer")
WHO = "People with low vision, poor memory, or who listen to the page"

Menu = dict[str, str]
"""Address path -> name of each link of one part of a page, in order."""

REORDERED = Fault(
    "menu-order",
    title="The menu is in another order on other pages",
    problem="A person who has learned where a menu item is looks for it there in vain.",
    fix="Keep the items of a menu in one order on all pages.",
    who=WHO,
    wcag=("3.2.3",),
    severity=Severity.MINOR,
)
RENAMED = Fault(
    "other-name",
    title="The same menu item has different names on different pages",
    problem="A person cannot know that both lead to the same place.",
    fix="Call one thing by one name everywhere.",
    who=WHO,
    wcag=("3.2.4",),
    severity=Severity.MINOR,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state in baseline_pages(evidence) if state.controls]
    groups: dict[bool, list[PageState]] = defaultdict(list)
    for state in pages:
        groups[state.signed_in].append(state)
    if all(len({state.path for state in group}) < 2 for group in groups.values()):
        return Outcome.cannot_tell("Fewer than two pages were seen.")
    hits = [hit for group in groups.values() for region in MENUS for hit in _hits(group, region)]
    bad = {state.id for fault, state, _ in hits if fault is REORDERED}
    note = f"Menus were compared over {len(pages)} pages."
    return Outcome.of(1 - len(bad) / len(pages), findings(CHECK.id, hits), note)


def _hits(group: list[PageState], region: str) -> Iterator[Hit]:
    """Each page against the one with the longest menu of this part."""
    menus = {state.id: _menu(state, region) for state in group}
    longest = max(group, key=lambda state: len(menus[state.id]))
    usual = menus[longest.id]
    for state in group:
        menu = menus[state.id]
        both = [path for path in menu if path in usual]
        if both != [path for path in usual if path in menu]:
            yield REORDERED, state, _as_observation(state, region)
        for path in both:
            if _differ(menu[path], usual[path]):
                yield (
                    RENAMED,
                    state,
                    _as_observation(state, region, f"{menu[path]} / {usual[path]}"),
                )


def _menu(state: PageState, region: str) -> Menu:
    """Links that occur once in this part: of two to one place, nobody knows which is meant."""
    links = [c for c in state.controls or () if c.role == "link" and c.region == region and c.name]
    paths = [_place(link) for link in links]
    return {
        path: link.name
        for path, link in zip(paths, links, strict=True)
        if path and paths.count(path) == 1
    }


def _place(link: Control) -> str:
    parts = urlsplit(link.href)
    return f"{parts.netloc}{parts.path}?{parts.query}" if parts.path and not parts.fragment else ""


def _differ(one: str, other: str) -> bool:
    """Whether the names share no beginning: "Messages" and "Messages (2)" are the same."""
    one, other = one.casefold(), other.casefold()
    return not (one.startswith(other) or other.startswith(one))


def _as_observation(state: PageState, region: str, names: str = "") -> Observation:
    link = next((c for c in state.controls or () if c.region == region), None)
    return Observation(
        kind="menu",
        target=link.target if link else region,
        snippet=names,
        box=link.box if link else None,
    )


CHECK = Check(
    id="EV-31",
    title="Menus keep their order and names",
    why="Who has learned a page once should find everything where it was.",
    dimension="everyone",
    rule=(
        "Links of header, menu and footer that two pages share stand in the same order on both, "
        "and have the same names."
    ),
    fix="Build the menu once and use it on every page.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/consistent-navigation",
    judge=judge,
    wcag=("3.2.3", "3.2.4"),
)
