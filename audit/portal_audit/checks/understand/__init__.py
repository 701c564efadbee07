"""Checks of "Understand", in the order of the method (6.4)."""

from __future__ import annotations

from portal_audit.checks.understand import (
    abbreviations,
    grade,
    jargon,
    labels,
    plain_figures,
    sentence_length,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    grade.CHECK,
    jargon.CHECK,
    abbreviations.CHECK,
    labels.CHECK,
    sentence_length.CHECK,
    plain_figures.CHECK,
)
