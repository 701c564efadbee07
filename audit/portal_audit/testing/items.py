"""The tests that a portal file holds: `book[keyboard]`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pytest

from portal_audit.errors import PortalAuditError
from portal_audit.scenario import Scenario
from portal_audit.testing.session import Testing
from portal_audit.testing.walked import Walked

DEBUG = "PORTAL_AUDIT_DEBUG"


class NotDone(Exception):
    """A task was not done."""

    def __init__(self, walked: Walked, number: int, of: int) -> None:
        super().__init__(walked.said)
        self.told = walked.told + (f"\nThis was try {number} of {of}." if of > 1 else "")


@dataclass(frozen=True, slots=True)
class Crash:
    """What pytest's summary and its JUnit file say in one line."""

    message: str


class Story:
    """A failure as pytest prints it: the whole story once, one line of it in the summary."""

    def __init__(self, problem: NotDone) -> None:
        self.reprcrash = Crash(str(problem))
        self._told = problem.told

    def toterminal(self, terminal: Any) -> None:
        for line in self._told.splitlines():
            terminal.line(line)

    def __str__(self) -> str:
        return self._told


class PortalFile(pytest.File):
    """A portal file: a test for each task as each audience."""

    def __init__(self, *, testing: Testing, **more: Any) -> None:
        super().__init__(**more)
        self._testing = testing

    def collect(self) -> Iterator[pytest.Item]:
        plan = self._testing.plan
        assert plan is not None
        for (name, audience), jobs in groupby(
            plan.jobs(), key=lambda job: (job.scenario.id, job.audience)
        ):
            repeats = list(jobs)
            yield TaskItem.from_parent(
                self,
                name=f"{name}[{audience}]",
                # Said in full: pytest takes the brackets apart (--lf), but only in such a text.
                nodeid=f"{self.nodeid}::{name}[{audience}]",
                testing=self._testing,
                scenario=repeats[0].scenario,
                audience=audience,
                repeats=len(repeats),
            )


class TaskItem(pytest.Item):
    """One task as one audience, walked as often as the plan says."""

    def __init__(
        self, *, testing: Testing, scenario: Scenario, audience: str, repeats: int, **more: Any
    ) -> None:
        super().__init__(**more)
        self._testing = testing
        self._scenario = scenario
        self._audience = audience
        self._repeats = repeats
        self.add_marker("portal")

    def runtest(self) -> None:
        walks = self._testing.walks_of(self.path)
        for number in range(1, self._repeats + 1):
            walked = walks.walk_planned(self._scenario, self._audience)
            if walked.may_be_missing:
                raise pytest.skip.Exception(walked.reason, _use_item_location=True)
            if not walked.done:
                raise NotDone(walked, number, self._repeats)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The message alone: where in our code it was noticed says nothing to anybody."""
        problem = excinfo.value
        if isinstance(problem, NotDone):
            return Story(problem)
        if isinstance(problem, PortalAuditError):
            return str(problem)
        if os.environ.get(DEBUG) or not isinstance(problem, Exception):
            return super().repr_failure(excinfo, style)
        return (
            f"This is a fault in Portal Audit itself ({type(problem).__name__}).\n"
            f"  Please report it; with {DEBUG}=1 the details are shown."
        )

    def reportinfo(self) -> tuple[os.PathLike[str], int, str]:
        return self.path, 0, self.name
