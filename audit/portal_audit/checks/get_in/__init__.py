"""Checks of "Get in", in the order of the method (3.2)."""

from __future__ import annotations

from portal_audit.checks.get_in import (
    code_step,
    effort,
    field_labels,
    first_screen,
    forgotten_password,
    limit_stated,
    no_puzzle,
    paste_works,
    phone_loading,
    show_password,
    sign_in_works,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    first_screen.CHECK,
    sign_in_works.CHECK,
    field_labels.CHECK,
    paste_works.CHECK,
    no_puzzle.CHECK,
    show_password.CHECK,
    effort.CHECK,
    forgotten_password.CHECK,
    limit_stated.CHECK,
    code_step.CHECK,
    phone_loading.CHECK,
)
