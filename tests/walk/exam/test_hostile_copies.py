"""Looking closer at hostile pages: it ends in time, and says what could not be looked at."""

from __future__ import annotations

import asyncio
import time

import pytest

from portal_audit.browser import Browser
from portal_audit.errors import PortalUnreachable
from portal_audit.evidence import PageState
from portal_audit.page import judge_page, look_at
from portal_audit.walk import walker
from portal_audit.walk.exam import EXAMS, close_look
from tests.browsing import with_browser
from tests.portals.hostile import hostile_app, raw_sockets
from tests.portals.serve import served

pytestmark = [pytest.mark.browser, pytest.mark.deep]

PAGES = (
    "alert-often",
    "mutating",
    "reload-loop",
    "focus-thief",
    "key-thief",
    "overridden",
    "closing-now",
)
LIMIT = 60.0
"""Seconds for each page, the walk that finds it included."""

Seen = dict[str, tuple[PageState | None, float]]


@pytest.fixture(scope="module")
def seen() -> Seen:
    """Each page's state, None when there was none, and how long it took."""

    async def look(browser: Browser, url: str) -> tuple[PageState | None, float]:
        began = time.monotonic()
        try:
            evidence = await look_at(url, browser)
        except PortalUnreachable:
            return None, time.monotonic() - began
        judge_page(evidence)
        return next(iter(evidence.states.values())), time.monotonic() - began

    with (
        pytest.MonkeyPatch.context() as patch,
        raw_sockets() as raw,
        served(hostile_app(raw, raw)) as origin,
    ):
        patch.setattr(walker, "WALK_SECONDS", 10.0)
        patch.setattr(close_look, "EXAM_LIMIT_S", 7.0)
        patch.setattr(close_look, "PAGE_LIMIT_S", 15.0)

        async def all_of_them(browser: Browser) -> Seen:
            looks = (look(browser, f"{origin}/{page}") for page in PAGES)
            return dict(zip(PAGES, await asyncio.gather(*looks), strict=True))

        return with_browser(all_of_them)


@pytest.mark.parametrize("page", PAGES)
def test_looking_closer_ends_in_time_and_every_exam_is_made_or_missing(
    seen: Seen, page: str
) -> None:
    state, seconds = seen[page]
    assert seconds < LIMIT
    if state is None or state.kind != "page":
        return
    told = {*state.examined, *state.missing}
    assert "exams" in told or {exam.name for exam in EXAMS} <= told


def test_most_hostile_pages_can_be_looked_at(seen: Seen) -> None:
    looked_at = [page for page, (state, _) in seen.items() if state and state.examined]
    assert len(looked_at) >= len(PAGES) / 2
