"""The smallest portal that can be audited: home, hours, sign-in, one page to book on.

Tests change one thing of it at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

USER = "maria.test"
PASSWORD = "correct-horse-7!"

FORM = """<form method="post" action="/sign-in">
<label>User name <input name="user" autocomplete="username"></label>
<label>Password <input type="password" name="password" autocomplete="current-password"></label>
<button>Sign in</button></form>"""

BOOKING = """<button onclick="dialog.showModal()">Book a visit</button>
<dialog id="dialog" aria-labelledby="title"><h2 id="title">Book a visit</h2>
<label for="reason">Reason</label>
<select id="reason"><option>Choose</option><option>Check-up</option></select>
{slot}
<button onclick="dialog.close(); done.textContent = 'Your visit is booked'; fetch('/booked')">
Confirm visit</button></dialog><p id="done" role="status"></p>"""

SLOT = '<button type="button">Tuesday 9:20 AM</button>'
SLOT_FOR_MICE = (
    '<div onclick="this.dataset.on = 1" aria-label="Tuesday 9:20 AM">Tuesday 9:20 AM</div>'
)

PUBLIC = '<a href="/sign-in">Sign in</a> <a href="/hours">Hours</a>'
PRIVATE = '<a href="/visits">Appointments</a> <a href="/sign-out">Sign out</a>'


def page(title: str, body: str, nav: str = PUBLIC) -> HTMLResponse:
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>'
        f"<nav>{nav}</nav><main><h1>{title}</h1>{body}</main></body></html>"
    )


@dataclass
class Tiny:
    """The portal and what its visitors did."""

    slot: str = SLOT
    home: str = "<p>Welcome to the clinic.</p>"
    visits: str = BOOKING
    on_visits: Callable[[], None] = lambda: None
    booked: int = 0
    sign_ins: list[bool] = field(default_factory=list)
    """One entry for each time the form was sent: whether it was right."""

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._home),
                Route("/hours", self._hours),
                Route("/sign-in", self._sign_in, methods=["GET", "POST"]),
                Route("/me", self._me),
                Route("/visits", self._visits),
                Route("/booked", self._booked),
            ]
        )

    async def _home(self, request: Request) -> Response:
        return page("Clinic", self.home)

    async def _hours(self, request: Request) -> Response:
        return page("Hours", '<p>Monday 8 to 5</p><a href="tel:5550100199">(555) 010-0199</a>')

    async def _sign_in(self, request: Request) -> Response:
        if request.method != "POST":
            return page("Sign in", FORM)
        sent = parse_qs((await request.body()).decode())
        right = sent.get("user") == [USER] and sent.get("password") == [PASSWORD]
        self.sign_ins.append(right)
        if not right:
            return page("Sign in", f'<p role="alert">That did not match.</p>{FORM}')
        answer = RedirectResponse("/me", 303)
        answer.set_cookie("session", "let-me-in", httponly=True, samesite="lax")
        return answer

    async def _me(self, request: Request) -> Response:
        who = '<p>Hello, <span class="patient-name">Maria Q. Testpatient</span></p>'
        return self._private(request, page("Welcome", who, PRIVATE))

    async def _visits(self, request: Request) -> Response:
        self.on_visits()
        return self._private(
            request, page("Appointments", self.visits.replace("{slot}", self.slot), PRIVATE)
        )

    async def _booked(self, request: Request) -> Response:
        self.booked += 1
        return Response(status_code=204)

    def _private(self, request: Request, answer: Response) -> Response:
        if request.cookies.get("session") == "let-me-in":
            return answer
        return RedirectResponse("/sign-in", 303)
