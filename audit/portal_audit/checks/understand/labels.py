"""UN-05: menus and buttons in the patient's words.

The table of words is ours (`scenarios/glossary/labels.yaml`), and so are the points: policy.
"""

from __future__ import annotations

from portal_audit.checks.understand.pages import MOST_PLACES, english_pages
from portal_audit.evidence import Control, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.labels import shipped_labels

ROLES = frozenset({"link", "button", "tab", "menuitem"})
_HALF_UP_TO = 2


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    with_controls = [state for state in pages if state.controls is not None]
    if not with_controls:
        return Outcome.cannot_tell("The menus and buttons of the pages were not gathered.")
    seen: set[str] = set()
    hidden: dict[tuple[str, str], list[tuple[PageState, Control]]] = {}
    for state in with_controls:
        for control in state.controls or ():
            if control.role not in ROLES or not control.name.strip():
                continue
            seen.add(control.name.casefold().strip())
            if better := shipped_labels().better(control.name):
                hidden.setdefault(better, []).append((state, control))
    if not seen:
        return Outcome.not_applicable("The pages have no menus or buttons.")
    share = 1.0 if not hidden else 0.5 if len(hidden) <= _HALF_UP_TO else 0.0
    note = f"{len(hidden)} of {len(seen)} names on menus and buttons use a word that hides it."
    return Outcome.of(
        share,
        [_finding(word, say, found) for (word, say), found in sorted(hidden.items())],
        note if hidden else f"All {len(seen)} names on menus and buttons are in everyday words.",
        labels=len(seen),
        labels_not_plain=len(hidden),
    )


def _finding(word: str, say: str, found: list[tuple[PageState, Control]]) -> Finding:
    places = {
        (state.path, control.name): Place.on(state, control.target, control.name, control.box)
        for state, control in reversed(found)
    }
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=f"A menu or button says “{word}”",
        problem=f"A patient looks for “{say}” and passes over “{word}”.",
        fix=f"Name it “{say}”.",
        about=word,
        where=tuple(reversed(places.values()))[:MOST_PLACES],
    )


CHECK = Check(
    id="UN-05",
    title="Menus and buttons use the patient's words",
    why="People look for their own word for a thing, and do not find it under another.",
    dimension="understand",
    rule="Names of links and buttons that our table knows a plainer word for: none full, one or "
    "two half, more none.",
    fix="Name things as patients do.",
    source="policy",
    judge=judge,
)
