"""GI-01: the way to sign in is seen at once."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from portal_audit.checks.get_in.pages import SIGN_IN_TASK, form_pages
from portal_audit.evidence import Control, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SIGN_IN = re.compile(
    r"\b(sign|log)[ -]?(in|on)\b|\blogin\b|\blogon\b|\bpatient portal\b|\biniciar sesi[oó]n\b",
    re.IGNORECASE,
)
SCREENS = frozenset({"P0", "P3"})
"""Profiles whose screens count: the computer and the phone. Zoomed pages must scroll."""


def judge(evidence: RunEvidence) -> Outcome:
    homes = _homes(evidence)
    if not homes:
        return Outcome.cannot_tell("The public home page was not seen.")
    words = tuple(word.casefold() for word in evidence.run.words.get("sign_in", ()))
    unseen: list[tuple[PageState, list[Control]]] = []
    for state in homes:
        links = [c for c in state.controls or () if _leads_in(c, words)]
        if not any(_in_first_screen(c, state) for c in links):
            unseen.append((state, links))
    good = len(homes) - len(unseen)
    note = f"Seen at once on {good} of {len(homes)} screen sizes."
    clicks = _clicks_to_form(evidence)
    if unseen:
        return Outcome.of(good / len(homes), [_unseen(unseen)], note)
    if clicks is not None and clicks > 1:
        note = f"It takes {clicks} clicks to reach the sign-in form; one is enough."
        return Outcome.of(0.0, [_far(homes[0], note)], note)
    return Outcome.passed(note)


def _homes(evidence: RunEvidence) -> list[PageState]:
    """Where the walks began, before signing in, one page a screen size."""
    screens = {a.rendering for a in evidence.run.audiences if a.profile in SCREENS or a.baseline}
    start = urlsplit(evidence.run.start).path or "/"
    tasks = _sign_in_tasks(evidence)
    homes: dict[str, PageState] = {}
    # A start address that sends visitors on is still the home: signing in begins there.
    for walk in sorted(evidence.walks, key=lambda walk: walk.scenario not in tasks):
        state = evidence.states.get(walk.states[0]) if walk.states else None
        if (
            state
            and state.kind == "page"
            and not state.signed_in
            and state.controls is not None
            and state.rendering in screens
            and (walk.scenario in tasks or state.path == start)
        ):
            homes.setdefault(state.rendering, state)
    return [homes[name] for name in sorted(homes)]


def _sign_in_tasks(evidence: RunEvidence) -> set[str]:
    return {s.id for s in evidence.run.scenarios if s.method == SIGN_IN_TASK}


def _clicks_to_form(evidence: RunEvidence) -> int | None:
    """Clicks of the baseline audience from the home page to the form; None when not seen."""
    forms = {state.id for state in form_pages(evidence)}
    tasks = _sign_in_tasks(evidence)
    for walk in evidence.walks:
        if walk.scenario in tasks and walk.audience == evidence.baseline:
            clicks = 0
            for step in walk.steps:
                clicks += step.clicks
                if step.state in forms:
                    return clicks
    return None


def _leads_in(control: Control, words: tuple[str, ...]) -> bool:
    if control.type == "password":
        return True
    name = control.name.casefold().strip()
    return control.role in ("link", "button") and (
        bool(SIGN_IN.search(name)) or any(name == word for word in words)
    )


def _in_first_screen(control: Control, state: PageState) -> bool:
    box, (width, height) = control.box, state.viewport
    return (
        box is not None
        and box.x >= -1
        and box.y >= -1
        and box.x + box.width <= width + 1
        and box.y + box.height <= height
    )


def _unseen(pages: list[tuple[PageState, list[Control]]]) -> Finding:
    there = all(links for _, links in pages)
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR if there else Severity.MAJOR,
        title="The sign-in link is not on the first screen",
        problem="Patients who come to sign in must scroll to find out how."
        if there
        else "The home page shows no way to sign in.",
        fix="Put “Sign in” at the top of the home page, where it is seen without scrolling.",
        about="sign-in link",
        where=tuple(
            Place.on(state, links[0].target, links[0].name, links[0].box)
            if links
            else Place.on(state)
            for state, links in pages
        ),
    )


def _far(home: PageState, note: str) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="The sign-in form is more than one click away",
        problem=note,
        fix="Let the sign-in link lead straight to the form.",
        about="clicks to the form",
        where=(Place.on(home),),
    )


CHECK = Check(
    id="GI-01",
    title="The way to sign in is seen at once",
    why="Who does not find the door does not come in.",
    dimension="get-in",
    rule="A sign-in link or form in the first screenful of the public home, on a computer and on a "
    "phone, and the form at most one click away.",
    fix="Put “Sign in” at the top of the home page.",
    source="policy",
    judge=judge,
)
