"""Writes down what happens on a walk. Everything passes the redactor here, and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from portal_audit.browser import BrowserContext, BrowserCookie, BrowserRequest, BrowserResponse
from portal_audit.evidence import Cookie, Event, Paper, Request, StepRecord, Walk
from portal_audit.evidence.model import EventKind, WalkStatus
from portal_audit.walk.papers import read_paper
from portal_audit.walk.redact import Redactor

MOST_REQUESTS = 2_000
MOST_EVENTS = 100


class Recorder:
    """One walk's notebook."""

    def __init__(self, redactor: Redactor, context: BrowserContext) -> None:
        self._redactor = redactor
        self._steps: list[StepRecord] = []
        self._states: list[str] = []
        self._pages: set[tuple[str, str]] = set()
        self._paths: dict[str, str] = {}
        self._events: list[Event] = []
        self._papers: list[Paper] = []
        self._requests: list[tuple[BrowserRequest, str, bool]] = []
        self._responses: dict[BrowserRequest, BrowserResponse] = {}
        self._failures: dict[BrowserRequest, str] = {}
        self._session_cookies: set[str] = set()
        self.signed_in = False
        """Whether requests made from now on come from a signed-in page."""
        self.ended = False
        """Nothing that happens from now on belongs to the walk."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._request_failed)

    # --- requests ---

    def _request(self, request: BrowserRequest) -> None:
        # Neither `data:` nor what the browser asks itself for, as its reader of PDFs does.
        asked = request.url.startswith(("http:", "https:", "ws:", "wss:"))
        if asked and not self.ended and len(self._requests) < MOST_REQUESTS:
            self._requests.append((request, self._asking_page(request), self.signed_in))

    def _asking_page(self, request: BrowserRequest) -> str:
        try:
            page = request.frame.page
            return request.url if request.is_navigation_request() else page.url
        except Exception:  # a service worker's request, or a frame already gone, has no page
            return ""

    def _response(self, response: BrowserResponse) -> None:
        self._responses[response.request] = response

    def _request_failed(self, request: BrowserRequest) -> None:
        self._failures[request] = request.failure or "failed"

    def document_at(self, url: str) -> BrowserResponse | None:
        """The last document that came from this address, in whatever tab."""
        for request, response in reversed(self._responses.items()):
            if request.is_navigation_request() and request.url == url:
                return response
        return None

    @property
    def activity(self) -> int:
        """Grows with every request and event: the same number twice means that nothing happened."""
        return len(self._requests) + len(self._events)

    @property
    def last_state(self) -> str:
        """Id of the page state last seen; "" before the first."""
        return self._states[-1] if self._states else ""

    # --- what happened ---

    def step(self, record: StepRecord) -> None:
        found = record.found
        if found is not None:
            found = found.model_copy(
                update={
                    "name": self._redactor.text(found.name, 120),
                    "frame": self._redactor.url(found.frame) if found.frame else "",
                }
            )
        self._steps.append(
            record.model_copy(
                update={
                    "found": found,
                    "words": self._redactor.text(record.words, 300),
                    "reason": self._redactor.text(record.reason, 500),
                }
            )
        )

    def visited(self, state: str, path: str, heading: str) -> None:
        if not self._states or self._states[-1] != state:
            self._states.append(state)
        self._pages.add((path, heading))
        self._paths[state] = path

    def note(self, kind: EventKind, text: str, url: str) -> None:
        if not self.ended and len(self._events) < MOST_EVENTS:
            self._events.append(
                Event(
                    kind=kind,
                    text=self._redactor.text(text, 300),
                    page=urlsplit(self._redactor.url(url)).path,
                )
            )

    def paper(self, content: bytes, name: str, url: str) -> None:
        """Keep what kind of PDF this is; not the file, which is the patient's."""
        path = urlsplit(self._redactor.url(url)).path
        paper = read_paper(content, self._redactor.text(name, 120), path)
        if paper is not None:
            self._papers.append(paper)

    def session_began(
        self, before: Iterable[BrowserCookie], after: Iterable[BrowserCookie]
    ) -> None:
        """Cookies that are new or changed since before the sign-in keep the patient signed in."""
        old = {(c.get("name"), c.get("value")) for c in before}
        self._session_cookies |= {
            str(c.get("name"))
            for c in after
            if c.get("httpOnly") or c.get("expires", -1) == -1
            if (c.get("name"), c.get("value")) not in old
        }

    # --- the end ---

    def finish(
        self,
        *,
        walk_id: str,
        scenario: str,
        audience: str,
        repeat: int,
        status: WalkStatus,
        reason: str,
        stopped: bool,
        started: datetime,
        cookies: Iterable[BrowserCookie],
        session_cookies: frozenset[str],
        signed_in_states: Collection[str],
        cpu_slowdown: float | None,
    ) -> Walk:
        now = datetime.now(UTC)
        # The page that signing in leads to is asked for before we know that it worked.
        private = {path for state, path in self._paths.items() if state in signed_in_states}
        named = self._session_cookies | session_cookies
        return Walk(
            id=walk_id,
            scenario=scenario,
            audience=audience,
            repeat=repeat,
            status=status,
            reason=self._redactor.text(reason, 500),
            stopped_before_commit=stopped,
            cpu_slowdown=cpu_slowdown,
            started=started.isoformat(timespec="seconds"),
            seconds=round((now - started).total_seconds(), 3),
            steps=tuple(self._steps),
            states=tuple(self._states),
            pages=len(self._pages),
            requests=tuple(self._as_evidence(*entry, private) for entry in self._requests),
            cookies=tuple(self._cookie(c, named, now) for c in cookies),
            events=tuple(self._events),
            papers=tuple(self._papers),
        )

    @property
    def session_cookies(self) -> frozenset[str]:
        return frozenset(self._session_cookies)

    def _as_evidence(
        self, request: BrowserRequest, page: str, signed_in: bool, private: Collection[str]
    ) -> Request:
        path = urlsplit(self._redactor.url(page)).path if page else ""
        failure = self._failures.get(request, "")
        response = self._responses.get(request)
        return Request(
            url=self._redactor.url(request.url),
            host=(urlsplit(request.url).hostname or "").casefold(),
            method=request.method,
            resource=request.resource_type,
            status=response.status if response else None,
            failure=self._redactor.text(failure, 100),
            page=path,
            signed_in=signed_in or path in private,
            blocked="BLOCKED_BY_CLIENT" in failure,
        )

    def _cookie(self, cookie: BrowserCookie, session: set[str], now: datetime) -> Cookie:
        expires = cookie.get("expires", -1)
        return Cookie(
            name=self._redactor.text(str(cookie.get("name")), 100),
            domain=str(cookie.get("domain")),
            path=str(cookie.get("path")),
            secure=bool(cookie.get("secure")),
            http_only=bool(cookie.get("httpOnly")),
            same_site=cookie.get("sameSite", "") or "",
            lifetime_s=None if expires == -1 else round(float(expires) - now.timestamp()),
            session=str(cookie.get("name")) in session,
        )
