"""The connection itself (check TR-01): the certificate, and where plain http leads.

Facts: `protocol`, `days_left` of the certificate, `issuer`; `http` what http answers: `redirects`
(to https, same host), `elsewhere` (first to another place), `open` (a page in the clear), `closed`.
"""

from __future__ import annotations

import time
from urllib.parse import urljoin, urlsplit

from portal_audit.browser import BrowserContext, BrowserError
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.trials.trial import Bench, Facts, Told
from portal_audit.walk.visit import close, new_context

ANSWER_S = 10.0
DAY_S = 24 * 60 * 60


class Connection:
    name = "connection"
    words = "looking at the connection"
    after: tuple[str, ...] = ()

    def wanted(self, bench: Bench) -> bool:
        return not bench.portal.is_local

    async def make(self, bench: Bench) -> Told:
        context = await new_context(bench.browser, bench.portal, DESKTOP)
        try:
            return Told(await connection_of(context, bench.portal.start))
        finally:
            await close(context)


async def connection_of(context: BrowserContext, start: str) -> Facts:
    """What is known of the connection to the address `start`."""
    facts: Facts = {}
    parts = urlsplit(start)
    if parts.scheme == "https":
        page = await context.new_page()
        answer = await page.goto(start, wait_until="commit")
        details = await answer.security_details() if answer else None
        if details:
            facts["protocol"] = str(details.get("protocol", ""))
            facts["issuer"] = str(details.get("issuer", ""))
            if valid_to := details.get("validTo"):
                facts["days_left"] = round((float(valid_to) - time.time()) / DAY_S, 1)
    facts["http"] = await _plain_http(context, f"http://{parts.hostname}/")
    return facts


async def _plain_http(context: BrowserContext, url: str) -> str:
    try:
        answer = await context.request.get(url, max_redirects=0, timeout=ANSWER_S * 1000)
    except BrowserError:
        return "closed"
    to = urlsplit(urljoin(url, answer.headers.get("location", "")))
    if not 300 <= answer.status < 400:
        return "open" if answer.ok else "closed"
    same = to.scheme == "https" and to.hostname == urlsplit(url).hostname
    return "redirects" if same else "elsewhere"


CONNECTION = Connection()
