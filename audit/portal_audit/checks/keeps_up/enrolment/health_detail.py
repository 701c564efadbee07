"""EM-10: neither subject nor text says anything about somebody's health.

E-mail is read on shared screens, by families, and by the companies that carry it. The portal is
where health is talked about; the invitation only shows the way. What the portal is good for ("see
your test results") is no detail; that there is a result, an illness or a medicine is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.keeps_up.enrolment.health_words import (
    CLINIC,
    FOR_ALL,
    GENERAL,
    ILLNESS,
    OWN_CARE,
    OWN_RESULT,
)
from portal_audit.checks.keeps_up.enrolment.judging import em, everything_said, found
from portal_audit.checks.pages import quoted
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Finding, Outcome, Severity
from portal_audit.language.glossary import shipped_glossary
from portal_audit.language.jargon import find_jargon
from portal_audit.language.sentences import sentences
from portal_audit.language.word_difficulty import rarity

RARE = 3.9
"""Zipf frequency below which a word that ends like a medicine is taken for one."""
_YOURS = re.compile(r"\byou(?:r|['’]re| are| have)?\b", re.IGNORECASE)
_SHOWN = 3


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    sure: dict[str, str] = {}
    likely: dict[str, str] = {}
    names = (evidence.run.portal, mail.from_name)
    for detail in _in_subject(mail.subject, names):
        sure.setdefault(detail, mail.subject)
    for block in everything_said(evidence, mail):
        for sentence in sentences(block):
            for detail in _of_somebody(sentence, names):
                sure.setdefault(detail, sentence)
            for detail in _to_confirm(sentence, names):
                likely.setdefault(detail, sentence)
    for match in CLINIC.finditer(mail.from_name):
        likely.setdefault(match[0], mail.from_name)
    likely = {detail: words for detail, words in likely.items() if detail not in sure}
    findings = [_finding(d, w, mail) for d, w in list(sure.items())[:_SHOWN]]
    findings += [_to_check(d, w) for d, w in list(likely.items())[:_SHOWN]]
    if sure:
        return Outcome.of(0.0, findings, f"It tells of health: “{quoted(next(iter(sure)))}”.")
    note = "Nothing in it tells of anybody's health."
    if likely:
        note = (
            f"A person must say whether “{quoted(next(iter(likely)))}” tells of somebody's health."
        )
    return Outcome.of(1.0, findings, note)


def _in_subject(subject: str, names: tuple[str, ...]) -> Iterator[str]:
    """In a subject any name of an illness, a test or a medicine is too much."""
    for pattern in (OWN_RESULT, OWN_CARE, ILLNESS):
        yield from (match[0] for match in pattern.finditer(subject))
    yield from _medical(subject, names)


def _of_somebody(sentence: str, names: tuple[str, ...]) -> Iterator[str]:
    """What a sentence says of the reader's own health."""
    yield from (match[0] for match in OWN_RESULT.finditer(sentence))
    if FOR_ALL.search(sentence):
        return
    yield from (match[0] for match in OWN_CARE.finditer(sentence))
    if _YOURS.search(sentence):
        yield from (match[0] for match in ILLNESS.finditer(sentence))
        yield from (term for term in _medical(sentence, names, medicines_only=True))


def _to_confirm(sentence: str, names: tuple[str, ...]) -> Iterator[str]:
    yield from (match[0] for match in CLINIC.finditer(sentence))
    if not FOR_ALL.search(sentence):
        yield from (match[0] for match in ILLNESS.finditer(sentence))
        if _YOURS.search(sentence):
            yield from _medical(sentence, names)


def _medical(text: str, names: tuple[str, ...], *, medicines_only: bool = False) -> Iterator[str]:
    """Medicines, and words of the glossary that most people do not know."""
    for term in find_jargon(text, glossary=shipped_glossary(), names=names):
        if term.kind != "medical" or term.term.casefold() in GENERAL:
            continue
        if term.medicine:
            tells = rarity(term.term) < RARE and not term.term.endswith("ful")
        else:
            tells = not (term.familiar or medicines_only)
        if tells:
            yield text[term.start : term.end]


def _finding(detail: str, words: str, mail: Mail) -> Finding:
    where = "subject" if words == mail.subject else "text"
    return found(
        "EM-10",
        f"The {where} tells of somebody's health",
        f"Whoever sees the mailbox reads “{quoted(detail, 60)}”: family, colleagues, the companies "
        "that carry it.",
        "Leave it to the portal: write only that there is something new, and where.",
        severity=Severity.MAJOR,
        about=f"{where}: {detail.casefold()}",
        words=words,
    )


def _to_check(detail: str, words: str) -> Finding:
    return found(
        "EM-10",
        f"To check: does “{quoted(detail, 40)}” tell of somebody's health?",
        "If it does, whoever sees the mailbox learns what the person is treated for.",
        "Use the name of the practice as a whole, and leave out what people are treated for.",
        about=f"to check: {detail.casefold()}",
        words=words,
        sure=False,
    )


CHECK = em(
    "EM-10",
    "The e-mail tells nothing of anybody's health",
    judge,
    why="E-mail is seen by others: on a shared computer, on a locked phone, by those who carry it.",
    rule="No illness, result, test, treatment or medicine in subject, preview or text. Names of "
    "clinics that give one away are for a person to confirm.",
    fix="Write only that there is something new in the portal, and how to get there.",
    source="https://www.hhs.gov/hipaa/for-professionals/faq/570/does-hipaa-permit-health-care-providers-to-use-email-to-discuss-health-issues-with-patients/index.html",
)
