"""EM-13: the link still works.

Many invitations can be opened once. So nothing here opens one: a person says, or the auditor asks
for it (`portal-audit email --check-link`).
"""

from __future__ import annotations

from portal_audit.checks.keeps_up.enrolment.judging import em, found
from portal_audit.checks.pages import quoted
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Finding, Outcome, Severity

KU_13 = "KU-13"
WORKS = "link-works"
"""Id of the question whether the link still works, asked of a person."""
NOT_OPENED = (
    "The link was not opened, because some work only once. `portal-audit email FILE --check-link` "
    "opens it."
)


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    visit = mail.visit
    if visit is None:
        said = evidence.said(KU_13, WORKS)
        if said is None:
            return Outcome.cannot_tell(NOT_OPENED)
        if said.yes:
            return Outcome.passed("A person opened the link, and it worked.")
        return Outcome.of(0.0, [_dead()], "A person opened the link, and it did not work.")
    if visit.status is None:
        return Outcome.cannot_tell(f"The link could not be opened. {visit.why_not}".strip())
    if visit.status < 400 and not visit.says:
        return Outcome.passed(f"The link opens a page (status {visit.status}).")
    note = f"The link answers with status {visit.status}."
    if visit.says:
        note = f"The page behind the link says: “{quoted(visit.says)}”."
    return Outcome.of(0.0, [_dead(visit.says)], note)


def _dead(words: str = "") -> Finding:
    return found(
        "EM-13",
        "The link in the e-mail does not work",
        "A person follows the invitation and meets a dead end.",
        "Let the link lead to a page that offers a new invitation when the old one is over.",
        severity=Severity.MAJOR,
        about="dead link",
        words=words,
    )


CHECK = em(
    "EM-13",
    "The link still works",
    judge,
    why="Whoever meets a dead link does not try a second time.",
    rule="Opened once, on the auditor's wish, the link answers below 400 and its page does not say "
    "that it is over.",
    fix="Give links a life of at least a week, and offer a new one behind an old one.",
    source="policy",
)
