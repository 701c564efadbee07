"""Pages: start an audit, watch it, stop it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from starlette.responses import JSONResponse, Response

from portal_audit.browser import install_browser
from portal_audit.desk.accounts import must_not_ask
from portal_audit.desk.runs import NEWEST, pictures
from portal_audit.desk.runs import picture as picture_of
from portal_audit.desk.visit import NotHere, Visit, go
from portal_audit.desk.work import Deed, Watch, Work
from portal_audit.errors import UsageProblem
from portal_audit.pipeline import RunResult, run_audit
from portal_audit.plan import Plan, make_plan

PARTS = ("progress", "now", "ended", "pictures")
"""Parts of the page that are drawn anew while it is open."""


def start(visit: Visit) -> Response:
    """Begin the audit of a portal."""
    file = visit.portal_file()
    if file.portal is None:
        raise UsageProblem("This portal file cannot be used yet.", file.problem)
    if visit.desk.bench.running:
        return go("work")  # pressed twice
    must_not_ask(file.portal)
    plan = make_plan(file.portal, file.path.parent, closer=not visit.form.ticked("quick"))
    out = visit.desk.runs.new_folder(file.key)
    watch = Watch(
        {s.id: s.as_ for s in plan.scenarios},
        {a.id: a.title for a in plan.audiences},
    )
    work = Work("audit", file.key, f"Audit of {file.portal.portal}", watch, out)
    visit.desk.bench.begin(work, _audit(plan, out, watch))
    return go("work")


def _audit(plan: Plan, out: Path, watch: Watch) -> Deed:
    async def deed(stop: asyncio.Event) -> str:
        await asyncio.to_thread(install_browser, watch.say)
        return _conclusion(await run_audit(plan, out, watch, stop=stop))

    return deed


def _conclusion(result: RunResult) -> str:
    audit = result.audit
    if audit.letter and audit.score is not None:
        said = f"The grade is {audit.letter}, {audit.score:.0f} of 100 points."
    else:
        said = f"There is no grade. {audit.no_letter_because}"
    if result.interrupted:
        said = f"It was stopped early; what was walked is kept. {said}"
    if result.sign_in_refused:
        said += f" {result.sign_in_refused} Tasks after signing in could not be tried."
    return said


def work(visit: Visit) -> Response:
    """How far the work is."""
    found = visit.desk.bench.work
    return visit.page("work.html", work=found, **(_seen(found) if found else {}))


def state(visit: Visit) -> Response:
    """The same for the page's script: the parts that may have changed, drawn here."""
    found = visit.desk.bench.work
    if found is None:
        raise NotHere
    seen = _seen(found)
    return JSONResponse(
        {
            "state": found.state,
            "parts": {
                part: visit.part("work_parts.html", part=part, work=found, **seen) for part in PARTS
            },
        }
    )


def _seen(work: Work) -> dict[str, Any]:
    return {"seen": work.watch.look(), "shots": pictures(work.folder)[:NEWEST]}


def picture(visit: Visit) -> Response:
    """A picture of the work's run, by a name that is there."""
    found = visit.desk.bench.work
    name = visit.request.path_params["name"]
    data = picture_of(found.folder, name) if found and found.folder else None
    if data is None:
        raise NotHere
    return Response(data, media_type="image/webp")


def stop(visit: Visit) -> Response:
    """End the work early; what was done is kept."""
    if running := visit.desk.bench.running:
        running.stop()
    return go("work")
