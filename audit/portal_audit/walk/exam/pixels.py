"""The `pixels` exam: contrast where only the picture knows it.

Observed:
`pale-text` - words on a picture, a gradient, with a shadow or half transparent. Facts: `lowest` and
`median` contrast against the pixels around its letters, `below` (the share of these pixels against
which it has less than `needed`), `doubt` (why pixels do not tell it for certain, or ""), `words`.
`pale-field` - a field to type or choose in. Facts: `ratio` (the best contrast of its line or inside
with what surrounds it), `said` (it holds words that show where it is).
`pixels-read` - once a page: `decided` and `undecided` texts.
"""

from __future__ import annotations

import asyncio
import base64
import io
from collections.abc import Iterator
from statistics import median
from typing import Any

from PIL import Image

from portal_audit.walk.exam.exam import Copy, Seen, script

ACROSS, DOWN = 24, 5
"""Points looked at in each line of a text."""
SHRINK = 0.2
"""Part of a line's height, above and below, without letters."""
ALONG = (0.2, 0.35, 0.5, 0.65, 0.8)
"""Where along each side of a field its edge is looked at."""
OUTSIDE = 4
INSIDE = 7
"""Pixels on either side of a field's edge."""
TOLD = 0.3
"""A text is told of from this share of too pale pixels on."""
ENOUGH = 3.0
"""Contrast that a field's edge needs (WCAG 1.4.11)."""

Colour = tuple[int, int, int]


class Pixels:
    name = "pixels"

    async def examine(self, copy: Copy) -> list[Seen]:
        found = await copy.ask(script("pixels"), step="find")
        texts, fields = found["texts"], found["fields"]
        seen: list[Seen] = []
        if texts or fields:
            await copy.ask(script("pixels"), step="hide")
            try:
                picture = await _picture(copy, found)
            finally:
                await copy.ask(script("pixels"), step="end")
            seen = await asyncio.to_thread(_read, picture, texts, fields)
        decided = sum(not text["doubt"] for text in texts)
        undecided = found["unread"] + len(texts) - decided
        read = {"decided": decided, "undecided": undecided}
        return [*seen, {"kind": "pixels-read", "facts": read}]


async def _picture(copy: Copy, found: dict[str, Any]) -> bytes:
    """From the top of the page down to the last thing to look at."""
    rects = [rect for text in found["texts"] for rect in text["rects"]]
    rects += [frame for field in found["fields"] for frame in field["frames"]]
    lowest = max(rect["bottom"] for rect in rects) + 2 * OUTSIDE
    options: dict[str, Any] = {"format": "png", "optimizeForSpeed": True}
    height = min(lowest, found["height"])
    options["captureBeyondViewport"] = height > found["window"] or found["scrolled"] != [0, 0]
    options["clip"] = {
        "x": 0,
        "y": 0,
        "width": found["width"],
        "height": height,
        "scale": 1 / found["ratio"],
    }
    answer = await copy.cdp.send("Page.captureScreenshot", options)
    return base64.b64decode(answer["data"])


def _read(picture: bytes, texts: list[dict[str, Any]], fields: list[dict[str, Any]]) -> list[Seen]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    seen = [_text(image, text) for text in texts]
    seen += [_field(image, field) for field in fields]
    return [each for each in seen if each is not None]


def _text(image: Image.Image, text: dict[str, Any]) -> Seen | None:
    ratios = []
    alpha = text["fill"][3] * text["opacity"]
    for ground in _grounds(image, text["rects"]):
        mixed = [
            alpha * ink + (1 - alpha) * g for ink, g in zip(text["fill"], ground, strict=False)
        ]
        ratios.append(_contrast(_luminance(*mixed), _luminance(*ground)))
    if not ratios:
        return None
    below = sum(ratio < text["need"] for ratio in ratios) / len(ratios)
    if below < TOLD:
        return None
    facts = {
        "lowest": round(min(ratios), 2),
        "median": round(median(ratios), 2),
        "below": round(below, 3),
    }
    seen: Seen = text["seen"]
    return {**seen, "facts": seen["facts"] | facts}


def _grounds(image: Image.Image, rects: list[dict[str, float]]) -> Iterator[Colour]:
    """The pixels of some points in each line; its letters are transparent just now."""
    for rect in rects:
        wide, high = rect["right"] - rect["left"], rect["bottom"] - rect["top"]
        for down in range(DOWN):
            y = rect["top"] + high * (SHRINK + (1 - 2 * SHRINK) * down / (DOWN - 1))
            for across in range(ACROSS):
                pixel = _pixel(image, rect["left"] + wide * (across + 0.5) / ACROSS, y)
                if pixel is not None:
                    yield pixel


def _field(image: Image.Image, field: dict[str, Any]) -> Seen | None:
    """None when one of its sides stands out enough."""
    best = 1.0
    for frame in field["frames"]:
        for side in ("left", "right", "top", "bottom"):
            ratios = [ratio for at in ALONG if (ratio := _edge(image, frame, side, at)) is not None]
            if not ratios:
                return None
            best = max(best, median(ratios))
    if best >= ENOUGH:
        return None
    seen: Seen = field["seen"]
    return {**seen, "facts": seen["facts"] | {"ratio": round(best, 2)}}


def _edge(image: Image.Image, frame: dict[str, float], side: str, at: float) -> float | None:
    """The strongest contrast with what is outside, on a short way across one side of a field."""
    into = 1 if side in ("left", "top") else -1
    outside: float | None = None
    best = 1.0
    for step in range(-OUTSIDE, INSIDE):
        if side in ("left", "right"):
            x = frame[side] + into * step - (into < 0)
            y = frame["top"] + at * (frame["bottom"] - frame["top"])
        else:
            x = frame["left"] + at * (frame["right"] - frame["left"])
            y = frame[side] + into * step - (into < 0)
        pixel = _pixel(image, x, y)
        if pixel is None:
            return None
        light = _luminance(*pixel)
        outside = light if outside is None else outside
        best = max(best, _contrast(light, outside))
    return best


def _pixel(image: Image.Image, x: float, y: float) -> Colour | None:
    if not (0 <= x < image.width and 0 <= y < image.height):
        return None
    red, green, blue = image.getpixel((int(x), int(y)))  # type: ignore[misc]
    return red, green, blue


def _luminance(red: float, green: float, blue: float) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    share = channel / 255
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


PIXELS = Pixels()
