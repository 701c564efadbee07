"""The pages of the history as a reader meets them: in a real browser, opened from disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from portal_audit.browser import Page
from portal_audit.history.benchmark import benchmark_of
from portal_audit.history.trend import trend_of
from portal_audit.report.history_page import benchmark_page, history_page
from portal_audit.walk.probes.axe import current_axe
from tests.browsing import with_browser
from tests.history.making import audit, record, story
from tests.report import sample
from tests.report.conftest import Act, visit
from tests.report.test_scorecard import AXE, OVERFLOW

pytestmark = pytest.mark.browser

INJECTED = """() => [
  ...document.scripts,
  ...document.querySelectorAll('img, iframe, object, embed, [onload], [onerror], [onclick]'),
].map((element) => element.outerHTML)"""


def over_time() -> str:
    return history_page(trend_of([record(each) for each in story()]))


def one_run() -> str:
    return history_page(trend_of([record(sample.empty_audit())]))


def side_by_side() -> str:
    others = [
        audit(name="Elm Street Clinic", score=91, settings="other"),
        audit(name="Oak Hill Medical Group and Affiliated Practices", score=55),
        audit(name="Ash", partial=True),
    ]
    return benchmark_page(benchmark_of(map(record, [*story(), *others])))


def hostile_over_time() -> str:
    return history_page(trend_of([record(sample.hostile_audit())]))


def hostile_side_by_side() -> str:
    hostile = sample.hostile_audit()
    twin = hostile.portal.model_copy(update={"name": "<b>Twin</b>" + "y" * 300})
    both = [hostile, hostile.model_copy(update={"portal": twin})]
    return benchmark_page(benchmark_of(map(record, both)))


def read(
    page: str,
    act: Act,
    folder: Path,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    javascript: bool = True,
) -> list[str]:
    """Opens the page; returns what it must never do."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    return with_browser(lambda b: visit(b, file, act, width, scheme, javascript, ""))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("made", [over_time, one_run, side_by_side])
def test_both_pages_are_clean_by_axe_and_fit_the_screen(
    made: Callable[[], str], width: int, scheme: Literal["light", "dark"], tmp_path: Path
) -> None:
    violations: list[str] = []

    async def look(page: Page) -> None:
        await page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        assert await page.evaluate(OVERFLOW) <= 0
        await page.evaluate(current_axe().axe_script)
        violations.extend(await page.evaluate(AXE))

    assert read(made(), look, tmp_path, width, scheme) == []
    assert violations == []


@pytest.mark.parametrize("made", [hostile_over_time, hostile_side_by_side])
def test_hostile_text_stays_text_and_makes_nothing_wider(
    made: Callable[[], str], tmp_path: Path
) -> None:
    injected: list[str] = []

    async def look(page: Page) -> None:
        injected.extend(await page.evaluate(INJECTED))
        assert await page.evaluate(OVERFLOW) <= 0
        assert "\u202e" not in await page.locator("body").inner_text()

    assert read(made(), look, tmp_path, 320) == []
    assert injected == []


def test_everything_can_be_read_without_javascript(tmp_path: Path) -> None:
    async def look(page: Page) -> None:
        for words in ("March 2, 2026", "stopped early", "Won back", "Open the longest"):
            assert await page.get_by_text(words).first.is_visible()

    assert read(over_time(), look, tmp_path, javascript=False) == []


def test_a_policy_stands_in_both_pages() -> None:
    for page in (over_time(), side_by_side()):
        assert "default-src 'none'" in page.replace("&#39;", "'")
