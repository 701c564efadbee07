"""The run folder: whole files or none, and what is said when it cannot be written or read."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal_audit.errors import FileProblem
from portal_audit.evidence import PageState, PlannedAudience, PlannedScenario, RunInfo, Walk
from portal_audit.evidence.store import RunFolder


def info() -> RunInfo:
    return RunInfo(
        portal="Clinic",
        start="https://p.example/",
        hosts=("p.example",),
        today="2026-11-24",
        started="2026-11-24T08:00:00+00:00",
        tool="portal-audit 0",
        method="1.0",
        settings="abc",
        browser="Chromium",
        axe="4.12",
        machine="Linux",
        scenarios=(
            PlannedScenario(
                id="hours", method="S04", title="Open?", priority=3, dimension="keeps-up"
            ),
        ),
        audiences=(
            PlannedAudience(
                id="desktop", title="Mouse", profile="P0", rendering="desktop", baseline=True
            ),
        ),
    )


def walk(repeat: int = 1) -> Walk:
    return Walk(
        id=f"hours--desktop--{repeat}",
        scenario="hours",
        audience="desktop",
        repeat=repeat,
        status="done",
        started="2026-11-24T08:00:00+00:00",
        seconds=1.5,
        states=("a1-desktop",),
    )


def state() -> PageState:
    return PageState(
        digest="a1",
        rendering="desktop",
        url="https://p.example/hours",
        path="/hours",
        title="Hours",
        heading="Hours",
        lang="en",
        shot="evidence/shots/a1-desktop.webp",
    )


@contextmanager
def no_file_may_grow_beyond(size: int) -> Iterator[None]:
    """What a full disk does, made by the operating system itself."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_what_was_stored_is_read_back(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run")
    folder.begin(info())
    folder.add(walk(), [state()], {"evidence/shots/a1-desktop.webp": b"RIFF"})
    evidence = RunFolder.open(tmp_path / "run").load()
    assert evidence.run == info()
    assert evidence.walks == (walk(),)
    assert evidence.states == {"a1-desktop": state()}


def test_each_finished_walk_is_a_line_in_the_journal(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run")
    folder.add(walk(1), [], {})
    folder.add(walk(2), [], {})
    assert len((tmp_path / "run/journal.jsonl").read_text().splitlines()) == 2


def test_a_folder_that_holds_a_run_is_not_overwritten(tmp_path: Path) -> None:
    RunFolder.create(tmp_path).begin(info())
    with pytest.raises(FileProblem, match="--resume"):
        RunFolder.create(tmp_path)


def test_a_full_disk_is_one_clear_message_and_finished_walks_stay_whole(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run")
    folder.begin(info())
    folder.add(walk(1), [state()], {})
    picture = {"evidence/shots/b2-desktop.webp": b"x" * 100_000}
    with no_file_may_grow_beyond(50_000), pytest.raises(FileProblem, match="Free some space"):
        folder.add(walk(2), [], picture)
    assert [w.repeat for w in folder.walks()] == [1]
    assert list((tmp_path / "run").rglob("*.part")) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileProblem, match="cannot write here"):
        RunFolder.create(tmp_path / "file" / "run")


def test_a_folder_without_a_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="not a run folder"):
        RunFolder.open(tmp_path)


def test_a_damaged_walk_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path)
    folder.begin(info())
    folder.add(walk(), [], {})
    damaged = tmp_path / "evidence/walks/hours--desktop--1.json"
    damaged.write_text(damaged.read_text()[:40])
    with pytest.raises(FileProblem, match=r"hours--desktop--1\.json: .*\n.*--resume"):
        folder.load()
