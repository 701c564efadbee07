"""What an audience is: how one kind of patient meets the portal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Network:
    """A slow connection, applied request by request."""

    latency_ms: float
    down_bytes_s: float
    up_bytes_s: float


@dataclass(frozen=True, slots=True)
class Audience:
    """One kind of patient (method 6.2). One file in this folder and its line in the list."""

    id: str
    title: str
    """In plain words, for the scorecard."""
    how: str
    """In a sentence: `with the keyboard alone`."""
    profile: str
    """Id in the method: P0 ... P9."""
    rendering: str
    """Audiences that see the same pixels share one; a page state is probed once for each."""
    context: dict[str, Any] = field(default_factory=dict)
    """Arguments of Playwright's `new_context`."""
    baseline: bool = False
    keys_only: bool = False
    """Everything is done with the keyboard."""
    network: Network | None = None
    cpu_slowdown: float = 1
    names_only: bool = False
    """Controls are found by role and accessible name; nothing that only eyes can find will do."""
    style: str = ""
    """A style sheet of the patient's own, in every document."""
    same_walk_as: str = ""
    """Does and meets exactly what this other audience does: its walks are taken, none is made."""
