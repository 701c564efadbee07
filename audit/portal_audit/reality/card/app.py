"""The pages of the task card: server-rendered forms, one for each phase of the course.

Only who knows the token in the address gets in; the card never leaves this computer.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from portal_audit.evidence.people import Parting, Remark, Tester
from portal_audit.reality.course import Course, Phase

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LARGEST_FORM = 100_000
PACKAGE = "portal_audit.reality.card"

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """The test account as the person must type it; shown on the card, kept nowhere."""

    user: str
    password: str
    code: Callable[[], str] | None = None
    """The one-time code of this moment."""


def create_card(course: Course, account: Account | None, *, portal: str) -> tuple[Starlette, str]:
    """The app and the path of its first page."""
    token = secrets.token_urlsafe(24)
    card = _Card(course, account, portal, f"/{token}")
    base = f"/{token}"
    app = Starlette(
        routes=[
            Route(base, card.show),
            Route(f"{base}/state", card.state),
            Route(f"{base}/code", card.code),
            Route(f"{base}/card.css", partial(_static, "card.css", "text/css")),
            Route(f"{base}/card.js", partial(_static, "card.js", "text/javascript")),
            Route(f"{base}/{{deed}}", card.act, methods=["POST"]),
        ]
    )
    return app, base


class _Card:
    def __init__(self, course: Course, account: Account | None, portal: str, base: str) -> None:
        self._course = course
        self._account = account
        self._portal = portal
        self._base = base
        self._deeds: dict[str, Callable[[Form], Awaitable[None]]] = {
            "consent": self._consent,
            "start": self._start,
            "done": self._done,
            "give-up": self._give_up,
            "interrupted": self._interrupted,
            "resume": self._resume,
            "remark": self._remark,
            "answer": self._answer,
            "part": self._part,
            "stop": self._stop,
        }

    async def show(self, request: Request) -> Response:
        return self._page()

    def _page(self, wrong: str = "", said: Mapping[str, Any] | None = None) -> Response:
        course = self._course
        html = (
            _environment()
            .get_template("card.html")
            .render(
                course=course,
                phase=course.phase,
                Phase=Phase,
                portal=self._portal,
                base=self._base,
                account=self._account,
                wrong=wrong,
                said=said or {},
                version=course.version,
            )
        )
        return HTMLResponse(html, status_code=422 if wrong else 200, headers=HEADERS)

    async def state(self, request: Request) -> Response:
        return JSONResponse({"version": self._course.version}, headers=HEADERS)

    async def code(self, request: Request) -> Response:
        code = self._account.code() if self._account and self._account.code else ""
        return PlainTextResponse(code, headers=HEADERS)

    async def act(self, request: Request) -> Response:
        """Do what a button says, then show the card again."""
        deed = self._deeds.get(request.path_params["deed"])
        if deed is None or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("Not here.", status_code=404, headers=HEADERS)
        body = await request.body()
        if len(body) > LARGEST_FORM:
            return self._page("That is too much text.")
        form = {
            key: values[-1] for key, values in parse_qs(body.decode("utf-8", "replace")).items()
        }
        try:
            await deed(form)
        except ValidationError:
            return self._page("Please check your answers.", form)
        return Response(status_code=303, headers=HEADERS | {"Location": self._base})

    # --- one for each button ---

    async def _consent(self, form: Form) -> None:
        if self._course.phase is Phase.WELCOME:
            self._course.consent(Tester.model_validate(_given(form, Tester)))

    async def _start(self, form: Form) -> None:
        if self._course.phase in (Phase.READY, Phase.SIGN_IN):
            await self._course.start()

    async def _done(self, form: Form) -> None:
        await self._course.done()

    async def _give_up(self, form: Form) -> None:
        await self._course.give_up()

    async def _interrupted(self, form: Form) -> None:
        self._course.interrupted()

    async def _resume(self, form: Form) -> None:
        self._course.resume()

    async def _remark(self, form: Form) -> None:
        if self._course.session.context.moderated:
            self._course.remark(Remark.model_validate({**_given(form, Remark), "at": 0}))

    async def _answer(self, form: Form) -> None:
        said: dict[str, Any] = {
            key: form[key]
            for key in ("seq", "confidence", "comment", "own_words", "understood")
            if form.get(key)
        }
        if form.get("searched"):
            said["searched"] = form["searched"] == "yes"
        self._course.answer(said)

    async def _part(self, form: Form) -> None:
        if self._course.phase is Phase.CLOSING:
            self._course.part(Parting.model_validate(_given(form, Parting)))

    async def _stop(self, form: Form) -> None:
        await self._course.stop("The session was ended early.")


def _given(form: Form, model: type[Any]) -> dict[str, Any]:
    """The fields of `model` that the form fills."""
    return {key: form[key] for key in model.model_fields if form.get(key)}


async def _static(name: str, kind: str, request: Request) -> Response:
    source = files(PACKAGE).joinpath("pages", name).read_text(encoding="utf-8")
    return Response(source, media_type=kind, headers=HEADERS)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(PACKAGE, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
