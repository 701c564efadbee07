"""EM-04: a mailing can be stopped with one click.

RFC 8058 and the rules of Gmail and Yahoo ask this of bulk and promotional mail. A message to one
patient about their own account is exempt, so what was assumed is said.
"""

from __future__ import annotations

import re

from portal_audit.checks.keeps_up.enrolment.judging import em, everything_said, found
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Outcome

OFFERS = re.compile(
    r"\bunsubscribe\b|\bopt[- ]out\b|\bmailing list\b|\bnewsletter\b|\bspecial offer\b|"
    r"\bdon['’]t miss\b|\blimited time\b|\bact now\b|\bemail preferences\b",
    re.IGNORECASE,
)
ONE = (
    "It was taken for a message to one patient about their account, which needs no way to "
    "unsubscribe: nothing in it says that it is a mailing."
)


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    signs = list(mail.mailing)
    if match := next(filter(None, map(OFFERS.search, everything_said(evidence, mail))), None):
        signs.append(f"“{match[0]}”")
    if not signs:
        return Outcome.not_applicable(ONE)
    assumed = f"It was taken for a mailing, because of {' and '.join(signs[:2])}."
    if "https" in mail.unsubscribe and mail.one_click:
        return Outcome.passed(f"{assumed} It can be stopped with one click.")
    missing = (
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
        if "https" in mail.unsubscribe
        else "List-Unsubscribe with an https address"
    )
    finding = found(
        "EM-04",
        "The mailing cannot be stopped with one click",
        "A person who wants no more of it presses “Spam”, and then nobody gets it.",
        "Send List-Unsubscribe with an https address, and List-Unsubscribe-Post with "
        "List-Unsubscribe=One-Click.",
        about="unsubscribing",
    )
    return Outcome.of(0.0, [finding], f"{assumed} It lacks {missing}.")


CHECK = em(
    "EM-04",
    "A mailing can be stopped with one click",
    judge,
    why="Who cannot stop a mailing reports it as spam, and then it reaches nobody.",
    rule="A mailing has List-Unsubscribe with an https address and List-Unsubscribe-Post: "
    "List-Unsubscribe=One-Click. A message to one patient is exempt.",
    fix="Turn on one-click unsubscribing in the mailing service.",
    source="https://www.rfc-editor.org/rfc/rfc8058",
)
