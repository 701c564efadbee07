"""Portals that differ in how they let a patient in: one sign-in shape each."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

USER, PASSWORD, CODE = "pat", "correct horse", "271828"

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
CODE_FORM = """<h1>Check your e-mail</h1><form method=post action=/code>
<label>Code we sent you <input name=code inputmode=numeric autocomplete=one-time-code></label>
<label><input type=checkbox name=remember> Remember this device</label>
<button>Continue</button></form>"""
PAPERLESS = """<h1>Go paperless?</h1><form method=post action=/inside>
<button name=x value=1>Go paperless</button> <a href=/welcome>Not now</a></form>"""


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
    if shape == "code":
        return page(CODE_FORM)
    if shape == "elsewhere":
        return RedirectResponse(f"{request.query_params['back']}/welcome?ticket=1", 303)
    return _inside(request)


async def _code(request: Request) -> Response:
    sent = dict(parse_qsl((await request.body()).decode()))
    return _inside(request) if sent.get("code") == CODE else page(CODE_FORM)


def _inside(request: Request) -> Response:
    """The session ends by itself after so many pages as `pages` says."""
    answer = RedirectResponse("/inside", 303)
    answer.set_cookie("sid", "yes", httponly=True)
    request.app.state.sign_ins += 1
    return answer


async def _welcome(request: Request) -> Response:
    if request.url.path == "/welcome":
        return _inside(request)
    if "sid" not in request.cookies or request.app.state.expired:
        request.app.state.expired = False
        return RedirectResponse("/in", 303)
    return page(INSIDE)


async def _home(request: Request) -> Response:
    other = request.app.state.identity
    back = str(request.base_url).rstrip("/")
    return page(HOME.replace("/in", f"{other}/in?back={back}") if other else HOME)


async def _accepted(request: Request) -> Response:
    sent = dict(parse_qsl((await request.body()).decode()))
    return page(PAPERLESS if sent.get("yes") else TERMS)


def door(shape: str, identity: str = "") -> Starlette:
    """`plain`, `user-first`, `code`, `terms` (terms to accept, then an offer to put off).

    `elsewhere` is the sign-in service of another portal, which is told its address as `identity`.
    `app.state.sign_ins` counts; `app.state.expired = True` ends the session at the next page.
    """
    app = Starlette(
        routes=[
            Route("/", _home),
            Route("/in", _sign_in, methods=["GET", "POST"]),
            Route("/code", _code, methods=["POST"]),
            Route("/accepted", _accepted, methods=["POST"]),
            Route("/inside", _welcome, methods=["GET", "POST"]),
            Route("/welcome", _welcome),
        ]
    )
    app.state.shape, app.state.identity = shape, identity
    app.state.sign_ins, app.state.expired = 0, False
    return app
