"""Checks of "Understand", in the order of the method (6.4)."""

from __future__ import annotations

from portal_audit.checks.understand import (
    abbreviations,
    error_words,
    grade,
    jargon,
    labels,
    notices,
    person,
    plain_figures,
    result_words,
    sentence_length,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    grade.CHECK,
    jargon.CHECK,
    abbreviations.CHECK,
    result_words.CHECK,
    labels.CHECK,
    error_words.CHECK,
    sentence_length.CHECK,
    plain_figures.CHECK,
    person.CHECK,
    notices.CHECK,
)
