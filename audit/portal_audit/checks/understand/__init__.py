"""Checks of "Understand", in the order of the method (6.4)."""

from __future__ import annotations

from portal_audit.checks.understand import (
    abbreviations,
    grade_level,
    jargon,
    menu_words,
    plain_figures,
    sentence_length,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    grade_level.CHECK,
    jargon.CHECK,
    abbreviations.CHECK,
    menu_words.CHECK,
    sentence_length.CHECK,
    plain_figures.CHECK,
)
