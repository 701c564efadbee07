"""Checks of "Keeps up & responds", in the order of the method (section 5)."""

from __future__ import annotations

from portal_audit.checks.keeps_up import (
    benefits,
    broken_links,
    chat,
    clinician_task,
    clinicians,
    closing_announced,
    enrolment_mail,
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
    broken_links.CHECK,
    stale_notices.CHECK,
    reviewed_dates.CHECK,
    clinicians.CHECK,
    same_facts.CHECK,
    closing_announced.CHECK,
    hours_task.CHECK,
    help_everywhere.CHECK,
    chat.CHECK,
    reply_time.CHECK,
    benefits.CHECK,
    leftovers.CHECK,
    enrolment_mail.CHECK,
    clinician_task.CHECK,
)
