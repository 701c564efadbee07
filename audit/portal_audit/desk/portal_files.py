"""The portal files of a folder: found, read, and written by form.

A change touches only the lines of the keys that change: comments and keys that the form does not
know stay as they are.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode

from portal_audit import yamlfile
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.evidence.store import write_file
from portal_audit.portal import Portal, load_portal

ENDING = ".yaml"
_LOOKS_LIKE_ONE = re.compile(r"^[\"']?(?:portal|start)[\"']?\s*:", re.MULTILINE)
LONGEST_NAME = 40

NEW = """# A portal file of Portal Audit, made at its desk.
# What each line means: docs/portal-file.md
"""


@dataclass(frozen=True, slots=True)
class PortalFile:
    """A portal file, read as far as it can be."""

    path: Path
    portal: Portal | None
    problem: str = ""
    """Why it cannot be used, in plain words."""

    @property
    def key(self) -> str:
        """Its name in addresses of the desk, and of the folder of its runs."""
        return self.path.stem if self.path.suffix == ENDING else self.path.name

    @property
    def name(self) -> str:
        return self.portal.portal if self.portal else self.path.name


def portal_files(folder: Path) -> dict[str, PortalFile]:
    """Every portal file of the folder, by key, in the order of the names."""
    found = [_read(path) for path in sorted(folder.glob("*.y*ml")) if _is_one(path)]
    return {file.key: file for file in sorted(found, key=lambda f: f.name.casefold())}


def _is_one(path: Path) -> bool:
    try:
        if path.suffix not in (ENDING, ".yml") or not path.is_file():
            return False
        if path.stat().st_size > yamlfile.MAX_BYTES:
            return False
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return False
    return _LOOKS_LIKE_ONE.search(text) is not None


def _read(path: Path) -> PortalFile:
    try:
        return PortalFile(path, load_portal(path))
    except FileProblem as problem:
        return PortalFile(path, None, in_plain_words(problem))


def in_plain_words(problem: FileProblem) -> str:
    """What is wrong with a file, without its folder and without words of programmers."""
    where = f"{problem.path}:{problem.line}: " if problem.line else f"{problem.path}: "
    what = problem.what.removeprefix(where)
    what = what.replace("not valid YAML", "not written as a portal file must be")
    line = f"Line {problem.line}: " if problem.line else ""
    return f"{line}{what} {problem.remedy}".strip()


def free_path(folder: Path, name: str) -> Path:
    """Where a new portal of this name goes: `riverbend-family-clinic.yaml`, never one in use."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in name.casefold()).split()
    stem = "-".join(words)[:LONGEST_NAME].strip("-") or "portal"
    taken = {path.stem.casefold() for path in folder.glob("*.y*ml")}
    number = 1
    while (found := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return folder / f"{found}.yaml"


def values_of(path: Path) -> dict[str, Any]:
    """What the file says, known to the form or not. Raises FileProblem."""
    return dict(yamlfile.load_tree(path))


def save(path: Path, changes: Mapping[str, Any]) -> None:
    """Write `changes` into the portal file, which is made when it is not there.

    None takes a key out. The new text is read back before it replaces the old.
    Raises FileProblem.
    """
    text = path.read_text(encoding="utf-8-sig") if path.exists() else NEW
    before = values_of(path) if path.exists() else {}
    wanted = {**before, **changes}
    wanted = {key: value for key, value in wanted.items() if value is not None}
    differing = {key: v for key, v in changes.items() if before.get(key) != v}
    new = _with(text, differing) if before else text + _dumped(wanted)
    if _says(new, path.name) != wanted:
        new = _dumped(wanted)  # written in a way that cannot be changed line by line
    _must_be_a_portal(new, path)
    try:
        write_file(path, new.encode())
    except OSError as problem:
        raise FileProblem(path, f"cannot be written: {problem.strerror or problem}.") from None


def _must_be_a_portal(text: str, path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="portal-audit-") as room:
        tried = Path(room) / path.name
        tried.write_text(text, encoding="utf-8")
        load_portal(tried)


def _says(text: str, name: str) -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory(prefix="portal-audit-") as room:
        tried = Path(room) / name
        tried.write_text(text, encoding="utf-8")
        try:
            return values_of(tried)
        except FileProblem:
            return None


def _with(text: str, changes: Mapping[str, Any]) -> str:
    """The text with these keys put in, replaced or (None) taken out; all else as it was."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, MappingNode) or root.flow_style:
        return text  # the caller sees that it does not say what is wanted
    lines = text.splitlines(keepends=True)
    starts = [key.start_mark.line for key, _ in root.value]
    places = {
        key.value: (start, _end(lines, start, following))
        for (key, _), start, following in zip(
            root.value, starts, [*starts[1:], len(lines)], strict=True
        )
    }
    for key in sorted(places, key=lambda k: -places[k][0]):
        if key in changes:
            start, end = places[key]
            value = changes[key]
            lines[start:end] = [] if value is None else [_dumped({key: value})]
    if lines and not lines[-1].endswith("\n"):
        lines.append("\n")
    added = {k: v for k, v in changes.items() if k not in places and v is not None}
    return "".join(lines) + (_dumped(added) if added else "")


def _end(lines: list[str], start: int, following: int) -> int:
    """The line after a key's value: blank lines and comments before the next key are not its."""
    end = following
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _dumped(values: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=96)


def remove_account(path: Path) -> None:
    """Take the account out of the file. Raises FileProblem."""
    save(path, {"account": None})


def known(files: Mapping[str, PortalFile], key: str) -> PortalFile:
    """The file with this key. Raises UsageProblem when there is none (any more)."""
    if key not in files:
        raise UsageProblem("This portal is not in the folder any more.", "Go back to the portals.")
    return files[key]
