"""KU-08: a way to get help is on every signed-in page, always at the same spot."""

from __future__ import annotations

import re

from portal_audit.checks.pages import baseline_pages, once
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

HELP = re.compile(
    r"^\W*(?:help|get help|need help|help (?:and|&|center|desk)\b.*|contact|contact us|call us|"
    r"support|customer support|technical support|chat|live chat|chat with us|faqs?|"
    r"ayuda|contáctenos|contacto)\W*$",
    re.IGNORECASE,
)
CHROME = frozenset({"header", "nav", "footer", "aside"})


def judge(evidence: RunEvidence) -> Outcome:
    pages = [
        state
        for state in baseline_pages(evidence)
        if state.signed_in and state.controls and not _is_covered(state)
    ]
    if not pages:
        return Outcome.cannot_tell("No signed-in page was seen.")
    without = [state for state in pages if not _helps(state)]
    moved = _moved([state for state in pages if _helps(state)])
    findings = []
    if without:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="No way to get help on some pages",
                problem="A person who is stuck here finds no help, phone number or contact.",
                fix=CHECK.fix,
                about="no help",
                where=once(Place.on(state) for state in without),
            )
        )
    if moved:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="Help moves around from page to page",
                problem="A person looks for help where it was before and does not find it there.",
                fix="Keep help at the same place in the menu, header or footer of each page.",
                about="help moves",
                where=once(Place.on(state) for state in moved),
                wcag=("3.2.6",),
            )
        )
    bad = len(without) + len(moved)
    note = f"{len(pages) - bad} of {len(pages)} signed-in pages offer help at the usual place."
    return Outcome.of(1 - bad / len(pages), findings, note)


def _is_covered(state: PageState) -> bool:
    """An open dialog hides the page: what it offers cannot be told."""
    return any(control.region == "dialog" for control in state.controls or ())


def _helps(state: PageState) -> bool:
    return any(HELP.match(c.name) or c.href.startswith("tel:") for c in state.controls or ())


def _moved(states: list[PageState]) -> list[PageState]:
    """Pages on which help stands elsewhere in the menus than on the first page.

    Only controls that both pages have are compared (WCAG 3.2.6: the same *relative* order).
    """
    orders = [(state, _order(state)) for state in states]
    reference = next((order for _, order in orders if any(map(HELP.match, order))), [])
    return [state for state, order in orders if not _agree(reference, order)]


def _order(state: PageState) -> list[str]:
    names = (c.name for c in state.controls or () if c.region in CHROME and c.name)
    return list(dict.fromkeys(names))


def _agree(one: list[str], two: list[str]) -> bool:
    common = set(one) & set(two)
    for name in filter(HELP.match, common):
        before = [set(order[: order.index(name)]) & common for order in (one, two)]
        if before[0] != before[1]:
            return False
    return True


CHECK = Check(
    id="KU-08",
    title="Every signed-in page offers help, always at the same place",
    why="People get stuck on any page, and look for help where they last saw it.",
    dimension="keeps-up",
    rule=(
        "Share of signed-in pages with a help, contact or phone control that stands in the same "
        "order among the other menu entries."
    ),
    fix="Put a “Help” link into the part of the page that never changes.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/consistent-help",
    judge=judge,
    wcag=("3.2.6",),
)
