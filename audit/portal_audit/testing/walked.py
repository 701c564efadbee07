"""What came of one walk, as a test sees it and as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from portal_audit.evidence import PageState, StepRecord, Walk
from portal_audit.evidence.model import StepStatus, WalkStatus
from portal_audit.scenario import Scenario
from portal_audit.walk.audiences import AUDIENCES

ENDED: dict[WalkStatus, str] = {
    "done": "It was done",
    "failed": "It was not done",
    "refused": "The portal refused it",
    "broken": "The portal broke down",
    "blocked": "It could not be tried",
    "not-offered": "The portal does not offer it",
    "not-tested": "It was not tested",
}
STEP: dict[StepStatus, str] = {
    "done": "done",
    "failed": "NOT DONE",
    "skipped": "skipped",
    "stopped": "stopped here on purpose",
}


@dataclass(frozen=True, slots=True)
class Walked:
    """One task, walked once as one audience."""

    scenario: Scenario
    evidence: Walk
    states: tuple[PageState, ...]
    """The pages in the order seen."""
    folder: Path
    """The run folder with pictures and evidence."""

    @property
    def done(self) -> bool:
        return self.status == "done"

    @property
    def status(self) -> WalkStatus:
        return self.evidence.status

    @property
    def reason(self) -> str:
        """One plain sentence when it is not done; "" when it is."""
        return self.evidence.reason

    @property
    def steps(self) -> tuple[StepRecord, ...]:
        return self.evidence.steps

    @property
    def may_be_missing(self) -> bool:
        """Whether the portal does not offer the task, and need not."""
        return self.status == "not-offered" and self.scenario.rank < 3

    @property
    def picture(self) -> Path | None:
        """The picture of the last page; None when there is none."""
        shot = self.states[-1].shot if self.states else None
        return self.folder / shot if shot else None

    @property
    def said(self) -> str:
        """How it ended, in one line."""
        return ENDED[self.status] + (f": {one_line(self.reason)}" if self.reason else ".")

    @property
    def told(self) -> str:
        """The whole story in plain lines, for the message of a failed test."""
        walk = self.evidence
        lines = [
            self.said,
            f"The task: “{self.scenario.as_}”",
            f"Tried {AUDIENCES[walk.audience].how}.",
        ]
        if walk.steps:
            lines += ["", "Step by step:", *(f"  {line}" for line in _lines(walk.steps))]
        lines.append("")
        if self.states:
            last = self.states[-1]
            name = one_line(last.heading or last.title)
            lines.append(f"Last page: “{name}”, {last.url}")
        if self.picture:
            lines.append(f"Picture:   {self.picture}")
        lines.append(f"Evidence:  {self.folder / 'evidence' / 'walks' / (walk.id + '.json')}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<{self.evidence.id}: {self.status}>"


def _lines(steps: Sequence[StepRecord]) -> Iterator[str]:
    """A line a step; what a composite such as signing in did with one name is one line."""
    for _, parts in groupby(steps, key=lambda step: (step.number, step.words, step.status)):
        *_, last = parts
        yield _step(last)


def _step(step: StepRecord) -> str:
    number = f"{step.number}." if step.number else "-"
    wait = f" ({step.wait_ms / 1000:.1f} s)" if step.wait_ms is not None else ""
    reason = f": {one_line(step.reason)}" if step.reason else ""
    return f"{number:<3} {one_line(step.words)} - {STEP[step.status]}{wait}{reason}"


def one_line(text: str) -> str:
    """A page's words must not begin a line: a CI may take it for a command."""
    return " ".join(text.split())
