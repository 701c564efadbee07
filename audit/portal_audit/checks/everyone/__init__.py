"""Checks of "Everyone can use it", in the order of the method (6.3)."""

from __future__ import annotations

from portal_audit.checks.everyone import (
    axe_rules,
    contrast,
    keyboard_tasks,
    other_language,
    page_language,
    phone_tasks,
    reflow,
    screen_reader_tasks,
    target_size,
    zoom_tasks,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    axe_rules.CHECK,
    keyboard_tasks.CHECK,
    zoom_tasks.CHECK,
    reflow.CHECK,
    contrast.CHECK,
    target_size.CHECK,
    screen_reader_tasks.CHECK,
    page_language.CHECK,
    other_language.CHECK,
    phone_tasks.CHECK,
)
