"""One browser for all tests of a process: to start one for each takes longer than most of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from portal_audit.browser import Browser, Page, open_browser
from portal_audit.walk.probes.axe import current_axe

T = TypeVar("T")


@dataclass(slots=True)
class _Shared:
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    browser: Browser | None = None


_shared = _Shared()


def with_browser(work: Callable[[Browser], Awaitable[T]]) -> T:
    """What `work` makes of the shared browser; it is to close the contexts that it opens."""

    async def run() -> T:
        if _shared.browser is None or not _shared.browser.is_connected():
            opened = open_browser(closed_world=True)
            _shared.browser = await _shared.stack.enter_async_context(opened)
        return await work(_shared.browser)

    return _shared.runner.run(run())


@asynccontextmanager
async def borrowed(**_options: Any) -> AsyncIterator[Browser]:
    """Stands in for `open_browser` within `with_browser`: the shared one, left open."""
    assert _shared.browser is not None
    yield _shared.browser


def close_browser() -> None:
    """At the end of all tests."""
    if _shared.browser is not None:
        _shared.runner.run(_shared.stack.aclose())
        _shared.browser = None
    _shared.runner.close()


async def axe_violations(page: Page) -> list[str]:
    """What axe finds on a page of ours, target size included: rule and element."""
    await page.evaluate(current_axe().axe_script)
    found: list[str] = await page.evaluate(
        "async () => (await axe.run({rules: {'target-size': {enabled: true}}})).violations"
        ".flatMap((v) => v.nodes.map((n) => `${v.id} ${n.target}`))"
    )
    return found
