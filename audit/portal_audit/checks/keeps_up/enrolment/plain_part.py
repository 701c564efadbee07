"""EM-05: the e-mail can be read without HTML.

Watches, screen readers in plain mode and careful people read the text form. A text that only says
"view this in your browser" is none.
"""

from __future__ import annotations

from portal_audit.checks.keeps_up.enrolment.judging import em, found
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Outcome
from portal_audit.language.words import words

SHARE = 0.6


def judge(_evidence: RunEvidence, mail: Mail) -> Outcome:
    if not mail.has_text and not mail.has_html:
        return Outcome.cannot_tell("The e-mail holds neither text nor HTML.")
    if not mail.has_html:
        return Outcome.passed("It is plain text.")
    in_text = sum(len(words(block)) for block in mail.text)
    in_html = sum(len(words(block)) for block in mail.html)
    if mail.has_text and in_text >= SHARE * in_html:
        return Outcome.passed(f"Its plain text has {in_text} words, its HTML {in_html}.")
    if not mail.has_text:
        title, note = "The e-mail has no plain text", "It is HTML alone."
    else:
        title = "The plain text leaves out most of the e-mail"
        note = f"Its plain text has {in_text} words, its HTML {in_html}."
    finding = found(
        "EM-05",
        title,
        "Who reads plain text, on a watch or to be safe, gets an empty or useless message.",
        "Send the same words as plain text too (multipart/alternative).",
        about="plain text",
    )
    return Outcome.of(0.0, [finding], note)


CHECK = em(
    "EM-05",
    "The e-mail can be read as plain text",
    judge,
    why="Some people read mail as plain text, and spam filters distrust HTML alone.",
    rule="There is a text/plain part with at least 60 % of the words of the HTML.",
    fix="Send the same words as plain text too.",
    source="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4",
)
