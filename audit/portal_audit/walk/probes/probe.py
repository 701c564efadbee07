"""What a probe is, and what it is given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

from portal_audit.browser import BrowserError
from portal_audit.evidence import Observation

if TYPE_CHECKING:
    from portal_audit.browser import CDPSession, Frame, Page
    from portal_audit.walk.probes.text import Text
    from portal_audit.walk.redact import Redactor


BROKEN = "the page's own scripts broke the answer"
"""A page may replace the browser's own functions: what comes back then is anything."""


class NotGathered(Exception):
    """A probe leaves a page out; the message says why."""


@dataclass(frozen=True, slots=True)
class View:
    """One page state, live, as a probe sees it."""

    page: Page
    cdp: CDPSession
    redactor: Redactor
    mask: str
    """Selector list of the parts with patient details; "" when there are none."""
    boxes_of_frames: Mapping[Frame, tuple[float, float]]
    """Left and top of each frame's content in the page, CSS pixels from the document's top left."""
    state: str
    """Id of the page state."""
    text: Text
    """What the `text` probe saw."""


class Probe(Protocol):
    """Reads one section of evidence from a live page; never judges, never changes the page."""

    section: str
    """The field of `PageState` it fills."""

    async def gather(self, view: View) -> dict[str, Any]:
        """The section (and fields that go with it), redacted, ready for `PageState`.

        Raises NotGathered when this page is left out.
        """
        ...


async def ask(frame: Frame, body: str, **args: Any) -> Any:
    """What a script answers in `frame`: a `.js` file of this folder, or a few lines of script.

    Shared functions (`shared`) stand before it; `args` is what it is given. The answer crosses as
    JSON text: Playwright's own way takes objects apart value by value and is three times as slow.
    Raises the browser's error when the frame is gone or answers nonsense.
    """
    return parsed(await frame.evaluate(_function(body), args))


def observation(seen: Mapping[str, Any], redactor: Redactor) -> Observation:
    """What a page's script saw, redacted."""
    return Observation(
        kind=str(seen["kind"]),
        target=redactor.text(str(seen.get("target", "")), 200),
        snippet=redactor.snippet(str(seen.get("snippet", ""))),
        box=seen.get("box"),
        frame=redactor.url(seen["frame"]) if seen.get("frame") else "",
        facts={
            key: redactor.text(value, 300) if isinstance(value, str) else value
            for key, value in seen.get("facts", {}).items()
        },
    )


def parsed(answer: Any) -> Any:
    """A page's answer in JSON text. Raises the browser's error when it is nonsense."""
    try:
        return json.loads(answer)
    except (TypeError, ValueError):
        raise BrowserError(BROKEN) from None


@cache
def _function(body: str) -> str:
    if body.endswith(".js"):
        body = read(body)
    return f"(args) => JSON.stringify((() => {{\n{shared()}\n{body}\n}})() ?? null)"


@cache
def shared() -> str:
    """The functions of `visible.js` and `page.js`."""
    return read("visible.js") + read("page.js")


@cache
def read(name: str) -> str:
    """The script `name` of this folder."""
    return files("portal_audit.walk.probes").joinpath(name).read_text(encoding="utf-8")


def shifted(box: dict[str, float] | None, by: tuple[float, float]) -> dict[str, float] | None:
    """A box of a frame in the coordinates of the page."""
    if box is None:
        return None
    return {**box, "x": round(box["x"] + by[0], 1), "y": round(box["y"] + by[1], 1)}
