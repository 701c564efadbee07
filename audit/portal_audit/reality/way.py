"""The shortest known way through a task: what the scripted walk of it came by (method 8)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal_audit.evidence import PageState, Walk

_ID = re.compile(r"\d+|[0-9a-f]{8,}", re.IGNORECASE)
_CONTROL_KINDS = frozenset({"click", "choose", "check", "download", "press", "sign_in", "fill"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A page as a patient knows it: address path and visible main heading (method 1.2)."""

    path: str
    heading: str

    @staticmethod
    def of(path: str, heading: str) -> Spot:
        """A page; ids in its path and numbers in its heading are masked."""
        return Spot(_ID.sub("#", path)[:200], _ID.sub("#", " ".join(heading.split()))[:120])


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a task."""

    spots: tuple[Spot, ...] = ()
    """From the start on, each stay once; the start is the first."""
    names: frozenset[str] = frozenset()
    """Names of what was clicked on the way, small letters."""

    @property
    def pages(self) -> int | None:
        """R of the method: how many different pages it takes; None when no way is known."""
        return len(set(self.spots)) or None

    def has(self, spot: Spot) -> bool:
        """Whether it comes by there. A page whose heading is new counts by its path."""
        return spot in self.spots or any(
            spot.path == each.path and not (spot.heading and each.heading) for each in self.spots
        )


def way_of(walk: Walk, states: Mapping[str, PageState]) -> Way:
    """The way of a walk that was done; an empty one for any other."""
    if walk.status != "done":
        return Way()
    before = [step for step in walk.steps if step.number == 0 and step.state]
    ids = [step.state for step in (*before[-1:], *walk.own_steps) if step.state]
    spots: list[Spot] = []
    for name in ids:
        if state := states.get(name):
            spot = Spot.of(state.path, state.heading)
            if not spots or spots[-1] != spot:
                spots.append(spot)
    names = {
        step.found.name.casefold()
        for step in walk.own_steps
        if step.found and step.kind in _CONTROL_KINDS
    }
    return Way(tuple(spots), frozenset(names - {""}))
