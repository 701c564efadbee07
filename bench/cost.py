"""What a program costs, with everything it starts: a browser is a tree of processes.

CPU seconds are those that the kernel hands to a parent when it collects an ended child
(`getrusage(RUSAGE_CHILDREN)`), which includes what the child had collected itself. Orphans of the
tree come to this process (Linux `PR_SET_CHILD_SUBREAPER`) and are collected as well, so that
processes that ended on the way count too. A portal served by this process does not count.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run."""

    cpu_s: float
    wall_s: float
    pages: int
    """Page states that axe judged."""
    rules: int
    """Axe rules that applied (passed or violated), added up over the pages: equal when both sides
    judged the same pages."""

    @property
    def cpu_a_page(self) -> float:
        """CPU seconds a page, start-up shared out."""
        return self.cpu_s / self.pages

    @property
    def wall_a_page(self) -> float:
        """Seconds a page, start-up shared out."""
        return self.wall_s / self.pages


def cost_of(module: str, job: dict[str, Any]) -> Cost:
    """Run `python -m module` in a process of its own, with the job as JSON on its input.

    It prints `{"pages": N, "rules": N}` as its last line. Raises RuntimeError when it fails.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", module],
        input=json.dumps(job),
        text=True,
        capture_output=True,
        check=False,
    )
    wall = time.monotonic() - began
    _collect_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr[-2000:]}")
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, answer["pages"], answer["rules"])


def _collect_orphans() -> None:
    """Wait for what the program left behind; this process has no other children."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
