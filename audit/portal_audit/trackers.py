"""Tables of hosts that learn about visitors: the shipped one, and the files of an auditor."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from portal_audit.errors import FileProblem
from portal_audit.yamlfile import fit, line_of, load_tree

CATEGORIES = ("advertising", "social", "analytics", "replay", "tag-manager")
ALLOWED = "allowed"
DISGUISED = "disguised"

Sheet = dict[str, dict[str, tuple[str, ...]]]
"""Purpose -> owner -> hosts; `allowed` -> "" -> hosts; `disguised` -> owner -> paths."""

_LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}\.)+{_LABEL}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def _host(text: str) -> str:
    folded = text.casefold()
    if not _HOST.fullmatch(folded):
        raise ValueError(
            f'"{text}" is not a host name. Write it as in stats.example.com: no https://, no path, '
            "no spaces and no star. A host counts with its subdomains."
        )
    return folded


def _path(text: str) -> str:
    if not re.fullmatch(r"/\S+", text):
        raise ValueError(
            f'"{text}" is not the beginning of a path. Write it as in /g/collect: a slash first, '
            "no host, no spaces."
        )
    return text


def _month(text: str) -> str:
    if not _MONTH.fullmatch(text):
        raise ValueError(f'"{text}" is not a month. Write it as in 2026-11.')
    return text


Hosts = dict[str, tuple[Annotated[str, AfterValidator(_host)], ...]]
Paths = dict[str, tuple[Annotated[str, AfterValidator(_path)], ...]]


class TrackerFile(BaseModel):
    """One table: owner -> hosts for each purpose."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[str, AfterValidator(_month)] = ""
    """The month in which the table was last looked through."""
    advertising: Hosts = Field(default_factory=dict)
    social: Hosts = Field(default_factory=dict)
    analytics: Hosts = Field(default_factory=dict)
    replay: Hosts = Field(default_factory=dict)
    tag_manager: Hosts = Field(default_factory=dict, alias="tag-manager")
    allowed: tuple[Annotated[str, AfterValidator(_host)], ...] = ()
    """Hosts that are no trackers, though they are part of one."""
    disguised: Paths = Field(default_factory=dict)
    """Beginnings of paths by which a tracker is known under any name."""

    def sheet(self) -> Sheet:
        """The table in the form that a run carries; purposes without entries are left out."""
        said: Sheet = {
            category: getattr(self, category.replace("-", "_")) for category in CATEGORIES
        }
        said |= {ALLOWED: {"": self.allowed} if self.allowed else {}, DISGUISED: self.disguised}
        return {key: dict(owners) for key, owners in said.items() if owners}


def read_table(path: Path) -> TrackerFile:
    """One table. Raises FileProblem with line and remedy, also when an entry is listed twice."""
    tree = load_tree(path)
    file = fit(path, tree, TrackerFile)
    seen: dict[str, str] = {}
    for key, owners in file.sheet().items():
        for owner, entries in owners.items():
            place = f"{key}, {owner}" if owner else key
            for number, entry in enumerate(entries):
                if entry in seen:
                    raise FileProblem(
                        path,
                        f'"{entry}" is listed twice: under {seen[entry]} and under {place}.',
                        "Keep one of them.",
                        line_of(tree, (key, owner, number) if owner else (key, number)),
                    )
                seen[entry] = place
    return file


def read_own(paths: Iterable[Path]) -> Sheet:
    """An auditor's own files as one table; what a later file says counts. Raises FileProblem."""
    merged: Sheet = {}
    for path in paths:
        said = read_table(path).sheet()
        newer = {entry for owners in said.values() for given in owners.values() for entry in given}
        for key, owners in merged.items():
            left = {o: tuple(e for e in given if e not in newer) for o, given in owners.items()}
            merged[key] = {o: given for o, given in left.items() if given or not owners[o]}
        for key, owners in said.items():
            there = merged.setdefault(key, {})
            for owner, given in owners.items():
                there[owner] = (*there.get(owner, ()), *given)
    return merged
