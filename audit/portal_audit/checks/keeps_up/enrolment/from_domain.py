"""EM-01: the e-mail comes from the organisation's own domain.

Patients are told to look at the sender. Another domain looks like a fraud, and teaches them to
trust one.
"""

from __future__ import annotations

from portal_audit.checks.keeps_up.enrolment.domains import is_of_portal, registered
from portal_audit.checks.keeps_up.enrolment.judging import em, found, unknown_portal
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Finding, Outcome, Severity
from portal_audit.language.wordset import word_set

FREE = word_set(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com "
    "aol.com icloud.com me.com mac.com proton.me protonmail.com gmx.com gmx.net mail.com zoho.com "
    "comcast.net verizon.net att.net sbcglobal.net"
)
"""Where anybody can have a mailbox. Written by us."""
FIX = "Send from a mailbox of your own domain; a mailing service can do that for you."


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    domain = mail.from_domain
    if not domain:
        note = "The e-mail names no sender."
        return Outcome.of(0.0, [_finding("The e-mail names no sender", "")], note)
    if registered(domain) in FREE:
        note = f"It comes from {domain}, where anybody can have a mailbox."
        return Outcome.of(0.0, [_finding("The e-mail comes from a free mailbox", domain)], note)
    unknown = unknown_portal(evidence)
    if unknown is not None:
        return unknown
    if is_of_portal(evidence, domain):
        return Outcome.passed(f"It comes from {domain}.")
    note = f"It comes from {domain}, the portal is at {evidence.run.hosts[0]}."
    return Outcome.of(0.0, [_finding("The e-mail comes from another domain", domain)], note)


def _finding(title: str, domain: str) -> Finding:
    return found(
        "EM-01",
        title,
        "A person cannot tell it from a fraud, deletes it, or learns to trust mail like it.",
        f"{FIX} If {domain} is yours, list it under `hosts` in the portal file." if domain else FIX,
        severity=Severity.MAJOR,
        about="sender",
        words=domain,
    )


CHECK = em(
    "EM-01",
    "The e-mail comes from your own domain",
    judge,
    why="People look at the sender to tell an invitation from a fraud.",
    rule="The domain of From is the one that the portal's hosts belong to, or part of it.",
    fix=FIX,
    source="https://support.google.com/mail/answer/81126",
)
