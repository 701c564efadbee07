"""What the history keeps of one run: a part of its audit.json, and nothing besides."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from portal_audit.errors import FileProblem
from portal_audit.result import Audit, FindingResult, TaskResult

Thing = TypeVar("Thing")

_LONGEST = 500
"""Characters of any one text: titles come from pages, and a database is no place for a novel."""


@dataclass(frozen=True, slots=True)
class Area:
    """One dimension in one run."""

    id: str
    title: str
    score: float | None
    coverage: float


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """One task by one audience in one run."""

    scenario: str
    audience: str
    title: str
    visitor: str
    """Title of the audience."""
    priority: int
    status: str
    done: int
    tries: int

    @property
    def pair(self) -> tuple[str, str]:
        return self.scenario, self.audience


@dataclass(frozen=True, slots=True)
class Sighting:
    """One finding in one run."""

    fingerprint: str
    check: str
    rule: str
    severity: int
    title: str
    certain: bool
    """False when a person must confirm it."""
    tasks: tuple[str, ...]
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run. What is not known is None or empty."""

    id: str
    """The same however often the run is scored again or moved."""
    digest: str
    """Of its audit.json: another digest means that it was scored again."""
    portal: str
    address: str
    started: str
    """UTC, to the second, as ISO 8601: sorts as text."""
    folder: str
    letter: str | None
    score: float | None
    low: float | None
    high: float | None
    settings: str
    method: str
    tool: str
    partial: bool
    areas: tuple[Area, ...]
    tasks: tuple[TaskSeen, ...]
    checks: tuple[tuple[str, str, str], ...]
    """Id, title and verdict of each check."""
    sightings: tuple[Sighting, ...]

    @property
    def day(self) -> str:
        return self.started[:10]


def record_of(audit: Audit, folder: Path) -> RunRecord:
    """Raises FileProblem when the run does not say when it was made: it has no place in time."""
    run = audit.run
    visitors = dict(run.audiences)
    low, high = audit.range or (None, None)
    name = _kept(" ".join(audit.portal.name.split()))
    started = _moment(run.started, folder)
    return RunRecord(
        id=_digest("\n".join((name, started, run.settings, run.machine)))[:24],
        digest=_digest(audit.to_json()),
        portal=name,
        address=_kept(audit.portal.start),
        started=started,
        folder=_kept(str(folder.resolve())),
        letter=audit.letter,
        score=audit.score,
        low=low,
        high=high,
        settings=_kept(run.settings),
        method=_kept(audit.method),
        tool=_kept(run.tool),
        partial=run.partial,
        areas=_once(
            (Area(_kept(d.id), _kept(d.title), d.score, d.coverage) for d in audit.dimensions),
            lambda area: area.id,
        ),
        tasks=_once((_task(task, visitors) for task in audit.tasks), lambda task: task.pair),
        checks=_once(
            ((_kept(c.id), _kept(c.title), str(c.verdict)) for c in audit.checks),
            lambda check: check[0],
        ),
        sightings=_once(map(_sighting, audit.findings), lambda seen: seen.fingerprint),
    )


def _task(task: TaskResult, visitors: Mapping[str, str]) -> TaskSeen:
    return TaskSeen(
        scenario=_kept(task.scenario),
        audience=_kept(task.audience),
        title=_kept(task.title),
        visitor=_kept(visitors.get(task.audience, task.audience)),
        priority=task.priority,
        status=task.status,
        done=task.done,
        tries=task.tries,
    )


def _sighting(finding: FindingResult) -> Sighting:
    return Sighting(
        fingerprint=_kept(finding.fingerprint),
        check=_kept(finding.check),
        rule=_kept(finding.rule),
        severity=finding.severity,
        title=_kept(finding.title),
        certain=finding.confidence == "certain",
        tasks=tuple(map(_kept, finding.tasks)),
        audiences=tuple(map(_kept, finding.audiences)),
    )


def _moment(started: str, folder: Path) -> str:
    try:
        moment = datetime.fromisoformat(started)
    except ValueError:
        raise FileProblem(
            folder, "its audit.json does not say when the run was made.", "Run the audit again."
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _once(things: Iterable[Thing], name: Callable[[Thing], Hashable]) -> tuple[Thing, ...]:
    """Of several things of one name, the last."""
    return tuple({name(thing): thing for thing in things}.values())


def _kept(text: str) -> str:
    """`text` as any database can hold it: no NUL, no half of a character pair, not too long."""
    text = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
