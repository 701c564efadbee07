"""Two workers beside one, and the memory of many walks beside few.

Both walk the demo portal's tasks as a run does, with waits as real portals have them: the phone on
the slow network spends most of its time waiting, and that is what a second worker uses.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.job import Job
from portal_audit.demo.serve import DemoPortal, serve_demo
from portal_audit.pipeline import Silent, run_audit
from portal_audit.plan import make_plan
from portal_audit.portal import load_portal
from portal_audit.resources import shipped

GOAL = 1.6
"""Walks a second of two workers, in times of one."""
MEMORY_GOAL = 1.5
"""Peak memory of 200 walks, in times of 20."""
TASKS = ("sign-in", "hours", "latest-result", "medicines-and-allergies")
"""They change nothing, so they can be walked any number of times."""


def compare() -> bool:
    """Throughput of one and of two workers; whether the goal is met."""
    print("workers   walks   wall s   walks a minute   x one worker")
    alone = 0.0
    met = True
    with serve_demo("after") as demo:
        for workers in (1, 2):
            walks, wall, _ = _run(demo, workers=workers, repeat=2, audiences="desktop,phone-slow")
            rate = walks / wall * 60
            alone = alone or rate
            print(f"{workers:>7}{walks:>8}{wall:>9.1f}{rate:>17.1f}{rate / alone:>15.2f}")
            met = workers == 1 or rate / alone >= GOAL
    print(f"Goal: at least {GOAL} x with two workers: {'met' if met else 'MISSED'}.")
    return met


def memory() -> bool:
    """Peak memory of 20 and of 200 walks, browser included; whether the goal is met."""
    print("walks   peak MB   x 20 walks")
    few = 0.0
    ratio = 0.0
    with serve_demo("after") as demo:
        for repeat in (5, 50):
            walks, _, peak = _run(demo, workers=2, repeat=repeat, audiences="desktop")
            few = few or peak
            ratio = peak / few
            print(f"{walks:>5}{peak:>10.0f}{ratio:>13.2f}")
    met = ratio <= MEMORY_GOAL
    print(f"Goal: at most {MEMORY_GOAL} x the memory: {'met' if met else 'MISSED'}.")
    return met


def _run(
    demo: DemoPortal, *, workers: int, repeat: int, audiences: str
) -> tuple[int, float, float]:
    """Walks, wall seconds and peak megabytes of one run in a process of its own."""
    job = {**Job.on(demo).as_json(), "workers": workers, "repeat": repeat, "audiences": audiences}
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "bench.workers"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        peak = _Peak(process.pid)
        out, _ = process.communicate(json.dumps(job))
    wall = time.monotonic() - began
    if process.returncode:
        raise RuntimeError("the run failed")
    return int(out.strip().splitlines()[-1]), wall, peak.end()


class _Peak:
    """The most memory a process and all it starts have held together, MB (Linux, PSS)."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> float:
        self._stop.set()
        self._thread.join()
        return self._most / 1024

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            self._most = max(self._most, sum(_pss(pid) for pid in _tree(self._pid)))


def _tree(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)


def main() -> None:
    """Do the job on the input; prints the number of walks that were done."""
    job = json.load(sys.stdin)
    os.environ.update(
        PORTAL_AUDIT_DEMO_USER=job["user"],
        PORTAL_AUDIT_DEMO_PASSWORD=job["password"],
        PORTAL_AUDIT_DEMO_TOTP=job["totp_secret"],
    )
    portal = load_portal(shipped("scenarios") / "demo" / "after.yaml")
    portal = portal.model_copy(update={"start": job["origin"] + "/"})
    plan = make_plan(
        portal,
        Path.cwd(),
        scenarios=TASKS,
        audiences=tuple(job["audiences"].split(",")),
        repeat=job["repeat"],
        closer=False,
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        result = asyncio.run(run_audit(plan, out, Silent(), workers=job["workers"]))
    if any(task.status != "done" for task in result.audit.tasks):
        raise SystemExit("not every task was done")
    print(len(plan.jobs()))


if __name__ == "__main__":
    main()
