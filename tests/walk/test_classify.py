"""Is it a page? Each broken state is told apart from a real page, whatever its status says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portal_audit.evidence.model import StateKind
from portal_audit.walk import hands
from tests.portals.serve import served
from tests.walk.walking import walks

pytestmark = pytest.mark.browser

PAGES: Mapping[str, tuple[StateKind, int, str]] = {
    "/real": ("page", 200, "<h1>Visits</h1><p>You have no visit. Book one below.</p>"),
    "/about-errors": (
        "page",
        200,
        "<h1>Help</h1><p>If you see an error, ring us.</p>" + "<p>We are here for you.</p>" * 30,
    ),
    "/500": ("error", 500, "<h1>Oops</h1>"),
    "/soft-error": ("error", 200, "<h1>Something went wrong</h1><p>Please try again later.</p>"),
    "/soft-404": ("error", 200, "<title>Page not found</title><h1>Page not found</h1>"),
    "/debug": (
        "debug",
        200,
        "<h1>ValueError at /x</h1><pre>Traceback (most recent call last):\n File x</pre>",
    ),
    "/php": ("debug", 200, "<b>Warning</b>: Undefined variable $id in /var/www/x.php on line 12"),
    "/blank": ("blank", 200, "<main></main>"),
    "/loading": ("loading", 200, "<main><p>Loading...</p></main>"),
    "/check": ("interstitial", 200, "<h1>Just a moment</h1><p>Checking your browser.</p>"),
}


async def _page(request: Request) -> Response:
    _, status, body = PAGES[request.url.path]
    return HTMLResponse(f'<!doctype html><html lang="en">{body}', status)


@pytest.fixture(scope="module")
def kinds() -> dict[str, StateKind]:
    """The kind of every page, seen in one walk each."""
    app = Starlette(routes=[Route("/", lambda _: HTMLResponse("<h1>Home</h1>"))])
    app.routes.extend(Route(path, _page) for path in PAGES)
    open_it = "id: x{n}\nas: Look.\nsteps:\n  - open: {path}\ndone: {{see: {{css: html}}}}"
    with served(app) as origin, pytest.MonkeyPatch.context() as patch:
        patch.setattr(hands, "STEP_SECONDS", 0.5)
        texts = [open_it.format(n=n, path=path) for n, path in enumerate(PAGES)]
        bundles = walks(origin, *texts)
    return {state.path: state.kind for bundle in bundles for state in bundle.states}


@pytest.mark.parametrize("path", PAGES)
def test_the_kind_of_a_state_is_told(kinds: dict[str, StateKind], path: str) -> None:
    assert kinds[path] == PAGES[path][0]
