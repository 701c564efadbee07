"""What a person did in one task, from the events of watching: pure (method 1.2 and 8)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, get_args

from portal_audit.evidence.people import Arrival, Click, PageVisit
from portal_audit.reality.way import Spot, Way
from portal_audit.score.formulas import lostness

Event = dict[str, Any]

HESITATION_S = 10.0
RAGE_CLICKS = 3
RAGE_S = 1.0
RAGE_PX = 30
MOST_CLICKS = 500
MOST_PAGES = 300
MOST_WRONGS = 20
_ARRIVALS = frozenset(get_args(Arrival))
_KEYS = ("char", "Tab", "Enter", "Escape", "other")


@dataclass(slots=True)
class Span:
    """The time of a try, seconds since 1970: pauses taken out."""

    began: float
    ended: float
    pauses: list[tuple[float, float]] = field(default_factory=list)

    def since_start(self, at: float) -> float:
        """Seconds of the try that had passed at `at`."""
        away = sum(max(0.0, min(end, at) - begin) for begin, end in self.pauses if begin < at)
        return round(max(0.0, min(at, self.ended) - self.began - away), 1)

    def holds(self, at: float) -> bool:
        """Whether `at` counts: within the try and in no pause."""
        return self.began <= at <= self.ended and not any(b <= at < e for b, e in self.pauses)

    @property
    def seconds(self) -> float:
        return self.since_start(self.ended)

    @property
    def paused(self) -> float:
        return round(sum(end - begin for begin, end in self.pauses), 1)


def facts_of(
    events: Sequence[Event], span: Span, way: Way, redacted: Callable[[str], str]
) -> dict[str, Any]:
    """The fields of `Attempt` that come from watching; `redacted` cleans words of the portal."""
    own = sorted((e for e in events if span.holds(e["at"])), key=lambda e: float(e["at"]))
    pages = _pages(own, span, way, redacted)
    clicks = _clicks(own, span, way, redacted)
    wrongs = list(dict.fromkeys(redacted(str(e["words"])) for e in own if e["kind"] == "wrong"))
    different, visited = len({(p.path, p.heading) for p in pages}), len(pages)
    return {
        "pages": pages,
        "different": different,
        "visited": visited,
        "least": way.pages,
        "backtracks": sum(p.back or p.how == "back_forward" for p in pages),
        "first_click": _first_click(own, way),
        "clicks": clicks,
        "dead": sum(click.dead for click in clicks),
        "rage": rage(clicks),
        "errors": len(wrongs) + (not wrongs and any(e["kind"] == "invalid" for e in own)),
        "error_words": tuple(wrongs[:MOST_WRONGS]),
        "keys": {
            sort: count
            for sort in _KEYS
            if (count := sum(e["kind"] == "key" and e.get("sort") == sort for e in own))
        },
        "hesitations": _hesitations(own, span),
        "tabs": sum(e["kind"] == "tab" for e in own),
        "looked_away": sum(e["kind"] == "away" for e in own),
        "scrolled": max((float(e["depth"]) for e in own if e["kind"] == "scroll"), default=0.0),
    }


def lost(different: int, visited: int, least: int | None) -> float | None:
    """Lostness of a completed try; None when the shortest way is not known."""
    return round(lostness(different, visited, least), 3) if least and different else None


def _pages(
    events: Sequence[Event], span: Span, way: Way, redacted: Callable[[str], str]
) -> tuple[PageVisit, ...]:
    visits: list[PageVisit] = []
    seen: set[Spot] = set()
    last: Spot | None = None
    for event in events:
        if event["kind"] != "page" or len(visits) >= MOST_PAGES:
            continue
        spot = Spot.of(redacted(str(event["path"])), redacted(str(event["heading"])))
        how = str(event.get("how"))
        # A page that is still being drawn says its heading late: that is no second page.
        if last and visits and spot.path == last.path and not last.heading and how == "push":
            seen.discard(last)
            how = visits.pop().how
        if spot == last and how == "push":
            continue
        visits.append(
            PageVisit(
                path=spot.path,
                heading=spot.heading,
                at=span.since_start(event["at"]),
                how="start" if not visits else how if how in _ARRIVALS else "navigate",
                on_path=way.has(spot),
                back=spot in seen and spot != last,
            )
        )
        seen.add(spot)
        last = spot
    return tuple(visits)


def _clicks(
    events: Sequence[Event], span: Span, way: Way, redacted: Callable[[str], str]
) -> tuple[Click, ...]:
    dead = {(e["number"]) for e in events if e["kind"] == "dead"}
    found: list[Click] = []
    for event in events:
        if event["kind"] != "click" or len(found) >= MOST_CLICKS:
            continue
        name = redacted(str(event.get("name") or event.get("label") or ""))
        known = event.get("menu") or name.casefold() in way.names or bool(event.get("label"))
        found.append(
            Click(
                at=span.since_start(event["at"]),
                role=str(event.get("role", ""))[:40],
                name=name if known else "",
                name_hash=""
                if known or not name
                else hashlib.sha256(name.encode()).hexdigest()[:8],
                x=int(event.get("x", 0)),
                y=int(event.get("y", 0)),
                on_target=bool(event.get("onTarget")),
                dead=event.get("number") in dead and not event.get("onTarget"),
            )
        )
    return tuple(found)


def _first_click(events: Sequence[Event], way: Way) -> str:
    first = next((e for e in events if e["kind"] == "click"), None)
    if first is None or not way.names:
        return "unknown"
    name = str(first.get("name") or first.get("label") or "").casefold()
    return "on_path" if name in way.names else "off_path"


def rage(clicks: Sequence[Click]) -> int:
    """Bursts of at least three clicks within 1 s and 30 px (method 1.2)."""
    bursts = 0
    run: list[Click] = []
    for click in clicks:
        near = run and (
            click.at - run[0].at <= RAGE_S
            and abs(click.x - run[0].x) <= RAGE_PX
            and abs(click.y - run[0].y) <= RAGE_PX
        )
        run = [*run, click] if near else [click]
        bursts += len(run) == RAGE_CLICKS
    return bursts


def _hesitations(events: Sequence[Event], span: Span) -> int:
    times = [span.began, *(float(e["at"]) for e in events), span.ended]
    gaps = pairwise(times)
    return sum(
        span.since_start(end) - span.since_start(begin) > HESITATION_S for begin, end in gaps
    )
