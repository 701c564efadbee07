"""A live portal has patients to serve: walks ask it for one page after the other, with pauses."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise

import pytest
from starlette.types import Receive, Scope, Send

from portal_audit.portal import Portal
from portal_audit.walk.surroundings import Pace
from tests.portals.serve import served
from tests.portals.tiny import Tiny
from tests.walk.walking import walks


def test_walks_side_by_side_share_one_pace() -> None:
    async def five_at_once() -> float:
        pace = Pace(0.1)
        began = time.monotonic()
        await asyncio.gather(*(pace.turn() for _ in range(5)))
        return time.monotonic() - began

    assert asyncio.run(five_at_once()) >= 0.4


@pytest.mark.browser
def test_a_portal_on_another_computer_is_asked_for_at_most_one_page_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Portal, "is_local", False)
    asked: list[float] = []
    tiny = Tiny()
    app = tiny.app()

    async def timed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] != "/favicon.ico":
            asked.append(time.monotonic())
        await app(scope, receive, send)

    with served(timed) as origin:
        [bundle] = walks(origin, "hours")
    assert bundle.walk.status == "done"
    assert len(asked) >= 2
    assert min(b - a for a, b in pairwise(asked)) > 0.9
