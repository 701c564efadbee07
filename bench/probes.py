"""What each probe and exam costs on a page of a thousand elements."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable
from statistics import median
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from tests.portals.serve import served

from portal_audit.browser import BrowserContext, open_browser
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.exam import EXAMS
from portal_audit.walk.exam.exam import Copy, watching
from portal_audit.walk.probes import LAST, READERS, View, read_text
from portal_audit.walk.redact import Redactor
from portal_audit.walk.tab import House, Tab

LIMIT_S = 3.0
"""All exams of one page state together, median (the issue's goal)."""
ROUNDS = 5

ROW = """<tr><td>{n}</td><td>Visit of the {n}th</td><td><a href="/visit/{n}">Open visit {n}</a></td>
<td><button type="button">Print {n}</button></td></tr>"""
PAGE = """<!doctype html><html lang="en"><title>Visits</title><header><nav><ul>{nav}</ul></nav>
</header><main><h1>Your visits</h1><p>{text}</p><form><p><label>From <input type="date"></label>
<p><label>Clinic <select><option>North<option>South</select></label><p><button>Show</button></form>
<table>{rows}</table>{more}</main></html>"""


def page() -> str:
    """A plain page of about a thousand elements with 70 Tab stops."""
    nav = "".join(f'<li><a href="/menu/{n}">Menu item {n}</a></li>' for n in range(10))
    rows = "".join(ROW.format(n=n) for n in range(1, 31))
    more = "".join(f"<p>Note {n}: <b>all</b> is <i>well</i>.</p>" for n in range(240))
    return PAGE.format(nav=nav, rows=rows, more=more, text="Here is what we did. " * 30)


def run() -> bool:
    """Print the table; whether all exams together keep within the limit."""
    took: dict[str, list[float]] = defaultdict(list)
    asyncio.run(_rounds(took))
    print(f"{'':14}{'median ms':>12}{'most ms':>10}")
    for name, seconds in took.items():
        print(f"{name:14}{median(seconds) * 1000:12.0f}{max(seconds) * 1000:10.0f}")
    exams = [took["copies"], *(took[exam.name] for exam in EXAMS)]
    whole = median(map(sum, zip(*exams, strict=True)))
    print(f"\nAll exams with their copies: {whole:.2f} s a page; the goal is {LIMIT_S:.0f} s.")
    return whole <= LIMIT_S


async def _rounds(took: dict[str, list[float]]) -> None:
    app = Starlette(routes=[Route("/", lambda _: HTMLResponse(page()))])
    with served(app) as origin:
        async with open_browser(closed_world=True) as browser:
            for _ in range(ROUNDS):
                context = await browser.new_context(**DESKTOP.context)
                try:
                    await _round(context, origin + "/", took)
                finally:
                    await context.close()


async def _round(context: BrowserContext, url: str, took: dict[str, list[float]]) -> None:
    tab = await context.new_page()
    await tab.add_init_script(watching())
    copy = Copy(await Tab.attach(tab, _house(url)), url)
    copies = await _seconds(copy.open())
    frames = await copy.tab.frames()
    redactor = Redactor()
    text = await read_text(frames, "", redactor)
    view = View(copy.page, copy.cdp, redactor, "", frames, "bench", text)
    for probe in (*READERS, *LAST):
        name = type(probe).__name__.casefold()
        took[name].append(await _seconds(probe.gather(view)))
    for exam in EXAMS:
        if copy.touched:
            copies += await _seconds(copy.open())
        took[exam.name].append(await _seconds(exam.examine(copy)))
    took["copies"].append(copies)


def _house(url: str) -> House:
    async def at_once() -> None: ...

    return House(
        hosts=frozenset({urlsplit(url).hostname or ""}),
        audience=DESKTOP,
        note=lambda *_: None,
        accept_confirm=lambda: False,
        pace=at_once,
    )


async def _seconds(work: Awaitable[object]) -> float:
    began = time.monotonic()
    await work
    return time.monotonic() - began
