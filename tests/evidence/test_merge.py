"""Shards become one run: all their evidence, and a word about whatever is missing or twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.evidence import Answer, PageState, Trial, Walk
from portal_audit.evidence.merge import merge
from portal_audit.evidence.store import RunFolder
from tests.evidence.test_store import info, state, walk

PICTURE = "evidence/shots/a1-desktop.webp"


def shard(
    path: Path,
    name: str,
    *walks: Walk,
    states: tuple[PageState, ...] = (),
    picture: bytes = b"",
    planned: int = 1,
    **about: Any,
) -> Path:
    folder = RunFolder.create(path)
    values: dict[str, Any] = {"shard": name, "planned": planned, "planned_in_all": 2}
    folder.begin(info().model_copy(update=values | about))
    for number, each in enumerate(walks):
        pictures = {PICTURE: picture} if picture and number == 0 else {}
        folder.add(each, states if number == 0 else (), pictures)
    return path


def test_two_shards_become_the_whole_run(tmp_path: Path) -> None:
    one = shard(tmp_path / "1", "1/2", walk(1), states=(state(),), picture=b"one")
    two = shard(tmp_path / "2", "2/2", walk(2), machine="Other", today="2026-11-25")
    RunFolder(one).add_trial(Trial(name="time-limit"))
    merged = merge([two, one], tmp_path / "all")
    assert merged.warnings == ()
    evidence = RunFolder.open(tmp_path / "all").load()
    assert evidence.run == info().model_copy(update={"planned": 2, "machine": "Linux; Other"})
    assert [w.repeat for w in evidence.walks] == [1, 2]
    assert evidence.states == {"a1-desktop": state()}
    assert (tmp_path / "all" / PICTURE).read_bytes() == b"one"
    assert list(evidence.trials) == ["time-limit"]
    assert len((tmp_path / "all/journal.jsonl").read_text().splitlines()) == 2


def test_of_a_page_that_both_saw_the_better_known_is_kept_with_its_own_picture(
    tmp_path: Path,
) -> None:
    closer = state().model_copy(update={"examined": ("keyboard",)})
    one = shard(tmp_path / "1", "1/2", walk(1), states=(state(),), picture=b"one")
    two = shard(tmp_path / "2", "2/2", walk(2), states=(closer,), picture=b"two")
    merged = merge([one, two], tmp_path / "all")
    assert merged.folder.states()["a1-desktop"].examined == ("keyboard",)
    assert (tmp_path / "all" / PICTURE).read_bytes() == b"two"


def test_a_missing_shard_and_an_unfinished_one_are_said(tmp_path: Path) -> None:
    one = shard(tmp_path / "1", "1/3", walk(1), planned=2)
    merged = merge([one], tmp_path / "all")
    said = " ".join(merged.warnings)
    assert "Missing: shard 2/3, 3/3." in said
    assert "Shard 1/3" in said
    assert "1 of its 2 walks are missing" in said
    assert "partial: 1 of 2 walks" in said
    assert merged.folder.run_info().planned == 2


def test_a_walk_that_two_shards_hold_is_kept_once_and_said(tmp_path: Path) -> None:
    one = shard(tmp_path / "1", "1/2", walk(1))
    again = shard(tmp_path / "again", "1/2", walk(1).model_copy(update={"status": "failed"}))
    two = shard(tmp_path / "2", "2/2", walk(2))
    merged = merge([one, again, two], tmp_path / "all")
    assert [w.status for w in merged.folder.walks()] == ["done", "done"]
    [warning] = merged.warnings
    assert "Walked twice: hours--desktop--1." in warning
    assert len((tmp_path / "all/journal.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"settings": "other"}, r"the settings .*\(abc / other\)"),
        ({"portal": "Other clinic"}, r"the portal\. \(Clinic / Other clinic\)"),
        ({"start": "https://q.example/"}, "the portal's address"),
        ({"tool": "portal-audit 9"}, "the version of Portal Audit"),
        ({"shard": "2/3"}, "different audits"),
        ({"shard": "", "planned_in_all": 0}, "a whole run"),
    ],
)
def test_runs_that_do_not_belong_together_are_refused_naming_what_differs(
    about: dict[str, Any], words: str, tmp_path: Path
) -> None:
    one = shard(tmp_path / "1", "1/2", walk(1))
    other = shard(tmp_path / "2", "2/2", walk(2))
    RunFolder(other).begin(RunFolder(other).run_info().model_copy(update=about))
    with pytest.raises(UsageProblem, match=words):
        merge([one, other], tmp_path / "all")
    assert not (tmp_path / "all").exists()


def test_what_people_said_about_a_shard_is_kept(tmp_path: Path) -> None:
    def answer(date: str) -> Answer:
        return Answer(check="EM-01", page="/", question="clear", yes=True, date=date)

    one = shard(tmp_path / "1", "1/2", walk(1))
    two = shard(tmp_path / "2", "2/2", walk(2))
    RunFolder(one).save_answers([answer("2026-11-25")])
    RunFolder(two).save_answers([answer("2026-11-24")])
    merged = merge([one, two], tmp_path / "all")
    assert [a.date for a in merged.folder.answers()] == ["2026-11-24", "2026-11-25"]


def test_shards_of_different_browsers_are_said(tmp_path: Path) -> None:
    one = shard(tmp_path / "1", "1/2", walk(1))
    two = shard(tmp_path / "2", "2/2", walk(2), browser="Edge")
    [warning] = merge([one, two], tmp_path / "all").warnings
    assert "Chromium, Edge" in warning


def test_a_folder_in_use_and_one_named_twice_are_refused(tmp_path: Path) -> None:
    one = shard(tmp_path / "1", "1/2", walk(1))
    two = shard(tmp_path / "2", "2/2", walk(2))
    with pytest.raises(UsageProblem, match="named twice"):
        merge([one, one], tmp_path / "all")
    with pytest.raises(FileProblem, match="already holds a run"):
        merge([one, two], one)


def test_a_shard_cannot_make_us_copy_a_file_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    stray = state().model_copy(update={"shot": "../secret"})
    one = shard(tmp_path / "1", "1/2", walk(1), states=(stray,))
    with pytest.raises(FileProblem, match="not its own"):
        merge([one], tmp_path / "all")
