"""What one test process tests with: the plan of --portal, the browser's room, the folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portal_audit.errors import PortalAuditError

if TYPE_CHECKING:
    from portal_audit.plan import Plan
    from portal_audit.testing.room import Room
    from portal_audit.testing.walks import PortalWalks


class Testing:
    """One a process. What needs a browser is made when a test asks for it."""

    __test__ = False

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._room: Room | None = None
        self._walks: dict[Path, PortalWalks] = {}
        self.portal: Path | None = None
        """The file of --portal; None when it was not given."""
        self.plan: Plan | None = None
        """Its plan."""
        self.out = _out(config)

    @property
    def header(self) -> str | None:
        if self.portal is None:
            return None
        return f"portal: {self.portal.name}, pictures and evidence in {self.out}"

    @property
    def room(self) -> Room:
        if self._room is None:
            from portal_audit.testing.room import Room

            self._room = Room()
        return self._room

    def walks_of(self, portal: Path) -> PortalWalks:
        """The walks of a portal file, with its sessions. Raises FileProblem, SecretProblem."""
        from portal_audit.testing.walks import PortalWalks

        file = portal.resolve()
        if file not in self._walks:
            plan = self.plan if self.plan and file == self.portal else plan_of(file, self._config)
            number = len(self._walks) + 1
            out = self.out if number == 1 else self.out.with_name(f"{self.out.name}-{number}")
            self._walks[file] = PortalWalks(plan, file.parent, out, self.room)
        return self._walks[file]

    def close(self) -> None:
        if self._room is not None:
            self._room.close()


def name_portal(testing: Testing) -> None:
    """Plan what --portal asks for and put the file among what pytest collects.

    Raises pytest.UsageError with one plain message.
    """
    config = testing._config
    named = Path(str(config.getoption("portal_audit_portal")))
    portal = (config.invocation_params.dir / named).resolve()
    try:
        testing.plan = plan_of(portal, config, narrowed=True)
        if not config.option.collectonly and not _is_worker(config):
            from portal_audit.pipeline import surroundings_of

            surroundings_of(testing.plan)  # a missing secret is said once, before anything starts
    except PortalAuditError as problem:
        raise pytest.UsageError(str(problem)) from None
    if any((part / "run.json").exists() for part in (testing.out, *testing.out.glob("gw*"))):
        raise pytest.UsageError(
            f"{testing.out}: this folder already holds a run.\n  Choose another --portal-out."
        )
    testing.portal = portal
    given = config.args if config.args_source is config.ArgsSource.ARGS else []
    if not any(_names(arg, portal, config) for arg in given):
        config.args = [*given, str(portal)]


def plan_of(portal: Path, config: pytest.Config, *, narrowed: bool = False) -> Plan:
    """The plan of a portal file. Raises FileProblem, UsageProblem."""
    from portal_audit.plan import make_plan
    from portal_audit.portal import load_portal

    option = config.option
    return make_plan(
        load_portal(portal),
        portal.parent,
        scenarios=option.portal_audit_scenarios if narrowed else (),
        audiences=option.portal_audit_audiences if narrowed else (),
        closer=False,
    )


def _names(argument: str, portal: Path, config: pytest.Config) -> bool:
    """Whether an argument of the command line is the portal file, or a test of it."""
    file = argument.partition("::")[0]
    return (config.invocation_params.dir / file).resolve() == portal


def _out(config: pytest.Config) -> Path:
    """Where this process keeps evidence; workers of pytest-xdist each in a folder of their own."""
    if _is_worker(config):
        given: dict[str, Any] = config.workerinput  # type: ignore[attr-defined]
        return Path(given["portal_audit_out"]) / str(given["workerid"])
    if named := config.getoption("portal_audit_out"):
        return (config.invocation_params.dir / str(named)).resolve()
    return config.invocation_params.dir / "out" / f"pytest-{datetime.now():%Y%m%d-%H%M%S}"


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
