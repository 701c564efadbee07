"""With CI=true a run prints plain lines, even where CI gives it a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import portal_audit
from tests.conftest import Write


def on_a_terminal(*arguments: str | Path) -> str:
    """Everything the command prints when stdout and stderr are a terminal, and CI is set."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "portal_audit", *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment | {"CI": "true", "TERM": "xterm-256color"},
    )
    os.close(theirs)
    printed = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        printed += part
    os.close(ours)
    process.wait(60)
    return printed.decode()


@pytest.mark.browser
def test_a_run_prints_no_control_characters(
    origin: str, portal_file: Write, tmp_path: Path
) -> None:
    file = portal_file(origin)
    arguments = ("run", file, "--quick", "--scenario", "hours", "--out")
    said = portal_audit(*arguments, tmp_path / "piped")
    assert said.code == 0, said.err
    shown = on_a_terminal(*arguments, tmp_path / "terminal")
    assert "[1/1]" in shown
    for text in (said.all, shown.replace("\r\n", "\n")):
        assert [c for c in text if ord(c) < 32 and c != "\n"] == []


def test_help_and_mistakes_print_none_either() -> None:
    for arguments in (("--help",), ("run", "--help"), ("rnu",), ("run", "no.yaml")):
        assert "\x1b" not in on_a_terminal(*arguments)
