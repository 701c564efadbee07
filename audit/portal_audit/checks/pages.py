"""Which page states a check looks at: shared by the rooms of the checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Place


def baseline_rendering(evidence: RunEvidence) -> str:
    """Rendering for questions that browser settings do not change; "" when no page was seen.

    The baseline audience's own; when it was not walked, the first one that has pages.
    """
    wanted = next((a.rendering for a in evidence.run.audiences if a.baseline), "")
    renderings = [state.rendering for state in evidence.seen()]
    return wanted if wanted in renderings else min(renderings, default="")


def baseline_pages(evidence: RunEvidence) -> tuple[PageState, ...]:
    """Every page state in the baseline rendering."""
    return evidence.seen(baseline_rendering(evidence))


def home_pages(evidence: RunEvidence) -> tuple[PageState, ...]:
    """States of the public home: the start address, or where a walk from there first landed."""
    public = [state for state in baseline_pages(evidence) if not state.signed_in]
    start = urlsplit(evidence.run.start).path or "/"
    at_start = [state for state in public if state.path == start]
    first = {walk.states[0] for walk in evidence.walks if walk.states}
    return tuple(at_start or [state for state in public if state.id in first])


def sign_in_pages(evidence: RunEvidence) -> tuple[PageState, ...]:
    """States that ask for a user name or password, before signing in."""
    return tuple(
        state
        for state in baseline_pages(evidence)
        if not state.signed_in
        and any(
            (c.type == "password" and c.autocomplete != "new-password")
            or c.autocomplete == "username"
            for c in state.controls or ()
        )
    )


def once(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each element of each page once, in order, however many states of the page show it."""
    first: dict[tuple[str, str], Place] = {}
    for place in places:
        first.setdefault((place.url, place.target), place)
    return tuple(first.values())


def counted(number: float, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"


def listed(names: Sequence[str], most: int) -> str:
    """`a, b, c`, or `a, b and 7 more` when there are more than `most`."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def quoted(text: str, limit: int = 80) -> str:
    """Words from a page, folded and cut to `limit` characters, to put into a sentence."""
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"
