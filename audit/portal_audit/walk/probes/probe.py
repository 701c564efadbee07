"""What a probe is, and what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from portal_audit.browser import CDPSession, Frame, Page
    from portal_audit.walk.probes.text import Text
    from portal_audit.walk.redact import Redactor


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

    @property
    def needs_cover(self) -> bool:
        """Whether something must be painted over before a picture is taken."""
        return bool(self.mask or self.text.fields)


class Probe(Protocol):
    """Reads one section of evidence from a live page; never judges, never changes the page."""

    section: str
    """The field of `PageState` it fills."""

    async def gather(self, view: View) -> dict[str, Any]:
        """The section (and fields that go with it), redacted, ready for `PageState`.

        Raises NotGathered when this page is left out.
        """
        ...


@cache
def script(name: str) -> str:
    """A probe's script with the shared functions before it, as one function of `args`."""
    return with_shared(_read(name))


def with_shared(body: str) -> str:
    """The same for a few lines."""
    return f"(args) => {{\n{_read('page.js')}\n{body}\n}}"


@cache
def _read(name: str) -> str:
    return files("portal_audit.walk.probes").joinpath(name).read_text(encoding="utf-8")


def shifted(box: dict[str, float] | None, by: tuple[float, float]) -> dict[str, float] | None:
    """A box of a frame in the coordinates of the page."""
    if box is None:
        return None
    return {**box, "x": round(box["x"] + by[0], 1), "y": round(box["y"] + by[1], 1)}
