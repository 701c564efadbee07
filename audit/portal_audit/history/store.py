"""Runs in the database: added once, read back as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from portal_audit.history.database import Database, locate
from portal_audit.history.migrations import bring_up_to_date, newest, refuse_newer, version_of
from portal_audit.history.record import Area, RunRecord, Sighting, TaskSeen
from portal_audit.history.tables import AREAS, CHECKS, PARTS, PORTALS, RUNS, SIGHTINGS, TASKS

Added = Literal["added", "updated", "unchanged"]

_OWN = (
    *("id", "digest", "address", "started", "folder", "letter", "score", "low", "high"),
    *("settings", "method", "tool", "partial"),
)
"""What stands in the run's own row under the same name."""


class History:
    """The runs of all portals. Every method raises PortalAuditError when the database does not
    answer as it should."""

    def __init__(self, where: str | None = None) -> None:
        self.database = Database(locate(where))

    def close(self) -> None:
        self.database.close()

    def add(self, runs: Sequence[RunRecord]) -> list[Added]:
        """Keep the runs, all or none; one that is known by its id is replaced if it changed."""
        with self.database.begin(writes=True) as connection:
            bring_up_to_date(connection, self.database.told)
            return [_add(connection, run) for run in runs]

    def portals(self) -> tuple[str, ...]:
        """Their names, by the alphabet."""
        return tuple(dict.fromkeys(run.portal for run in self.summaries()))

    def summaries(self) -> tuple[RunRecord, ...]:
        """All runs without their areas, tasks, checks and sightings."""
        return self._read(None, parts=False)

    def runs(self, portal: str | None = None) -> tuple[RunRecord, ...]:
        """The runs of one portal or of all, by portal, the oldest first."""
        return self._read(portal, parts=True)

    def _read(self, portal: str | None, *, parts: bool) -> tuple[RunRecord, ...]:
        with self.database.begin(writes=False) as connection:
            version = version_of(connection)
            refuse_newer(version, newest(), self.database.told)
            current = version == newest()
            if current:
                return _runs(connection, portal, parts)
        with self.database.begin(writes=True) as connection:
            bring_up_to_date(connection, self.database.told)
            return _runs(connection, portal, parts)


def _add(connection: Connection, run: RunRecord) -> Added:
    known = connection.execute(select(RUNS.c.digest, RUNS.c.folder).where(RUNS.c.id == run.id))
    before = known.one_or_none()
    if before and (before.digest, before.folder) == (run.digest, run.folder):
        return "unchanged"
    if before and before.digest == run.digest:
        connection.execute(update(RUNS).where(RUNS.c.id == run.id).values(folder=run.folder))
        return "updated"
    for table in PARTS:
        connection.execute(delete(table).where(table.c.run == run.id))
    connection.execute(delete(RUNS).where(RUNS.c.id == run.id))
    own = {name: getattr(run, name) for name in _OWN}
    connection.execute(insert(RUNS).values(portal=_portal(connection, run.portal), **own))
    checks = [{"id": id, "title": title, "verdict": said} for id, title, said in run.checks]
    for table, rows in (
        (AREAS, [asdict(area) for area in run.areas]),
        (TASKS, [asdict(task) for task in run.tasks]),
        (CHECKS, checks),
        (SIGHTINGS, [asdict(sighting) for sighting in run.sightings]),
    ):
        if rows:
            placed = [{**row, "run": run.id, "place": place} for place, row in enumerate(rows)]
            connection.execute(insert(table), placed)
    return "updated" if before else "added"


def _portal(connection: Connection, name: str) -> int:
    known = connection.scalar(select(PORTALS.c.id).where(PORTALS.c.name == name))
    if known is not None:
        return int(known)
    made = connection.execute(insert(PORTALS).values(name=name).returning(PORTALS.c.id))
    return int(made.scalar_one())


def _runs(connection: Connection, portal: str | None, parts: bool) -> tuple[RunRecord, ...]:
    wanted = select(RUNS, PORTALS.c.name.label("portal_name")).join_from(RUNS, PORTALS)
    if portal is not None:
        wanted = wanted.where(PORTALS.c.name == portal)
    wanted = wanted.order_by(PORTALS.c.name, RUNS.c.started, RUNS.c.id)
    return tuple(_record(connection, row, parts) for row in connection.execute(wanted).all())


def _record(connection: Connection, row: Row[Any], parts: bool) -> RunRecord:
    def rows(wanted: Select[Any]) -> Sequence[Row[Any]]:
        table = wanted.get_final_froms()[0]
        chosen = wanted.where(table.c.run == row.id).order_by(table.c.place)
        return connection.execute(chosen).all() if parts else ()

    return RunRecord(
        portal=row.portal_name,
        **{name: getattr(row, name) for name in _OWN},
        areas=tuple(Area(r.id, r.title, r.score, r.coverage) for r in rows(select(AREAS))),
        tasks=tuple(
            TaskSeen(
                r.scenario, r.audience, r.title, r.visitor, r.priority, r.status, r.done, r.tries
            )
            for r in rows(select(TASKS))
        ),
        checks=tuple((r.id, r.title, r.verdict) for r in rows(select(CHECKS))),
        sightings=tuple(
            Sighting(
                fingerprint=r.fingerprint,
                check=r.check,
                rule=r.rule,
                severity=r.severity,
                title=r.title,
                certain=r.certain,
                tasks=tuple(r.tasks),
                audiences=tuple(r.audiences),
            )
            for r in rows(select(SIGHTINGS))
        ),
    )
