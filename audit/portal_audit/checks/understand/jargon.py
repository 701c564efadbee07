"""UN-02: clinical and billing words without an explanation.

"Claim" and "encounter" are common English, so frequency cannot find them: our glossary does.
Clinical words outside it are told by form and rarity; they are shown for a person to confirm and
count nothing. So do words that most people have met ("referral"). Abbreviations are UN-03's.
"""

from __future__ import annotations

from collections import Counter

from portal_audit.checks.understand.pages import MOST_PLACES, english_blocks, english_pages
from portal_audit.checks.understand.terms import Use, uses
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Severity
from portal_audit.language.words import words

KINDS = ("text", "item", "heading", "label", "notice", "error")
"""Tables hold names of tests and medicines; menus and buttons are UN-05's."""
FULL, HALF = 1.0, 3.0
_LEAST_WORDS = 100
"""A rate needs a base: with fewer words, it is taken over 100."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    total = sum(len(words(seen.block.text)) for seen in english_blocks(pages, KINDS))
    if total == 0:
        return Outcome.cannot_tell("There is no text on the pages to look at.")
    of_term: dict[str, list[Use]] = {}
    explained: set[str] = set()
    for use in uses(evidence, pages, KINDS):
        if use.term.kind == "acronym":
            continue
        if use.explained:
            explained.add(use.term.term)
        else:
            of_term.setdefault(use.term.term, []).append(use)
    counts = Counter({term: len(found) for term, found in of_term.items() if _counts(found[0])})
    rate = round(100 * counts.total() / max(total, _LEAST_WORDS), 1)
    return Outcome.of(
        1.0 if rate <= FULL else 0.5 if rate <= HALF else 0.0,
        [_finding(found, term in explained) for term, found in sorted(of_term.items())],
        f"{rate} unexplained clinical or billing words in 100 words of text.",
        jargon_per_100_words=rate,
        jargon_terms=len(counts),
    )


def _counts(use: Use) -> bool:
    return use.term.listed and not use.term.familiar


def _finding(found: list[Use], explained_elsewhere: bool) -> Finding:
    term = found[0].term
    severity = Severity.MINOR
    if term.familiar:
        severity = Severity.NOTE
    elif explained_elsewhere or not term.listed:
        severity = Severity.COSMETIC
    return Finding(
        check=CHECK.id,
        severity=severity,
        title=f"“{term.term}” is not explained",
        problem=f"Many patients do not know what “{term.term}” means, and may guess wrong.",
        fix=_fix(found[0]),
        about=term.term,
        where=tuple(use.seen.place(use.start) for use in found[:MOST_PLACES]),
        who="People who do not work in health care or insurance",
        rule=term.kind,
        confidence="certain" if term.listed else "likely",
    )


def _fix(use: Use) -> str:
    term = use.term
    if not term.plain:
        return f"Say it in everyday words, or explain “{term.term}” the first time it is used."
    return f"Say “{term.plain}”, or explain it: “{term.term} ({term.plain})”. {term.means}"


CHECK = Check(
    id="UN-02",
    title="Clinical and billing words are explained",
    why="A word that a patient does not know can hide good news or bad news.",
    dimension="understand",
    rule="Clinical or billing words of our glossary without explanation on their page, per 100 "
    "words: 1 or fewer full, 3 or fewer half, more none. Words most people have met, and words "
    "told only by their form, are listed and do not count.",
    fix="Use everyday words, or explain the word where it stands.",
    source="https://read.qxmd.com/read/36449293/"
    "accuracy-in-patient-understanding-of-common-medical-phrases",
    judge=judge,
)
