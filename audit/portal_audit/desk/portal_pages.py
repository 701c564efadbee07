"""Pages: the portals of the folder, one of them, and the form to make or change one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response

from portal_audit.desk import accounts
from portal_audit.desk.forms import Form, Wrong
from portal_audit.desk.portal_files import (
    PortalFile,
    free_path,
    in_plain_words,
    save,
    values_of,
)
from portal_audit.desk.tasks import (
    audience_choices,
    own_tasks,
    plan_of,
    shipped_tasks,
    task_groups,
)
from portal_audit.desk.visit import NotHere, Visit, go, told
from portal_audit.errors import FileProblem, PortalAuditError
from portal_audit.portal import Portal
from portal_audit.scenario import shipped_scenarios
from portal_audit.walk.audiences import AUDIENCES

LONGEST_NAME = 120


def portals(visit: Visit) -> Response:
    """The list: one row a portal file."""
    rows = [
        (file, next(iter(visit.desk.runs.of(file.key)), None)) for file in visit.files().values()
    ]
    return visit.page("portals.html", rows=rows)


def portal(visit: Visit) -> Response:
    """One portal: what will be done, and the button that does it."""
    file = visit.portal_file()
    if file.portal is None:
        return visit.page("broken.html", file=file)
    beside = file.path.parent
    plan = plan_of(file.portal, beside)
    short = isinstance(plan, PortalAuditError)
    return visit.page(
        "portal.html",
        file=file,
        portal=file.portal,
        account=_where_is(file),
        obstacle=told(plan) if isinstance(plan, PortalAuditError) else "",
        plan=None if short else plan,
        walks=0 if isinstance(plan, PortalAuditError) else len(plan.jobs()),
        runs=visit.desk.runs.of(file.key),
    )


def change(visit: Visit) -> Response:
    """Make a portal file, or change one, by form."""
    file = visit.portal_file() if "portal" in visit.request.path_params else None
    if file is not None and file.portal is None:
        return visit.page("broken.html", file=file)
    before = file.portal if file else None
    if not visit.sent:
        return _form(visit, file, _values(before))
    values, wrong = _read(visit.form, before)
    if wrong:
        return _form(visit, file, values, wrong)
    path = file.path if file else free_path(visit.desk.folder, values["name"])
    try:
        save(path, _changes(values, file))
    except FileProblem as problem:
        return _form(visit, file, values, [Wrong("", in_plain_words(problem))])
    return go("portals", file.key if file else path.stem, said="saved")


def nothing(visit: Visit) -> Response:
    raise NotHere


def _where_is(file: PortalFile) -> str:
    """Where the test account is: `keyring`, `elsewhere` or nowhere (``)."""
    assert file.portal is not None
    if file.portal.account is None:
        return ""
    ours = accounts.names_in(file.portal.account.model_dump())
    return "keyring" if {"user", "password"} <= ours.keys() else "elsewhere"


# --- the form ---


def _values(portal: Portal | None) -> dict[str, Any]:
    """What the form shows at first."""
    if portal is None:
        return {
            "name": "",
            "start": "https://",
            "hosts": "",
            "audiences": Portal.model_fields["audiences"].default,
            "tasks": tuple(shipped_scenarios()),
            "writes": False,
        }
    every = "all" in portal.audiences
    return {
        "name": portal.portal,
        "start": portal.start,
        "hosts": "\n".join(portal.hosts),
        "audiences": tuple(AUDIENCES) if every else portal.audiences,
        "tasks": portal.scenarios or tuple(shipped_scenarios()),
        "writes": portal.writes,
    }


def _form(
    visit: Visit, file: PortalFile | None, values: dict[str, Any], wrong: list[Wrong] | None = None
) -> Response:
    portal = file.portal if file else None
    return visit.page(
        "portal_form.html",
        422 if wrong else 200,
        file=file,
        values=values,
        wrong=wrong or [],
        audiences=audience_choices(),
        groups=task_groups(own_tasks(portal) if portal else ()),
        left_out=_left_out(portal),
    )


def _left_out(portal: Portal | None) -> dict[str, str]:
    """Tasks that the file leaves out, and its reasons: not the form's to change."""
    return dict(portal.not_applicable) if portal else {}


def _read(form: Form, before: Portal | None) -> tuple[dict[str, Any], list[Wrong]]:
    """What was filled in, and what is wrong with it."""
    known = [*shipped_scenarios(), *(own_tasks(before) if before else ())]
    ticked = {*form.all("task"), *_left_out(before)}
    values: dict[str, Any] = {
        "name": form.one("name"),
        "start": form.one("start"),
        "hosts": form.one("hosts"),
        "audiences": tuple(a for a in AUDIENCES if a in form.all("audience")),
        "tasks": tuple(task for task in known if task in ticked),
        "writes": form.ticked("writes"),
    }
    wrong: list[Wrong] = []
    if not values["name"]:
        wrong.append(Wrong("name", "Write the name of the portal."))
    elif len(values["name"]) > LONGEST_NAME:
        wrong.append(Wrong("name", f"The name must be shorter than {LONGEST_NAME} letters."))
    if said := _wrong_address(values["start"]):
        wrong.append(Wrong("start", said))
    for host in _hosts(values["hosts"]):
        if "/" in host or " " in host or "@" in host:
            words = f"“{host}” is not the name of a host. Leave out https:// and all after the name"
            wrong.append(Wrong("hosts", f"{words}: pay.example.org"))
            break
    if not values["audiences"]:
        wrong.append(Wrong("audiences", "Tick at least one kind of patient."))
    if not any(task not in _left_out(before) for task in values["tasks"]):
        wrong.append(Wrong("tasks", "Tick at least one task."))
    return values, wrong


def _wrong_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "This is not a web address. Write it in full: https://portal.example.org/"
    if parts.scheme not in ("http", "https") or not host or " " in text:
        return "Write the address in full, as in the browser: https://portal.example.org/"
    if parts.username or parts.password:
        return "Leave the user name and the password out of the address."
    return ""


def _hosts(text: str) -> list[str]:
    return [part for line in text.splitlines() for part in [line.strip(" ,\t")] if part]


def _changes(values: dict[str, Any], file: PortalFile | None) -> dict[str, Any]:
    """The keys of the file that differ from what it says now, or what a new one is to say."""
    old = values_of(file.path) if file else {}
    before = _values(file.portal) if file else {}
    changes: dict[str, Any] = {}
    for key, new in (
        ("portal", values["name"]),
        ("start", values["start"]),
        ("hosts", _hosts(values["hosts"]) or None),
        ("writes", values["writes"]),
        ("audiences", list(values["audiences"])),
        ("scenarios", list(values["tasks"])),
    ):
        field = {"portal": "name", "scenarios": "tasks"}.get(key, key)
        if before and before[field] == values[field]:
            continue
        if before and isinstance(new, list) and set(before[field]) == set(values[field]):
            continue  # the same ones in another order
        changes[key] = new
    everything = len(values["tasks"]) == len(shipped_tasks())
    if "scenarios" in changes and everything and "scenarios" not in old:
        del changes["scenarios"]  # without the key, every task is meant, later ones too
    return changes
