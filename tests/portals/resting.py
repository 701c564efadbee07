"""A portal whose visits end: each part of how they do can be set."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.portals.tiny import PASSWORD, USER

COOKIE = "visit"

SCRIPT = """
const set = SETTINGS;
let warn, end, times = 0;
const leave = () => { location.href = "/in"; };
const box = document.getElementById("warning");
const restart = () => {
  clearTimeout(warn); clearTimeout(end);
  if (set.warns_at) warn = setTimeout(() => {
    box.hidden = false;
    if (set.warning === "dialog") document.getElementById("stay").focus();
    if (set.warning === "native") confirm("Your session will end soon. Stay?");
  }, set.warns_at * 1000);
  if (set.ends_at) end = setTimeout(leave, set.ends_at * 1000);
};
const stay = () => {
  times += 1;
  if (set.extends === "hides") { box.hidden = true; return; }
  if (times > set.extends) return;
  box.hidden = true; restart();
};
for (const button of document.querySelectorAll("#stay")) button.addEventListener("click", stay);
if (set.asks_every) setInterval(() => fetch("/alive"), set.asks_every * 1000);
if (set.refreshes_every) setInterval(() => location.reload(), set.refreshes_every * 1000);
if (set.ends_at || set.warns_at) restart();
"""

BOXES = {
    "dialog": """<div id=warning role=alertdialog aria-label="Time" hidden>
<p>You will be signed out in 2 minutes.</p><button id=stay>Stay signed in</button></div>""",
    "mute": """<div id=warning style="position:fixed;top:0" hidden>
<p>Your session ends soon.</p><span id=stay onclick="">Continue</span></div>""",
    "no button": """<div id=warning role=alert hidden><p>You will be signed out soon.</p></div>""",
    "native": "<div id=warning hidden></div>",
}


@dataclass
class Resting:
    """Seconds of a page's time; `server_s` real seconds after which the server forgets a visit."""

    ends_at: int = 0
    warns_at: int = 0
    warning: str = "dialog"
    extends: int | str = 99
    """How often the warning can be answered; `hides`: it only goes out of sight."""
    asks_every: int = 0
    refreshes_every: int = 0
    server_s: float = 0.0
    forgets: bool = True
    """Signing out ends the visit on the server."""
    no_store: bool = True
    one_visit: bool = False
    """A new sign-in ends the one before."""
    locks_after: int = 0
    wrong_says: str = "<p role=alert>That user name or password is not right.</p>"
    keeps_user: bool = True
    links: str = ""
    """More HTML of the private home page."""
    public: str = ""
    """More HTML of the public one."""
    asked: list[str] = field(default_factory=list)
    """Method and path of each request, in order."""
    _visits: dict[str, float] = field(default_factory=dict)
    _wrong: int = 0

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._home),
                Route("/in", self._in, methods=["GET", "POST"]),
                Route("/me", self._me),
                Route("/out", self._out, methods=["GET", "POST"]),
                Route("/alive", self._alive),
                Route("/fine", self._fine),
                Route("/moved", self._moved),
                Route("/boom", self._boom),
                Route("/bounce", self._bounce),
            ]
        )

    async def _home(self, request: Request) -> Response:
        return _page(f"<h1>Clinic</h1><a href='/in'>Sign in</a>{self.public}")

    async def _in(self, request: Request) -> Response:
        if request.method == "GET":
            return self._form("", "")
        sent = dict(parse_qsl((await request.body()).decode()))
        right = (sent.get("user"), sent.get("password")) == (USER, PASSWORD)
        locked = self.locks_after and self._wrong >= self.locks_after
        if not right or locked:
            self._wrong += 1
            return self._form(self.wrong_says, sent.get("user", "") if self.keeps_user else "")
        if self.one_visit:
            self._visits.clear()
        visit = secrets.token_hex(8)
        self._visits[visit] = time.monotonic()
        answer = RedirectResponse("/me", 303)
        answer.set_cookie(COOKIE, visit, httponly=True)
        return answer

    def _form(self, says: str, user: str) -> Response:
        return _page(
            f"<h1>Sign in</h1>{says}<form method=post><label>User name <input name=user "
            f"value='{user}'></label><label>Password <input type=password name=password></label>"
            "<button>Sign in</button></form><a href='/forgot'>I forgot my password</a>"
        )

    def _known(self, request: Request) -> bool:
        visit = request.cookies.get(COOKIE, "")
        seen = self._visits.get(visit)
        if seen is None or (self.server_s and time.monotonic() - seen > self.server_s):
            return False
        self._visits[visit] = time.monotonic()
        return True

    async def _me(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.url.path}")
        if not self._known(request):
            return RedirectResponse("/in", 303)
        names = ("ends_at", "warns_at", "warning", "extends", "asks_every", "refreshes_every")
        settings = json.dumps({name: getattr(self, name) for name in names})
        answer = _page(
            "<h1>Welcome, Pat</h1><p>Your results are fine.</p>"
            f"<a href='/out'>Sign out</a>{self.links}{BOXES[self.warning]}"
            f"<script>{SCRIPT.replace('SETTINGS', settings)}</script>"
        )
        answer.headers["cache-control"] = "no-store" if self.no_store else "max-age=3600"
        return answer

    async def _out(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.url.path}")
        if self.forgets:
            self._visits.pop(request.cookies.get(COOKIE, ""), None)
        answer = _page("<h1>Signed out</h1><p>You are signed out.</p>")
        answer.delete_cookie(COOKIE)
        return answer

    async def _alive(self, request: Request) -> Response:
        self._known(request)
        return Response(status_code=204)

    async def _fine(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.url.path}")
        return _page("<h1>Fine</h1>")

    async def _moved(self, request: Request) -> Response:
        return RedirectResponse("/fine", 301)

    async def _boom(self, request: Request) -> Response:
        return Response("broken", 500)

    async def _bounce(self, request: Request) -> Response:
        return RedirectResponse("http://elsewhere.invalid/", 302)


def _page(body: str) -> HTMLResponse:
    return HTMLResponse(
        f"<!doctype html><html lang=en><title>Clinic</title><main>{body}</main></html>"
    )
