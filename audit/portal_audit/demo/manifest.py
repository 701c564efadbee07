"""The seeded faults of the demo portal's old edition, and which tasks they make impossible."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from portal_audit import yamlfile
from portal_audit.finding import Dimension


class SeededFault(BaseModel):
    """One fault that was put in, and the check that must find it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    check: str
    dimension: Dimension
    where: str = ""
    """Path of a page it must be seen on; "" when it is about the whole portal."""
    what: str
    """What is wrong, one sentence."""
    wcag: tuple[str, ...] = ()
    rule: str = ""
    """axe's rule, for EV-01."""
    about: str = ""
    """Lower-case words that must occur in the finding's title, problem or snippets."""


class LostTask(BaseModel):
    """A task that the faults make impossible for some audiences."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scenario: str
    audiences: tuple[str, ...] | Literal["all"]
    status: Literal["failed", "refused", "broken", "flaky", "not-offered"]


class Manifest(BaseModel):
    """`manifest.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    faults: tuple[SeededFault, ...] = Field(min_length=1)
    lost_tasks: tuple[LostTask, ...]


@cache
def _manifest() -> Manifest:
    with as_file(files("portal_audit.demo").joinpath("manifest.yaml")) as path:
        return yamlfile.load(path, Manifest)


def seeded_faults() -> tuple[SeededFault, ...]:
    """Every fault of the old edition."""
    return _manifest().faults


def expected_tasks(
    edition: Literal["before", "after"], audiences: Iterable[str]
) -> dict[tuple[str, str], str]:
    """Scenario and audience -> status, for the tasks that must not succeed in this edition."""
    lost = _manifest().lost_tasks if edition == "before" else ()
    return {
        (task.scenario, audience): task.status
        for task in lost
        for audience in audiences
        if task.audiences == "all" or audience in task.audiences
    }
