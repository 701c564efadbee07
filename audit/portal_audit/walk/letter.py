"""How the HTML of a mail is shown: in a real browser that can reach nobody and runs no script.

As most mail programs show it at first: with the pictures that came with it, without those that
would have to be asked for. Nothing is taken out of the HTML; the browser is forbidden to act on it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from portal_audit.browser import Browser, BrowserContext, BrowserError, BrowserRoute
from portal_audit.evidence import PageState
from portal_audit.walk.audiences.audience import Audience
from portal_audit.walk.camera import Camera, StateBook
from portal_audit.walk.probes.probe import ask, observation
from portal_audit.walk.recorder import Recorder
from portal_audit.walk.redact import Redactor
from portal_audit.walk.tab import House, Tab
from portal_audit.walk.visit import at_once, close

ADDRESS = "http://mail.invalid/"
"""A name that never exists (RFC 2606)."""
POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; form-action 'none'; base-uri 'none'"
)
NOBODY = {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"}
"""A proxy that is not there: what a page asks for past our route (preconnect, say) gets nowhere."""
LOOK_S = 60.0

READER = Audience(
    id="mail",
    title="A mail program",
    how="in a mail program",
    profile="",
    rendering="mail",
    context={
        "viewport": {"width": 600, "height": 800},
        "device_scale_factor": 1,
        "locale": "en-US",
    },
)
SMALLEST = 14.0
"""CSS pixels; smaller text is told of."""
SIZES = """
let characters = 0, small = 0, least = 1000;
const tiny = [];
const walker = document.createTreeWalker(document.body || document, NodeFilter.SHOW_TEXT);
for (let n = 0; n < 20000 && walker.nextNode(); n++) {
  const parent = walker.currentNode.parentElement, text = fold(walker.currentNode.data);
  if (!text || !parent || /^(script|style|noscript)$/.test(parent.localName)) continue;
  if (!visible(parent) || clippedAway(parent)) continue;
  const size = parseFloat(getComputedStyle(parent).fontSize);
  characters += text.length;
  least = Math.min(least, size);
  if (size >= args.least) continue;
  small += text.length;
  if (tiny.length < 5) tiny.push({ ...seen("small-print", parent, { px: size }), snippet: text });
}
return [{ kind: "letter", facts: { characters, small, least: characters ? least : 0 } }, ...tiny];
"""


class _Everywhere(frozenset[str]):
    """Every host: here no fence is needed, because nobody is answered but the mail itself."""

    def __contains__(self, host: object) -> bool:
        return True


@dataclass(slots=True)
class Shown:
    """What a browser made of a mail."""

    page: PageState | None = None
    """None when it could not be shown."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Name in a run folder -> WebP."""


async def look_at_mail(html: str, browser: Browser, redactor: Redactor) -> Shown:
    """The page that `html` makes, probed as pages of a portal are. Nothing raises.

    Nothing is shown of a mail without HTML.

    Observations: `letter` (characters in all and small ones, the smallest size in pixels) and
    `small-print` (places of small text).
    """
    shown = Shown()
    if not html.strip():
        return shown
    with suppress(BrowserError, TimeoutError):
        context = await browser.new_context(
            **READER.context,
            proxy=NOBODY,  # type: ignore[arg-type]
            service_workers="block",
            accept_downloads=False,
        )
        try:
            async with asyncio.timeout(LOOK_S):
                await _look(html, context, redactor, shown)
        finally:
            await close(context)
    return shown


async def _look(html: str, context: BrowserContext, redactor: Redactor, shown: Shown) -> None:
    await _close_the_world(html, context)
    recorder = Recorder(redactor, context)
    camera = Camera(READER.rendering, "", (), redactor, recorder, StateBook(), all_are_pages=True)
    house = House(
        hosts=_Everywhere(),
        audience=READER,
        note=recorder.note,
        accept_confirm=lambda: False,
        pace=at_once,
    )
    tab = await Tab.attach(await context.new_page(), house)
    await tab.page.goto(ADDRESS, wait_until="domcontentloaded")
    if await camera.capture(tab) is None:
        return
    sizes = await ask(tab.page.main_frame, SIZES, least=SMALLEST)
    [state] = camera.states
    shown.page = state.model_copy(
        update={
            "observations": (*state.observations, *(observation(s, redactor) for s in sizes)),
            "headers": None,
            "status": None,
        }
    )
    shown.pictures = camera.pictures


async def _close_the_world(html: str, context: BrowserContext) -> None:
    """The mail itself is the only thing that anybody answers, and only once."""
    given = False

    async def answer(route: BrowserRoute) -> None:
        nonlocal given
        request = route.request
        with suppress(BrowserError):
            if request.url == ADDRESS and request.is_navigation_request() and not given:
                given = True
                await route.fulfill(
                    body=html.encode("utf-8", errors="replace"),
                    headers={
                        "Content-Type": "text/html; charset=utf-8",
                        "Content-Security-Policy": POLICY,
                        "X-DNS-Prefetch-Control": "off",
                    },
                )
            elif request.is_navigation_request():
                await route.fulfill(status=204)  # the mail stays where it is
            else:
                await route.abort()

    await context.route("**/*", answer)
