"""Runs in a real database."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from portal_audit.errors import PortalAuditError
from portal_audit.history import database
from portal_audit.history.database import default_file, locate
from portal_audit.history.migrations import bring_up_to_date, version_of
from portal_audit.history.store import History
from portal_audit.history.tables import METADATA
from tests.history.making import audit, record, story
from tests.report import sample

POSTGRES = os.environ.get("PORTAL_AUDIT_TEST_POSTGRES")


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param(
            "postgres",
            marks=pytest.mark.skipif(not POSTGRES, reason="PORTAL_AUDIT_TEST_POSTGRES is not set"),
        ),
    ]
)
def history(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[History]:
    if request.param == "postgres":
        assert POSTGRES
        engine = create_engine(POSTGRES)
        METADATA.drop_all(engine)
        engine.dispose()
    opened = History(POSTGRES if request.param == "postgres" else str(tmp_path / "history.db"))
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def test_a_run_comes_back_as_it_was(history: History) -> None:
    run = record(sample.hostile_audit())
    assert history.add([run]) == ["added"]
    assert history.runs() == (run,)


def test_adding_again_changes_nothing(history: History) -> None:
    runs = [record(each) for each in story()]
    assert history.add(runs) == ["added"] * 5
    before = history.runs()
    assert history.add(runs) == ["unchanged"] * 5
    assert history.runs() == before


def test_a_run_that_was_scored_again_is_replaced(history: History) -> None:
    history.add([record(audit(score=69))])
    assert history.add([record(audit(score=74, without={"KU-12-00ff11ee22dd"}))]) == ["updated"]
    (run,) = history.runs()
    assert run.score == 74
    assert len(run.sightings) == 6


def test_a_run_that_was_moved_is_found_where_it_is(history: History) -> None:
    history.add([record(audit(), "old")])
    assert history.add([record(audit(), "new")]) == ["updated"]
    assert history.runs()[0].folder == "/runs/new"


def test_portals_are_kept_apart_and_runs_are_in_time(history: History) -> None:
    days = ("2026-03-01", "2026-01-01", "2026-02-01")
    history.add([record(audit(day)) for day in days])
    history.add([record(audit(name="Elm Street Clinic"))])
    assert history.portals() == ("Elm Street Clinic", "Riverbend Family Clinic")
    assert [run.day for run in history.runs("Riverbend Family Clinic")] == sorted(days)


def test_if_one_cannot_be_kept_none_is(history: History) -> None:
    history.add([])
    good = record(audit())
    bad = replace(record(audit("2026-11-01")), areas=(good.areas[0], good.areas[0]))
    with pytest.raises(PortalAuditError):
        history.add([good, bad])
    assert history.runs() == ()


def test_two_processes_may_write_at_once(file: Path) -> None:
    wrong: list[BaseException] = []

    def write(number: int) -> None:
        own = History(str(file))
        try:
            own.add([record(audit(f"2026-01-{day:02}")) for day in range(number, number + 5)])
        except PortalAuditError as problem:
            wrong.append(problem)
        finally:
            own.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(History(str(file)).runs()) == 12


# --- schema ---


def add_a_column(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE history_runs ADD COLUMN mood VARCHAR"))


def fail(connection: Connection) -> None:
    add_a_column(connection)
    raise RuntimeError


def test_an_empty_file_becomes_a_history(file: Path) -> None:
    file.touch()
    assert History(str(file)).runs() == ()


def test_an_older_schema_is_brought_up_to_date_and_keeps_its_runs(history: History) -> None:
    history.add([record(audit())])
    with history.database.begin(writes=True) as connection:
        bring_up_to_date(connection, "it", {2: add_a_column})
    with history.database.begin(writes=False) as connection:
        assert version_of(connection) == 2
        columns = {column["name"] for column in inspect(connection).get_columns("history_runs")}
        kept = connection.scalar(text("SELECT count(*) FROM history_runs"))
    assert "mood" in columns
    assert kept == 1


def test_a_step_that_fails_leaves_the_database_as_it_was(history: History) -> None:
    history.add([record(audit())])
    with pytest.raises(RuntimeError), history.database.begin(writes=True) as connection:
        bring_up_to_date(connection, "it", {2: fail})
    assert len(history.runs()) == 1
    with history.database.begin(writes=False) as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("history_runs")}
    assert "mood" not in columns


def test_a_newer_schema_is_refused_and_both_versions_are_named(history: History) -> None:
    history.add([])
    with history.database.begin(writes=True) as connection:
        connection.execute(text("UPDATE history_version SET version = 7"))
    for deed in (history.runs, lambda: history.add([])):
        with pytest.raises(PortalAuditError, match=r"version 7, this Portal Audit knows version 1"):
            deed()


# --- what goes wrong ---


def test_another_programs_database_is_left_alone(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(PortalAuditError, match="not a history of Portal Audit"):
        History(str(file)).add([record(audit())])
    with sqlite3.connect(file) as other:
        names = other.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("bookmarks",)]


def test_a_locked_database_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE_S", 0.1)
    History(str(file)).add([])
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(PortalAuditError, match="in use by another program"):
        History(str(file)).add([record(audit())])
    other.close()


def test_reading_makes_no_file(file: Path) -> None:
    with pytest.raises(PortalAuditError, match="no history yet"):
        History(str(file)).runs()
    assert not file.exists()


def test_the_users_own_file_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTAL_AUDIT_HISTORY", raising=False)
    assert locate(None).database == str(default_file())
    assert default_file().name == "history.db"
    monkeypatch.setenv("PORTAL_AUDIT_HISTORY", "/tmp/own.db")
    assert locate(None).database == "/tmp/own.db"
    assert locate("other.db").database == "other.db"
