"""`portal-audit record`: what it refuses before a window opens, and the file it writes."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from portal_audit.browser import Page
from portal_audit.cli.record import record_to
from portal_audit.portal import Portal
from portal_audit.scenario import load_scenario, shipped_vocabulary
from tests.cli.command import portal_audit

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere: a screen")


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


@linux
@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_it_says_so_and_what_to_do(tmp_path: Path) -> None:
    said = portal_audit("record", "https://portal.example.org/", cwd=tmp_path)
    assert said.code == 2
    assert "There is no screen" in said.err
    assert "Record on a computer with a desktop" in said.err
    assert not list(tmp_path.iterdir())


def test_a_file_that_exists_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("keep me", encoding="utf-8")
    said = portal_audit("record", "https://x.example/", "--out", "mine.yaml", cwd=tmp_path)
    assert said.code == 2
    assert "this file exists" in said.err
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "keep me"


def test_an_address_with_a_password_is_refused_and_not_repeated(tmp_path: Path) -> None:
    said = portal_audit("record", "https://maria:sesame@portal.example.org/", cwd=tmp_path)
    assert said.code == 2
    assert "sesame" not in said.all


def test_an_id_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    said = portal_audit("record", "https://x.example/", "--id", "My Task", cwd=tmp_path)
    assert said.code == 2
    assert "small letters" in said.err


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = portal_audit("record", "https://x.example/", "--out", "no/mine.yaml", cwd=tmp_path)
    assert said.code == 2
    assert "there is no folder" in said.err


@pytest.mark.browser
def test_the_file_holds_the_id_and_the_task(origin: str, tmp_path: Path) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("link", name="Hours").click()
        await page.get_by_role("heading", name="Hours").wait_for()

    file = tmp_path / "opening-times.yaml"
    portal = Portal(portal="Tiny", start=origin + "/")
    record_to(file, portal, "opening-times", "When are you open?", driver)
    scenario = load_scenario(file, shipped_vocabulary())
    assert (scenario.id, scenario.as_) == ("opening-times", "When are you open?")
    assert [step.kind for step in scenario.steps] == ["click"]


@pytest.mark.browser
def test_ctrl_c_ends_the_recording_and_keeps_what_was_done(origin: str, tmp_path: Path) -> None:
    import asyncio

    async def driver(page: Page) -> None:
        await page.get_by_role("link", name="Hours").click()
        await page.get_by_role("heading", name="Hours").wait_for()
        threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        await asyncio.sleep(60)

    file = tmp_path / "hours.yaml"
    record_to(file, Portal(portal="Tiny", start=origin + "/"), "mine", "", driver)
    assert load_scenario(file, shipped_vocabulary()).steps[0].kind == "click"
