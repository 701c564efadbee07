"""Checks of "Keeps up & responds", in the order of the method (section 5)."""

from __future__ import annotations

from portal_audit.checks.keeps_up import (
    benefits,
    help_everywhere,
    hours_task,
    leftovers,
    reply_time,
    reviewed_dates,
    same_facts,
    stale_notices,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    stale_notices.CHECK,
    reviewed_dates.CHECK,
    same_facts.CHECK,
    hours_task.CHECK,
    help_everywhere.CHECK,
    reply_time.CHECK,
    benefits.CHECK,
    leftovers.CHECK,
)
