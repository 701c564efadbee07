"""Pages: a person tries the tasks; what sessions there were."""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.responses import Response

from portal_audit.browser import install_browser
from portal_audit.desk.accounts import must_not_ask
from portal_audit.desk.forms import Form, Wrong
from portal_audit.desk.portal_files import PortalFile
from portal_audit.desk.visit import NotHere, Visit, go, told
from portal_audit.desk.work import Deed, Watch, Work
from portal_audit.errors import PortalAuditError
from portal_audit.plan import make_plan
from portal_audit.reality import Wish, hold
from portal_audit.reality.tasks import MOST, choose
from portal_audit.reality.windows import has_a_screen
from portal_audit.scenario import Scenario
from portal_audit.sessions import sessions_beside
from portal_audit.walk.audiences.desktop import DESKTOP

LONGEST_ROLE = 80


def reality_checks(visit: Visit) -> Response:
    """What a reality check is, and for which portals there can be one."""
    rows = []
    for file in visit.files().values():
        if file.portal is not None:
            found, _ = sessions_beside(file.path.parent, file.portal.start)
            rows.append((file, len(found)))
    return visit.page("reality_checks.html", rows=rows)


def reality_check(visit: Visit) -> Response:
    """The form for a session, and the sessions that there were."""
    return _form(visit, visit.portal_file(), Form(), [])


def start(visit: Visit) -> Response:
    """Begin a session."""
    file = visit.portal_file()
    if file.portal is None:
        raise NotHere
    form = visit.form
    known = [task.id for task in _tasks(file)]
    tasks = tuple(task for task in known if task in form.all("task"))
    wrong = []
    if not tasks:
        wrong.append(Wrong("tasks", "Tick at least one task."))
    if len(tasks) > MOST:
        wrong.append(Wrong("tasks", f"Tick at most {MOST} tasks: more are too many for a person."))
    if len(form.one("role")) > LONGEST_ROLE:
        wrong.append(Wrong("role", f"Keep it shorter than {LONGEST_ROLE} letters."))
    if wrong:
        return _form(visit, file, form, wrong)
    if visit.desk.bench.running:
        return go("work")  # pressed twice
    must_not_ask(file.portal)
    wish = Wish(
        portal=file.path,
        tasks=tasks,
        role=form.one("role"),
        run=_walked_before(visit, file, tasks),
        moderated=form.ticked("moderated"),
    )
    watch = Watch({}, {})
    work = Work("reality-check", file.key, f"Reality check of {file.name}", watch, None)
    visit.desk.bench.begin(work, _session(wish, watch))
    return go("work")


def _walked_before(visit: Visit, file: PortalFile, tasks: tuple[str, ...]) -> Path | None:
    """The newest whole run of these tasks: it knows the shortest ways already."""
    start = file.portal.start if file.portal else ""
    for run in visit.desk.runs.of(file.key):
        whole = not run.problem and not run.partial
        if whole and run.start == start and run.scenarios.issuperset(tasks):
            return run.path
    return None


def _session(wish: Wish, watch: Watch) -> Deed:
    async def deed(stop: asyncio.Event) -> str:
        await asyncio.to_thread(install_browser, watch.say)
        held = await hold(wish, say=watch.say, stop=stop)
        tried = [task for task in held.session.tasks if task.tried]
        done = sum(task.alone for task in tried)
        return f"{len(tried)} tasks were tried, {done} of them done. {held.session.ended}".strip()

    return deed


def _tasks(file: PortalFile) -> tuple[Scenario, ...]:
    """The tasks that a person may be given. Raises UsageProblem or FileProblem."""
    assert file.portal is not None
    plan = make_plan(file.portal, Path(file.path.parent), audiences=(DESKTOP.id,), closer=False)
    return tuple(s for s in plan.scenarios if s.id not in file.portal.not_applicable)


def _form(visit: Visit, file: PortalFile, form: Form, wrong: list[Wrong]) -> Response:
    if file.portal is None:
        return visit.page("broken.html", file=file)
    sessions, broken = sessions_beside(file.path.parent, file.portal.start)
    obstacle, usual = "", frozenset[str]()
    tasks: tuple[Scenario, ...] = ()
    try:
        tasks = _tasks(file)
        usual = frozenset(s.id for s in choose(tasks, (), file.portal.not_applicable))
    except PortalAuditError as problem:
        obstacle = told(problem)
    return visit.page(
        "reality_check.html",
        422 if wrong else 200,
        room="reality-checks",
        file=file,
        tasks=tasks,
        ticked=frozenset(form.all("task")) if wrong else usual,
        form=form,
        wrong=wrong,
        most=MOST,
        obstacle=obstacle,
        screen=has_a_screen(),
        sessions=sorted((s.session for s in sessions), key=lambda s: s.started, reverse=True),
        broken=len(broken),
    )
