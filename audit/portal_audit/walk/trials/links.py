"""Which links of the walked pages lead nowhere (check KU-01).

Asks for each address once, two at a time, never outside the portal's hosts and never for one that
might do something. Links whose query is not known (evidence keeps no query values) are left out.

Facts: `asked` how many; `left_out` how many were not asked for. Observations of kind `broken-link`
with the facts `href`, `name`, `page`, `status` (0: no answer).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from portal_audit.browser import BrowserContext, BrowserError
from portal_audit.evidence import Control, Observation, PageState
from portal_audit.portal import is_loopback
from portal_audit.walk.probes.probe import ask
from portal_audit.walk.trials.trial import Bench, Told, Visit

AT_ONCE = 2
MOST = 150
ANSWER_S = 10.0
MOST_REDIRECTS = 5
MOST_PAGES = 20
"""Opened again to see whether a broken link still stands there."""
HREFS = "return [...document.querySelectorAll('a[href], area[href]')].map((a) => a.href);"
BROKEN = frozenset({404, 410})
DOES = re.compile(
    r"(sign|log)[-_ ]?(out|off)|delet|remov|cancel|unsubscri|confirm|approv|accept|declin"
    r"|pay(ment)?\b|send|renew|refill|archiv|download|export|print|revok|stop|end\b|cerrar|salir|borrar",
    re.IGNORECASE,
)
"""Names and addresses of links that might do something when they are only asked for."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was first seen."""

    url: str
    name: str
    state: PageState
    control: Control


class Links:
    name = "links"
    words = "following the links"
    after: tuple[str, ...] = ("wrong-password",)

    def wanted(self, bench: Bench) -> bool:
        return any(state.controls for state in bench.states)

    async def make(self, bench: Bench) -> Told:
        links, left_out = chosen(bench)
        found: list[Observation] = []
        public = [link for link in links if not link.state.signed_in]
        private = [link for link in links if link.state.signed_in]
        if public:
            async with bench.visit() as visit:
                found += await _broken(bench, visit, public)
        if private and bench.portal.account:
            async with bench.signed_in() as visit:
                found += await _broken(bench, visit, private)
        return Told({"asked": float(len(links)), "left_out": float(left_out)}, found)


def chosen(bench: Bench) -> tuple[list[Link], int]:
    """The links to ask for, each address once, and how many were left out."""
    links: dict[str, Link] = {}
    left_out: set[str] = set()
    for link in _links(bench.states):
        parts = urlsplit(link.url)
        if parts.scheme not in ("http", "https") or link.url in links:
            continue
        if (parts.hostname or "").casefold() not in bench.portal.allowed_hosts:
            continue
        unsafe = DOES.search(link.name) or DOES.search(parts.path)
        if unsafe or parts.query or len(links) >= MOST:
            left_out.add(link.url)
        else:
            links[link.url] = link
    return list(links.values()), len(left_out)


def _links(states: Sequence[PageState]) -> Iterator[Link]:
    """Every link; public pages first, so that an address of both is asked for as by a visitor."""
    for state in sorted(states, key=lambda s: (s.signed_in, s.id)):
        for control in state.controls or ():
            if control.href and not control.frame and state.kind == "page":
                url = urljoin(state.url, control.href).split("#")[0]
                yield Link(url, control.name, state, control)


async def _broken(bench: Bench, visit: Visit, links: Sequence[Link]) -> list[Observation]:
    few = asyncio.Semaphore(AT_ONCE)

    async def one(link: Link) -> tuple[Link, Observation] | None:
        async with few:
            status = await _status(bench, visit.context, link.url)
        if status is None or not (status in BROKEN or status == 0 or status >= 500):
            return None
        seen = Observation(
            kind="broken-link",
            target=link.control.target,
            snippet=link.name[:300],
            box=link.control.box,
            facts={
                "href": link.url,
                "name": link.name,
                "page": link.state.id,
                "status": float(status),
            },
        )
        return link, seen

    broken = [each for each in await asyncio.gather(*map(one, links)) if each is not None]
    return await _still_there(visit, broken)


async def _still_there(
    visit: Visit, broken: Sequence[tuple[Link, Observation]]
) -> list[Observation]:
    """Those whose page still shows the link: what a walk cancelled has no page any more."""
    kept: list[Observation] = []
    shown: dict[str, set[str]] = {}
    for link, seen in broken:
        page = link.state.url
        if page not in shown and len(shown) < MOST_PAGES:
            await visit.go(page)
            hrefs = await ask(visit.tab.page.main_frame, HREFS)
            shown[page] = {str(href).split("#")[0] for href in hrefs}
        if link.url in shown.get(page, ()):
            kept.append(seen)
    return kept


async def _status(bench: Bench, context: BrowserContext, url: str) -> int | None:
    """What the address answers in the end; 0: nothing; None: it led off the portal's hosts."""
    method = "HEAD"
    for _ in range(MOST_REDIRECTS + 1):
        parts = urlsplit(url)
        host = (parts.hostname or "").casefold()
        if host not in bench.portal.allowed_hosts or DOES.search(parts.path):
            return None
        if not is_loopback(host):
            await bench.around.pace.turn()
        try:
            answer = await context.request.fetch(
                url, method=method, max_redirects=0, timeout=ANSWER_S * 1000
            )
        except BrowserError:
            return 0
        try:
            status, to = answer.status, answer.headers.get("location", "")
        finally:
            await answer.dispose()
        if method == "HEAD" and status >= 400:
            method = "GET"  # some servers answer HEAD with an error
        elif 300 <= status < 400 and to:
            url = urljoin(url, to)
        else:
            return status
    return None


LINKS = Links()
