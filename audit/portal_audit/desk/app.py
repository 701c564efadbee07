"""The desk as one app: its state, its addresses, and the guard before them."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from portal_audit.desk import (
    account_pages,
    audit_pages,
    card_pages,
    people_pages,
    portal_pages,
    question_pages,
    share_pages,
)
from portal_audit.desk.forms import Form
from portal_audit.desk.guard import OPEN, Guard
from portal_audit.desk.runs import Runs
from portal_audit.desk.share_pages import Shared
from portal_audit.desk.visit import Handler, page, static
from portal_audit.desk.work import Bench


class Desk:
    """What the pages share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runs = Runs(folder)
        self.bench = Bench()
        self.csrf = secrets.token_urlsafe(24)
        self.shared: dict[tuple[str, str, str], Shared] = {}
        """What was masked in copies that were made here: by portal, run and name."""

    def is_own_form(self, form: Form) -> bool:
        """Whether the form carries this desk's own word."""
        return secrets.compare_digest(form.raw("csrf").encode(), self.csrf.encode())


_READ: dict[str, Handler] = {
    "/": portal_pages.portals,
    "/portals/{portal}": portal_pages.portal,
    "/portals/{portal}/reality-check": people_pages.reality_check,
    "/work": audit_pages.work,
    "/work/state": audit_pages.state,
    "/work/pictures/{name}": audit_pages.picture,
    "/scorecards": card_pages.runs,
    "/scorecards/{portal}/{run}": card_pages.run,
    "/scorecards/{portal}/{run}/scorecard": card_pages.scorecard,
    "/scorecards/{portal}/{run}/shared/{name}": share_pages.made,
    "/scorecards/{portal}/{run}/shared/{name}/file": share_pages.file,
    "/trends": card_pages.trends,
    "/trends/{portal}": card_pages.history,
    "/reality-checks": people_pages.reality_checks,
}
_FORMS: dict[str, Handler] = {
    "/new": portal_pages.change,
    "/portals/{portal}/change": portal_pages.change,
    "/portals/{portal}/account": account_pages.account,
    "/scorecards/{portal}/{run}/questions": question_pages.questions,
    "/scorecards/{portal}/{run}/share": share_pages.share,
}
_DEEDS: dict[str, Handler] = {
    "/portals/{portal}/account/remove": account_pages.remove,
    "/portals/{portal}/account/variables": account_pages.variables,
    "/portals/{portal}/audit": audit_pages.start,
    "/portals/{portal}/reality-check/start": people_pages.start,
    "/work/stop": audit_pages.stop,
}


def create_desk(folder: Path) -> tuple[ASGIApp, Desk, str]:
    """The app for a folder of portal files, its state, and the path of the one first visit."""
    desk = Desk(folder)
    token = secrets.token_urlsafe(32)
    app = Starlette(
        routes=[
            *(Route(path, page(handler)) for path, handler in _READ.items()),
            *(Route(path, page(h), methods=["GET", "POST"]) for path, h in _FORMS.items()),
            *(Route(path, page(h), methods=["POST"]) for path, h in _DEEDS.items()),
            Route("/static/desk.css", partial(_static, "desk.css", "text/css")),
            Route("/static/icon.svg", partial(_static, "icon.svg", "image/svg+xml")),
            Route("/static/desk.js", partial(_static, "desk.js", "text/javascript")),
            Route("/{anything:path}", page(portal_pages.nothing)),
        ]
    )
    app.state.desk = desk
    return Guard(app, token=token), desk, OPEN + token


async def _static(name: str, kind: str, request: Request) -> Response:
    return Response(static(name), media_type=kind)
