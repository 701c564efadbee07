"""The logo of whoever shares a scorecard: a real picture, drawn anew."""

from __future__ import annotations

import base64
import io
import warnings
from pathlib import Path

from PIL import Image

from portal_audit.errors import FileProblem

MOST_BYTES = 200_000
MOST_PIXELS = 25_000_000
SIZE = (480, 160)
"""As it is kept; it is shown at half of that."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
ASK = "Give a PNG, JPEG, WebP or GIF of at most 200 kB."


def read_logo(file: Path) -> str:
    """The picture as a `data:` address. Raises FileProblem when it is none."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as problem:
        raise FileProblem(file, f"the logo cannot be read: {problem.strerror}.", ASK) from None
    if len(data) > MOST_BYTES:
        raise FileProblem(file, "the logo is larger than 200 kB.", ASK)
    head = data[:1_000].lstrip().lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in head:
        raise FileProblem(
            file,
            "an SVG may hold scripts and addresses, so it is not taken as a logo.",
            "Save it as PNG and give that.",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise FileProblem(file, "the logo has too many pixels.", ASK)
                drawn = picture.convert("RGBA")
    # Pillow raises these for files that are broken, truncated or of no known kind.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        raise FileProblem(file, "the logo is no picture that can be read.", ASK) from None
    drawn.thumbnail(SIZE)
    fresh = Image.new("RGBA", drawn.size)
    fresh.paste(drawn)
    out = io.BytesIO()
    fresh.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")


def shown_size(address: str) -> tuple[int, int]:
    """Width and height at which a logo that `read_logo` gave is shown, in pixels."""
    with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as picture:
        return (max(1, picture.width // 2), max(1, picture.height // 2))
