"""Checks of "Get in", in the order of the method (3.2)."""

from __future__ import annotations

from portal_audit.checks.get_in import (
    activation,
    code_step,
    draft_kept,
    effort,
    field_labels,
    first_screen,
    forgotten_password,
    limit_stated,
    limit_warning,
    lock_out,
    new_password,
    no_puzzle,
    no_second_sign_in,
    paste_works,
    phone_loading,
    show_password,
    sign_in_works,
    time_limit,
    typed_once,
    wrong_password,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    first_screen.CHECK,
    sign_in_works.CHECK,
    field_labels.CHECK,
    paste_works.CHECK,
    no_puzzle.CHECK,
    show_password.CHECK,
    wrong_password.CHECK,
    lock_out.CHECK,
    new_password.CHECK,
    effort.CHECK,
    forgotten_password.CHECK,
    time_limit.CHECK,
    limit_warning.CHECK,
    draft_kept.CHECK,
    limit_stated.CHECK,
    typed_once.CHECK,
    code_step.CHECK,
    phone_loading.CHECK,
    activation.CHECK,
    no_second_sign_in.CHECK,
)
