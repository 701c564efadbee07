"""EM-08: the e-mail can be read by someone with six years of school."""

from __future__ import annotations

from portal_audit.checks.keeps_up.enrolment.judging import (
    blocks_of,
    em,
    found,
    other_language,
)
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Outcome, Severity
from portal_audit.language.difficulty import difficulty
from portal_audit.language.readability import (
    LEAST_WORDS,
    flesch_kincaid,
    grade,
    is_prose,
    words_of_sentences,
)
from portal_audit.language.spanish import NORMAL, PLAIN, spanish_grade
from portal_audit.language.syllables import syllables

FULL, HALF = 6.0, 8.0
_LEAST_SENTENCES = 3


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    blocks = blocks_of(evidence, mail)
    language = other_language(blocks)
    if language == "Spanish":
        return _spanish(blocks)
    if language:
        return Outcome.not_applicable(f"Not graded, language {language}.")
    graded = grade(blocks, "en")
    median = graded.median
    if median is None:
        median = _of_few_sentences(blocks)
    if median is None:
        return Outcome.cannot_tell(graded.note)
    median = max(0.0, round(median, 1))
    share = 1.0 if median <= FULL else 0.5 if median <= HALF else 0.0
    note = f"School grade {median} ({graded.words} words in {graded.sentences} sentences)."
    if share == 1:
        return Outcome.passed(note, grade=median)
    hardest = max(filter(is_prose, blocks), key=difficulty, default="")
    finding = found(
        "EM-08",
        f"The e-mail is written at school grade {median:.0f}",
        f"A person needs about {median:.0f} years of school to read it with ease; half of adults "
        "read at grade 8 or below.",
        CHECK.fix,
        severity=Severity.MINOR if share else Severity.MAJOR,
        about="reading grade",
        words=hardest,
    )
    return Outcome.of(share, [finding], note, grade=median)


def _of_few_sentences(blocks: tuple[str, ...]) -> float | None:
    """Flesch-Kincaid alone, for enough words in few sentences: long ones are what makes it hard."""
    counted = words_of_sentences(filter(is_prose, blocks))
    found = [word for sentence in counted for word in sentence]
    if len(found) < LEAST_WORDS or len(counted) < _LEAST_SENTENCES:
        return None
    return flesch_kincaid(len(found), len(counted), sum(map(syllables, found)))


def _spanish(blocks: tuple[str, ...]) -> Outcome:
    graded = spanish_grade(blocks)
    if graded.inflesz is None:
        return Outcome.cannot_tell(graded.note)
    share = 1.0 if graded.inflesz >= PLAIN else 0.5 if graded.inflesz >= NORMAL else 0.0
    finding = found(
        "EM-08",
        f"The Spanish text is {graded.band} to read",
        f"It reaches {graded.inflesz:.0f} on the INFLESZ scale; from {PLAIN:.0f} on, most adults "
        "read with ease.",
        CHECK.fix,
        about="reading grade, Spanish",
    )
    return Outcome.of(share, [] if share == 1 else [finding], graded.note)


CHECK = em(
    "EM-08",
    "The e-mail can be read by someone with six years of school",
    judge,
    why="Hard text is skipped, and the account is never set up.",
    rule="Median of Flesch-Kincaid, SMOG and Coleman-Liau: grade 6 or less full, 8 or less half. "
    "Spanish: INFLESZ 65 or more full, 55 or more half. In fewer than 10 sentences Flesch-Kincaid "
    "alone; under 100 words it is too short to grade.",
    fix="Cut long sentences in two. Use short, everyday words. Aim for grade 6.",
    source="https://cancer.jmir.org/2022/1/e25005",
)
