"""The demo portal: "Riverbend Family Clinic", before and after its repair.

One set of pages in two editions. What `before` does wrong is listed in `manifest.yaml`.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs

import pyotp
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from portal_audit.demo import clinic, dates, pdf
from portal_audit.demo.account import DemoAccount
from portal_audit.demo.photo import clinic_photo
from portal_audit.demo.record import Draft
from portal_audit.demo.session import Clock, Session, Sessions
from portal_audit.demo.words import WORDS

Edition = Literal["before", "after"]

HERE = Path(str(files("portal_audit.demo")))
COOKIE = "riverbend_session"
DEVICE = "riverbend_device"
REMEMBERED = timedelta(days=30)
SHORTEST_PASSWORD = 12
IDLE = {"before": timedelta(minutes=5), "after": timedelta(minutes=20)}
WRONG_IN_A_ROW = 5
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
        self._passwords = {(account.user, account.password)}
        """All that let somebody in. A new one does not end an old one: walks share the account."""
        self._letters: set[str] = set()
        """Secret parts of the links sent by e-mail, to a new password or a new account."""
        self._spare = (account.spare_user, account.spare_password)
        self._passwords.add(self._spare)
        self._wrong: Counter[str] = Counter()
        """Wrong passwords in a row, by user name; the old edition locks the account after five."""
        self._devices: dict[str, datetime] = {}
        """Remembered devices, and until when."""

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
                Route("/reset/{letter}", self._reset, methods=["GET", "POST"]),
                Route("/activate", self._activate, methods=["GET", "POST"]),
                Route("/activate/{letter}", self._new_account, methods=["GET", "POST"]),
                Route("/es", self._public("home_es.html")),
                Route("/sign-in", self._sign_in, methods=["GET", "POST"]),
                Route("/es/sign-in", self._sign_in, methods=["GET", "POST"]),
                Route("/code", self._code, methods=["GET", "POST"]),
                Route("/code/other", self._other_code, methods=["GET", "POST"]),
                Route("/sign-out", self._sign_out, methods=["GET", "POST"]),
                Route("/home", private(self._page("home.html"))),
                Route("/appointments", private(self._page("appointments.html"))),
                Route("/appointments/book", private(self._book), methods=["POST"]),
                Route("/appointments/past", private(self._page("past_visits.html"))),
                Route("/appointments/past/{key}", private(self._note)),
                Route("/appointments/{key}/move", private(self._move), methods=["GET", "POST"]),
                Route("/appointments/{key}/cancel", private(self._cancel), methods=["GET", "POST"]),
                Route("/results", private(self._page("results.html"))),
                Route("/results/{slug}", private(self._result)),
                Route("/messages", private(self._page("messages.html"))),
                Route("/messages/new", private(self._write), methods=["GET", "POST"]),
                Route("/messages/draft", private(self._draft), methods=["POST"]),
                Route("/medicines", private(self._page("medicines.html"))),
                Route("/medicines/{slug}/refill", private(self._refill), methods=["GET", "POST"]),
                Route("/bills", private(self._page("bills.html"))),
                Route("/pay", private(self._page("pay.html"))),
                Route("/summary", private(self._page("summary.html"))),
                Route("/documents", private(self._page("documents.html"))),
                Route("/documents/visit-summary", private(self._page("visit_summary.html"))),
                Route("/documents/visit-summary.pdf", private(self._pdf)),
                Route("/documents/record.pdf", private(self._record_pdf)),
                Route("/documents/share", private(self._share), methods=["GET", "POST"]),
                Route("/family", private(self._page("family.html"))),
                Route("/family/add", private(self._add_helper), methods=["GET", "POST"]),
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
                account=self._account,
                sent_code=session.sent_code if session else "",
                **{"by": "", **more},
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
        old_edition = self._edition == "before"
        if (user, sent.get("password")) not in self._passwords or (
            old_edition and self._wrong[user] >= WRONG_IN_A_ROW
        ):
            self._wrong[user] += 1
            return self._render(request, template, wrong=True, user="" if old_edition else user)
        self._wrong.pop(user, None)
        old = request.cookies.get(COOKIE, "")
        known = self._devices.get(request.cookies.get(DEVICE, ""), self._clock()) > self._clock()
        sid = self._sessions.begin("es" if spanish else "en", old=old, signed_in=known)
        on = RedirectResponse("/home" if known else "/code", 303)
        return self._set_session(self._protected(on, private=True), sid)

    async def _code(self, request: Request) -> Response:
        sid = request.cookies.get(COOKIE, "")
        session = self._session(request)
        if session is None:
            return self._protected(RedirectResponse("/sign-in", 303), private=True)
        if request.method == "GET":
            return self._render(request, "code.html", session, wrong=False)
        sent = await _form(request)
        code = sent.get("code", "").replace(" ", "")
        by_app = pyotp.TOTP(self._account.totp_secret).verify(code, valid_window=1)
        if not by_app and not (session.sent_code and code == session.sent_code):
            return self._render(request, "code.html", session, wrong=True)
        answer = self._protected(RedirectResponse("/home", 303), private=True)
        if "remember" in sent:
            self._remember(answer)
        return self._set_session(answer, self._sessions.complete(sid))

    def _remember(self, answer: Response) -> None:
        """This browser needs no code for a while."""
        device = secrets.token_urlsafe(24)
        self._devices[device] = self._clock() + REMEMBERED
        age = int(REMEMBERED.total_seconds())
        answer.set_cookie(DEVICE, device, age, httponly=True, secure=True, samesite="lax")

    async def _other_code(self, request: Request) -> Response:
        """Sends the code by text message or e-mail: the demo shows what it would send."""
        session = self._session(request)
        if session is None or session.signed_in or self._edition == "before":
            return self._protected(RedirectResponse("/sign-in", 303), private=True)
        if request.method == "GET":
            return self._render(request, "code_other.html", session)
        session.sent_code = f"{secrets.randbelow(10**6):06}"
        by = (await _form(request)).get("by", "text")
        return self._render(request, "code.html", session, wrong=False, by=by)

    async def _sign_out(self, request: Request) -> Response:
        if self._edition == "after":
            self._sessions.end(request.cookies.get(COOKIE, ""), keep_draft=False)
        answer = self._render(request, "signed_out.html")
        answer.delete_cookie(COOKIE)
        return answer

    async def _forgot(self, request: Request) -> Response:
        """Sends a link to a new password. The answer is the same for an unknown address."""
        letter = self._letter() if request.method == "POST" else ""
        return self._render(request, "forgot.html", letter=letter)

    def _letter(self) -> str:
        letter = secrets.token_urlsafe(18)
        self._letters.add(letter)
        return letter

    async def _reset(self, request: Request) -> Response:
        letter = request.path_params["letter"]
        if letter not in self._letters:
            return self._render(request, "not_found.html", status=404)
        if request.method == "GET":
            return self._render(request, "reset.html", short=False, done=False)
        password = (await _form(request)).get("password", "")
        if len(password) < SHORTEST_PASSWORD:
            return self._render(request, "reset.html", short=True, done=False)
        self._letters.discard(letter)
        self._passwords.add((self._account.user, password))
        return self._render(request, "reset.html", short=False, done=True)

    async def _activate(self, request: Request) -> Response:
        """The first visit of somebody who was invited: who are you?"""
        if request.method == "GET":
            code = request.query_params.get("code", "")
            return self._render(request, "activate.html", wrong=False, code=code, born="")
        sent = await _form(request)
        code, born = sent.get("code", "").strip(), sent.get("born", "").strip()
        known = code.upper() == self._account.invitation and born in ("04/02/1961", "1961-04-02")
        if self._edition == "before" or not known:
            return self._render(request, "activate.html", wrong=True, code=code, born=born)
        letter = self._letter()
        return self._protected(RedirectResponse(f"/activate/{letter}", 303), private=True)

    async def _new_account(self, request: Request) -> Response:
        """The first visit goes on: how will you sign in?"""
        letter = request.path_params["letter"]
        if letter not in self._letters:
            return self._render(request, "not_found.html", status=404)
        if request.method == "GET":
            return self._render(request, "new_account.html", short=False, done=False, user="")
        sent = await _form(request)
        user, password = sent.get("user", "").strip(), sent.get("password", "")
        if not user or len(password) < SHORTEST_PASSWORD:
            return self._render(request, "new_account.html", short=True, done=False, user=user)
        self._letters.discard(letter)
        self._passwords.add((user, password))
        return self._render(request, "new_account.html", short=False, done=True, user=user)

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

    async def _move(self, request: Request, session: Session) -> Response:
        visit = session.record.visit(request.path_params["key"])
        if visit is None or self._edition == "before":
            raise HTTPException(404)
        if request.method == "GET":
            return self._render(request, "visit_move.html", session, visit=visit, missing=False)
        slot = session.record.slot((await _form(request)).get("slot", ""))
        if slot is None:
            return self._render(request, "visit_move.html", session, visit=visit, missing=True)
        session.record.move(visit, slot)
        session.record.notice = f"Your visit was moved to {dates.plain_moment(slot)}."
        return self._protected(RedirectResponse("/appointments", 303), private=True)

    async def _cancel(self, request: Request, session: Session) -> Response:
        visit = session.record.visit(request.path_params["key"])
        if visit is None:
            raise HTTPException(404)
        if request.method == "GET":
            return self._render(request, "visit_cancel.html", session, visit=visit)
        session.record.cancel(visit)
        session.record.notice = f"Your visit was cancelled: {dates.plain_moment(visit.when)}."
        return self._protected(RedirectResponse("/appointments", 303), private=True)

    async def _note(self, request: Request, session: Session) -> Response:
        note = session.record.note(request.path_params["key"])
        if note is None:
            raise HTTPException(404)
        return self._render(request, "visit_note.html", session, note=note)

    async def _result(self, request: Request, session: Session) -> Response:
        result = session.record.result(request.path_params["slug"])
        if result is None:
            raise HTTPException(404)
        return self._render(request, "result.html", session, result=result)

    async def _write(self, request: Request, session: Session) -> Response:
        if request.method == "GET":
            return self._render(request, "message_new.html", session, missing=False)
        sent = await _form(request)
        if not sent.get("text", "").strip():
            if self._edition == "after":
                session.record.draft = _draft_of(sent)
            return self._render(request, "message_new.html", session, missing=True)
        session.record.send(
            sent.get("to", ""), sent.get("subject", ""), sent["text"], self._clock()
        )
        session.record.notice = "Your message was sent." + (
            f" You will get a reply {REPLY}." if self._edition == "after" else ""
        )
        return self._protected(RedirectResponse("/messages", 303), private=True)

    async def _draft(self, request: Request, session: Session) -> Response:
        """Keeps what is being written; the old edition keeps nothing."""
        if self._edition == "before":
            return Response(status_code=404)
        session.record.draft = _draft_of(await _form(request))
        return self._protected(Response(status_code=204), private=True)

    async def _refill(self, request: Request, session: Session) -> Response:
        medicine = session.record.medicine(request.path_params["slug"])
        if medicine is None:
            raise HTTPException(404)
        if request.method == "GET":
            return self._render(request, "refill.html", session, medicine=medicine)
        session.record.refills.add(medicine.slug)
        session.record.notice = f"Your refill request was sent: {medicine.name}."
        return self._protected(RedirectResponse("/medicines", 303), private=True)

    async def _preferences(self, request: Request, session: Session) -> Response:
        if request.method == "POST":
            sent = await _form(request)
            if self._edition == "after":  # the old edition only says that it saved them
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
        return self._pdf_of("Visit summary", lines)

    async def _record_pdf(self, request: Request, session: Session) -> Response:
        record = session.record
        lines = (
            f"Health record of {record.patient.name} - {clinic.NAME}",
            "Allergies: penicillin. It gave you a rash and made it hard to breathe.",
            "Health problems: high blood pressure, diabetes, high cholesterol.",
            *(f"{m.name} {m.strength}. {m.how} {m.why}." for m in record.medicines),
            *(f"{r.name}, {dates.plain_date(r.taken)}. {r.summary}" for r in record.results),
        )
        return self._pdf_of("Health record", lines)

    def _pdf_of(self, title: str, lines: Sequence[str]) -> Response:
        made = pdf.document(title, lines, tagged=self._edition == "after")
        return self._protected(Response(made, media_type="application/pdf"), private=True)

    async def _share(self, request: Request, session: Session) -> Response:
        if self._edition == "before":
            raise HTTPException(404)
        if request.method == "GET":
            return self._render(request, "share.html", session)
        who = (await _form(request)).get("who", "").strip() or "the doctor you named"
        session.record.notice = f"We will send your record to {who} within 1 business day."
        return self._protected(RedirectResponse("/documents", 303), private=True)

    async def _add_helper(self, request: Request, session: Session) -> Response:
        if self._edition == "before":
            raise HTTPException(404)
        if request.method == "GET":
            return self._render(request, "family_add.html", session)
        name = (await _form(request)).get("name", "").strip()
        if name:
            session.record.helpers.append(f"{name} (waits for the letter)")
            session.record.notice = f"We sent an invitation to {name}."
        return self._protected(RedirectResponse("/family", 303), private=True)


def _draft_of(sent: Mapping[str, str]) -> Draft:
    return Draft(sent.get("to", ""), sent.get("subject", ""), sent.get("text", ""))


async def _photo(request: Request) -> Response:
    return Response(clinic_photo(), media_type="image/bmp")


async def _form(request: Request) -> dict[str, str]:
    """The sent fields; the last one of a name counts."""
    body = (await request.body()).decode("utf-8", errors="replace")
    return {key: values[-1] for key, values in parse_qs(body, keep_blank_values=True).items()}
