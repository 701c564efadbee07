"""Run the `portal-audit` command as a person does: another process, its output, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


def start(*arguments: str | Path, cwd: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "portal_audit", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, "CI": "true", "COLUMNS": "100"},
    )


def portal_audit(*arguments: str | Path, stdin: str = "", cwd: Path | None = None) -> Said:
    process = start(*arguments, cwd=cwd)
    out, err = process.communicate(stdin, timeout=300)
    return Said(process.returncode, out, err)
