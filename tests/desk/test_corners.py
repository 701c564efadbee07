"""What goes wrong at the edges of the desk, and what is done a second time."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import keyring
import pytest

from portal_audit.desk import visit
from portal_audit.desk.work import Watch, Work
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import score_run
from portal_audit.portal import load_portal
from tests.desk.visitor import Visitor, words
from tests.share.planted import run_folder

PORTAL = "portal: Tiny\nstart: https://t.example/\nscenarios: [hours]\naudiences: [desktop]\n"


@pytest.fixture
def file(folder: Path) -> Path:
    path = folder / "tiny.yaml"
    path.write_text(PORTAL, encoding="utf-8")
    return path


async def until_stopped(stop: asyncio.Event) -> str:
    await stop.wait()
    return "Stopped."


@pytest.mark.parametrize("deed", ["audit", "reality-check/start"])
def test_a_second_press_shows_what_is_running(visitor: Visitor, file: Path, deed: str) -> None:
    running = Work("audit", "tiny", "Audit of Tiny", Watch({}, {}), None)
    visitor.desk.bench.begin(running, until_stopped)
    answer = visitor.post(f"/portals/tiny/{deed}", {"task": "hours"})
    assert answer.url.path == "/work"
    assert "Audit of Tiny" in words(answer)
    assert visitor.desk.bench.work is running
    running.stop()
    assert running.wait(5)


def test_a_portal_that_asks_at_the_terminal_is_not_begun(visitor: Visitor, file: Path) -> None:
    prompt = '"${prompt:Code from the text message}"'
    account = f'account: {{user: kim, password: "${{env:HOME}}", code: {prompt}}}\n'
    file.write_text(PORTAL + account, encoding="utf-8")
    for deed in ("audit", "reality-check/start"):
        answer = visitor.post(f"/portals/tiny/{deed}", {"task": "hours"})
        assert answer.status_code == 422
        assert "A person must type “Code from the text message”" in words(answer)
    assert visitor.desk.bench.work is None


def test_the_account_may_come_from_variables_of_the_environment(
    visitor: Visitor, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_USER", "kim.test")
    answer = visitor.post("/portals/tiny/account/variables", {"code": "yes"})
    assert "looks for its test account in environment variables" in words(answer)
    account = load_portal(file).account
    assert account
    assert (account.user, account.code) == ("${env:PORTAL_USER}", "${totp:env:PORTAL_TOTP}")
    assert file.read_text(encoding="utf-8").startswith(PORTAL)
    assert "kim.test" not in visitor.get("/portals/tiny/account").text


def test_a_keyring_that_cannot_be_opened_is_no_fault_of_the_page(
    visitor: Visitor, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut() -> Any:
        raise ModuleNotFoundError("no such back end")

    monkeypatch.setattr(keyring, "get_keyring", shut)
    page = visitor.get("/portals/tiny/account")
    assert page.status_code == 200
    assert "cannot be opened (ModuleNotFoundError)" in words(page)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (ValueError("password hunter2"), "a fault in Portal Audit itself (ValueError)"),
        (OSError(28, "No space left on device"), "cannot be used: No space left on device."),
    ],
)
def test_a_fault_of_the_desk_is_a_page_that_tells_no_details(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, problem: Exception, said: str
) -> None:
    def broken(folder: Path) -> Any:
        raise problem

    monkeypatch.setattr(visit, "portal_files", broken)
    page = visitor.get("/")
    assert page.status_code == 500
    assert said in words(page)
    assert "hunter2" not in page.text


def test_a_file_with_another_ending_or_without_a_name_is_listed_too(
    visitor: Visitor, folder: Path, file: Path
) -> None:
    (folder / "tiny.yml").write_text(PORTAL.replace("Tiny", "Other"), encoding="utf-8")
    (folder / "typo.yaml").write_text("portl: T\nstart: https://t.example/\n", encoding="utf-8")
    (folder / "task.yaml").write_text("id: x\nas: Do it.\nsteps: []\n", encoding="utf-8")
    said = words(visitor.get("/"))
    assert "Tiny" in said
    assert "Other" in said
    assert 'unknown key "portl"' in said
    assert "task.yaml" not in said
    change = {"name": "Third", "start": "https://t.example/", "task": "hours"}
    answer = visitor.post("/portals/tiny.yml/change", change | {"audience": "desktop"})
    assert answer.url.path == "/portals/tiny.yml"
    assert load_portal(folder / "tiny.yml").portal == "Third"
    assert load_portal(file).portal == "Tiny"


def test_what_became_of_each_problem_is_a_page_from_nowhere(
    visitor: Visitor, folder: Path, file: Path
) -> None:
    run = run_folder(folder / "runs" / "tiny" / "20261101-080000")
    score_run(RunFolder.open(run))
    (run.parent / "20261102-080000").mkdir()
    unfinished = run.parent / "20261102-080000" / "run.json"
    unfinished.write_bytes((run / "run.json").read_bytes())
    assert "/trends/tiny" in visitor.get("/trends").text
    page = visitor.get("/trends/tiny")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("sandbox")
    for name in ("none", "%2e%2e", "..%2f..%2ftiny"):
        assert visitor.get(f"/trends/{name}").status_code == 404
