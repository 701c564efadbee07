"""How a visit to the portal begins and ends: what walks and trials have in common."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from portal_audit import secret
from portal_audit.browser import Browser, BrowserContext, BrowserError, HttpCredentials
from portal_audit.portal import Portal
from portal_audit.walk.audiences import Audience
from portal_audit.walk.camera import Camera, StateBook
from portal_audit.walk.recorder import Recorder
from portal_audit.walk.surroundings import Surroundings
from portal_audit.walk.tab import House

CLOSE_S = 10.0

OWN_STYLE = """{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


async def new_context(
    browser: Browser, portal: Portal, audience: Audience, state: dict[str, object] | None = None
) -> BrowserContext:
    """A fresh context as `audience` has it; with `state`, in that signed-in session."""
    context = await browser.new_context(
        **audience.context,
        storage_state=state,  # type: ignore[arg-type]
        accept_downloads=True,
        service_workers="allow",
        http_credentials=gate_of(portal),
    )
    context.set_default_timeout(10_000)
    if audience.style:
        await context.add_init_script(OWN_STYLE.replace("STYLE", json.dumps(audience.style)))
    return context


def gate_of(portal: Portal) -> HttpCredentials | None:
    """What the browser's own password box is answered. Raises SecretProblem."""
    if portal.gate is None:
        return None
    parts = urlsplit(portal.start)
    return {
        "username": secret.reveal(portal.gate.user),
        "password": secret.reveal(portal.gate.password),
        "origin": f"{parts.scheme}://{parts.netloc}",
    }


async def close(context: BrowserContext) -> None:
    with suppress(BrowserError, TimeoutError):  # it went down with the browser
        async with asyncio.timeout(CLOSE_S):
            await context.close()


def new_camera(
    portal: Portal,
    audience: Audience,
    around: Surroundings,
    recorder: Recorder,
    book: StateBook | None = None,
) -> Camera:
    """A camera of this audience's pages; `book` instead of the run's own."""
    return Camera(
        audience.rendering,
        ", ".join(portal.mask_selectors),
        around.vocabulary.patterns("{sign_out}", exact=True),
        around.redactor,
        recorder,
        book or around.book,
        all_are_pages=around.all_are_pages,
    )


def new_house(
    portal: Portal,
    audience: Audience,
    around: Surroundings,
    recorder: Recorder,
    accept_confirm: Callable[[], bool] = lambda: False,
) -> House:
    """The rules of the house for all tabs of one visit.

    `accept_confirm` says whether a question of the page is answered with yes.
    """
    return House(
        hosts=portal.allowed_hosts,
        audience=audience,
        note=recorder.note,
        accept_confirm=accept_confirm,
        pace=at_once if portal.is_local else around.pace.turn,
    )


async def at_once() -> None:
    """The pace of a portal on this computer."""
