"""The line of scores over the runs of a portal, as points of a small drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 60, 16, 16, 32
GRID = (0, 60, 70, 80, 90, 100)
"""The scores at which the letters change."""
NUMBERED = frozenset({0, 60, 80, 100})
"""Where the number is written: more of them touch each other on a phone."""


@dataclass(frozen=True, slots=True)
class Point:
    """One run in the drawing."""

    x: float
    y: float
    score: float
    label: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What to draw."""

    points: tuple[Point, ...]

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def line(self) -> str:
        return " ".join(f"{p.x:.1f},{p.y:.1f}" for p in self.points)

    @property
    def grid(self) -> tuple[tuple[str, float], ...]:
        """Lines: what is written at each, and where it is."""
        return tuple(
            (str(score) if score in NUMBERED else "", round(height_of(score), 1)) for score in GRID
        )

    @property
    def ends(self) -> tuple[Point, ...]:
        """The points whose days are written below: the first and the last."""
        return self.points if len(self.points) < 2 else (self.points[0], self.points[-1])


def height_of(score: float) -> float:
    """Where a score of 0 to 100 stands."""
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(max(score, 0), 100) / 100)


def trend(scores: Sequence[tuple[str, float]]) -> Trend:
    """The drawing for days and scores, oldest first."""
    room = WIDTH - LEFT - RIGHT - 24
    step = room / (len(scores) - 1) if len(scores) > 1 else 0
    first = LEFT + 12 + (0 if len(scores) > 1 else room / 2)
    return Trend(
        tuple(
            Point(round(first + number * step, 1), round(height_of(score), 1), score, day)
            for number, (day, score) in enumerate(scores)
        )
    )
