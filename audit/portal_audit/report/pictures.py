"""Cuts the pictures of the findings out of the screenshots."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw

from portal_audit.result import FindingResult, PlaceResult

MAX_PICTURES = 60
MAX_BYTES = 2_100_000
"""All pictures together, as they stand in the file (base64)."""
MAX_WIDTH = 640
MAX_HEIGHT = 720
QUALITY = 70
THUMB_WIDTH = 220
THUMB_SHAPE = 0.68
"""Height of a thumbnail, as a part of its width: the first screenful."""
THUMB_QUALITY = 55
MAX_THUMB_BYTES = 400_000
_CONTEXT = (720, 300)
"""Least size of the cut in the screenshot's pixels: a button alone says little."""
_MARK = "#d6006e"

Rectangle = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, in the page once however many findings show it."""

    id: str
    uri: str
    """A `data:` address."""
    width: int
    height: int
    marked: bool
    """True when a frame is drawn around the element."""
    page: str
    """Path of the page it shows."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """What to cut out of which screenshot."""

    shot: str
    crop: Rectangle | None


def cut_pictures(findings: Iterable[FindingResult], run_dir: Path) -> dict[str, Picture]:
    """Pictures by fingerprint. The first findings are served first.

    A picture that is missing, broken or outside the run folder is left out, never an error.
    """
    wanted: dict[_Cut, dict[str, str]] = {}
    """For each cut the findings that show it, with the page they see it on."""
    for finding in findings:
        place = _pictured(finding)
        if place is None:
            continue
        cut = _Cut(place.shot, place.crop)
        if cut in wanted or len(wanted) < MAX_PICTURES:
            wanted.setdefault(cut, {})[finding.fingerprint] = place.url

    drawn: dict[_Cut, tuple[bytes, int, int]] = {}
    for shot, cuts in groupby(sorted(wanted, key=lambda cut: cut.shot), lambda cut: cut.shot):
        image = _open(run_dir, shot)
        if image:
            drawn |= {cut: _draw(image, cut.crop) for cut in cuts}

    pictures: dict[str, Picture] = {}
    spent = 0
    for number, (cut, shown_by) in enumerate(wanted.items(), start=1):
        if cut not in drawn:
            continue
        data, width, height = drawn[cut]
        uri = "data:image/webp;base64," + base64.b64encode(data).decode("ascii")
        spent += len(uri)
        if spent > MAX_BYTES:
            break
        name, marked = f"picture-{number}", cut.crop is not None
        for fingerprint, page in shown_by.items():
            pictures[fingerprint] = Picture(name, uri, width, height, marked, page)
    return pictures


def thumbnails(shots: Iterable[str], run_dir: Path) -> dict[str, Picture]:
    """Small pictures of the tops of pages, by screenshot; as many as there is room for."""
    small: dict[str, Picture] = {}
    spent = 0
    for number, shot in enumerate(dict.fromkeys(filter(None, shots)), start=1):
        image = _open(run_dir, shot)
        if image is None:
            continue
        top = image.crop((0, 0, image.width, min(image.height, round(image.width * THUMB_SHAPE))))
        top = top.resize((THUMB_WIDTH, max(1, round(top.height * THUMB_WIDTH / top.width))))
        data = io.BytesIO()
        top.save(data, "WEBP", quality=THUMB_QUALITY, method=4)
        uri = "data:image/webp;base64," + base64.b64encode(data.getvalue()).decode("ascii")
        spent += len(uri)
        if spent > MAX_THUMB_BYTES:
            break
        small[shot] = Picture(f"thumb-{number}", uri, top.width, top.height, False, "")
    return small


def _pictured(finding: FindingResult) -> PlaceResult | None:
    """The place that shows most: one with a marked element before a page."""
    shown = [place for place in finding.where if place.shot]
    return next((place for place in shown if place.crop), shown[0] if shown else None)


def _open(run_dir: Path, shot: str) -> Image.Image | None:
    try:
        path = (run_dir / shot).resolve()
        if not path.is_relative_to(run_dir.resolve()):
            return None
        with Image.open(path) as image:
            return image.convert("RGB")
    # Pillow raises these for files that are broken, truncated, of no known kind or too large.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _draw(page: Image.Image, crop: Rectangle | None) -> tuple[bytes, int, int]:
    view = _view(page.size, crop)
    image = page.crop(view)
    if crop:
        _mark(image, crop, view)
    factor = min(1.0, MAX_WIDTH / image.width)
    if factor < 1:
        size = (MAX_WIDTH, max(1, round(image.height * factor)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    data = io.BytesIO()
    image.save(data, "WEBP", quality=QUALITY, method=4)
    return data.getvalue(), image.width, image.height


def _view(page: tuple[int, int], crop: Rectangle | None) -> Rectangle:
    """The part to show: the element amid its neighbours, or the first screenful."""
    width, height = page
    if crop is None:
        return (0, 0, width, max(1, min(height, round(width * 0.6))))
    left, top, right, bottom = crop
    wide = min(width, max(right - left, _CONTEXT[0]))
    high = min(height, max(bottom - top, _CONTEXT[1]))
    # Of a very tall element its beginning is enough.
    high = max(1, min(high, round(wide * MAX_HEIGHT / MAX_WIDTH)))
    x = min(max(0, (left + right - wide) // 2), width - wide)
    middle = top if bottom - top > high else (top + bottom - high) // 2
    y = min(max(0, middle), height - high)
    return (x, y, x + wide, y + high)


def _mark(image: Image.Image, crop: Rectangle, view: Rectangle) -> None:
    left, top = crop[0] - view[0], crop[1] - view[1]
    right, bottom = crop[2] - view[0] - 1, crop[3] - view[1] - 1
    if right - left < 4 or bottom - top < 4:
        return
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((left, top, right, bottom), radius=6, outline="white", width=6)
    pen.rounded_rectangle((left + 1, top + 1, right - 1, bottom - 1), 5, outline=_MARK, width=3)
