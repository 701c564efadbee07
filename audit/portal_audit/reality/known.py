"""What is known before a session: the shortest ways, and where being signed in begins."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal_audit.evidence import PageState, Walk
from portal_audit.evidence.store import RunFolder
from portal_audit.executor import LocalExecutor
from portal_audit.pipeline import surroundings_of
from portal_audit.plan import Plan
from portal_audit.reality.way import Way, way_of
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.job import Bundle


@dataclass(slots=True)
class Known:
    ways: dict[str, Way] = field(default_factory=dict)
    """Scenario -> its shortest known way."""
    home: str = ""
    """Address of the signed-in home page; "" when nobody was let in."""


def from_run(run: Path, names: Sequence[str]) -> Known:
    """The ways of a saved run. Raises FileProblem."""
    folder = RunFolder.open(run)
    states = folder.states()
    walks = sorted(folder.walks(), key=lambda w: (w.audience != DESKTOP.id, w.repeat))
    return _known([w for w in walks if w.scenario in names], states)


async def by_walking(plan: Plan, say: Callable[[str], None], stop: asyncio.Event) -> Known:
    """Walk the tasks once, unseen, to know the shortest ways. Raises PortalUnreachable."""
    jobs = [job for job in plan.all_jobs() if job.repeat == 1]
    say(f"Looking for the shortest way through {len(jobs)} tasks first. This takes a minute.")
    bundles: list[Bundle] = []
    executor = LocalExecutor(
        surroundings_of(plan), workers=2, stop=stop, closed_world=plan.portal.is_local, say=say
    )
    async with executor:
        await executor.map(jobs, lambda _: None, bundles.append)
    states = {state.id: state for bundle in bundles for state in bundle.states}
    return _known([bundle.walk for bundle in bundles], states)


def _known(walks: Sequence[Walk], states: Mapping[str, PageState]) -> Known:
    found = Known()
    for walk in walks:
        way = way_of(walk, states)
        if way.spots:
            found.ways.setdefault(walk.scenario, way)
        before = [step for step in walk.steps if step.number == 0 and step.state]
        if before and (state := states.get(str(before[-1].state))) and state.signed_in:
            found.home = found.home or state.url
    return found
