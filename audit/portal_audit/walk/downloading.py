"""Downloading: a file that comes after a click, also one that the browser shows instead."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portal_audit.browser import BrowserDownload, BrowserError
from portal_audit.steps import StepFailed, Target

if TYPE_CHECKING:
    from portal_audit.walk.hands import WalkHands
    from portal_audit.walk.tab import Tab

BACK_SECONDS = 45.0


async def fetch(hands: WalkHands, target: Target) -> None:
    """Click the target and wait for the file. Raises StepFailed when none comes."""
    had = len(hands.downloads)
    before = hands.tab
    await hands.click(target)
    end = time.monotonic() + hands.patience
    while time.monotonic() < end:
        if len(hands.downloads) > had:
            await _arrive(hands, hands.downloads[-1])
            return
        await hands.follow_new_page()
        if hands.tab.shows_pdf:
            hands.recorder.note("download", "A PDF opened in the browser", hands.tab.page.url)
            await _read_pdf(hands, before)
            await _back_from_pdf(hands, before)
            return
        await asyncio.sleep(0.1)
    raise StepFailed(f"No file came after clicking {target.spoken(hands.vocabulary)}.")


async def _read_pdf(hands: WalkHands, before: Tab) -> None:
    """The browser's reader keeps the file to itself: fetch it once more, as it did."""
    url = hands.tab.page.url
    with suppress(BrowserError):
        answer = await hands.tab.page.context.request.get(url, timeout=hands.patience * 1000)
        came_from = before.page.url if before is not hands.tab else url
        hands.recorder.paper(await answer.body(), urlsplit(url).path.split("/")[-1], came_from)


async def _back_from_pdf(hands: WalkHands, before: Tab) -> None:
    """Close the reader's tab, or press the browser's Back button, as a person does."""
    if hands.tab is not before:
        await hands.tab.page.close()
        await hands.follow_new_page()
    else:
        await hands.tab.page.go_back(wait_until="commit", timeout=BACK_SECONDS * 1000)
    await hands.camera.capture(hands.tab)


async def _arrive(hands: WalkHands, download: BrowserDownload) -> None:
    """Wait for the file; one that never ends must not fill the disk."""
    try:
        async with asyncio.timeout(hands.patience):
            failure = await download.failure()
    except TimeoutError:
        await download.cancel()
        raise StepFailed(f"The file had not arrived after {hands.patience:.0f} seconds.") from None
    if failure:
        raise StepFailed(f"The file did not arrive: {failure}.")
    name, url = download.suggested_filename, hands.tab.page.url
    hands.recorder.note("download", name, url)
    hands.recorder.paper((await download.path()).read_bytes(), name, url)
