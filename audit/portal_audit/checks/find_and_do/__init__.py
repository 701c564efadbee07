"""Find & do has no checks of its own: the task scores are its points (`score/tasks.py`)."""

from __future__ import annotations

from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = ()
