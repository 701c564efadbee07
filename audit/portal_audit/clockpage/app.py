"""The clock page: buttons whose answers take a known time, and the page's own record of them.

The record is the page's own code and shares nothing with the stopwatch: `window.truth` holds the
click event's time stamp and the time of the task after the frame that shows the answer, both in
milliseconds since 1970. Over a navigation the click's time travels in the session storage.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

IN_DOCUMENT = "Ask here"
"""Name of the button that asks the server and shows the answer in the same document."""
NAVIGATION = "Go on"
"""Name of the link to a page that the server holds back."""
ANSWER = "The answer is here"
"""Visible when the wait is over, on either way."""

MAX_DELAY_MS = 10_000
START_LIMIT_S = 10.0

_RECORD = """
const epoch = (ms) => performance.timeOrigin + ms;
const record = (inputAt) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    window.truth = { inputAt, paintedAt: epoch(performance.now()) };
  };
  channel.port2.postMessage(null);
});
"""

_START = """<!doctype html><html lang="en"><title>Clock page</title>
<main><h1>Clock page</h1>
<p><button type="button">{button}</button> <a href="/next?ms={ms}">{link}</a></p>
<div role="status"></div></main>
<script>{record}
document.querySelector("button").addEventListener("click", async (event) => {{
  const answer = await fetch("/wait?ms={ms}");
  document.querySelector("[role=status]").textContent = await answer.text();
  record(epoch(event.timeStamp));
}});
document.querySelector("a").addEventListener("click", (event) => {{
  sessionStorage.setItem("inputAt", String(epoch(event.timeStamp)));
}});
</script></html>"""

_NEXT = """<!doctype html><html lang="en"><title>Clock page, next</title>
<main><h1>Next page</h1><p>{answer}</p></main>
<script>{record}
record(Number(sessionStorage.getItem("inputAt")));
</script></html>"""


def _delay(request: Request) -> int:
    text = request.query_params.get("ms", "0")
    return min(int(text), MAX_DELAY_MS) if text.isdecimal() else 0


async def _start(request: Request) -> Response:
    page = _START.format(button=IN_DOCUMENT, link=NAVIGATION, ms=_delay(request), record=_RECORD)
    return HTMLResponse(page)


async def _wait(request: Request) -> Response:
    await asyncio.sleep(_delay(request) / 1000)
    return PlainTextResponse(ANSWER)


async def _next(request: Request) -> Response:
    await asyncio.sleep(_delay(request) / 1000)
    return HTMLResponse(_NEXT.format(answer=ANSWER, record=_RECORD))


def clock_app() -> Starlette:
    """The clock page as an ASGI app: `/?ms=300` has the buttons with a delay of 300 ms."""
    return Starlette(routes=[Route("/", _start), Route("/wait", _wait), Route("/next", _next)])


@contextmanager
def serve_clock() -> Iterator[str]:
    """Serve the clock page on a free port of this machine; gives its origin.

    Raises OSError when no port can be had, RuntimeError when the server does not start.
    """
    # A thread of its own: the delays must not wait for the walk's event loop.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(clock_app(), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            # The socket listens already: requests made before the server runs wait in its queue.
            host, port = listener.getsockname()[:2]
            yield f"http://{host}:{port}"
        finally:
            server.should_exit = True
            thread.join(START_LIMIT_S)
