"""`portal-audit history`, as a person uses it."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Said, portal_audit
from tests.conftest import Write
from tests.history.making import audit, saved, story
from tests.report import sample


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history of five runs of one portal and one of another, named by the variable."""
    file = tmp_path / "kept" / "history.db"
    monkeypatch.setenv("PORTAL_AUDIT_HISTORY", str(file))
    runs = [saved(tmp_path / f"run{number}", each) for number, each in enumerate(story())]
    other = saved(tmp_path / "elm", audit("2026-09-01", name="Elm Street Clinic", score=91))
    said = portal_audit("history", "add", *runs, other / "audit.json")
    assert said.code == 0, said.err
    assert said.out.count("added: ") == 6
    return file


def assert_refused(said: Said, words: str) -> None:
    assert said.code == 2, said.all
    assert words in said.err
    assert "Traceback" not in said.all


def test_adding_again_adds_nothing(db: Path, tmp_path: Path) -> None:
    said = portal_audit("history", "add", tmp_path / "run0")
    assert said.out.startswith("unchanged: Riverbend Family Clinic")
    assert len(json.loads(portal_audit("history", "list", "--json").out)) == 6


def test_runs_are_listed_for_people_and_machines(db: Path) -> None:
    said = portal_audit("history", "list", "elm")
    assert said.out.splitlines()[0] == "Elm Street Clinic"
    assert "A  91 of 100" in said.out
    (run,) = json.loads(portal_audit("history", "list", "elm", "--json").out)
    assert (run["letter"], run["score"], run["partial"]) == ("A", 91, False)


def test_a_portal_is_shown_over_time(db: Path) -> None:
    said = portal_audit("history", "show", "riverbend")
    assert said.code == 0, said.err
    assert "5 runs" in said.out
    assert "Tasks lost: 1" in said.out


def test_both_pages_are_written(db: Path, tmp_path: Path) -> None:
    for page, words in (
        (("page", "Riverbend Family Clinic"), "Patient portal over time"),
        (("compare-portals",), "not strictly comparable"),
    ):
        out = tmp_path / "page.html"
        said = portal_audit("history", *page, "--out", out)
        assert said.code == 0, said.err
        assert words in out.read_text(encoding="utf-8")


def test_an_unknown_portal_names_the_nearest(db: Path) -> None:
    assert_refused(portal_audit("history", "show", "Elm Stret Clinic"), '"Elm Street Clinic"')


def test_what_is_whole_is_added_and_what_is_not_is_named(db: Path, tmp_path: Path) -> None:
    broken = saved(tmp_path / "broken", audit())
    whole = (broken / "audit.json").read_text(encoding="utf-8")
    (broken / "audit.json").write_text(whole[: len(whole) // 2], encoding="utf-8")
    good = saved(tmp_path / "good", audit("2026-11-11"))
    said = portal_audit("history", "add", broken, good, tmp_path / "nothing")
    assert_refused(said, "cut short")
    assert "nothing" in said.err
    assert said.out.count("added: ") == 1


def test_hostile_titles_are_harmless_in_a_terminal(tmp_path: Path) -> None:
    run = saved(tmp_path / "run", sample.hostile_audit())
    db = tmp_path / "h.db"
    said = [portal_audit("history", "add", run, "--db", db)]
    said.append(portal_audit("history", "list", "--db", db))
    said.append(portal_audit("history", "show", "<script>", "--db", db))
    assert [each.code for each in said] == [0, 0, 0]
    assert not any(sign in each.all for each in said for sign in ("\x1b", "\x00", "\u202e"))


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear patient, your results are in." * 50, encoding="utf-8")
    for command in (("list",), ("add", saved(tmp_path / "run", audit()))):
        said = portal_audit("history", *command, "--db", file)
        assert_refused(said, "letter.txt is not a database")


def test_a_newer_schema_is_refused(db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE history_version SET version = 9")
    assert_refused(portal_audit("history", "list"), "schema version 9")


def test_no_history_yet_is_said(tmp_path: Path) -> None:
    said = portal_audit("history", "list", "--db", tmp_path / "none.db")
    assert_refused(said, "there is no history yet")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://auditor:S3cr%2Ft@127.0.0.1:{port}/history?password=S3cr/t",
        "postgresql+psycopg://auditor:S3cr%2Ft@127.0.0.1:{port}/history",
        "oracles://auditor:S3cr%2Ft@127.0.0.1/history",
        "postgresql://auditor:S3cr%2Ft@127.0.0.1:port/history",
        "://auditor:S3cr%2Ft@",
    ],
)
def test_an_address_that_leads_nowhere_never_shows_its_password(url: str, tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    said = portal_audit("history", "list", "--db", url.replace("{port}", str(port)))
    assert said.code == 2, said.all
    assert "S3cr" not in said.all
    assert "Traceback" not in said.all


@pytest.mark.parametrize("module", ["sqlalchemy", "platformdirs"])
def test_without_the_extra_it_says_how_to_install_it(module: str, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.modules[{module!r}] = None; "
        "from portal_audit.cli import main; sys.argv = ['portal-audit', 'history', 'list']; main()"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert said.returncode == 2
    assert "pip install 'portal-audit[history]'" in said.stderr


@pytest.mark.browser
def test_a_run_is_added_when_it_is_asked_for(
    origin: str, portal_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "history.db"
    monkeypatch.setenv("PORTAL_AUDIT_HISTORY", str(db))
    run = ("run", portal_file(origin), "--scenario", "hours", "--quick", "--out", tmp_path / "run")
    said = portal_audit(*run)
    assert said.code == 0, said.err
    assert "History: added" in said.err
    assert "Tiny Clinic" in portal_audit("history", "list").out


def test_a_history_that_cannot_be_used_stops_the_run_before_it_starts(
    portal_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear patient, your results are in." * 50, encoding="utf-8")
    monkeypatch.setenv("PORTAL_AUDIT_HISTORY", str(file))
    said = portal_audit("run", portal_file("http://127.0.0.1:9/"), cwd=tmp_path)
    assert_refused(said, "is not a database")
    assert not (tmp_path / "out").exists()
