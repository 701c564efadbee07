"""Serving single pages and looking at each as `portal-audit page` does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

import pytest
from _pytest.mark import ParameterSet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portal_audit.browser import Browser
from portal_audit.finding import Finding
from portal_audit.page import judge_page, look_at
from portal_audit.walk.exam.exam import Exam
from tests.browsing import with_browser
from tests.portals.serve import served

AT_ONCE = 3
"""Pages looked at side by side: an exam waits more than it works."""


def page(body: str, *, head: str = "", lang: str = "en", title: str = "Riverbend Clinic") -> str:
    """A whole document around `body`, without a fault of its own."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width">{head}</head>'
        f"<body><main>{body}</main></body></html>"
    )


def findings_of(
    pages: Mapping[str, str], *, exams: tuple[Exam, ...]
) -> dict[str, tuple[Finding, ...]]:
    """Name -> the findings of its page, worst first; all pages in one browser.

    Without `exams`, what axe and the probes see.
    """
    app = Starlette(routes=[Route(f"/{name}", _show) for name in pages])
    app.state.pages = pages
    with served(app) as origin:

        async def all_of_them(browser: Browser) -> dict[str, tuple[Finding, ...]]:
            few = asyncio.Semaphore(AT_ONCE)

            async def look(name: str) -> tuple[Finding, ...]:
                async with few:
                    return judge_page(await look_at(f"{origin}/{name}", browser, exams=exams))

            found = await asyncio.gather(*map(look, pages))
            return dict(zip(pages, found, strict=True))

        return with_browser(all_of_them)


async def _show(request: Request) -> Response:
    return HTMLResponse(request.app.state.pages[request.url.path[1:]])


def wanted(request: pytest.FixtureRequest, pages: Mapping[str, str], *also: str) -> dict[str, str]:
    """Those of `pages` that the chosen tests of this module name, and `also` these."""
    names = {
        item.callspec.params.get("name")
        for item in request.session.items
        if isinstance(item, pytest.Function)
        and item.path == request.path
        and hasattr(item, "callspec")
    }
    return {name: body for name, body in pages.items() if name in names or name in also}


def mostly_deep(names: Iterable[str], *often: str) -> list[ParameterSet]:
    """Each name as a parameter; all but `often` only for `make test-all`."""
    return [pytest.param(name, marks=[] if name in often else [pytest.mark.deep]) for name in names]


def rules(findings: Iterable[Finding], check: str, *, certain: bool = True) -> set[str]:
    """Rules of `check` among the findings; only certain ones, unless told otherwise."""
    return {
        f.rule for f in findings if f.check == check if f.confidence == "certain" or not certain
    }
