"""Every check, in the order of the scorecard. To add one: its file, its line in its room's list."""

from __future__ import annotations

from portal_audit.checks import everyone, find_and_do, get_in, keeps_up, trust, understand
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome

CHECKS: tuple[Check, ...] = (
    *get_in.CHECKS,
    *find_and_do.CHECKS,
    *understand.CHECKS,
    *everyone.CHECKS,
    *trust.CHECKS,
    *keeps_up.CHECKS,
)


def judge(evidence: RunEvidence) -> dict[str, tuple[Check, Outcome]]:
    """Put every check to the evidence."""
    return {check.id: (check, check.judge(evidence)) for check in CHECKS}
