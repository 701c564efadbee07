"""EM-03: the receiving mailbox found SPF, DKIM and DMARC in order.

Gmail and Yahoo ask all senders for SPF or DKIM, large ones for all three. Only what the receiving
server wrote down is believed; without that header nothing can be told.
"""

from __future__ import annotations

from portal_audit.checks.keeps_up.enrolment.judging import em, found
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Finding, Outcome, Severity

METHODS = {
    "spf": ("SPF", "List the sending server in your domain's SPF record."),
    "dkim": ("DKIM", "Have the sending server sign with your domain's key (DKIM)."),
    "dmarc": (
        "DMARC",
        "Publish a DMARC record for your domain, and send so that SPF or DKIM is of that domain.",
    ),
}
NOT_WRITTEN = (
    "The copy does not say what the receiving mailbox checked. Save the message as it arrived in a "
    "mailbox."
)


def judge(_evidence: RunEvidence, mail: Mail) -> Outcome:
    if not mail.checked:
        return Outcome.cannot_tell(NOT_WRITTEN)
    said = mail.verdicts
    findings = [_finding(m, said[m]) for m in METHODS if m in said and said[m] != "pass"]
    told = ", ".join(f"{METHODS[m][0]} {said[m]}" for m in METHODS if m in said)
    if findings:
        return Outcome.of(0.0, findings, f"The receiving mailbox found: {told}.")
    silent = [METHODS[m][0] for m in METHODS if m not in said]
    if silent:
        return Outcome.cannot_tell(
            f"The receiving mailbox says nothing about {' and '.join(silent)}."
        )
    return Outcome.passed(f"The receiving mailbox found: {told}.")


def _finding(method: str, verdict: str) -> Finding:
    name, fix = METHODS[method]
    return found(
        "EM-03",
        f"{name} does not pass",
        "Mailboxes cannot be sure that it is yours: it may be thrown away or marked as dangerous.",
        fix,
        severity=Severity.MAJOR if verdict in ("fail", "softfail", "permerror") else Severity.MINOR,
        about=method,
        words=f"{method}={verdict}",
    )


CHECK = em(
    "EM-03",
    "Mailboxes can be sure who sent it",
    judge,
    why="What cannot be proven to be yours is thrown away, or frightens people.",
    rule="The receiving server's Authentication-Results show spf=pass, dkim=pass and dmarc=pass.",
    fix="Set up SPF, DKIM and DMARC for the domain you send from.",
    source="https://support.google.com/mail/answer/81126",
)
