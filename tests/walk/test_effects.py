"""Did it work? Buttons without effect, waits without a sign, successes that do not last."""

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

NAV = "<nav><a href='/'>Home</a> <a href='/visits'>Visits</a></nav>"
DEAD = "<h1>Dead</h1><button>Save</button>"
SILENT = """<h1>Silent</h1><button onclick="setTimeout(() => out.textContent = 'Sent', 2300)">Send
</button><p id=out role=status></p>"""
SPOKEN = """<h1>Spoken</h1><button onclick="out.textContent = 'Sending';
setTimeout(() => out.textContent = 'Sent', 2300)">Send</button><p id=out role=status></p>"""
VISITS = """<h1>Visits</h1><button onclick="list.innerHTML='<li>Monday is booked'">Book</button>
<ul id=list></ul>"""


def _page(body: str) -> Response:
    return HTMLResponse(f"<!doctype html><html lang=en><title>X</title><body>{NAV}{body}")


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    pages = {"/": "<h1>Start</h1>", "/dead": DEAD, "/silent": SILENT, "/spoken": SPOKEN}
    pages["/visits"] = VISITS
    routes = [Route(path, lambda _, body=body: _page(body)) for path, body in pages.items()]
    with served(Starlette(routes=routes)) as address:
        yield address


def walked(origin: str, path: str, button: str, done: str, more: str = "") -> Bundle:
    text = f"id: x\nas: Try.\nsteps:\n  - click: {button}\n"
    [bundle] = walks(origin, f"{text}done: {{see: {{text: {done}}}}}\n{more}", start=path)
    return bundle


@pytest.mark.usefixtures("impatient")
def test_a_button_that_does_nothing_is_known_as_such(origin: str) -> None:
    walk = walked(origin, "/dead", "Save", "Saved").walk
    assert walk.status == "failed"
    assert [step.dead for step in walk.steps if step.clicks] == [True]


def test_a_long_wait_without_a_sign_is_told_from_one_that_shows_it(origin: str) -> None:
    [silent] = [s.sign_ms for s in walked(origin, "/silent", "Send", "Sent").walk.steps if s.clicks]
    [spoken] = [s.sign_ms for s in walked(origin, "/spoken", "Send", "Sent").walk.steps if s.clicks]
    assert silent is not None
    assert spoken is not None
    assert silent > 2_000
    assert spoken < 1_000


@pytest.mark.usefixtures("impatient")
def test_a_success_that_is_gone_after_moving_away_is_none(origin: str) -> None:
    assert walked(origin, "/visits", "Book", "Monday is booked").walk.status == "done"
    text = "id: x\nas: Try.\nsteps:\n  - click: Visits\n  - click: Book\n"
    [lost] = walks(origin, f"{text}done: {{see: {{text: Monday is booked}}}}\nlasting: true")
    assert lost.walk.status == "failed"
    assert lost.walk.reason.startswith("The portal said it was done, but it was gone afterwards.")
