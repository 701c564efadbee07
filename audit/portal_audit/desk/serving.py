"""Serves the desk on this computer until it is told to end."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from portal_audit.desk.app import Desk, create_desk
from portal_audit.errors import UsageProblem

START_SECONDS = 10.0
SWITCH_SECONDS = 0.0005
"""Python lets an audit that computes keep pages waiting ten times as long at each turn."""


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is open."""

    desk: Desk
    first: str
    """The address that opens it, once."""


@contextmanager
def serve_desk(folder: Path, port: int = 0) -> Iterator[Served]:
    """The desk on 127.0.0.1; `port` 0 takes a free one.

    Raises UsageProblem when the port is taken.
    """
    app, desk, path = create_desk(folder)
    listening = socket.socket()
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as problem:
            raise UsageProblem(
                f"Port {port} cannot be used: {problem.strerror or problem}.",
                "Leave --port out: then a free one is taken.",
            ) from None
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listening]}, name="desk", daemon=True
        )
        thread.start()
        end = time.monotonic() + START_SECONDS
        while not server.started:
            if not thread.is_alive() or time.monotonic() > end:
                raise UsageProblem("The desk could not be opened.", "Start it once more.")
            time.sleep(0.01)
        try:
            yield Served(desk, f"http://127.0.0.1:{listening.getsockname()[1]}{path}")
        finally:
            server.should_exit = True
            thread.join(timeout=5)
    finally:
        listening.close()
        sys.setswitchinterval(before)
