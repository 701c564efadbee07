"""Puts the shards of one audit together: several run folders become one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.evidence.model import PageState, RunInfo, Walk
from portal_audit.evidence.store import ANSWERS, RunFolder

OF_THE_MACHINE = frozenset({"shard", "planned", "today", "started", "browser", "axe", "machine"})
"""What may differ between the shards of one audit."""

IN_WORDS = {
    "portal": "the portal",
    "start": "the portal's address",
    "hosts": "the hosts",
    "settings": "the settings (portal file, scenarios, audiences, repeats, rubric)",
    "tool": "the version of Portal Audit",
    "method": "the version of the method",
    "scenarios": "the scenarios",
    "audiences": "the audiences",
    "planned_in_all": "the number of walks in all",
    "roster": "the list of clinicians",
    "closings": "the list of closings",
    "auditor": "the auditor",
    "commissioner": "who the audit is for",
}
"""Fields of RunInfo as people know them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The run that the shards have become."""

    folder: RunFolder
    warnings: tuple[str, ...]
    """Plain sentences: what is missing, what was there twice."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One shard, read from disk."""

    folder: RunFolder
    info: RunInfo
    walks: dict[str, Walk]
    states: dict[str, PageState]

    @property
    def path(self) -> Path:
        return self.folder.path


def merge(runs: Sequence[Path], out: Path) -> Merged:
    """A new run at `out` with the evidence of all `runs`; these stay as they are.

    Raises UsageProblem when they are not shards of one audit, FileProblem when one cannot be read
    or `out` cannot be written.
    """
    if len({run.resolve() for run in runs}) < len(runs):
        raise UsageProblem("The same run is named twice.", "Name each shard once.")
    parts = sorted(map(_read, runs), key=lambda part: _number(part.info.shard))
    _must_fit(parts)
    walks, twice = _walks(parts)
    warnings = [*_missing(parts, walks), *twice, *_uneven(parts)]
    folder = RunFolder.create(out)
    _copy(parts, walks, folder)
    # Last: a folder without run.json is no run, so a merge that broke off can be made again.
    folder.begin(_together(parts))
    return Merged(folder, tuple(warnings))


def _read(path: Path) -> _Part:
    folder = RunFolder.open(path)
    info = folder.run_info()
    if not info.shard:
        raise UsageProblem(
            f"{path} is a whole run, not a shard of one.",
            "Only runs that were made with --shard can be put together.",
        )
    return _Part(folder, info, {walk.id: walk for walk in folder.walks()}, folder.states())


def _number(shard: str) -> int:
    return int(shard.partition("/")[0])


def _of(shard: str) -> int:
    return int(shard.partition("/")[2])


def _must_fit(parts: Sequence[_Part]) -> None:
    """Refuse runs that answer different questions, naming what differs."""
    first, *others = parts
    for other in others:
        if _of(other.info.shard) != _of(first.info.shard):
            raise UsageProblem(
                f"{first.path} is shard {first.info.shard}, {other.path} is shard "
                f"{other.info.shard}: they come from different audits."
            )
        different = [
            name
            for name in RunInfo.model_fields
            if name not in OF_THE_MACHINE and getattr(first.info, name) != getattr(other.info, name)
        ]
        if different:
            words = ", ".join(IN_WORDS.get(name, f"`{name}`") for name in different)
            raise UsageProblem(
                f"{first.path} and {other.path} are not shards of one audit. What differs: {words}."
                + _both(first.info, other.info, different),
                "Walk every shard with the same files and the same version.",
            )


def _both(one: RunInfo, other: RunInfo, different: Sequence[str]) -> str:
    """Both values of the first short thing that differs."""
    for name in different:
        values = getattr(one, name), getattr(other, name)
        if all(isinstance(value, str | int) for value in values):
            return f" ({values[0]} / {values[1]})"
    return ""


def _walks(parts: Sequence[_Part]) -> tuple[dict[str, _Part], list[str]]:
    """Which shard each walk is taken from, and what was walked by two."""
    owner: dict[str, _Part] = {}
    twice: list[str] = []
    for part in parts:
        again = sorted(part.walks.keys() & owner.keys())
        if again:
            more = f" and {len(again) - 3} more" if len(again) > 3 else ""
            twice.append(
                f"Walked twice: {', '.join(again[:3])}{more}. "
                f"Those of {owner[again[0]].path} are kept, those of {part.path} are not."
            )
        for name in part.walks:
            owner.setdefault(name, part)
    return owner, twice


def _missing(parts: Sequence[_Part], walks: dict[str, _Part]) -> list[str]:
    info = parts[0].info
    of = _of(info.shard)
    absent = sorted(set(range(1, of + 1)) - {_number(part.info.shard) for part in parts})
    said = []
    if absent:
        names = ", ".join(f"{number}/{of}" for number in absent)
        said.append(f"Missing: shard {names}.")
    for part in parts:
        left = part.info.planned - len(part.walks)
        if left > 0:
            said.append(
                f"Shard {part.info.shard} ({part.path}) is not finished: {left} of its "
                f"{part.info.planned} walks are missing. Go on with it: run --resume {part.path}"
            )
    if said:
        said.append(f"The result is partial: {len(walks)} of {info.planned_in_all} walks.")
    return said


def _uneven(parts: Sequence[_Part]) -> list[str]:
    """Shards that another browser walked: what was found may depend on it."""
    return [
        f"The shards were walked with different versions of {what}: {', '.join(found)}."
        for what, found in (
            ("the browser", sorted({part.info.browser for part in parts})),
            ("axe", sorted({part.info.axe for part in parts})),
        )
        if len(found) > 1
    ]


def _together(parts: Sequence[_Part]) -> RunInfo:
    infos = [part.info for part in parts]
    return infos[0].model_copy(
        update={
            "shard": "",
            "planned": infos[0].planned_in_all,
            "planned_in_all": 0,
            "started": min(info.started for info in infos),
            "today": min(info.today for info in infos),
            "machine": "; ".join(dict.fromkeys(info.machine for info in infos)),
        }
    )


def _copy(parts: Sequence[_Part], walks: dict[str, _Part], folder: RunFolder) -> None:
    """What walks refer to first, then the walks, then what was done once."""
    for name, part in _best_states(parts).items():
        _file(part, f"evidence/states/{name}.json", folder)
        if shot := part.states[name].shot:
            _file(part, shot, folder)
    for name, part in walks.items():
        _file(part, f"evidence/walks/{name}.json", folder)
    for part in parts:
        for file in sorted((part.path / "evidence").rglob("*")):
            name = file.relative_to(part.path).as_posix()
            # Trials and the e-mail: the first shard that has them.
            if _is_of_a_run(name) and file.is_file() and not (folder.path / name).exists():
                _file(part, name, folder)
    answers = [answer for part in parts for answer in part.folder.answers()]
    if answers:
        folder.save_answers(sorted(answers, key=lambda answer: answer.date))
    folder.write("journal.jsonl", "".join(_journal(part, walks) for part in parts))


def _is_of_a_run(name: str) -> bool:
    """Whether a file of the evidence was made once a run, for no walk alone."""
    return (
        not name.startswith(("evidence/walks/", "evidence/states/"))
        and name != ANSWERS
        and not name.endswith(".part")
    )


def _best_states(parts: Sequence[_Part]) -> dict[str, _Part]:
    """Which shard each page state is taken from: the one that knows most about it."""
    best: dict[str, _Part] = {}
    for part in parts:
        for name, state in part.states.items():
            if name not in best or _known(state) > _known(best[name].states[name]):
                best[name] = part
    return best


def _known(state: PageState) -> tuple[int, int, int]:
    """How much is known about a state: exams made, sections gathered, things observed."""
    sections = (state.blocks, state.controls, state.axe, state.tree, state.vitals, state.paste)
    gathered = sum(section is not None for section in (*sections, state.shot))
    return len(state.examined), gathered, len(state.observations)


def _file(part: _Part, name: str, folder: RunFolder) -> None:
    source = part.path / name
    if not source.resolve().is_relative_to((part.path / "evidence").resolve()):
        raise FileProblem(source, "this run names a file that is not its own.")
    try:
        data = source.read_bytes()
    except OSError as problem:
        raise FileProblem(source, f"cannot be read: {problem.strerror}.") from None
    (folder.path / name).parent.mkdir(parents=True, exist_ok=True)
    folder.write(name, data)


def _journal(part: _Part, walks: dict[str, _Part]) -> str:
    mine = [walk for name, walk in part.walks.items() if walks[name] is part]
    return "".join(
        json.dumps({"walk": walk.id, "status": walk.status, "seconds": walk.seconds}) + "\n"
        for walk in sorted(mine, key=lambda walk: walk.started)
    )
