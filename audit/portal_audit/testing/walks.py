"""The walks of one portal file in one test process."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from portal_audit import yamlfile
from portal_audit.browser import find_browser
from portal_audit.errors import PortalAuditError, PortalUnreachable, UsageProblem
from portal_audit.evidence import PageState
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import surroundings_of
from portal_audit.plan import Plan, make_plan
from portal_audit.scenario import Scenario
from portal_audit.testing.room import Room
from portal_audit.testing.walked import Walked
from portal_audit.walk.audiences import AUDIENCES
from portal_audit.walk.job import Bundle, Job
from portal_audit.walk.probes.axe import axe_version
from portal_audit.walk.walker import WalkCrashed, walk_twice


class PortalWalks:
    """Walks one after the other, with the sessions they share; keeps their evidence in `out`."""

    def __init__(self, plan: Plan, beside: Path, out: Path, room: Room) -> None:
        self._plan = plan
        self._beside = beside
        self._out = out
        self._room = room
        self._around = surroundings_of(plan)
        self._folder: RunFolder | None = None
        self._states: dict[str, PageState] = {}
        self._times: Counter[tuple[str, str]] = Counter()
        self._unreachable: PortalUnreachable | None = None

    def walk(self, scenario: str, audience: str) -> Walked:
        """Walk a task: the id of one of the portal file's scenarios, of a shipped one, or a file.

        Asked again, it is walked again, in a session of its own. Raises UsageProblem,
        PortalUnreachable, FileProblem, BrowserMissing.
        """
        if audience not in AUDIENCES:
            raise UsageProblem(
                f'There is no audience "{audience}".', yamlfile.nearest(audience, AUDIENCES)
            )
        return self.walk_planned(self._scenario(scenario), audience)

    def walk_planned(self, scenario: Scenario, audience: str) -> Walked:
        """As `walk`, for a scenario that was read before."""
        if self._unreachable is not None:
            raise self._unreachable
        self._times[scenario.id, audience] += 1
        repeat = self._times[scenario.id, audience]
        job = Job(portal=self._plan.portal, scenario=scenario, audience=audience, repeat=repeat)
        bundle = self._room.do(lambda: self._walk(job))
        self._states |= {state.id: state for state in bundle.states}
        self._kept().add(bundle.walk, bundle.states, bundle.pictures)
        seen = tuple(self._states[name] for name in bundle.walk.states if name in self._states)
        return Walked(scenario, bundle.walk, seen, self._out)

    def _scenario(self, name: str) -> Scenario:
        known = {scenario.id: scenario for scenario in self._plan.scenarios}
        if name in known:
            return known[name]
        return make_plan(self._plan.portal, self._beside, scenarios=(name,)).scenarios[0]

    async def _walk(self, job: Job) -> Bundle:
        """Walk; once more in a new browser when it died."""
        closed_world = self._plan.portal.is_local
        try:
            return await walk_twice(
                job, lambda: self._room.browser(closed_world=closed_world), self._around
            )
        except WalkCrashed:
            raise PortalAuditError("The browser crashed twice during this task.") from None
        except PortalUnreachable as problem:
            if not self._states:  # it never answered: the next walk need not wait for it again
                self._unreachable = problem
            raise

    def _kept(self) -> RunFolder:
        """The run folder; made when there is something to keep."""
        if self._folder is None:
            self._folder = RunFolder.create(self._out)
            self._folder.begin(
                self._plan.run_info(
                    browser=str(find_browser() or ""), axe=axe_version(), started=datetime.now(UTC)
                )
            )
        return self._folder
