"""EM-02: the e-mail is signed, and the signature covers the headers for unsubscribing.

RFC 8058, section 4: without that, a mailbox must not offer "Unsubscribe" with one click, because
somebody else may have put it there.
"""

from __future__ import annotations

from portal_audit.checks.keeps_up.enrolment.judging import NOT_SENT, em, found
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Outcome, Severity


def judge(_evidence: RunEvidence, mail: Mail) -> Outcome:
    if not mail.signatures:
        if not mail.received:
            return Outcome.cannot_tell(NOT_SENT)
        finding = found(
            "EM-02",
            "The e-mail is not signed",
            "Mailboxes cannot tell that it is yours and may put it among the spam.",
            "Have the sending server sign all mail (DKIM).",
            severity=Severity.MAJOR,
            about="signature",
        )
        return Outcome.of(0.0, [finding], "It carries no DKIM signature.")
    wanted = {"list-unsubscribe"} if mail.unsubscribe else set()
    if wanted and mail.one_click:
        wanted.add("list-unsubscribe-post")
    if any(wanted.issubset(signature.covers) for signature in mail.signatures):
        who = ", ".join(dict.fromkeys(s.domain for s in mail.signatures if s.domain))
        return Outcome.passed(f"It is signed by {who}." if who else "It is signed.")
    finding = found(
        "EM-02",
        "The signature leaves out the headers for unsubscribing",
        "Mailboxes then hide the button with which people stop such mail; they press “Spam”.",
        "Have the sending server sign List-Unsubscribe and List-Unsubscribe-Post as well.",
        about="signature of unsubscribing",
    )
    return Outcome.of(0.0, [finding], "No signature covers List-Unsubscribe.")


CHECK = em(
    "EM-02",
    "The e-mail is signed, headers for unsubscribing included",
    judge,
    why="A mail that nobody vouches for ends among the spam.",
    rule="There is a DKIM-Signature; where List-Unsubscribe and List-Unsubscribe-Post exist, one "
    "signature covers them.",
    fix="Have the sending server sign all mail, with both headers in the list of signed ones.",
    source="https://www.rfc-editor.org/rfc/rfc8058#section-4",
)
