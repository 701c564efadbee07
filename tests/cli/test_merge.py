"""`run --shard` on several machines, then `merge`: as if it had been one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_audit.audit_file import load_audit
from portal_audit.evidence.store import RunFolder
from tests.cli.command import portal_audit
from tests.conftest import Write


def test_what_is_no_run_is_named(tmp_path: Path) -> None:
    said = portal_audit("merge", tmp_path, "--out", tmp_path / "all")
    assert said.code == 2
    assert "not a run folder" in said.err


@pytest.mark.browser
def test_two_shards_find_what_one_run_finds(
    origin: str, portal_file: Write, tmp_path: Path
) -> None:
    file = portal_file(origin)
    runs = [tmp_path / "whole", tmp_path / "one", tmp_path / "two"]
    for run, shard in zip(runs, ([], ["--shard", "1/2"], ["--shard", "2/2"]), strict=True):
        said = portal_audit("run", file, "--audience", "desktop", "--out", run, *shard)
        assert said.code == 0, said.err
        assert "\x1b" not in said.all
    whole, *shards = map(RunFolder.open, runs)
    assert [len(shard.walks()) for shard in shards] == [4, 3]
    assert [bool(shard.trials()) for shard in shards] == [True, False]
    assert all(load_audit(shard.path).run.partial for shard in shards)

    said = portal_audit("merge", runs[2], runs[1], "--out", tmp_path / "all")
    assert said.code == 0, said.err
    assert said.err == ""
    merged = RunFolder.open(tmp_path / "all")
    assert merged.run_info().planned == whole.run_info().planned == 7
    assert {w.id for w in merged.walks()} == {w.id for w in whole.walks()}
    assert merged.trials().keys() == whole.trials().keys()
    audit, expected = load_audit(merged.path), load_audit(whole.path)
    assert not audit.run.partial
    assert audit.letter == expected.letter
    assert {f.fingerprint for f in audit.findings} == {f.fingerprint for f in expected.findings}
    assert (merged.path / "scorecard.html").exists()

    again = portal_audit("run", file, "--resume", runs[1], "--shard", "2/2")
    assert again.code == 2
    assert "this run is shard 1/2" in again.err

    alone = portal_audit("merge", runs[1], "--out", tmp_path / "half")
    assert alone.code == 0
    assert "Missing: shard 2/2" in alone.err
    assert load_audit(tmp_path / "half").run.partial
