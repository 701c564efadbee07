"""`run --dry-run`: the plan in plain words, and nothing is opened."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import portal_audit
from tests.conftest import Write


def test_a_dry_run_says_what_would_be_done_and_opens_nothing(
    portal_file: Write, tmp_path: Path
) -> None:
    file = portal_file("http://127.0.0.1:9/", writes=False)  # nothing answers there
    said = portal_audit("run", file, "--scenario", "book", "--dry-run", "--out", tmp_path / "run")
    assert said.code == 0
    assert "writes: false" in said.out
    assert "[cannot be undone]" in said.out
    assert not (tmp_path / "run").exists()
