"""UN-05: menus and buttons use patients' words (table: `scenarios/glossary/labels.yaml`)."""

from __future__ import annotations

from portal_audit.checks.everyone.pages import baseline_pages
from portal_audit.evidence import Control, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.labels import shipped_labels

ROLES = frozenset({"link", "button", "tab", "menuitem"})
HALF = 2
"""So many hidden names still earn half; policy."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state in baseline_pages(evidence) if state.controls is not None]
    if not pages:
        return Outcome.cannot_tell("No page's controls were read.")
    labels = shipped_labels()
    found: dict[str, tuple[str, list[Place]]] = {}
    names: set[str] = set()
    for state in pages:
        for control in state.controls or ():
            if control.role not in ROLES or not control.name or not _is_english(control, state):
                continue
            names.add(control.name)
            better = labels.better(control.name)
            if better:
                _, places = found.setdefault(control.name, (better[1], []))
                places.append(Place.on(state, control.target, control.name, control.box))
    if not names:
        return Outcome.cannot_tell("No menu or button with words was seen.")
    share = 1.0 if not found else 0.5 if len(found) <= HALF else 0.0
    return Outcome.of(
        share,
        [_finding(name, say, places) for name, (say, places) in sorted(found.items())],
        f"{len(found)} of {len(names)} names of links and buttons hide what they lead to.",
    )


def _is_english(control: Control, state: PageState) -> bool:
    return (control.lang or state.lang).split("-")[0].casefold() in ("", "en")


def _finding(name: str, say: str, places: list[Place]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=f"“{name}” is not a patient's word",
        problem=f"A patient who looks for “{say}” will pass over “{name}”.",
        fix=f"Call it “{say}”.",
        about=name,
        where=tuple(places),
    )


CHECK = Check(
    id="UN-05",
    title="Menus use patients' words",
    why="People scan a menu for their own word and leave when it is not there.",
    dimension="understand",
    rule="No link or button is called by an office word that has a plain one; up to 2 earn half "
    "(policy).",
    fix="Name it as patients do.",
    source="policy",
    judge=judge,
    wcag=("2.4.6",),
)
