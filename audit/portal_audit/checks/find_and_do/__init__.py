"""Checks of "Find & do". Its points are the task scores (`score/tasks.py`); these only find."""

from __future__ import annotations

from portal_audit.checks.find_and_do import (
    alike_controls,
    broken_pages,
    dead_controls,
    nameless_controls,
    silent_waits,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    broken_pages.CHECK,
    dead_controls.CHECK,
    silent_waits.CHECK,
    alike_controls.CHECK,
    nameless_controls.CHECK,
)
