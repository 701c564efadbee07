"""UN-01: the school grade of running text.

Formulas measure the length of sentences and words, nothing else; on menus, labels and tables they
are noise. So only prose is graded, from 100 words in 10 sentences, by the middle of three formulas.
"""

from __future__ import annotations

from portal_audit.checks.understand.pages import (
    Seen,
    english_pages,
    name_of_page,
    pages_with_words,
    prose,
)
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Severity
from portal_audit.language.difficulty import difficulty
from portal_audit.language.readability import Grade, grade
from portal_audit.language.spanish import NORMAL, PLAIN, SpanishGrade, spanish_grade

FULL, HALF, VERY_HARD = 6.0, 8.0, 10.0
_SHOWN = 3


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    spanish = prose(pages_with_words(evidence), "es")
    in_spanish = spanish_grade([seen.block.text for seen in spanish])
    if isinstance(pages, Outcome):
        return pages if in_spanish.inflesz is None else _spanish_alone(in_spanish, spanish)
    texts = prose(pages)
    whole = _grade(texts)
    if whole.median is None or whole.fkgl is None:
        return Outcome.cannot_tell(whole.note)
    median = round(whole.median, 1)
    findings = _hard_pages(texts)
    if not findings and median > FULL:
        findings = [_finding("the portal", "All pages together", whole, texts)]
    findings += _spanish_finding(in_spanish, spanish)
    note = f"School grade {median} ({whole.words} words in {whole.sentences} sentences)."
    if in_spanish.inflesz is not None:
        note += f" {in_spanish.note}"
    return Outcome.of(
        1.0 if median <= FULL else 0.5 if median <= HALF else 0.0,
        findings,
        " ".join((note, whole.note)).strip(),
        grade_median=median,
        grade_flesch_kincaid=round(whole.fkgl, 1),
        grade_smog=round(whole.smog or 0.0, 1),
        grade_coleman_liau=round(whole.coleman_liau or 0.0, 1),
        prose_words=whole.words,
    )


def _grade(texts: list[Seen]) -> Grade:
    return grade([seen.block.text for seen in texts], "en")


def _spanish_alone(graded: SpanishGrade, texts: list[Seen]) -> Outcome:
    """A portal with no English: its Spanish decides (the points are policy)."""
    score = graded.inflesz or 0.0
    return Outcome.of(
        1.0 if score >= PLAIN else 0.5 if score >= NORMAL else 0.0,
        _spanish_finding(graded, texts),
        graded.note,
        inflesz=round(score, 1),
    )


def _spanish_finding(graded: SpanishGrade, texts: list[Seen]) -> list[Finding]:
    if graded.inflesz is None or graded.inflesz >= NORMAL:
        return []
    longest = sorted(texts, key=lambda seen: -len(seen.block.text))[:_SHOWN]
    return [
        Finding(
            check=CHECK.id,
            severity=Severity.MINOR,
            title=f"The Spanish text is {graded.band} to read",
            problem=f"It reaches {graded.inflesz:.0f} on the INFLESZ scale; from {PLAIN:.0f} on, "
            "most adults read with ease.",
            fix="Cut long sentences in two. Use short, everyday words.",
            about="Spanish",
            where=tuple(seen.place() for seen in longest),
            who="Patients who read Spanish",
            wcag=("3.1.5",),
            rule="spanish",
        )
    ]


def _hard_pages(texts: list[Seen]) -> list[Finding]:
    of_page: dict[str, list[Seen]] = {}
    for seen in texts:
        of_page.setdefault(name_of_page(seen.state), []).append(seen)
    findings = []
    for name, own in of_page.items():
        graded = _grade(own)
        if graded.median is not None and round(graded.median, 1) > HALF:
            findings.append(_finding(name, f"“{name}”", graded, own))
    return findings


def _finding(about: str, name: str, graded: Grade, texts: list[Seen]) -> Finding:
    median = round(graded.median or 0.0, 1)
    severity = Severity.COSMETIC
    if median > HALF:
        severity = Severity.MAJOR if median > VERY_HARD else Severity.MINOR
    hardest = sorted(texts, key=lambda seen: -difficulty(seen.block.text))[:_SHOWN]
    return Finding(
        check=CHECK.id,
        severity=severity,
        title=f"{name}: text at school grade {median:.0f}",
        problem=f"A patient needs about {median:.0f} years of school to read this with ease. "
        "Half of adults read at grade 8 or below.",
        fix="Cut long sentences in two. Use short, everyday words. Aim for grade 6.",
        about=about,
        where=tuple(seen.place() for seen in hardest),
        who="People who read slowly, are ill or tired, or whose first language is not English",
        wcag=("3.1.5",),
    )


CHECK = Check(
    id="UN-01",
    title="Text can be read by someone with six years of school",
    why="Hard text is skipped, and what it says is then missed.",
    dimension="understand",
    rule="Median of Flesch-Kincaid, SMOG and Coleman-Liau over the running text of all pages: "
    "grade 6 or less full, 8 or less half, above none. Under 100 words or 10 sentences it is too "
    "short to grade. A page above grade 8 is a finding.",
    fix="Write short sentences with everyday words.",
    source="https://cancer.jmir.org/2022/1/e25005",
    judge=judge,
    wcag=("3.1.5",),
)
