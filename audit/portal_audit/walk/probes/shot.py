"""The `shot` probe: one picture of the page state, patient details and fields painted over.

The browser gives a JPEG (its own WebP takes four times as long) and a thread turns it into WebP
while the other probes look on. One picture pixel is one CSS pixel, whatever the audience's screen.
"""

from __future__ import annotations

import asyncio
import base64
import io
from contextlib import suppress
from typing import Any

from PIL import Image

from portal_audit.browser import BrowserError
from portal_audit.walk.probes.probe import View

MAX_HEIGHT = 4_000
"""CSS pixels; longer pages are pictured down to here."""

COVER = """(mask) => {
  const style = document.createElement("style");
  style.dataset.portalAudit = "";
  style.textContent = (mask ? mask + "{visibility:hidden!important}" : "") +
    "input,textarea,select{color:transparent!important;caret-color:transparent!important;" +
    "-webkit-text-fill-color:transparent!important}";
  document.documentElement.append(style);
}"""
UNCOVER = """() =>
  document.querySelectorAll("style[data-portal-audit]").forEach((style) => style.remove())"""
SIZE = """() =>
  [innerWidth, innerHeight, document.documentElement.scrollHeight, devicePixelRatio]"""


class Shot:
    section = "shot"

    async def gather(self, view: View) -> dict[str, Any]:
        """`shot` is a task that ends with the WebP bytes; the camera waits for it at the end."""
        frames = list(view.boxes_of_frames)
        for frame in frames:
            try:
                await frame.evaluate(COVER, view.mask)
            except BrowserError:
                if frame is frames[0]:
                    raise
        try:
            width, seen, height, ratio = await view.page.evaluate(SIZE)
            tall = min(max(int(height), 200), MAX_HEIGHT)
            picture = await _capture(view, width, tall, 1 / ratio, beyond=tall > seen)
        finally:
            for frame in frames:
                with suppress(BrowserError):  # the frame went away
                    await frame.evaluate(UNCOVER)
        return {
            "shot": asyncio.create_task(asyncio.to_thread(_to_webp, picture)),
            "shot_size": (int(width), tall),
            "shot_scale": 1.0,
        }


async def _capture(view: View, width: float, height: float, scale: float, *, beyond: bool) -> bytes:
    options = {
        "format": "jpeg",
        "quality": 85,
        "captureBeyondViewport": beyond,  # lays the page out again, so only where it is needed
        "optimizeForSpeed": True,
        "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": scale},
    }
    try:
        answer = await view.cdp.send("Page.captureScreenshot", options)
    except BrowserError:
        # A page that has just been painted is sometimes not ready for it.
        answer = await view.cdp.send("Page.captureScreenshot", options)
    return base64.b64decode(answer["data"])


def _to_webp(picture: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).save(out, "WEBP", quality=60, method=0)
    return out.getvalue()


SHOT = Shot()
