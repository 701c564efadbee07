"""Who hands a scorecard on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shared:
    """Stands in the head of a copy that was made to be handed on."""

    by: str = ""
    note: str = ""
    logo: str = ""
    """A `data:` address of a raster picture that we drew ourselves; "" for none."""
    logo_size: tuple[int, int] = (0, 0)
    """Width and height at which it is shown, in pixels."""
