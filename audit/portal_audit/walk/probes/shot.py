"""The `shot` probe: one picture of the page state, patient details and fields painted over.

The browser gives a JPEG (its own WebP takes four times as long) and a thread turns it into WebP
while the other probes look on. One picture pixel is one CSS pixel, whatever the audience's screen.
"""

from __future__ import annotations

import asyncio
import base64
import io
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from PIL import Image

from portal_audit.browser import BrowserError, CDPSession, Frame
from portal_audit.walk.probes.probe import View, ask

MAX_HEIGHT = 4_000
"""CSS pixels; longer pages are pictured down to here."""

# A style sheet of our own in the document and every open shadow root: the page's elements stay as
# they are and, to axe and all other probes, where they are and in the colours that they have.
# `:not(#a#b)` outweighs the page's own `!important`.
COVER = """
const size = [innerWidth, innerHeight, document.documentElement.scrollWidth,
  document.documentElement.scrollHeight, devicePixelRatio];
const what = [args.mask, "input:not([type=hidden]),textarea,select"].filter(Boolean);
if (!everywhere(document, what.join(",")).length) return [size, false];
const nothing = "-webkit-mask:linear-gradient(#0000,#0000)!important;" +
  "mask:linear-gradient(#0000,#0000)!important";
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  "portal-audit-cover{}" +
  (args.mask ? `:is(${args.mask}):not(#a#b){${nothing}}` : "") +
  ":is(input,textarea,select):not(#a#b){caret-color:transparent!important;" +
  "-webkit-text-fill-color:transparent!important}");
for (const root of roots(document)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
return [size, true];"""
UNCOVER = """
const ours = (sheet) => sheet.cssRules[0]?.selectorText === "portal-audit-cover";
for (const root of roots(document))
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !ours(sheet));"""


class Shot:
    section = "shot"

    async def gather(self, view: View) -> dict[str, Any]:
        return await take_picture(view.cdp, list(view.boxes_of_frames), view.mask)


async def take_picture(cdp: CDPSession, frames: Sequence[Frame], mask: str) -> dict[str, Any]:
    """The section of this probe. It needs nothing the others find, so it may begin before them.

    `shot` is a task that ends with the WebP bytes; the camera waits for it at the end.
    """
    covered: list[Frame] = []
    size: list[float] = []
    try:
        for frame in frames:
            try:
                answer, is_covered = await ask(frame, COVER, mask=mask)
            except BrowserError:
                if not size:
                    raise
                continue  # an inner frame went away
            size = size or answer
            if is_covered:
                covered.append(frame)
        width, seen, whole_width, height, ratio = size
        tall = min(max(height, seen), MAX_HEIGHT)
        options: dict[str, Any] = {"format": "jpeg", "quality": 85, "optimizeForSpeed": True}
        if tall > seen or whole_width > width or ratio != 1:
            # The browser lays the page out and draws it once more for this.
            options["captureBeyondViewport"] = tall > seen
            options["clip"] = {"x": 0, "y": 0, "width": width, "height": tall, "scale": 1 / ratio}
        picture = await _capture(cdp, options)
    finally:
        for frame in covered:
            with suppress(BrowserError):  # the frame went away
                await ask(frame, UNCOVER)
    return {
        "shot": asyncio.create_task(asyncio.to_thread(_to_webp, picture)),
        "shot_size": (int(width), int(tall)),
        "shot_scale": 1.0,
    }


async def _capture(cdp: CDPSession, options: dict[str, Any]) -> bytes:
    try:
        answer = await cdp.send("Page.captureScreenshot", options)
    except BrowserError:
        # A page that has just been painted is sometimes not ready for it.
        answer = await cdp.send("Page.captureScreenshot", options)
    return base64.b64decode(answer["data"])


def _to_webp(picture: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).save(out, "WEBP", quality=60, method=0)
    return out.getvalue()


SHOT = Shot()
