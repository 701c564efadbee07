"""The demo portal: "Riverbend Family Clinic", before and after its repair.

One set of pages in two editions. What `before` does wrong is listed in `manifest.yaml`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs

import pyotp
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from portal_audit.demo import clinic, dates, pdf
from portal_audit.demo.account import DemoAccount
from portal_audit.demo.photo import clinic_photo
from portal_audit.demo.session import Clock, Session, Sessions
from portal_audit.demo.words import WORDS

Edition = Literal["before", "after"]

HERE = Path(str(files("portal_audit.demo")))
COOKIE = "riverbend_session"
IDLE = {"before": timedelta(minutes=5), "after": timedelta(minutes=20)}
REPLY = "within 2 business days"
OWED = "$45.00"

Page = Callable[[Request, Session], Awaitable[Response]]


def create_app(
    edition: Edition,
    account: DemoAccount,
    pay_origin: str,
    clock: Clock = datetime.now,
) -> Starlette:
    """The portal as an ASGI app. `pay_origin` serves `payment_app`; `clock` tells the time."""
    return _Portal(edition, account, pay_origin, clock).app()


def payment_app(edition: Edition) -> Starlette:
    """The card form that the portal frames; another company's, so another origin."""

    async def frame(request: Request) -> Response:
        return HTMLResponse(
            _templates().get_template("frame.html").render(before=edition == "before")
        )

    return Starlette(
        routes=[
            Route("/healthz", _health),
            Route("/card", frame),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok")


class _Portal:
    """One served portal with its sessions."""

    def __init__(
        self, edition: Edition, account: DemoAccount, pay_origin: str, clock: Clock
    ) -> None:
        self._edition = edition
        self._account = account
        self._pay_origin = pay_origin
        self._clock = clock
        self._sessions = Sessions(IDLE[edition], clock)

    def app(self) -> Starlette:
        private = self._private
        return Starlette(
            routes=[
                Route("/healthz", _health),
                Route("/", self._public("home_public.html")),
                Route("/hours", self._public("hours.html")),
                Route("/clinicians", self._public("clinicians.html")),
                Route("/privacy", self._public("privacy.html")),
                Route("/help", self._help),
                Route("/forgot", self._forgot, methods=["GET", "POST"]),
                Route("/es", self._public("home_es.html")),
                Route("/sign-in", self._sign_in, methods=["GET", "POST"]),
                Route("/es/sign-in", self._sign_in, methods=["GET", "POST"]),
                Route("/code", self._code, methods=["GET", "POST"]),
                Route("/sign-out", self._sign_out, methods=["GET", "POST"]),
                Route("/home", private(self._page("home.html"))),
                Route("/appointments", private(self._page("appointments.html"))),
                Route("/appointments/book", private(self._book), methods=["POST"]),
                Route("/results", private(self._page("results.html"))),
                Route("/results/{slug}", private(self._result)),
                Route("/messages", private(self._page("messages.html"))),
                Route("/messages/new", private(self._write), methods=["GET", "POST"]),
                Route("/medicines", private(self._page("medicines.html"))),
                Route("/medicines/{slug}/refill", private(self._refill), methods=["GET", "POST"]),
                Route("/bills", private(self._page("bills.html"))),
                Route("/pay", private(self._page("pay.html"))),
                Route("/summary", private(self._page("summary.html"))),
                Route("/documents", private(self._page("documents.html"))),
                Route("/documents/visit-summary", private(self._page("visit_summary.html"))),
                Route("/documents/visit-summary.pdf", private(self._pdf)),
                Route("/family", private(self._page("family.html"))),
                Route("/preferences", private(self._preferences), methods=["GET", "POST"]),
                Route("/alive", private(self._alive), methods=["POST"]),
                Route("/static/photo.bmp", _photo),
                Mount("/static", StaticFiles(directory=HERE / "static")),
            ],
            exception_handlers={404: self._not_found},
        )

    # --- kinds of pages ---

    def _public(self, template: str) -> Callable[[Request], Awaitable[Response]]:
        async def show(request: Request) -> Response:
            return self._render(request, template)

        return show

    def _page(self, template: str) -> Page:
        async def show(request: Request, session: Session) -> Response:
            return self._render(request, template, session)

        return show

    def _private(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        """Only for a signed-in patient; anybody else is sent to sign in."""

        async def guarded(request: Request) -> Response:
            session = self._session(request)
            if session is None or not session.signed_in:
                return self._protected(RedirectResponse("/sign-in", 303), private=True)
            return await page(request, session)

        return guarded

    def _session(self, request: Request) -> Session | None:
        return self._sessions.find(request.cookies.get(COOKIE, ""))

    def _render(
        self,
        request: Request,
        template: str,
        session: Session | None = None,
        status: int = 200,
        **more: Any,
    ) -> Response:
        today = self._clock().date()
        record = session.record if session and session.signed_in else None
        notice, said = "", record
        if said is not None:
            notice, said.notice = said.notice, ""
        html = (
            _templates()
            .get_template(template)
            .render(
                before=self._edition == "before",
                w=WORDS[self._edition],
                clinic=clinic,
                dates=dates,
                today=today,
                closing=dates.next_closing(today),
                past_closing=dates.closings(today.year - 1)[-2],
                record=record,
                patient=record.patient if record else None,
                notice=notice,
                path=request.url.path,
                pay_origin=self._pay_origin,
                reply=REPLY,
                owed=OWED,
                **more,
            )
        )
        return self._protected(HTMLResponse(html, status), private=session is not None)

    def _protected(self, answer: Response, *, private: bool) -> Response:
        """The headers a portal should send; the old edition sends none."""
        if self._edition == "before":
            return answer
        answer.headers.update(
            {
                "content-security-policy": (
                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                    f"connect-src 'self'; form-action 'self'; frame-src {self._pay_origin}; "
                    "base-uri 'none'; frame-ancestors 'none'"
                ),
                "x-content-type-options": "nosniff",
                "x-frame-options": "DENY",
                "referrer-policy": "no-referrer",
                "cross-origin-opener-policy": "same-origin",
                "cross-origin-resource-policy": "same-origin",
                "permissions-policy": "camera=(), microphone=(), geolocation=()",
                "cache-control": "no-store" if private else "no-cache",
            }
        )
        return answer

    def _set_session(self, answer: Response, sid: str) -> Response:
        good = self._edition == "after"
        answer.set_cookie(COOKIE, sid, httponly=good, secure=good, samesite="lax" if good else None)
        return answer

    async def _not_found(self, request: Request, problem: Exception) -> Response:
        return self._render(request, "not_found.html", self._session(request), 404)

    # --- signing in and out ---

    async def _sign_in(self, request: Request) -> Response:
        spanish = request.url.path.startswith("/es")
        template = "sign_in_es.html" if spanish else "sign_in.html"
        if request.method == "GET":
            return self._render(request, template, wrong=False, user="")
        sent = await _form(request)
        user = sent.get("user", "")
        if (user, sent.get("password")) != (self._account.user, self._account.password):
            kept = "" if self._edition == "before" else user
            return self._render(request, template, wrong=True, user=kept)
        old = request.cookies.get(COOKIE, "")
        sid = self._sessions.begin("es" if spanish else "en", old=old, signed_in=False)
        return self._set_session(self._protected(RedirectResponse("/code", 303), private=True), sid)

    async def _code(self, request: Request) -> Response:
        sid = request.cookies.get(COOKIE, "")
        session = self._session(request)
        if session is None:
            return self._protected(RedirectResponse("/sign-in", 303), private=True)
        if request.method == "GET":
            return self._render(request, "code.html", session, wrong=False)
        sent = await _form(request)
        code = sent.get("code", "").replace(" ", "")
        if not pyotp.TOTP(self._account.totp_secret).verify(code, valid_window=1):
            return self._render(request, "code.html", session, wrong=True)
        answer = self._protected(RedirectResponse("/home", 303), private=True)
        return self._set_session(answer, self._sessions.complete(sid))

    async def _sign_out(self, request: Request) -> Response:
        if self._edition == "after":
            self._sessions.end(request.cookies.get(COOKIE, ""), keep_draft=False)
        answer = self._render(request, "signed_out.html")
        answer.delete_cookie(COOKIE)
        return answer

    async def _forgot(self, request: Request) -> Response:
        return self._render(request, "forgot.html", sent=request.method == "POST")

    async def _alive(self, request: Request, session: Session) -> Response:
        return Response(status_code=204)

    # --- pages that do something ---

    async def _help(self, request: Request) -> Response:
        return self._render(request, "help.html", self._session(request))

    async def _book(self, request: Request, session: Session) -> Response:
        sent = await _form(request)
        slot = session.record.slot(sent.get("slot", ""))
        if slot is None or not sent.get("reason"):
            session.record.notice = "Please choose a reason and a time."
        else:
            session.record.book(slot, "Dr. Lee", sent["reason"])
            session.record.notice = f"Your visit is booked: {dates.plain_moment(slot)}, Dr. Lee."
        return self._protected(RedirectResponse("/appointments", 303), private=True)

    async def _result(self, request: Request, session: Session) -> Response:
        result = session.record.result(request.path_params["slug"])
        if result is None:
            return self._render(request, "not_found.html", session, 404)
        return self._render(request, "result.html", session, result=result)

    async def _write(self, request: Request, session: Session) -> Response:
        if request.method == "GET":
            return self._render(request, "message_new.html", session, missing=False)
        sent = await _form(request)
        if not sent.get("text", "").strip():
            return self._render(request, "message_new.html", session, missing=True)
        session.record.send(
            sent.get("to", ""), sent.get("subject", ""), sent["text"], self._clock()
        )
        session.record.notice = "Your message was sent." + (
            f" You will get a reply {REPLY}." if self._edition == "after" else ""
        )
        return self._protected(RedirectResponse("/messages", 303), private=True)

    async def _refill(self, request: Request, session: Session) -> Response:
        medicine = session.record.medicine(request.path_params["slug"])
        if medicine is None:
            return self._render(request, "not_found.html", session, 404)
        if request.method == "GET":
            return self._render(request, "refill.html", session, medicine=medicine)
        session.record.refills.add(medicine.slug)
        session.record.notice = f"Your refill request was sent: {medicine.name}."
        return self._protected(RedirectResponse("/medicines", 303), private=True)

    async def _preferences(self, request: Request, session: Session) -> Response:
        if request.method == "POST":
            sent = await _form(request)
            session.record.text_size = sent.get("text_size", "regular")
            session.record.emails = "emails" in sent
            session.record.notice = "Your choices were saved."
            return self._protected(RedirectResponse("/preferences", 303), private=True)
        return self._render(request, "preferences.html", session)

    async def _pdf(self, request: Request, session: Session) -> Response:
        lines = (
            f"Visit summary - {clinic.NAME}",
            "You came for a blood pressure check.",
            "Your blood pressure was 128 over 78. That is a good number.",
            "Keep taking your pill each morning.",
        )
        made = pdf.document("Visit summary", lines, tagged=self._edition == "after")
        return self._protected(Response(made, media_type="application/pdf"), private=True)


async def _photo(request: Request) -> Response:
    return Response(clinic_photo(), media_type="image/bmp")


async def _form(request: Request) -> dict[str, str]:
    """The sent fields; the last one of a name counts."""
    body = (await request.body()).decode("utf-8", errors="replace")
    return {key: values[-1] for key, values in parse_qs(body, keep_blank_values=True).items()}
