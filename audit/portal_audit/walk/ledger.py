"""What a walk has typed, so that a portal that asks for it again can be told (WCAG 3.3.7).

Nothing of it is stored: only the number of the step at which the same words were typed first.
"""

from __future__ import annotations

SHORTEST = 3
"""Characters; "2" in two fields says nothing."""


class Ledger:
    """The words of one walk; secrets are never entered."""

    def __init__(self) -> None:
        self._typed: dict[str, tuple[int, str]] = {}

    def enter(self, words: str, step: int, address: str) -> int | None:
        """The earlier step that typed the same words on another page; None when this is new."""
        said = " ".join(words.casefold().split())
        if len(said) < SHORTEST:
            return None
        first, where = self._typed.setdefault(said, (step, address))
        return first if where != address else None
