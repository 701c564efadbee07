"""What a portal file may ask for, as choices of a form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal_audit.errors import PortalAuditError
from portal_audit.plan import Plan, make_plan
from portal_audit.portal import Portal
from portal_audit.scenario import Scenario, find_scenarios, shipped_scenarios, shipped_vocabulary
from portal_audit.walk.audiences import AUDIENCES


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick."""

    id: str
    title: str
    more: str = ""


@cache
def shipped_tasks() -> tuple[Scenario, ...]:
    """The tasks that come with Portal Audit."""
    return find_scenarios((), Path(), shipped_vocabulary())


def task_groups(own: tuple[str, ...] = ()) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Every task, in the patient's words: those of anybody, of signed-in patients, and own ones."""
    shipped = shipped_tasks()
    groups = (
        ("Before signing in", [s for s in shipped if s.needs == "nothing"]),
        ("After signing in", [s for s in shipped if s.needs == "signed-in"]),
    )
    found = [(title, tuple(map(_choice, tasks))) for title, tasks in groups]
    files = tuple(Choice(name, name, "your own task file") for name in own)
    return tuple([*found, ("Your own", files)] if files else found)


def _choice(task: Scenario) -> Choice:
    asks = any(step.commits for step in task.steps)
    return Choice(task.id, task.as_, "its last step sends something" if asks else "")


def audience_choices() -> tuple[Choice, ...]:
    return tuple(Choice(a.id, a.title, a.how) for a in AUDIENCES.values())


def own_tasks(portal: Portal) -> tuple[str, ...]:
    """Tasks of the file that are not shipped: files of the office's own."""
    return tuple(name for name in portal.scenarios if name not in shipped_scenarios())


def plan_of(portal: Portal, beside: Path, *, quick: bool = False) -> Plan | PortalAuditError:
    """The plan, or why there can be none."""
    try:
        return make_plan(portal, beside, closer=not quick)
    except PortalAuditError as problem:
        return problem
