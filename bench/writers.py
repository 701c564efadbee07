"""How long it takes to write a run down: all formats besides the PDF, which a browser prints.

The run has at least 40 walks of the demo portal with its faults, so that there is much to write.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portal_audit.audit_file import load_audit
from portal_audit.cli.demo import EVERYDAY
from portal_audit.demo.portal_file import demo_portal, environment
from portal_audit.demo.serve import serve_demo
from portal_audit.pipeline import Silent, run_audit
from portal_audit.plan import make_plan
from portal_audit.report import WRITERS, write_report

GOAL = 3.0
"""Seconds for all formats together."""
AUDIENCES = ("desktop", "zoom-200", "keyboard", "spanish", "own-colours")
WALKS = 40


def run(folder: Path | None = None) -> bool:
    """Time the writers on `folder`, a saved run, or on a run of its own; False when too slow."""
    with tempfile.TemporaryDirectory() as temporary:
        saved = folder or _walked(Path(temporary) / "run")
        # A process of its own: templates and pictures are read for the first time, as for a person.
        took = subprocess.run(
            [sys.executable, "-m", "bench.writers", str(saved)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
    print(took, end="")
    seconds = float(took.split()[-1])
    met = seconds <= GOAL
    print(f"Goal: at most {GOAL:g} s: {'met' if met else 'MISSED'}.")
    return met


def _walked(folder: Path) -> Path:
    with serve_demo("before") as demo:
        os.environ.update(environment(demo.account))
        plan = make_plan(
            demo_portal(demo), folder.parent, scenarios=EVERYDAY, audiences=AUDIENCES, closer=False
        )
        if len(plan.jobs()) < WALKS:
            raise RuntimeError(f"only {len(plan.jobs())} walks are planned, not {WALKS}")
        asyncio.run(run_audit(plan, folder, Silent(), workers=2))
    return folder


def main(run_folder: Path) -> None:
    """Print what each format of a saved run takes, and the sum last."""
    began = time.perf_counter()
    audit = load_audit(run_folder)
    print(f"{audit.run.walked} walks, {len(audit.findings)} findings\n")
    _line("reading", time.perf_counter() - began)
    with tempfile.TemporaryDirectory() as out:
        for writer in WRITERS:
            if writer.name == "pdf":
                continue
            before = time.perf_counter()
            file = write_report(audit, run_folder, writer.name, Path(out) / writer.filename)
            _line(writer.name, time.perf_counter() - before, file.stat().st_size)
    _line("together", time.perf_counter() - began)


def _line(name: str, seconds: float, size: int = 0) -> None:
    kilobytes = f"{size / 1000:8,.0f} kB" if size else " " * 11
    print(f"{name:12}{kilobytes}{seconds:9.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
