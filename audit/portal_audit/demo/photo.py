"""A picture of the clinic, far too large for a phone: one of the faults of the old edition."""

from __future__ import annotations

import struct
from functools import cache

WIDTH, HEIGHT = 640, 300
SKY, WALL, ROOF, LAWN = (
    (0xF2, 0xDC, 0xC4),
    (0xE8, 0xF0, 0xF4),
    (0x3C, 0x46, 0x8C),
    (0x62, 0x9E, 0x6C),
)


@cache
def clinic_photo() -> bytes:
    """An uncompressed bitmap of 576 kB."""
    rows = b"".join(
        b"".join(bytes(_color(x, y)) for x in range(WIDTH)) for y in reversed(range(HEIGHT))
    )
    header = b"BM" + struct.pack("<IHHI", 54 + len(rows), 0, 0, 54)
    return (
        header
        + struct.pack("<IiiHHIIiiII", 40, WIDTH, HEIGHT, 1, 24, 0, len(rows), *[0] * 4)
        + rows
    )


def _color(x: int, y: int) -> tuple[int, int, int]:
    """Blue, green, red of one pixel: a house on a lawn."""
    if y > 240:
        return LAWN
    if 200 < x < 440 and y > 120:
        window = (x // 30) % 2 == 0 and (y // 30) % 2 == 0
        return (0xA0, 0x78, 0x50) if window else WALL
    if 180 < x < 460 and 80 < y <= 120:
        return ROOF
    fade = y // 8
    return SKY[0] - fade, SKY[1] - fade // 2, SKY[2]
