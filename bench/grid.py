"""The tasks x audiences grid: all eighteen tasks of the demo portal, tried by all ten audiences."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path

from portal_audit.demo.app import Edition
from portal_audit.demo.manifest import expected_tasks
from portal_audit.demo.portal_file import demo_portal, environment
from portal_audit.demo.serve import serve_demo
from portal_audit.pipeline import Silent, run_audit
from portal_audit.plan import make_plan
from portal_audit.result import Audit
from portal_audit.scenario import shipped_scenarios
from portal_audit.walk.audiences import AUDIENCES

SHORT = {"done": "ok", "not-offered": "absent", "not-tested": "untried"}


def run() -> bool:
    """Print both editions' grids; whether each task came out as the manifest says."""
    met = True
    editions: tuple[Edition, ...] = ("after", "before")
    for edition in editions:
        began = time.monotonic()
        audit = _audited(edition)
        print(f"\n{edition}: {len(audit.tasks)} tasks, {time.monotonic() - began:.0f} s\n")
        _print(audit)
        expected = expected_tasks(edition, AUDIENCES)
        for task in audit.tasks:
            wanted = expected.get((task.scenario, task.audience), "done")
            if task.status != wanted:
                met = False
                print(f"  {task.scenario}, {task.audience}: {task.status}, not {wanted}.")
                print(f"    {task.reason}")
    return met


def _audited(edition: Edition) -> Audit:
    with serve_demo(edition) as demo, tempfile.TemporaryDirectory() as folder:
        os.environ.update(environment(demo.account))
        plan = make_plan(
            demo_portal(demo),
            Path(folder),
            scenarios=tuple(shipped_scenarios()),
            audiences=tuple(AUDIENCES),
        )
        return asyncio.run(run_audit(plan, Path(folder) / "run", Silent(), workers=2)).audit


def _print(audit: Audit) -> None:
    found = {(task.scenario, task.audience): task.status for task in audit.tasks}
    scenarios = tuple(dict.fromkeys(scenario for scenario, _ in found))
    print(" " * 24 + "".join(f"{audience[:10]:>11}" for audience in AUDIENCES))
    for scenario in scenarios:
        cells = (found.get((scenario, audience), "-") for audience in AUDIENCES)
        print(f"{scenario:24}" + "".join(f"{SHORT.get(cell, cell):>11}" for cell in cells))
