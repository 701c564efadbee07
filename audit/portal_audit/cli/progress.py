"""Tells the user how the run is going: a live bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from portal_audit.evidence import Walk
from portal_audit.pipeline import Silent

SIGNS = {
    "done": "✓",
    "failed": "✗",
    "refused": "✗",
    "broken": "✗",
    "blocked": "–",
    "not-offered": "–",
    "not-tested": "?",
}


def say(message: str) -> None:
    """A line for the user. Results go to stdout, everything else here, to stderr."""
    print(message, file=sys.stderr, flush=True)


class Lines:
    """One plain line as each walk ends: for CI and logs."""

    def __init__(self) -> None:
        self._walks = 0
        self._ended = 0

    def say(self, message: str) -> None:
        say(message)

    def planned(self, walks: int) -> None:
        self._walks = walks
        self.say(f"{walks} walks planned.")

    def started(self, walk: str) -> None: ...

    def ended(self, walk: Walk) -> None:
        self._ended += 1
        self.say(f"[{self._ended}/{self._walks}] {_line(walk)}")


class Bar:
    """A live bar with what is being walked now."""

    def __init__(self, console: Console, progress: Progress) -> None:
        self._console = console
        self._progress = progress
        self._task = progress.add_task("Starting the browser", total=None)
        self._now: list[str] = []

    def say(self, message: str) -> None:
        self._console.print(escape(message), style="dim")

    def planned(self, walks: int) -> None:
        self._progress.update(self._task, total=walks)

    def started(self, walk: str) -> None:
        self._now.append(walk)
        self._show()

    def ended(self, walk: Walk) -> None:
        if walk.id in self._now:
            self._now.remove(walk.id)
        style = "green" if walk.status == "done" else "red"
        self._console.print(escape(_line(walk)), style=style, highlight=False)
        self._progress.advance(self._task)
        self._show()

    def _show(self) -> None:
        names = ", ".join(name.rsplit("--", 1)[0].replace("--", " / ") for name in self._now)
        self._progress.update(self._task, description=f"Walking {names}" if names else "Walking")


def _line(walk: Walk) -> str:
    said = f"{SIGNS[walk.status]} {walk.scenario} / {walk.audience}"
    if walk.repeat > 1:
        said += f" (try {walk.repeat})"
    said += f": {walk.status}, {walk.seconds:.1f} s"
    return f"{said}. {walk.reason}" if walk.reason else said


def plain() -> bool:
    """Whether output must do without control characters."""
    return bool(os.environ.get("CI")) or not sys.stderr.isatty()


@contextmanager
def progress(quiet: bool) -> Iterator[Silent | Lines | Bar]:
    """The progress display that fits where we are."""
    if quiet:
        yield Silent()
    elif plain():
        yield Lines()
    else:
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            yield Bar(console, bar)
