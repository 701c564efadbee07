"""The whole audit on the pages of the floor: walk, all probes, checks, score, scorecard.

Run as a module it reads a job from its input, like `floor.py`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

from bench.job import Job
from portal_audit.pipeline import Silent, run_audit
from portal_audit.plan import Plan, make_plan
from portal_audit.portal import load_portal
from portal_audit.resources import shipped
from portal_audit.scenario import Scenario


def plan_of(job: Job) -> Plan:
    """One walk that signs in and opens every path, at a desk."""
    portal = load_portal(shipped("scenarios") / "demo" / "after.yaml")
    portal = portal.model_copy(update={"start": job.origin + "/"})
    shown = make_plan(portal, Path.cwd(), scenarios=("sign-in",), audiences=("desktop",))
    tour = Scenario.model_validate(
        {
            "id": "tour",
            "as": "Show me every page.",
            "steps": [{"sign_in": True}, *({"open": path} for path in job.paths)],
            "done": {"see": {"css": "body"}},
        }
    )
    return Plan(portal, (tour,), shown.audiences, shown.vocabulary, 1, closer=False)


def main() -> None:
    """Do the job on the input."""
    job = Job(**json.load(sys.stdin))
    os.environ.update(
        PORTAL_AUDIT_DEMO_USER=job.user,
        PORTAL_AUDIT_DEMO_PASSWORD=job.password,
        PORTAL_AUDIT_DEMO_TOTP=job.totp_secret,
    )
    with tempfile.TemporaryDirectory() as folder:
        result = asyncio.run(run_audit(plan_of(job), Path(folder) / "run", Silent(), workers=1))
        states = (result.folder / "evidence" / "states").glob("*.json")
        reports = [json.loads(state.read_text(encoding="utf-8"))["axe"] for state in states]
    if any(task.status != "done" for task in result.audit.tasks):
        raise SystemExit("the tour was not done")
    rules = sum(len(report["violations"]) + report["passes"] for report in reports)
    print(json.dumps({"pages": len(reports), "rules": rules}))


if __name__ == "__main__":
    main()
