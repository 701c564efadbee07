"""A browser that dies in the middle costs only the walk that was in it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import Silent, run_audit
from portal_audit.plan import make_plan
from portal_audit.portal import load_portal
from tests.conftest import Write
from tests.portals.tiny import Tiny

pytestmark = pytest.mark.browser


def browsers_of_this_process() -> Iterator[int]:
    """Pids of the Chromium main processes that this process started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = (
                    int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]),
                    (entry / "cmdline").read_bytes(),
                )
            except OSError:
                continue
    for pid, (_, command) in parents.items():
        if b"chrom" not in command or b"--type=" in command or b"--headless" not in command:
            continue
        ancestor = pid
        while ancestor in parents:
            ancestor = parents[ancestor][0]
            if ancestor == os.getpid():
                yield pid
                break


def test_a_browser_that_dies_in_the_middle_is_replaced_and_the_walk_tried_once_more(
    origin: str, tiny: Tiny, portal_file: Write, tmp_path: Path
) -> None:
    killed: list[int] = []
    of_others = set(browsers_of_this_process())

    def kill_once() -> None:
        if not killed:
            killed.extend(set(browsers_of_this_process()) - of_others)
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    tiny.on_visits = kill_once
    file = portal_file(origin)
    plan = make_plan(load_portal(file), tmp_path, scenarios=("sign-in", "book"))
    result = asyncio.run(run_audit(plan, tmp_path / "run", Silent(), workers=1))
    walks = {walk.id: walk.status for walk in RunFolder.open(result.folder).walks()}
    assert killed
    assert walks["book--desktop--1"] == "done"
    assert len(walks) == 6
