"""UN-10: notices that the law asks for say first, in one plain sentence, what they are about."""

from __future__ import annotations

import re

from portal_audit.checks.understand.pages import MOST_PLACES, english_pages, name_of_page, prose
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.difficulty import difficulty
from portal_audit.language.sentences import sentences
from portal_audit.language.words import words

_NOTICE = re.compile(
    r"\bprivacy (?:notice|practices|policy|statement)|\bnotice of\b|\bterms (?:of|and)\b|\bhipaa\b"
    r"|\bnon-?discrimination\b|\bconsent\b|\bdisclosure|\b(?:billing|financial) polic"
    r"|\bportability\b"
    r"|\bgood faith estimate\b|\bsurprise bill|\baccessibility statement\b|\byour rights\b",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"^(?:in short|in brief|summary|at a glance|in plain words|key points|what this means)\b",
    re.IGNORECASE,
)
_FIRST = 4
"""Sentences in which the summary must come."""
_SHORTEST, _LONGEST, _HARDEST = 5, 20, 40.0
"""Words of a plain sentence, and its difficulty (0 to 100)."""
_LEAST_WORDS = 30
"""Of running text: less is no notice but a link to one."""
_ONLY_A_DATE = re.compile(r"\b(?:reviewed|updated|effective|revised|dated)\b", re.IGNORECASE)


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    notices = [state for state in pages if _is_notice(state)]
    if not notices:
        return Outcome.not_applicable("No legal notice was seen.")
    bare = [state for state in notices if not _has_summary(state)]
    note = f"{len(notices) - len(bare)} of {len(notices)} legal notices begin with a plain summary."
    return Outcome.of(1 - len(bare) / len(notices), [_finding(bare)] if bare else [], note)


def _is_notice(state: PageState) -> bool:
    if not _NOTICE.search(f"{state.heading}\n{state.title}"):
        return False
    return sum(len(words(seen.block.text)) for seen in prose([state])) >= _LEAST_WORDS


def _has_summary(state: PageState) -> bool:
    if any(block.kind == "heading" and _SUMMARY.match(block.text) for block in state.blocks or ()):
        return True
    first = [s for seen in prose([state]) for s in sentences(seen.block.text)]
    told = [sentence for sentence in first if not _ONLY_A_DATE.search(sentence)]
    return any(_is_plain(sentence) for sentence in told[:_FIRST])


def _is_plain(sentence: str) -> bool:
    return _SHORTEST <= len(words(sentence)) <= _LONGEST and difficulty(sentence) <= _HARDEST


def _finding(bare: list[PageState]) -> Finding:
    names = ", ".join(sorted({f"“{name_of_page(state)}”" for state in bare}))
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="A legal notice has no plain summary",
        problem=f"Patients cannot tell what {names} means for them, and do not read on.",
        fix="Put one plain sentence first: “This page says who may see your record.”",
        about="notice",
        where=tuple(
            Place.on(state, seen.block.target, seen.block.text, seen.block.box)
            for state in bare
            for seen in prose([state])[:1]
        )[:MOST_PLACES],
        who="Everyone who is asked to read or sign it",
        wcag=("3.1.5",),
    )


CHECK = Check(
    id="UN-10",
    title="Legal notices begin with a plain summary",
    why="A notice that nobody understands informs nobody.",
    dimension="understand",
    rule="Share of the notices seen (privacy, terms, consent, rights) among whose first four "
    "sentences is a plain one of at most 20 words, or that have a part called a summary.",
    fix="Say first, in one plain sentence, what the notice means for the patient.",
    source="policy",
    judge=judge,
    wcag=("3.1.5",),
)
