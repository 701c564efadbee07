"""One request to the desk, and the answers that its pages give."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from portal_audit.desk.forms import LARGEST, Form
from portal_audit.desk.portal_files import PortalFile, in_plain_words, portal_files
from portal_audit.desk.runs import Run
from portal_audit.errors import FileProblem, PortalAuditError

if TYPE_CHECKING:
    from portal_audit.desk.app import Desk

PACKAGE = "portal_audit.desk"
SAID = {
    "saved": "The portal is saved.",
    "stored": "The test account is stored in the keyring of this computer.",
    "removed": "The test account was removed.",
    "variables": "The portal now looks for its test account in environment variables.",
    "answered": "Your answers are kept, and the scorecard is made anew.",
    "stopping": "The work is being stopped. What was done so far is kept.",
}
"""What a page says after something was done; addresses carry the key only."""


class NotHere(Exception):
    """There is no such page."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, and what its page needs to answer."""

    desk: Desk
    request: Request
    form: Form

    @property
    def sent(self) -> bool:
        """Whether a form was sent."""
        return self.request.method == "POST"

    def files(self) -> dict[str, PortalFile]:
        return portal_files(self.desk.folder)

    def portal_file(self) -> PortalFile:
        """The portal of the address; raises NotHere."""
        file = self.files().get(self.request.path_params["portal"])
        if file is None:
            raise NotHere
        return file

    def run(self) -> Run:
        """The run of the address; raises NotHere."""
        params = self.request.path_params
        run = self.desk.runs.find(params["portal"], params["run"])
        if run is None:
            raise NotHere
        return run

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page of the desk."""
        about = {
            "csrf": self.desk.csrf,
            "running": self.desk.bench.running,
            "folder": self.desk.folder,
            "room": self.request.url.path.strip("/").partition("/")[0] or "portals",
            "said": SAID.get(self.request.query_params.get("said", ""), ""),
        }
        return HTMLResponse(self.part(template, **about | values), status_code=status)

    def part(self, template: str, **values: Any) -> str:
        """The HTML of a template."""
        return _environment().get_template(template).render(**values)

    def problem(self, problem: PortalAuditError) -> Response:
        """What went wrong and what to do about it, as a page."""
        return self.page("problem.html", 422, what=told(problem), remedy=_remedy(problem))


def told(problem: PortalAuditError) -> str:
    """What went wrong, without folders and words of programmers."""
    return in_plain_words(problem) if isinstance(problem, FileProblem) else problem.what


def _remedy(problem: PortalAuditError) -> str:
    return "" if isinstance(problem, FileProblem) else problem.remedy


def go(*parts: str, said: str = "") -> Response:
    """Send the browser to another page."""
    return RedirectResponse(address(*parts) + (f"?said={said}" if said else ""), status_code=303)


def address(*parts: str) -> str:
    return "/" + "/".join(quote(part, safe="") for part in parts)


Handler = Callable[[Visit], Response]


def page(handler: Handler) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """The endpoint for a handler, which may read files: it works beside the loop."""

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        visit = Visit(desk, request, Form())
        if request.method == "POST":
            body = b""
            async for piece in request.stream():
                body += piece
                if len(body) > LARGEST:
                    return _too_much(visit)
            visit = Visit(desk, request, Form.read(body))
            if not desk.is_own_form(visit.form):
                return visit.page(
                    "problem.html",
                    403,
                    what="This form is not of this desk, or it is too old.",
                    remedy="Go back, load the page again, and send it once more.",
                )
        return await run_in_threadpool(_answered, handler, visit)

    return endpoint


def _answered(handler: Handler, visit: Visit) -> Response:
    try:
        return handler(visit)
    except NotHere:
        return visit.page(
            "problem.html", 404, what="There is no such page.", remedy="Go back to the portals."
        )
    except PortalAuditError as problem:
        return visit.problem(problem)
    except OSError as problem:
        what = f"A file or folder cannot be used: {problem.strerror or 'unknown reason'}."
        remedy = "Is the disk full, or the folder moved? Mend it, then try again."
        return visit.page("problem.html", 500, what=what, remedy=remedy)
    except Exception as problem:
        # Only its kind: the words of an unknown error may hold what was typed.
        what = f"This is a fault in Portal Audit itself ({type(problem).__name__})."
        return visit.page("problem.html", 500, what=what, remedy="Please report it.")


def _too_much(visit: Visit) -> Response:
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return visit.page("problem.html", status, what="That is too much text.", remedy="Shorten it.")


def static(name: str) -> str:
    """A style sheet or script of the desk."""
    return files(PACKAGE).joinpath("static", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["address"] = address
    return environment
