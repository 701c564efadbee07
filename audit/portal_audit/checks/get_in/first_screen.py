"""GI-01: the way to sign in is seen at once."""

from __future__ import annotations

import re

from portal_audit.evidence import Control, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SIGN_IN = re.compile(
    r"\b(sign|log)[ -]?(in|on)\b|\blogin\b|\blogon\b|\bpatient portal\b", re.IGNORECASE
)


def judge(evidence: RunEvidence) -> Outcome:
    homes = _homes(evidence)
    if not homes:
        return Outcome.cannot_tell("The public home page was not seen.")
    findings = []
    good = 0
    for state in homes:
        links = [c for c in state.controls or () if _leads_in(c)]
        if any(_in_first_screen(c, state) for c in links):
            good += 1
            continue
        findings.append(_finding(state, links))
    merged = findings[:1]
    return Outcome.of(
        good / len(homes), merged, f"Seen at once on {good} of {len(homes)} screen sizes."
    )


def _homes(evidence: RunEvidence) -> list[PageState]:
    """The first page of the walks that began on the public home, one a rendering."""
    homes: dict[str, PageState] = {}
    for walk in evidence.walks:
        state = evidence.states.get(walk.states[0]) if walk.states else None
        if state and not state.signed_in and state.kind == "page" and state.controls is not None:
            homes.setdefault(state.rendering, state)
    return [homes[name] for name in sorted(homes)]


def _leads_in(control: Control) -> bool:
    return control.type == "password" or (
        control.role in ("link", "button") and bool(SIGN_IN.search(control.name))
    )


def _in_first_screen(control: Control, state: PageState) -> bool:
    box, (width, height) = control.box, state.viewport
    return box is not None and box.y + box.height <= height and box.x + box.width <= width + 1


def _finding(state: PageState, links: list[Control]) -> Finding:
    first = links[0] if links else None
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR if first else Severity.MAJOR,
        title="The sign-in link is not on the first screen",
        problem="Patients who come to sign in must scroll to find out how."
        if first
        else "The home page shows no way to sign in.",
        fix="Put “Sign in” at the top of the home page, where it is seen without scrolling.",
        about="sign-in link",
        where=(
            Place.on(
                state,
                first.target if first else "",
                first.name if first else "",
                first.box if first else None,
            ),
        ),
    )


CHECK = Check(
    id="GI-01",
    title="The way to sign in is seen at once",
    why="Who does not find the door does not come in.",
    dimension="get-in",
    rule="A sign-in link or form in the first screenful of the public home, on a computer and on a "
    "phone.",
    fix="Put “Sign in” at the top of the home page.",
    source="policy",
    judge=judge,
)
