"""The sample audit and a browser to read its scorecard with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal

import pytest

from portal_audit.browser import Browser, Page
from portal_audit.report import Language, write_report
from portal_audit.result import Audit
from tests.browsing import with_browser
from tests.report import sample

Act = Callable[[Page], Awaitable[None]]
Open = Callable[..., list[str]]


@pytest.fixture(scope="session")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.run_folder(tmp_path_factory.mktemp("run"))


@pytest.fixture
def open_scorecard(run_dir: Path, tmp_path: Path) -> Open:
    """Opens the scorecard of an audit from disk, does something on it, and returns what a page
    must never do: console errors, errors of scripts, dialogs, requests."""

    def open_it(
        audit: Audit,
        act: Act,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        fragment: str = "",
        language: Language = "en",
    ) -> list[str]:
        file = write_report(audit, run_dir, "html", tmp_path / "scorecard.html", language)
        return with_browser(
            lambda browser: visit(browser, file, act, width, scheme, javascript, fragment)
        )

    return open_it


async def visit(
    browser: Browser,
    file: Path,
    act: Act,
    width: int,
    scheme: Literal["light", "dark"],
    javascript: bool,
    fragment: str,
) -> list[str]:
    trouble: list[str] = []
    page = await browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=javascript,
    )
    try:
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: trouble.append(f"request: {request.url}"))
        await page.goto(file.as_uri() + fragment)
        await act(page)
    finally:
        await page.close()
    return [each for each in trouble if not each.startswith(("request: file:", "request: data:"))]
