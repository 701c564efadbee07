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

# A style sheet of our own in the document and every open shadow root: the page's elements stay as
# they are, as visible as before to all other probes. `:not(#a#b)` outweighs its own `!important`.
COVER = """(mask) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "portal-audit-cover{}" + (mask ? `:is(${mask}):not(#a#b){clip-path:circle(0)!important}` : "") +
    ":is(input,textarea,select):not(#a#b){color:transparent!important;" +
    "caret-color:transparent!important;-webkit-text-fill-color:transparent!important}");
  const cover = (root) => {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    for (const element of root.querySelectorAll("*"))
      if (element.shadowRoot) cover(element.shadowRoot);
  };
  cover(document);
}"""
UNCOVER = """() => {
  const ours = (sheet) => sheet.cssRules[0]?.selectorText === "portal-audit-cover";
  const uncover = (root) => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !ours(sheet));
    for (const element of root.querySelectorAll("*"))
      if (element.shadowRoot) uncover(element.shadowRoot);
  };
  uncover(document);
}"""


class Shot:
    section = "shot"

    async def gather(self, view: View) -> dict[str, Any]:
        """`shot` is a task that ends with the WebP bytes; the camera waits for it at the end."""
        width, seen, ratio = view.text.view
        tall = min(max(view.text.size[1], 200), MAX_HEIGHT)
        frames = list(view.boxes_of_frames) if view.needs_cover else []
        try:
            for frame in frames:
                try:
                    await frame.evaluate(COVER, view.mask)
                except BrowserError:
                    if frame is frames[0]:
                        raise
            picture = await _capture(view, width, tall, 1 / ratio, beyond=tall > seen)
        finally:
            for frame in frames:
                with suppress(BrowserError):  # the frame went away
                    await frame.evaluate(UNCOVER)
        return {
            "shot": asyncio.create_task(asyncio.to_thread(_to_webp, picture)),
            "shot_size": (width, tall),
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
