"""Which browser is taken, and what is done when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_audit import browser


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any browser; its PATH is the returned folder."""
    monkeypatch.delenv(browser.OVERRIDE, raising=False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "SYSTEM_PLACES", ())
    return tmp_path


def program(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


def test_playwrights_own_browser_comes_before_the_systems(bare: Path) -> None:
    program(bare / "chromium")
    own = program(bare / "playwright/chromium-1200/chrome-linux/chrome")
    program(bare / "playwright/chromium-990/chrome-linux/chrome")
    assert browser.find_browser() == browser.Chosen(own, "playwright")


def test_the_systems_browser_is_taken_when_playwright_has_none(bare: Path) -> None:
    chrome = program(bare / "google-chrome")
    assert browser.find_browser() == browser.Chosen(chrome, "system")


def test_the_browser_without_windows_is_taken_where_no_window_is_wanted(bare: Path) -> None:
    window, shell = program(bare / "chromium"), program(bare / browser.SHELL)
    assert browser.find_browser() == browser.Chosen(shell, "system")
    assert browser.find_browser(visible=True) == browser.Chosen(window, "system")
    builds = bare / "playwright"
    window = program(builds / "chromium-1200/chrome-linux64/chrome")
    shell = program(
        builds / "chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell"
    )
    assert browser.find_browser() == browser.Chosen(shell, "playwright")
    assert browser.find_browser(visible=True) == browser.Chosen(window, "playwright")


def test_a_named_browser_comes_before_all_others(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare / "chromium")
    named = program(bare / "mine")
    monkeypatch.setenv(browser.OVERRIDE, str(named))
    assert browser.find_browser() == browser.Chosen(named, browser.OVERRIDE)


def test_a_named_browser_that_is_not_there_is_said_so(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(browser.OVERRIDE, str(bare / "gone"))
    with pytest.raises(browser.BrowserMissing, match="no such file"):
        browser.find_browser()


def test_without_any_browser_installing_is_tried_and_the_remedy_named(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_is_root", lambda: False)
    monkeypatch.setattr("sys.executable", str(bare / "no-python"))
    program(bare / "no-python").write_text("#!/bin/sh\nexit 1\n")
    said: list[str] = []
    with pytest.raises(browser.BrowserMissing, match="playwright install chromium"):
        browser.install_browser(said.append)
    assert said == ["No Chromium found. Trying: playwright install chromium"]
