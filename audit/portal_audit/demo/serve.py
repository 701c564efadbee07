"""Serve the demo portal on this computer: two servers, as the card form is another company's."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal

import uvicorn
from starlette.applications import Starlette

from portal_audit.demo.account import DemoAccount
from portal_audit.demo.app import create_app, payment_app

START_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class DemoPortal:
    """A demo portal that is being served."""

    origin: str
    """`http://127.0.0.1:PORT`"""
    pay_origin: str
    """`http://localhost:PORT`: another site to a browser, so a real cross-origin frame."""
    edition: Literal["before", "after"]
    account: DemoAccount


@contextmanager
def serve_demo(
    edition: Literal["before", "after"] = "before",
    *,
    port: int = 0,
    account: DemoAccount | None = None,
) -> Iterator[DemoPortal]:
    """Serve one edition on 127.0.0.1 until the block ends; `port` 0 takes a free one.

    Raises OSError when the port is taken.
    """
    account = account or DemoAccount.random()
    with ExitStack() as stack:
        main = stack.enter_context(_listening(port))
        pay = stack.enter_context(_listening(0))
        pay_origin = f"http://localhost:{pay.getsockname()[1]}"
        stack.enter_context(_running(payment_app(edition), pay))
        stack.enter_context(_running(create_app(edition, account, pay_origin), main))
        yield DemoPortal(f"http://127.0.0.1:{main.getsockname()[1]}", pay_origin, edition, account)


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        yield listening
    finally:
        listening.close()


@contextmanager
def _running(app: Starlette, listening: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    end = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise OSError("the server did not start")
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)
