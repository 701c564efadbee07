"""The rubric: weights, caps, letters and coverage limits, read from `rubric.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from portal_audit.errors import UsageProblem
from portal_audit.finding import DIMENSIONS
from portal_audit.score.formulas import Letter


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Weighed(Part):
    """One check of the method, whether this version can make it or not."""

    id: str
    dimension: str
    weight: float = Field(gt=0)
    title: str
    person: bool = False
    """Only a person can answer it."""
    scenario: str = ""
    """Its share is the task score of this scenario of the method."""
    effort: Literal["S", "M", "L"] = "M"
    """Rough size of a repair."""


class CapRule(Part):
    """What limits the score (method 7.4): exactly one of the triggers."""

    limit: int
    reason: str
    check: str = ""
    severity: int = 3
    """The check failed and reported a finding of at least this severity."""
    rule: str = ""
    """The finding must be of this rule of the check; "" takes any."""
    task: Literal["", "baseline"] = ""
    """A must task could not be done by the baseline audience."""
    person: bool = False
    """No person tried the portal in the last 12 months."""
    provisional: bool = False
    """Some dimension is covered less than `coverage.provisional_below`."""

    @model_validator(mode="after")
    def _one_trigger(self) -> CapRule:
        if sum(map(bool, (self.check, self.task, self.person, self.provisional))) != 1:
            raise ValueError(f"the cap {self.limit} ({self.reason}) needs exactly one trigger")
        return self


class Coverage(Part):
    no_letter_below: float
    provisional_below: float


class Bootstrap(Part):
    draws: int
    low: float
    high: float


class Rubric(Part):
    """The whole rubric."""

    version: str
    letters: dict[Letter, float]
    """Lowest score of each letter; F needs none."""
    coverage: Coverage
    bootstrap: Bootstrap
    weights: dict[str, float]
    find_and_do: dict[str, Literal[1, 2, 3]]
    check: tuple[Weighed, ...]
    cap: tuple[CapRule, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> Rubric:
        if set(self.weights) != set(DIMENSIONS):
            raise ValueError("weights must name the six dimensions")
        ids = [check.id for check in self.check]
        twice = {i for i in ids if ids.count(i) > 1}
        if twice:
            raise ValueError(f"{sorted(twice)[0]} is listed twice")
        for check in self.check:
            if check.dimension not in DIMENSIONS:
                raise ValueError(f"{check.id} belongs to no dimension")
        for cap in self.cap:
            if cap.check and cap.check not in ids:
                raise ValueError(f"a cap names the unknown check {cap.check}")
        return self

    def weight_of(self, check: str) -> Weighed | None:
        return next((c for c in self.check if c.id == check), None)


def parse_rubric(text: str) -> Rubric:
    """Raises UsageProblem when the text is no rubric."""
    try:
        return Rubric.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as problem:
        raise UsageProblem(f"The rubric is wrong: {problem}") from None


@cache
def load_rubric() -> Rubric:
    """The shipped rubric."""
    text = files("portal_audit.score").joinpath("rubric.toml").read_text(encoding="utf-8")
    return parse_rubric(text)
