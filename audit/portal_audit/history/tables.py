"""The tables of the history, as the newest schema has them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

METADATA = MetaData()

VERSION = Table(
    "history_version",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
)

PORTALS = Table(
    "history_portals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
)

RUNS = Table(
    "history_runs",
    METADATA,
    Column("id", String, primary_key=True),
    Column("portal", ForeignKey("history_portals.id"), nullable=False),
    Column("digest", String, nullable=False),
    Column("address", String, nullable=False),
    Column("started", String, nullable=False),
    Column("folder", String, nullable=False),
    Column("letter", String),
    Column("score", Float),
    Column("low", Float),
    Column("high", Float),
    Column("settings", String, nullable=False),
    Column("method", String, nullable=False),
    Column("tool", String, nullable=False),
    Column("partial", Boolean, nullable=False),
    Index("history_runs_in_time", "portal", "started"),
)


def _of_run() -> Column[str]:
    return Column("run", ForeignKey("history_runs.id", ondelete="CASCADE"), primary_key=True)


def _place() -> Column[int]:
    """Where the row stood in the run's own order."""
    return Column("place", Integer, nullable=False)


AREAS = Table(
    "history_areas",
    METADATA,
    _of_run(),
    Column("id", String, primary_key=True),
    _place(),
    Column("title", String, nullable=False),
    Column("score", Float),
    Column("coverage", Float, nullable=False),
)

TASKS = Table(
    "history_tasks",
    METADATA,
    _of_run(),
    Column("scenario", String, primary_key=True),
    Column("audience", String, primary_key=True),
    _place(),
    Column("title", String, nullable=False),
    Column("visitor", String, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("done", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
)

CHECKS = Table(
    "history_checks",
    METADATA,
    _of_run(),
    Column("id", String, primary_key=True),
    _place(),
    Column("title", String, nullable=False),
    Column("verdict", String, nullable=False),
)

SIGHTINGS = Table(
    "history_sightings",
    METADATA,
    _of_run(),
    Column("fingerprint", String, primary_key=True),
    _place(),
    Column("check", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("certain", Boolean, nullable=False),
    Column("tasks", JSON, nullable=False),
    Column("audiences", JSON, nullable=False),
)

PARTS = (AREAS, TASKS, CHECKS, SIGHTINGS)
"""What belongs to one run and is replaced with it."""
