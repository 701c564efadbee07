"""Crops of page pictures, small enough to travel inside the scorecard."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from portal_audit.result import PlaceResult

WIDTH = 640
"""Pixels; a wider crop is scaled down."""
HEIGHT = 360
LEAST = (320, 90)
"""A tiny element is shown with its surroundings: nobody knows an icon by itself."""
MOST_PICTURES = 60
MOST_BYTES = 1_800_000
"""Of all pictures together; the rest of the findings go without."""


class Album:
    """Cuts pictures for one scorecard; the same crop is cut once."""

    def __init__(self, run_dir: Path) -> None:
        self._run_dir = run_dir
        self._cut: dict[tuple[str, tuple[int, int, int, int]], str] = {}
        self._bytes = 0

    def picture(self, place: PlaceResult) -> str:
        """The element as a `data:` address; "" when there is no picture of it.

        A missing or broken picture never breaks the report.
        """
        if not place.shot or place.crop is None or ".." in place.shot:
            return ""
        key = (place.shot, place.crop)
        if key not in self._cut:
            if len(self._cut) >= MOST_PICTURES or self._bytes >= MOST_BYTES:
                return ""
            data = self._crop(self._run_dir / place.shot, place.crop)
            self._bytes += len(data)
            self._cut[key] = (
                f"data:image/webp;base64,{base64.b64encode(data).decode()}" if data else ""
            )
        return self._cut[key]

    def _crop(self, file: Path, box: tuple[int, int, int, int]) -> bytes:
        try:
            with Image.open(file) as whole:
                part = whole.convert("RGB").crop(_widened(box, whole.size))
        except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
            return b""
        part.thumbnail((WIDTH, HEIGHT * 2))
        out = io.BytesIO()
        part.save(out, "WEBP", quality=70, method=4)
        return out.getvalue()


def _widened(box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """`box` grown to the least size and cut to the most, inside the picture."""
    left, top, right, bottom = box
    more_x = max(0, LEAST[0] - (right - left)) // 2
    more_y = max(0, LEAST[1] - (bottom - top)) // 2
    left, right = max(0, left - more_x), min(size[0], right + more_x)
    top, bottom = max(0, top - more_y), min(size[1], bottom + more_y)
    return left, top, max(right, left + 1), max(min(bottom, top + HEIGHT * 2), top + 1)
