"""Coordinates of the little charts of the history: what a template needs to draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 440, 204
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 396, 12, 192


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    hollow: bool
    """A run that was stopped early or has no grade."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One score over time on a scale of 0 to 100."""

    paths: tuple[str, ...]
    """`d` of each unbroken stretch."""
    dots: tuple[Dot, ...]
    breaks: tuple[float, ...]
    """Where the settings changed."""
    grades: tuple[tuple[str, float, float], ...]
    """Each letter, where its line is, and where its name stands."""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    top: int = _TOP
    bottom: int = _BOTTOM


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Bars:
    """What came (above the line) and what went (below it), run by run."""

    bars: tuple[Bar, ...]
    zero: float
    most_up: int
    most_down: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT


def chart(values: Sequence[float | None], hollow: Sequence[bool], changed: Sequence[bool]) -> Chart:
    """All three have one entry a run, the oldest first."""
    places = _places(len(values))
    dots: list[Dot] = []
    stretches: list[list[str]] = [[]]
    for x, value, partial in zip(places, values, hollow, strict=True):
        if value is None:
            stretches.append([])
            continue
        y = _height(value)
        dots.append(Dot(x, y, partial))
        stretches[-1].append(f"{x} {y}")
    return Chart(
        paths=tuple("M" + " L".join(each) for each in stretches if len(each) > 1),
        dots=tuple(dots),
        breaks=tuple(
            round((places[i - 1] + places[i]) / 2, 1) for i, new in enumerate(changed) if new and i
        ),
        grades=tuple(
            (letter, _height(low), _height((low + high) / 2) + 4.5)
            for letter, low, high in (
                *(("A", 90, 100), ("B", 80, 90), ("C", 70, 80), ("D", 60, 70), ("F", 0, 60)),
            )
        ),
    )


def bars(came: Sequence[tuple[int, int]], went: Sequence[int]) -> Bars:
    """`came`: new ones and those that are back. One entry a run."""
    most_up = max((sum(each) for each in came), default=0)
    most_down = max(went, default=0)
    unit = (_BOTTOM - _TOP) / max(1, most_up + most_down)
    zero = round(_TOP + most_up * unit, 1)
    room = (_RIGHT - _LEFT) / max(1, len(went))
    width = round(min(26.0, room * 0.6), 1)
    drawn: list[Bar] = []
    for place, ((new, back), gone) in enumerate(zip(came, went, strict=True)):
        x = round(_LEFT + room * (place + 0.5) - width / 2, 1)
        top = zero
        for kind, count in (("back", back), ("new", new)):
            if count:
                height = round(count * unit, 1)
                top = round(top - height, 1)
                drawn.append(Bar(x, top, width, height, kind))
        if gone:
            drawn.append(Bar(x, zero, width, round(gone * unit, 1), "fixed"))
    return Bars(tuple(drawn), zero, most_up, most_down)


def _height(score: float) -> float:
    share = min(max(score, 0.0), 100.0) / 100
    return round(_BOTTOM - (_BOTTOM - _TOP) * share, 1)


def _places(runs: int) -> list[float]:
    """One step a run, from edge to edge; a single run stands in the middle."""
    if runs == 1:
        return [round((_LEFT + _RIGHT) / 2, 1)]
    step = (_RIGHT - _LEFT - 12) / (runs - 1)
    return [round(_LEFT + 6 + step * place, 1) for place in range(runs)]
