"""Questions that only a person can answer; `portal-audit answer RUN` asks them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a person who has looked at the portal."""

    check: str
    id: str
    """Within its check."""
    ask: str
    page: str = ""
    """Path of the page it is about; "" when it is about the whole portal."""
    about: str = ""
    """What it is about, as a person would name it: the page's heading."""
    unit: str = ""
    """What a number is asked for in (`seconds`); "" for yes or no."""
