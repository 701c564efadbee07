"""What an exam is, and the copy of a page that it is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from portal_audit.browser import CDPSession, Frame, Page
from portal_audit.walk.probes.probe import ask
from portal_audit.walk.tab import Tab

Seen = dict[str, Any]
"""An observation as it comes from the page: `kind`, `facts`, `target`, `snippet`, `box`. Not yet
redacted; in the page, `seen(kind, element, facts)` of `page.js` makes one."""

OPEN_S = 15.0


@dataclass(slots=True)
class Copy:
    """A page opened once more by its address, to be touched.

    It is frozen: it can neither be left nor send anything (`tab.tried` tells what it wanted to).
    In its documents `watched.js` has run before the page's own scripts.
    """

    tab: Tab
    url: str
    touched: bool = False
    """Something on it may be otherwise than when it came."""

    @property
    def page(self) -> Page:
        return self.tab.page

    @property
    def cdp(self) -> CDPSession:
        return self.tab.cdp

    @property
    def main(self) -> Frame:
        return self.tab.page.main_frame

    async def open(self) -> None:
        """Load it anew, wait until it rests, and freeze it."""
        await self.tab.thaw()
        await self.page.goto(self.url, wait_until="commit", timeout=OPEN_S * 1000)
        await self.tab.settle()
        await self.tab.freeze()
        self.touched = False

    async def ask(self, body: str, **args: Any) -> Any:
        """What a script answers in the main document; see `probes.probe.ask`."""
        return await ask(self.main, body, **args)


class Exam(Protocol):
    """Touches the copy of a page and tells what came of it; never judges.

    One that may leave the copy changed says so in `copy.touched`: the next gets a fresh one.
    """

    name: str

    async def examine(self, copy: Copy) -> list[Seen]:
        """What was seen. Raises NotGathered when this page is left out."""
        ...


@cache
def script(name: str) -> str:
    """The script `name`.js beside the exams."""
    return files("portal_audit.walk.exam").joinpath(f"{name}.js").read_text(encoding="utf-8")


def watching() -> str:
    """The script that runs in a copy before the page's own: it notes listeners and timers."""
    return script("watched")
