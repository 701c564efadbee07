"""Least possible human effort: the keystroke-level model (method 1.3).

Seconds an expert who makes no mistake needs, waits not included. Operators after Card, Moran and
Newell for an average non-secretary typist.
"""

from __future__ import annotations

K = 0.28
"""Keystroke, 40 words a minute."""
K_BLIND = 0.50
"""Keystroke of a password: random letters that cannot be seen."""
K_CODE = 0.75
"""Keystroke of a one-time code, read off elsewhere."""
P = 1.10
"""Point with the mouse."""
BB = 0.20
"""Press and release the button."""
H = 0.40
"""Hand from keyboard to mouse or back."""
M = 1.35
"""Mental preparation."""


def click() -> float:
    """Follow a link or press a button: M + P + BB = 2.65 s."""
    return M + P + BB


def field(characters: int, key: float = K) -> float:
    """Fill a text field: M + P + BB + H + nK + H; 12 characters take 6.81 s."""
    return M + P + BB + H + characters * key + H


def choice() -> float:
    """Pick from a list: M + 2 (P + BB)."""
    return M + 2 * (P + BB)


def tick(first_of_group: bool = True) -> float:
    """Tick a box or pick a radio button: P + BB, and M for the first of a group."""
    return P + BB + (M if first_of_group else 0)


def keys(presses: int, characters: int = 0, key: float = K) -> float:
    """The same with the keyboard alone: M + one K a key press + the characters typed."""
    return M + presses * K + characters * key
