"""A share of a plan: several machines walk one audit, each its own part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from portal_audit.errors import UsageProblem

HOW = "Write which share of how many: --shard 1/4, and --shard 2/4 on the next machine."
MOST = 100
"""Nobody has so many machines; more is a slip of the pen."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shard:
    """Share `number` of `of`, counted from 1."""

    number: int
    of: int

    @property
    def first(self) -> bool:
        """Whether it is the one that also does what is done once a run."""
        return self.number == 1

    def take(self, all_of_them: Sequence[T]) -> tuple[T, ...]:
        """Every `of`-th, round robin: a plan begins with the baseline audience and goes on one
        audience after the other, so each share has some of each."""
        return tuple(all_of_them[self.number - 1 :: self.of])

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


def read_shard(text: str) -> Shard:
    """`1/4` as a shard. Raises UsageProblem."""
    form = re.fullmatch(r"\s*(\d{1,9})\s*/\s*(\d{1,9})\s*", text, re.ASCII)
    if form is None:
        raise UsageProblem(f'"{text}" is not a shard.', HOW)
    number, of = int(form[1]), int(form[2])
    if not 1 <= of <= MOST:
        raise UsageProblem(f'"{text}": there can be 1 to {MOST} shards.', HOW)
    if not 1 <= number <= of:
        raise UsageProblem(f'"{text}": the shards are 1/{of} to {of}/{of}.', HOW)
    return Shard(number, of)
