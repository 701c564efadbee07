"""What each audience can and cannot do on a page that only some can use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portal_audit.walk.job import Bundle
from tests.portals.serve import served
from tests.walk.walking import walks

pytestmark = pytest.mark.browser

NAMELESS = """<h1>Messages</h1><p>Write</p>
<div onclick="out.textContent='Opened'" style="cursor:pointer">Compose</div>
<p id=out role=status></p>"""
WIDTHS = """<h1>Sizes</h1><p id=out></p><script>
const css = (q) => matchMedia(q).matches;
out.textContent = [innerWidth, devicePixelRatio, navigator.language,
  css("(forced-colors: active)") && "forced", css("(prefers-reduced-motion: reduce)") && "calm",
  getComputedStyle(out).letterSpacing].filter(Boolean).join(" ");</script>"""


def _page(body: str) -> Response:
    return HTMLResponse(f"<!doctype html><html lang=en><title>X</title><body>{body}")


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    app = Starlette(
        routes=[
            Route("/", lambda _: _page("<h1>Home</h1>")),
            Route("/nameless", lambda _: _page(NAMELESS)),
            Route("/widths", lambda _: _page(WIDTHS)),
        ]
    )
    with served(app) as address:
        yield address


def compose(origin: str, audience: str) -> Bundle:
    [bundle] = walks(
        origin,
        "id: x\nas: Write.\nsteps:\n  - open: /nameless\n  - click: Compose\ndone: {see: Opened}",
        audience=audience,
    )
    return bundle


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("audience", "status"),
    [("desktop", "done"), ("screen-reader", "failed"), ("keyboard", "failed")],
)
def test_a_control_without_role_and_name_is_one_for_the_mouse_only(
    origin: str, audience: str, status: str
) -> None:
    assert compose(origin, audience).walk.status == status


def test_how_the_control_was_found_is_evidence(origin: str) -> None:
    found = [step.found for step in compose(origin, "desktop").walk.steps if step.found]
    assert [each.how for each in found] == ["text"]


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("desktop", "1280 1 en-US normal"),
        ("zoom-200", "640 2 en-US calm normal"),
        ("reflow-400", "320 4 en-US normal"),
        ("spanish", "1280 1 es-US normal"),
        ("own-colours", "1280 1 en-US forced calm 1.92px"),
    ],
)
def test_an_audience_meets_the_page_with_its_own_settings(
    origin: str, audience: str, seen: str
) -> None:
    text = "id: x\nas: Look.\nsteps:\n  - open: /widths\ndone: {see: Sizes}"
    [bundle] = walks(origin, text, audience=audience)
    blocks = [block.text for block in bundle.states[-1].blocks or ()]
    assert seen in blocks


def test_the_slow_phone_says_how_slow_it_really_was(origin: str) -> None:
    text = "id: x\nas: Look.\nsteps:\n  - open: /widths\ndone: {see: Sizes}"
    [bundle] = walks(origin, text, audience="phone-slow")
    assert bundle.walk.cpu_slowdown is not None
    assert bundle.walk.cpu_slowdown > 1.2
