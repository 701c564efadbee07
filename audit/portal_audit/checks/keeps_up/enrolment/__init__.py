"""Checks of the e-mail that invites patients (method 5, EM-01 to EM-13).

They have no points of their own: their mean is KU-13.
"""

from __future__ import annotations

from portal_audit.checks.keeps_up.enrolment import (
    authenticated,
    call_to_action,
    from_domain,
    grade,
    health_detail,
    html_part,
    link_valid,
    plain_part,
    signed_unsubscribe,
    subject,
    tracking_pixel,
    unsubscribe,
    what_it_says,
)
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome

CHECKS: tuple[Check, ...] = (
    from_domain.CHECK,
    signed_unsubscribe.CHECK,
    authenticated.CHECK,
    unsubscribe.CHECK,
    plain_part.CHECK,
    subject.CHECK,
    call_to_action.CHECK,
    grade.CHECK,
    what_it_says.CHECK,
    health_detail.CHECK,
    html_part.CHECK,
    tracking_pixel.CHECK,
    link_valid.CHECK,
)

Judged = tuple[tuple[Check, Outcome], ...]


def judge_mail(evidence: RunEvidence) -> Judged:
    """Put every check to the mail."""
    return tuple((check, check.judge(evidence)) for check in CHECKS)


def share_of(judged: Judged) -> float | None:
    """Mean of the checks that could be made, 0 to 1 (method 5); None when none could."""
    shares = [outcome.share for _, outcome in judged if outcome.share is not None]
    return sum(shares) / len(shares) if shares else None
