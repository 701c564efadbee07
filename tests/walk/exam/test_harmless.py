"""An exam sends nothing, leaves nowhere, and is made on each page once."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portal_audit.browser import Browser
from portal_audit.page import judge_page, look_at
from tests.browsing import with_browser
from tests.portals.faults.pages import page
from tests.portals.serve import served

pytestmark = pytest.mark.browser

EAGER = page(
    "<h1>Eager</h1>"
    "<input aria-label=Note onfocus=\"fetch('/fetched', {method: 'POST'})\">"
    "<input aria-label=Beacon onfocus=\"navigator.sendBeacon('/beacon', 'x')\">"
    "<a href='/out' onfocus='this.click()'>Sign out</a>"
    "<button onclick=\"fetch('/pressed', {method: 'DELETE'})\">Delete my account</button>"
    "<form method=post action=/posted><label>Reason* <input name=r></label>"
    "<button>Send</button></form>"
    "<form action=/chosen><label>Clinic <select name=c onchange='this.form.submit()'>"
    "<option>North<option>South</select></label></form>"
)


def test_nothing_that_a_page_would_send_gets_out_of_a_copy() -> None:
    asked: list[str] = []

    async def answer(request: Request) -> Response:
        asked.append(f"{request.method} {request.url.path}")
        return HTMLResponse(EAGER)

    methods = ["GET", "POST", "DELETE"]
    app = Starlette(routes=[Route("/{rest:path}", answer, methods=methods)])

    async def look(browser: Browser) -> set[str]:
        evidence = await look_at(f"{origin}/", browser)
        [state] = evidence.states.values()
        assert len(state.examined) > 5
        return {rule for f in judge_page(evidence) for rule in [f.rule] if f.check == "EV-18"}

    with served(app) as origin:
        found = with_browser(look)
    assert {each for each in asked if each not in ("GET /", "GET /favicon.ico")} == set()
    assert found == {"changes-on-focus", "changes-on-input"}
