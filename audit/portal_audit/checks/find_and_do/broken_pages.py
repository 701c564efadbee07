"""FD-02: where a patient comes, there is a page."""

from __future__ import annotations

from collections import defaultdict

from portal_audit.checks.pages import quoted
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.evidence.model import StateKind
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

TITLES: dict[StateKind, str] = {
    "error": "An error page",
    "debug": "A page meant for programmers",
    "blank": "An empty page",
    "loading": "A page that never finished loading",
    "sign-in-wall": "The sign-in page came back in the middle of a task",
    "interstitial": "A notice or check stands before the portal",
    "browser-error": "A page did not open",
}


def judge(evidence: RunEvidence) -> Outcome:
    broken: dict[tuple[StateKind, str], list[PageState]] = defaultdict(list)
    for _, state in sorted(evidence.states.items()):
        if state.kind != "page":
            broken[state.kind, state.path].append(state)
    findings = [_finding(kind, path, states) for (kind, path), states in broken.items()]
    real = len(evidence.seen())
    if not real and not findings:
        return Outcome.cannot_tell("No page was seen.")
    bad = sum(len(states) for states in broken.values())
    note = f"{bad} of {real + bad} page states were no real pages."
    return Outcome.of(real / (real + bad), findings, note)


def _finding(kind: StateKind, path: str, states: list[PageState]) -> Finding:
    shown = states[0]
    code = f" (status {shown.status})" if shown.status and shown.status >= 400 else ""
    words = quoted(shown.heading or shown.title)
    said = f" It says: “{words}”." if words else ""
    severe = kind in ("debug", "blank", "error", "browser-error")
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR if severe else Severity.MINOR,
        title=TITLES[kind],
        problem=f"Instead of a page of the portal a patient gets this at {path}{code}.{said}",
        fix="Find out why this page fails; on errors, tell patients what to do next.",
        about=f"{kind} {path}",
        where=tuple(Place.on(state) for state in states),
        who="Everyone",
    )


CHECK = Check(
    id="FD-02",
    title="Where a patient comes, there is a page",
    why="An error or an empty page ends the visit: the patient rings the office.",
    dimension="find-and-do",
    rule="No page state met on a walk is an error, debug, empty or unfinished page.",
    fix="Repair the page; give errors a page that says what happened and what to do next.",
    source="policy",
    judge=judge,
)
