"""What is sent to a worker, and what comes back: both plain and serialisable.

Nothing in a job refers to the machine it was planned on.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from portal_audit.evidence import PageState, Walk
from portal_audit.portal import Portal
from portal_audit.scenario import Scenario


class Job(BaseModel):
    """One entry of the plan: one scenario, walked once by one audience."""

    model_config = ConfigDict(frozen=True)

    portal: Portal
    scenario: Scenario
    audience: str
    repeat: int

    @property
    def id(self) -> str:
        """Name of the walk: `book--keyboard--1`."""
        return f"{self.scenario.id}--{self.audience}--{self.repeat}"

    @property
    def signs_in(self) -> bool:
        """Whether it signs in itself, as part of what is measured."""
        return any(step.kind == "sign_in" for step in self.scenario.steps)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one job found."""

    walk: Walk
    states: tuple[PageState, ...]
    pictures: dict[str, bytes]
    """WebP bytes by name relative to the run folder."""
