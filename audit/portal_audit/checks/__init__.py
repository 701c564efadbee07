"""Every check, in the order of the scorecard. To add one: its file, its line in its room's list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portal_audit.checks import everyone, find_and_do, get_in, keeps_up, trust, understand
from portal_audit.checks.questions import Question
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


ASKING: tuple[Callable[[RunEvidence], Sequence[Question]], ...] = (
    understand.person.questions,
    get_in.no_puzzle.questions,
    trust.protection_said.questions,
    keeps_up.benefits.questions,
    keeps_up.chat.questions,
    keeps_up.enrolment_mail.questions,
)
"""What only a person can say, check by check."""


def questions(evidence: RunEvidence) -> tuple[Question, ...]:
    """Everything that there is to ask a person about this run."""
    return tuple(question for ask in ASKING for question in ask(evidence))


def judge(evidence: RunEvidence) -> dict[str, tuple[Check, Outcome]]:
    """Put every check to the evidence."""
    return {check.id: (check, check.judge(evidence)) for check in CHECKS}
