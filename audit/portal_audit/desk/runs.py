"""The runs of a folder: FOLDER/runs/PORTAL/DATE-TIME, and what each has come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal_audit.audit_file import load_audit
from portal_audit.errors import PortalAuditError
from portal_audit.report import write_report

RUNS = "runs"
SHARED = "shared"
"""Folder of the copies for others, within a run."""
NEWEST = 6


@dataclass(frozen=True, slots=True)
class Run:
    """One run, as the lists show it."""

    key: str
    """Its folder's name."""
    portal: str
    """Key of the portal file it belongs to."""
    path: Path
    name: str
    started: datetime | None
    letter: str = ""
    score: float | None = None
    summary: str = ""
    settings: str = ""
    partial: bool = False
    start: str = ""
    """The portal's address at that time."""
    scenarios: frozenset[str] = frozenset()
    tasks: int = 0
    audiences: int = 0
    why_no_grade: str = ""
    problem: str = ""
    """Why there is no result, in plain words."""

    @property
    def when(self) -> str:
        return f"{self.started:%Y-%m-%d, %H:%M}" if self.started else self.key

    @property
    def day(self) -> str:
        return f"{self.started:%Y-%m-%d}" if self.started else self.key


class Runs:
    """Reads runs, each result once for as long as it stays the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / RUNS
        self._known: dict[Path, tuple[tuple[int, int], Run]] = {}

    def new_folder(self, portal: str) -> Path:
        """Where a run that starts now goes; never one that is there."""
        stem = f"{datetime.now():%Y%m%d-%H%M%S}"
        path = self._folder / portal / stem
        number = 2
        while path.exists():
            path = self._folder / portal / f"{stem}-{number}"
            number += 1
        return path

    def of(self, portal: str) -> list[Run]:
        """The runs of one portal file, newest first."""
        room = self._folder / portal
        folders = sorted(room.iterdir(), reverse=True) if room.is_dir() else []
        return [self._read(portal, path) for path in folders if (path / "run.json").is_file()]

    def portals(self) -> list[str]:
        """Keys of the portals that have a folder of runs."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if path.is_dir())

    def all(self) -> list[Run]:
        """Every run, newest first."""
        runs = [run for portal in self.portals() for run in self.of(portal)]
        return sorted(runs, key=lambda run: run.key, reverse=True)

    def find(self, portal: str, key: str) -> Run | None:
        """The run of these names; None when there is none."""
        if portal not in self.portals():
            return None
        return next((run for run in self.of(portal) if run.key == key), None)

    def _read(self, portal: str, path: Path) -> Run:
        file = path / "audit.json"
        try:
            state = file.stat()
            stamp = (state.st_mtime_ns, state.st_size)
        except OSError:
            stamp = (0, 0)
        before = self._known.get(path)
        if before and before[0] == stamp:
            return before[1]
        run = _read(portal, path)
        self._known[path] = (stamp, run)
        return run


def _read(portal: str, path: Path) -> Run:
    if not (path / "audit.json").is_file():
        why = "It did not come to an end, so there is no scorecard."
        return Run(path.name, portal, path, portal, _from_name(path.name), problem=why)
    try:
        audit = load_audit(path)
    except PortalAuditError as problem:
        what = problem.what.replace(f"{path / 'audit.json'}: ", "")
        return Run(path.name, portal, path, portal, _from_name(path.name), problem=what)
    return Run(
        key=path.name,
        portal=portal,
        path=path,
        name=audit.portal.name,
        started=_local(audit.run.started) or _from_name(path.name),
        letter=audit.letter or "",
        score=audit.score,
        summary=audit.summary,
        settings=audit.run.settings,
        partial=audit.run.partial,
        start=audit.portal.start,
        scenarios=frozenset(task.scenario for task in audit.tasks),
        tasks=len({task.scenario for task in audit.tasks}),
        audiences=len(audit.run.audiences),
        why_no_grade=audit.no_letter_because,
    )


def _local(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        return None


def _from_name(name: str) -> datetime | None:
    try:
        return datetime.strptime(name[:15], "%Y%m%d-%H%M%S")
    except ValueError:
        return None


def scorecard_of(run: Run) -> bytes:
    """The scorecard; written anew when it is missing. Raises FileProblem."""
    file = run.path / "scorecard.html"
    if not file.is_file():
        file = write_report(load_audit(run.path), run.path, "html")
    return file.read_bytes()


def pictures(folder: Path | None) -> list[str]:
    """Names of the pictures of a run, newest first."""
    shots = folder / "evidence" / "shots" if folder else None
    if shots is None or not shots.is_dir():
        return []
    return [path.name for path in sorted(shots.glob("*.webp"), key=_age, reverse=True)]


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def picture(folder: Path, name: str) -> bytes | None:
    """A picture of the run, when it has one of this name."""
    known = pictures(folder)
    return (folder / "evidence" / "shots" / name).read_bytes() if name in known else None


def shared_names(folder: Path) -> list[str]:
    """The copies for others that the run has."""
    room = folder / SHARED
    if not room.is_dir():
        return []
    return sorted(p.name for p in room.iterdir() if p.suffix in (".html", ".zip"))


def shared_file(folder: Path, name: str) -> bytes | None:
    """A copy for others, when the run has one of this name."""
    return (folder / SHARED / name).read_bytes() if name in shared_names(folder) else None
