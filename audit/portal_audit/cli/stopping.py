"""Ctrl-C as an event, for commands that end by it."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress


def stopped_by_signals() -> asyncio.Event:
    """Set when the user presses Ctrl-C or the process is told to end. Call it in a running loop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM"):
        try:
            loop.add_signal_handler(getattr(signal, name), stop.set)
        except (NotImplementedError, RuntimeError):  # Windows
            with suppress(ValueError):  # not the main thread
                signal.signal(getattr(signal, name), lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop
