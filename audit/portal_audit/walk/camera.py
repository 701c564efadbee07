"""Takes the evidence of a page state: names it, and probes it if nobody has yet."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from portal_audit.browser import BrowserError
from portal_audit.evidence import PageState
from portal_audit.evidence.model import StateKind
from portal_audit.walk.classify import classify
from portal_audit.walk.probes import (
    BROKEN,
    LAST,
    READERS,
    SHOT,
    NotGathered,
    Text,
    View,
    read_text,
    take_picture,
)
from portal_audit.walk.recorder import Recorder
from portal_audit.walk.redact import Redactor
from portal_audit.walk.tab import Tab

PROBE_LIMIT_S = 15.0
"""A page that keeps a probe longer than this goes without that section."""


@dataclass(slots=True)
class StateBook:
    """Ids of the page states that are stored or being probed, over all walks of a run."""

    known: set[str] = field(default_factory=set)
    paths: set[tuple[str, str]] = field(default_factory=set)
    """Addresses somebody has been to, with the rendering."""
    signed_in: set[str] = field(default_factory=set)
    """Those of them that only a signed-in patient sees."""
    examined: set[str] = field(default_factory=set)
    """Paths of pages that somebody has looked at more closely."""

    def claim(self, state: str) -> bool:
        """True for the first who asks: that one probes."""
        if state in self.known:
            return False
        self.known.add(state)
        return True

    def release(self, state: str) -> None:
        """Probing failed: the next walk may try."""
        self.known.discard(state)


@dataclass(slots=True)
class _Look:
    """A page state as it was read, not yet kept."""

    view: View
    url: str
    path: str
    digest: str
    sections: dict[str, Any] | None = None
    """What its probes found; None when the state was known already."""


class Camera:
    """Takes states of one walk."""

    def __init__(
        self,
        rendering: str,
        mask: str,
        signs_out: Sequence[re.Pattern[str]],
        redactor: Redactor,
        recorder: Recorder,
        book: StateBook,
        *,
        all_are_pages: bool = False,
    ) -> None:
        self._rendering = rendering
        self._signs_out = signs_out
        self._mask = mask
        self._redactor = redactor
        self._recorder = recorder
        self._book = book
        self._all_are_pages = all_are_pages
        self.states: list[PageState] = []
        self.addresses: dict[str, str] = {}
        """State id -> the address as the browser shows it; secret, for this walk alone."""
        self.pictures: dict[str, bytes] = {}
        self.last_text: Text | None = None
        """What could be read at the last capture."""
        self.last_kind: StateKind = "page"
        """Whether that was a page at all."""

    async def capture(self, tab: Tab) -> str | None:
        """Id of the page state that is shown once the page rests; None when there is no page.

        Probes it when it is new to this run in this rendering.
        """
        if tab.fenced and tab.did_not_open:
            return None  # our own fence, not a page of the portal
        if tab.shows_pdf:
            return None  # the browser's reader
        await tab.full_speed()
        look = await tab.read_at_rest(lambda: self._look(tab))
        return await self._keep(tab, look) if look else None

    async def _look(self, tab: Tab) -> _Look:
        """Name the state; when it is new, all that can be read without touching the page."""
        frames = await tab.frames()
        url = self._redactor.url(tab.page.url)
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"#{parts.fragment}" if parts.fragment else "")
        # On a page nobody has been to, the picture need not wait until the state has its name.
        early = None
        if (path, self._rendering) not in self._book.paths:
            early = asyncio.create_task(take_picture(tab.cdp, list(frames), self._mask))
        try:
            text = await read_text(frames, self._mask, self._redactor)
            digest = text.digest(path)
            state = f"{digest}-{self._rendering}"
            view = View(tab.page, tab.cdp, self._redactor, self._mask, frames, state, text)
            look = _Look(view, url, path, digest)
            if state not in self._book.known:
                await self._read(look, early)
        except BaseException:
            if early is not None:
                early.cancel()
                await asyncio.wait({early})  # until what it has covered is uncovered
            raise
        if early is not None and look.sections is None:
            await asyncio.wait({early})
            early.exception()  # a known state after all: nobody needs the picture
        return look

    async def _keep(self, tab: Tab, look: _Look) -> str:
        """Write the state down, and finish probing it if nobody has."""
        view, text = look.view, look.view.text
        self.last_text = text
        status = tab.document.status if tab.document else None
        self.last_kind = classify(
            text,
            url=tab.page.url,
            status=status,
            expected_signed_in=self._recorder.signed_in and not self._offers_sign_out(text),
        )
        if self._all_are_pages and not tab.did_not_open and (status or 200) < 400:
            self.last_kind = "page"
        self._recorder.visited(view.state, look.path, text.heading)
        self._book.paths.add((look.path, self._rendering))
        if not self._book.claim(view.state):
            return view.state
        try:
            if look.sections is None:
                await self._read(look)
            for probe in LAST:
                await self._add(look, (probe.section, probe.gather(view)))
        except BaseException:
            self._book.release(view.state)
            raise
        sections = look.sections or {}
        if picture := sections.pop("shot", None):
            name = f"evidence/shots/{view.state}.webp"
            self.pictures[name] = await picture
            sections["shot"] = name
        document = await self._document(tab)
        signed_in = any(
            pattern.search(control["name"])
            for control in sections.get("controls", ())
            for pattern in self._signs_out
        )
        if signed_in:
            self._book.signed_in.add(view.state)
        self.addresses[view.state] = tab.page.url
        self.states.append(
            PageState.model_validate(
                {
                    "digest": look.digest,
                    "rendering": self._rendering,
                    "url": look.url,
                    "path": look.path,
                    "title": text.title,
                    "heading": text.heading,
                    "lang": text.lang,
                    "kind": self.last_kind,
                    "signed_in": signed_in,
                    "blocks": text.blocks,
                    "viewport": _size(tab),
                    "page_size": text.size,
                    **document,
                    **sections,
                }
            )
        )
        return view.state

    def _offers_sign_out(self, text: Text) -> bool:
        words = [block["text"] for block in text.blocks if block["kind"] in ("link", "button")]
        return any(pattern.search(each) for each in words for pattern in self._signs_out)

    async def _read(self, look: _Look, early: asyncio.Task[dict[str, Any]] | None = None) -> None:
        """What can be read without touching the page; `early` is its picture, if it is taken."""
        look.sections = {"missing": {}}
        picture = early or SHOT.gather(look.view)
        await self._add(
            look, *((p.section, p.gather(look.view)) for p in READERS), ("shot", picture)
        )

    async def _add(self, look: _Look, *gathered: tuple[str, Awaitable[dict[str, Any]]]) -> None:
        """Put sections in, all at once; one that fails is noted and costs only itself."""
        assert look.sections is not None
        for found in await asyncio.gather(
            *(self._section(look.view, section, answer) for section, answer in gathered)
        ):
            look.sections["missing"] |= found.pop("missing", {})
            look.sections.setdefault("observations", []).extend(found.pop("observations", ()))
            look.sections |= found

    async def _section(
        self, view: View, section: str, answer: Awaitable[dict[str, Any]]
    ) -> dict[str, Any]:
        try:
            async with asyncio.timeout(PROBE_LIMIT_S):
                return await answer
        except TimeoutError:
            reason = f"it took longer than {PROBE_LIMIT_S:.0f} seconds"
        except NotGathered as why:
            reason = str(why)
        except (AttributeError, KeyError, TypeError, ValueError):
            reason = BROKEN
        except BrowserError as problem:
            if view.page.is_closed():
                raise
            reason = (str(problem).strip().splitlines() or ["failed"])[0]
        return {"missing": {section: self._redactor.text(reason, 200)}}

    async def _document(self, tab: Tab) -> dict[str, Any]:
        """Status and headers of the document shown; unknown when no response belongs to it."""
        response = tab.document
        if response is None:
            return {"status": None, "headers": None}
        try:
            headers = await response.all_headers()
        except BrowserError:
            return {"status": response.status, "headers": None}
        kept = {
            name.casefold(): self._redactor.text(value, 1_000)
            for name, value in list(headers.items())[:80]
            if name.casefold() != "set-cookie"
        }
        return {"status": response.status, "headers": kept}


def _size(tab: Tab) -> tuple[int, int]:
    size = tab.page.viewport_size
    return (size["width"], size["height"]) if size else (0, 0)
