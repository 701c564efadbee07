"""Who may come in: only the browser that opened the first address, only from pages of the desk.

Other web pages must not reach the desk (cross-site posts, DNS rebinding), and other programs that
can only see the address afterwards must not get in with it.
"""

from __future__ import annotations

import re
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
OPEN = "/open/"
"""What the first address begins with; the token follows."""
_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:\d{1,5})?")

NO_ENTRY = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The desk stays closed</title>
<link rel="stylesheet" href="/static/desk.css"></head>
<body><main class="alone"><h1>The desk stays closed</h1><p>{why}</p>
<p>Go to the window where you started the desk, end it with Ctrl-C, and start it again:
<code>portal-audit desk</code></p></main></body></html>
"""


class Guard:
    """Stands before the whole app and lets in who has the cookie."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self._app = app
        self._token = token
        self._session = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answer = self._refusal(Headers(scope=scope), scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await (answer or self._app)(scope, receive, guarded)

    def _refusal(self, headers: Headers, scope: Scope) -> Response | None:
        """The answer to who may not come in, or must be sent on; None for who may."""
        host = headers.get("host", "")
        if _HOST.fullmatch(host) is None or not _same_port(host, scope):
            return _no("This address is not the desk's own.", 421)
        if str(scope["path"]).startswith(OPEN):
            return self._first_visit(headers, scope)
        if str(scope["path"]).startswith("/static/"):
            return None  # the same for everybody
        if not self._has_cookie(headers, host):
            return _no("This browser has no key to it.", 403)
        if scope["method"] not in ("GET", "HEAD") and not _from_here(headers, host):
            return _no("This was sent by another page.", 403)
        return None

    def _first_visit(self, headers: Headers, scope: Scope) -> Response:
        said = str(scope["path"]).removeprefix(OPEN)
        known = self._token
        if scope["method"] != "GET" or not known or not _equal(said, known):
            return _no("This address was used before, or it is not complete.", 403)
        self._token = ""  # it stood in an address: it may have been seen
        answer = Response(status_code=303, headers={"Location": "/"})
        answer.set_cookie(
            _cookie_name(headers.get("host", "")),
            self._session,
            httponly=True,
            samesite="strict",
            path="/",
        )
        return answer

    def _has_cookie(self, headers: Headers, host: str) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        found = cookies.get(_cookie_name(host))
        return found is not None and _equal(found.value, self._session)


def _same_port(host: str, scope: Scope) -> bool:
    server = scope.get("server")
    said = host.partition(":")[2]
    return server is None or not said or int(said) == server[1]


def _from_here(headers: Headers, host: str) -> bool:
    """Whether a page of the desk sent this. Browsers say so themselves; pages cannot lie here.

    With `no-referrer` browsers send `Origin: null` even from here: then the other header decides.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin", "null")
    if origin == "null":
        return site == "same-origin"
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.netloc == host


def _cookie_name(host: str) -> str:
    """Cookies know no ports: two desks on one computer must not take each other's."""
    return f"portal_audit_desk_{host.partition(':')[2] or '80'}"


def _equal(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())


def _no(why: str, status: int) -> Response:
    return Response(NO_ENTRY.format(why=why), status_code=status, media_type="text/html")
