"""What was typed on an earlier page is noticed; what it was is not kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.portals.serve import served
from tests.walk.walking import steps

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("impatient")]

NUMBER = "555-0142"
FIELD = '<label>Phone <input name="phone" value="{value}"></label><label>City <input></label>'


async def _ask(request: Request) -> Response:
    return HTMLResponse(f"<h1>Ask</h1>{FIELD.format(value='')}<a href=/again>Next</a>")


async def _again(request: Request) -> Response:
    return HTMLResponse(f"<h1>Confirm</h1>{FIELD.format(value='')}")


async def _known(request: Request) -> Response:
    return HTMLResponse(f"<h1>Ask</h1>{FIELD.format(value=NUMBER)}<a href=/again>Next</a>")


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    routes = [Route("/ask", _ask), Route("/again", _again), Route("/known", _known)]
    with served(Starlette(routes=routes)) as address:
        yield address


def again(portal: str, start: str, *, second: str = NUMBER) -> list[int | None]:
    """For each time something was typed, the step that it was typed at before."""
    bundle = steps(
        portal,
        start,
        f"fill: {{label: Phone, text: {NUMBER}}}",
        "click: Next",
        f"fill: {{label: Phone, text: {second}}}",
        done="Confirm",
    )
    assert bundle.walk.status == "done", bundle.walk.reason
    assert NUMBER not in bundle.walk.model_dump_json()
    return [step.again for step in bundle.walk.steps if step.chars]


def test_the_same_words_on_a_later_page_name_the_step_that_typed_them(portal: str) -> None:
    assert again(portal, "/ask") == [None, 1]


def test_other_words_are_new(portal: str) -> None:
    assert again(portal, "/ask", second="555-0199") == [None, None]


def test_what_stood_in_the_field_already_was_not_asked_for(portal: str) -> None:
    assert again(portal, "/known") == [None, None]
