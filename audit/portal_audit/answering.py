"""What a person answers about a run: kept beside the evidence, then scored again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from portal_audit.checks.questions import Question
from portal_audit.evidence import Answer
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import score_run
from portal_audit.report import write_report
from portal_audit.result import Audit

MOST = 100_000.0
"""Of whatever is counted; more is a typing error."""


def answer_of(question: Question, said: bool | float) -> Answer:
    """What was said today: yes or no, or an amount where the question asks for one."""
    return Answer(
        check=question.check,
        page=question.page,
        question=question.id,
        yes=bool(said),
        amount=float(said) if question.unit else None,
        date=date.today().isoformat(),
    )


def keep_answers(
    folder: RunFolder, before: Sequence[Answer], given: Sequence[Answer]
) -> tuple[Audit, Path]:
    """Keep `given` in the run, each in place of an older answer, and score the run again.

    Returns the new result and the path of its scorecard. Raises FileProblem.
    """
    new = {(a.check, a.page, a.question) for a in given}
    old = [a for a in before if (a.check, a.page, a.question) not in new]
    folder.save_answers((*old, *given))
    audit = score_run(folder)
    return audit, write_report(audit, folder.path, "html")
