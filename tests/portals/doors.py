"""Portals that differ in how they let a patient in: one sign-in shape each."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

USER, PASSWORD = "pat", "correct horse"

HOME = "<h1>Clinic</h1><a href='/in'>Sign in</a>"
INSIDE = "<h1>Welcome</h1><a href='/out'>Sign out</a>"


def page(body: str) -> Response:
    return HTMLResponse(f"<!doctype html><html lang=en><title>Clinic</title><main>{body}</main>")


def form(fields: str, button: str = "Sign in") -> str:
    return f"<h1>Sign in</h1><form method=post>{fields}<button>{button}</button></form>"


USER_FIELD = "<label>User name <input name=user></label>"
PASSWORD_FIELD = "<label>Password <input type=password name=password></label>"
TERMS = """<h1>Our terms have changed</h1><form method=post action=/accepted>
<label><input type=checkbox name=yes> I have read and agree to the terms</label>
<button>Continue</button></form>"""
PAPERLESS = """<h1>Go paperless?</h1><form method=post action=/inside>
<button name=x value=1>Go paperless</button> <a href=/inside>Not now</a></form>"""


async def _sign_in(request: Request) -> Response:
    shape = request.app.state.shape
    if request.method == "GET":
        return page(form(USER_FIELD if shape == "user-first" else USER_FIELD + PASSWORD_FIELD))
    sent = dict(parse_qsl((await request.body()).decode()))
    if "password" not in sent:
        return page(form(PASSWORD_FIELD, "Next"))
    if sent["password"] != PASSWORD:
        return page("<p role=alert>That did not work.</p>" + form(USER_FIELD + PASSWORD_FIELD))
    if shape == "terms":
        return page(TERMS)
    return RedirectResponse("/inside", 303)


async def _accepted(request: Request) -> Response:
    sent = dict(parse_qsl((await request.body()).decode()))
    return page(PAPERLESS if sent.get("yes") else TERMS)


def door(shape: str) -> Starlette:
    """`plain`, `user-first` or `terms` (terms to accept, then an offer to put off)."""
    app = Starlette(
        routes=[
            Route("/", lambda _: page(HOME)),
            Route("/in", _sign_in, methods=["GET", "POST"]),
            Route("/accepted", _accepted, methods=["POST"]),
            Route("/inside", lambda _: page(INSIDE), methods=["GET", "POST"]),
        ]
    )
    app.state.shape = shape
    return app
