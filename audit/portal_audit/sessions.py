"""Session files of reality checks on disk: found, read, and fitted to a portal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from portal_audit.errors import FileProblem
from portal_audit.evidence import RealityCheck
from portal_audit.evidence.store import RunFolder

FOLDER = "reality-checks"
"""Where the sessions of a portal are kept, beside its file."""
LARGEST = 20_000_000
"""Bytes of one file; more is no session of ours."""


@dataclass(frozen=True, slots=True)
class SessionFile:
    """One session with its pictures."""

    session: RealityCheck
    pictures: dict[str, bytes] = field(default_factory=dict)
    """By the names that the session gives them."""


def read_session(file: Path) -> SessionFile:
    """The session at `file`. Raises FileProblem."""
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST else b""
        session = RealityCheck.model_validate_json(data)
    except OSError as problem:
        raise FileProblem(file, f"cannot be read: {problem.strerror}.") from None
    except ValidationError as problem:
        where = ".".join(map(str, problem.errors()[0]["loc"])) or "the file"
        raise FileProblem(
            file,
            f"this is no session of a reality check ({where}: {problem.errors()[0]['msg']}).",
            "Give the JSON file that `portal-audit reality-check` printed. A session of a newer "
            "version needs a newer Portal Audit.",
        ) from None
    return SessionFile(session, _pictures(session, file.parent))


def _pictures(session: RealityCheck, folder: Path) -> dict[str, bytes]:
    """The pictures that lie beside it. Raises FileProblem for a name that leads elsewhere."""
    found = {}
    for name in {task.shot for task in session.tasks if task.shot}:
        picture = folder / name
        own = (folder / session.id).resolve()
        if picture.suffix != ".webp" or not picture.resolve().is_relative_to(own):
            raise FileProblem(folder / f"{session.id}.json", f'names a picture "{name}" elsewhere.')
        if picture.is_file() and picture.stat().st_size <= LARGEST:
            found[name] = picture.read_bytes()
    return found


def find_sessions(path: Path) -> list[SessionFile]:
    """The session at `path`, or all in that folder. Raises FileProblem."""
    if not path.exists():
        raise FileProblem(path, "there is no such file or folder.")
    if path.is_file():
        return [read_session(path)]
    found = [read_session(file) for file in sorted(path.glob("*.json"))]
    if not found:
        raise FileProblem(path, "there is no session in this folder.", "They are JSON files.")
    return found


def sessions_beside(folder: Path, start: str) -> tuple[tuple[SessionFile, ...], tuple[str, ...]]:
    """The sessions of the portal at `start` beside its file in `folder`, and what was left out."""
    found, left_out = [], []
    for file in sorted((folder / FOLDER).glob("*.json")):
        try:
            each = read_session(file)
        except FileProblem as problem:
            left_out.append(f"Left out: {problem}")
            continue
        if _host(each.session.start) == _host(start):
            found.append(each)
    return tuple(found), tuple(left_out)


def add_sessions(folder: RunFolder, sessions: Sequence[SessionFile]) -> None:
    """Store sessions in a run; one of the same id is replaced. Raises FileProblem."""
    start = folder.run_info().start
    for each in sessions:
        if _host(each.session.start) != _host(start):
            raise FileProblem(
                Path(each.session.id),
                f"this session was held at {_host(each.session.start)}, the run at {_host(start)}.",
                "Sessions count only for the portal that they were held at.",
            )
    for each in sessions:
        folder.add_session(each.session, each.pictures)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
