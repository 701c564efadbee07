"""EM-06: the subject says in a few calm words whom the e-mail is from."""

from __future__ import annotations

import re

from portal_audit.checks.keeps_up.enrolment.judging import em, found
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Outcome
from portal_audit.language.wordset import word_set

LONGEST = 60
_COMMON = word_set(
    "a an and associates at care center centre clinic clinics community department doctors dr "
    "family for general group health healthcare hospital hospitals in in medical medicine my of "
    "office online patient patients pediatric pediatrics physicians portal practice primary "
    "regional services system the university wellness women womens your"
)
"""Words of names that name no practice by themselves."""
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’&][^\W_]+)*")
_SHOUTED = re.compile(r"\b[A-ZÀ-Þ]{4,}\b")
_EXCITED = re.compile(r"!\s*!|!\?|\?!")


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    subject = mail.subject
    if not subject:
        finding = found(
            "EM-06",
            "The e-mail has no subject",
            "A person sees an empty line in the list of mails and deletes it.",
            CHECK.fix,
            about="subject",
        )
        return Outcome.of(0.0, [finding], "It has no subject.")
    practice = evidence.run.portal or mail.from_name
    faults = {}
    length = max(mail.subject_length, len(subject))
    if length > LONGEST:
        faults["is too long"] = f"it has {length} characters, phones show {LONGEST} at most"
    if practice and not names_practice(subject, practice):
        faults["does not name the practice"] = f"nothing of “{practice[:60]}” is in it"
    if _shouts(subject, practice):
        faults["shouts"] = "words stand in capitals"
    if _EXCITED.search(subject):
        faults["is excited"] = "exclamation marks stand in a row"
    if not faults:
        return Outcome.passed("The subject is short and calm and names the practice.")
    findings = [
        found(
            "EM-06",
            f"The subject {fault}",
            f"A person takes it for advertising or a fraud: {why}.",
            CHECK.fix,
            about=f"subject {fault}",
            words=subject,
        )
        for fault, why in faults.items()
    ]
    return Outcome.of(0.0, findings, f"The subject {', '.join(faults)}.")


def names_practice(text: str, practice: str) -> bool:
    """Whether a text has the practice's name, or the part of it that no other practice has."""
    said = {word.casefold() for word in _WORD.findall(text)}
    named = [word.casefold() for word in _WORD.findall(practice)]
    own = [word for word in named if word not in _COMMON]
    if own:
        return any(word in said for word in own)
    return " ".join(named) in " ".join(word.casefold() for word in _WORD.findall(text))


def _shouts(subject: str, practice: str) -> bool:
    """Two words in capitals, or one long one; names and abbreviations of the practice may."""
    named = {word.casefold() for word in _WORD.findall(practice) if word.isupper()}
    loud = [w for w in _SHOUTED.findall(subject) if w.casefold() not in named]
    return len(loud) > 1 or any(len(word) > 5 for word in loud)


CHECK = em(
    "EM-06",
    "The subject is short, calm and names the practice",
    judge,
    why="The subject alone decides whether the e-mail is opened.",
    rule="At most 60 characters; the practice's name or its own part of it; no words in capitals; "
    "no “!!!”.",
    fix="Write a calm line of at most 60 characters with your name: “Riverbend Family Clinic: set "
    "up your account”.",
    source="policy",
)
