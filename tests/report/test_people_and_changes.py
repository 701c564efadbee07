"""The parts of the scorecard that are not always there: people, and what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_audit.browser import Browser
from portal_audit.comparison import Comparison
from portal_audit.report.html import HtmlWriter
from portal_audit.result import Audit
from portal_audit.score.compare import compare
from tests.browsing import axe_violations, with_browser
from tests.report import sample


def peopled() -> Audit:
    return sample.good_audit().model_copy(update={"people": sample.people()})


def changed() -> Comparison:
    """The sample, after it became worse."""
    after = sample.good_audit()
    before = after.model_copy(
        update={
            "findings": after.findings[1:],
            "score": 80.0,
            "letter": "B",
            "dimensions": tuple(
                d.model_copy(update={"score": (d.score or 0) + 9}) for d in after.dimensions
            ),
        }
    )
    return compare(before, after)


def page_of(audit: Audit, since: Comparison | None, run_dir: Path) -> str:
    return HtmlWriter(since=since).write(audit, run_dir).decode()


def test_without_people_and_an_earlier_audit_there_are_no_such_parts(run_dir: Path) -> None:
    page = page_of(sample.good_audit(), None, run_dir)
    assert 'id="people"' not in page
    assert 'id="since"' not in page


def test_people_stand_before_the_tasks_and_changes_after_them(run_dir: Path) -> None:
    page = page_of(peopled(), changed(), run_dir)
    places = [page.index(f'id="{part}"') for part in ("fixes", "people", "tasks", "since")]
    assert places == sorted(places)


def test_the_ways_of_people_are_told_in_words_not_in_colors_alone(run_dir: Path) -> None:
    page = page_of(peopled(), None, run_dir)
    for words in (
        "on the way",
        "detour",
        "here again",
        "Believed done, and was not",
        "with a hint",
    ):
        assert words in page


def test_what_became_worse_is_open_and_the_rest_can_be_opened(run_dir: Path) -> None:
    page = page_of(sample.good_audit(), changed(), run_dir)
    assert "New problems" in page
    assert "\u25bc worse" in page
    assert page.count('<details class="since-list" open>') < page.count('class="since-list"')


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_both_parts_can_be_used_by_everyone(
    run_dir: Path, tmp_path: Path, width: int, scheme: str
) -> None:
    file = tmp_path / "scorecard.html"
    file.write_text(page_of(peopled(), changed(), run_dir), encoding="utf-8")

    async def look(browser: Browser) -> list[str]:
        page = await browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        try:
            await page.goto(file.as_uri())
            await page.evaluate(
                "document.querySelectorAll('details').forEach((d) => d.open = true)"
            )
            faults = await axe_violations(page)
            wide = await page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            return [*faults, *(["too wide"] if wide > 1 else [])]
        finally:
            await page.close()

    assert with_browser(look) == []
