"""KU-13: the e-mail that invites patients is clear, private and to be trusted.

The mean of thirteen checks (`enrolment/`), those that apply and could be made. Whether it lands
among the spam only somebody who got it can say.
"""

from __future__ import annotations

from dataclasses import replace

from portal_audit.checks.keeps_up.enrolment import judge_mail, share_of
from portal_audit.checks.keeps_up.enrolment.judging import NO_MAIL, WHERE
from portal_audit.checks.keeps_up.enrolment.link_valid import WORKS
from portal_audit.checks.questions import Question
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity, Verdict

INBOX = "inbox"
"""Id of the question whether it arrived where people look."""


def judge(evidence: RunEvidence) -> Outcome:
    if evidence.mail is None:
        return Outcome.cannot_tell(NO_MAIL)
    judged = judge_mail(evidence)
    share = share_of(judged)
    if share is None:
        return Outcome.cannot_tell("Nothing about the invitation e-mail could be told.")
    findings = [
        replace(finding, check=CHECK.id, rule=finding.check, source=finding.source or check.source)
        for check, outcome in judged
        for finding in outcome.findings
    ]
    inbox = evidence.said(CHECK.id, INBOX)
    if inbox and not inbox.yes:
        findings.append(_among_the_spam())
    made = sum(outcome.share is not None for _, outcome in judged)
    passed = sum(outcome.verdict is Verdict.PASSED for _, outcome in judged)
    open_ = [check.id for check, outcome in judged if outcome.verdict is Verdict.CANNOT_TELL]
    note = f"{passed} of {made} rules for the invitation e-mail are met."
    if open_:
        note += f" Not told: {', '.join(open_)}."
    return Outcome.of(share, findings, note, mail_rules_met=passed, mail_rules_looked_at=made)


def questions(evidence: RunEvidence) -> list[Question]:
    """What only somebody who got the e-mail knows."""
    if evidence.mail is None:
        return []
    asks = (
        (INBOX, "Did it arrive in the inbox, and not among the spam?"),
        (WORKS, "You followed its link: did it lead to the page where the account is made?"),
    )
    return [Question(CHECK.id, id, ask, about="The invitation e-mail") for id, ask in asks]


def _among_the_spam() -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title="The invitation lands among the spam",
        problem="People who wait for it never see it.",
        fix="Sign it, send it from your own domain, write it calmly; tell people to look there.",
        about="spam",
        where=(Place(url=WHERE),),
        who="People who get the invitation",
        rule="spam",
    )


CHECK = Check(
    id="KU-13",
    title="The invitation e-mail is clear, private and to be trusted",
    why="The e-mail is where most people meet the portal; if it looks like a fraud, they never do.",
    dimension="keeps-up",
    rule="Mean of EM-01 to EM-13, those that apply and could be made: pass 1, half 0.5, fail 0.",
    fix="Repair what is listed; try the next version with `portal-audit email FILE.eml`.",
    source="policy",
    judge=judge,
)
