"""UN-02: clinical and billing words without an explanation.

"Claim" and "encounter" are common English, so frequency cannot find them: our glossary does.
Clinical words outside it are told by form and rarity; they are shown for a person to confirm and
count nothing. So do words that most people have met ("referral"). Abbreviations are UN-03's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from portal_audit.checks.pages import counted, listed
from portal_audit.checks.understand.pages import (
    MOST_PLACES,
    blocks_of,
    english_pages,
    pages_with_words,
)
from portal_audit.checks.understand.terms import Use, uses
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Severity
from portal_audit.language.rewrite import with_plain_words
from portal_audit.language.sentences import sentences
from portal_audit.language.word_difficulty import word_difficulty
from portal_audit.language.words import words

KINDS = ("text", "item", "heading", "label", "notice", "error")
"""Tables hold names of tests and medicines; menus and buttons are UN-05's."""
FULL, HALF = 1.0, 3.0
SHOWN = 20
"""Words told of one by one; the rest together."""
WHO = "People who do not work in health care or insurance"
_NAMED, _ADVISED = 25, 12
"""Words named, and words with advice, in one finding about many."""
_SHORTEST_EXAMPLE, _LONGEST_EXAMPLE = 4, 220
"""Words, and characters: the rewriting of a label or of a very long sentence helps nobody."""
_LEAST_WORDS = 100
"""A rate needs a base: with fewer words, it is taken over 100."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    total = sum(len(words(seen.block.text)) for seen in blocks_of(pages, KINDS))
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
    found = sorted(of_term.values(), key=_most_used)
    sure = [each for each in found if _counts(each[0])]
    counts = Counter({each[0].term.term: len(each) for each in sure})
    rate = round(100 * counts.total() / max(total, _LEAST_WORDS), 1)
    others = [each for each in found if not _counts(each[0])]
    medicines = [each for each in others if each[0].term.medicine]
    others = [each for each in others if not each[0].term.medicine]
    return Outcome.of(
        1.0 if rate <= FULL else 0.5 if rate <= HALF else 0.0,
        [
            *(_finding(each, each[0].term.term in explained) for each in sure[:SHOWN]),
            *_together(sure[SHOWN:], MORE),
            *_together([each for each in others if each[0].term.familiar], KNOWN_TO_MOST),
            *_together([each for each in others if not each[0].term.familiar], PERHAPS),
            *_together(medicines, MEDICINES),
            *_together(_in_spanish(evidence), SPANISH),
        ],
        f"{rate} unexplained clinical or billing words in 100 words of text.",
        jargon_per_100_words=rate,
        jargon_terms=len(counts),
    )


def _in_spanish(evidence: RunEvidence) -> list[list[Use]]:
    """Unexplained words of Spanish text; for a person to check, as no native speaker has yet."""
    of_term: dict[str, list[Use]] = {}
    pages = [state for state in pages_with_words(evidence) if blocks_of([state], KINDS, "es")]
    for use in uses(evidence, pages, KINDS, "es") if pages else ():
        if not (use.explained or use.term.familiar):
            of_term.setdefault(use.term.term, []).append(use)
    return sorted(of_term.values(), key=lambda found: (-len(found), found[0].term.term))


def _counts(use: Use) -> bool:
    return use.term.listed and not use.term.familiar


def _most_used(found: list[Use]) -> tuple[int, float, str]:
    term = found[0].term.term
    return -len(found), -max(map(word_difficulty, term.casefold().split())), term


def _finding(found: list[Use], explained_elsewhere: bool) -> Finding:
    use, term = found[0], found[0].term
    pages = len({each.seen.state.path for each in found})
    times = "once" if len(found) == 1 else f"{len(found)} times, on {counted(pages, 'page')}"
    return Finding(
        check=CHECK.id,
        severity=Severity.COSMETIC if explained_elsewhere else Severity.MINOR,
        title=f"“{_written(use)}” is not explained",
        problem=f"Many patients do not know what “{_written(use)}” means, and may guess wrong. "
        f"It is used {times}.",
        fix=f"Say “{term.plain}”, or explain it the first time. {term.means}{_example(use)}",
        about=term.term,
        where=tuple(each.seen.place(each.start) for each in found[:MOST_PLACES]),
        who=WHO,
        rule=term.kind,
    )


def _written(use: Use) -> str:
    """The word as it stands on the page: that is what its author looks for."""
    length = use.term.end - use.term.start
    return use.seen.block.text[use.start : use.start + length].casefold()


def _example(use: Use) -> str:
    """The sentence of the first use with the plain words put in."""
    word = _written(use)
    said = next((s for s in sentences(use.seen.block.text) if word in s.casefold()), "")
    start = said.casefold().find(word)
    if len(words(said)) < _SHORTEST_EXAMPLE or len(said) > _LONGEST_EXAMPLE:
        return ""
    term = replace(use.term, start=start, end=start + len(word))
    return f" Perhaps: “{with_plain_words(said, [term])}”"


@dataclass(frozen=True, slots=True)
class _Group:
    """Words that are told of together: one by one they would hide what matters more."""

    about: str
    title: str
    of_one: str
    """The title when it is one word only."""
    problem: str
    fix: str
    severity: Severity
    confidence: Literal["certain", "likely"] = "certain"


MORE = _Group(
    "more words",
    "{number} more words are not explained",
    "One more word is not explained",
    "Each of these is unknown to many patients: {words}.",
    "Say it in plain words: {advice}.",
    Severity.MINOR,
)
KNOWN_TO_MOST = _Group(
    "words known to most",
    "{number} words that some patients do not know",
    "One word that some patients do not know",
    "Most people have met these, not all understand them: {words}.",
    "Plainer: {advice}.",
    Severity.NOTE,
)
PERHAPS = _Group(
    "words to check",
    "{number} words that may be hard",
    "One word that may be hard",
    "Rare words, told by their form only: {words}.",
    "Say them in everyday words, or explain them the first time.{perhaps}",
    Severity.COSMETIC,
    "likely",
)
MEDICINES = _Group(
    "medicines",
    "{number} names of medicines",
    "One name of a medicine",
    "A patient needs the name, and may not know what it is for: {words}.",
    "Say once what each is for: “lisinopril, for your blood pressure”.",
    Severity.NOTE,
    "likely",
)
SPANISH = _Group(
    "Spanish words",
    "{number} Spanish words are not explained",
    "One Spanish word is not explained",
    "Many patients who read Spanish do not know them: {words}.",
    "Say it in plain words: {advice}.",
    Severity.COSMETIC,
    "likely",
)


def _together(found: list[list[Use]], group: _Group) -> list[Finding]:
    if not found:
        return []
    named = [_written(each[0]) for each in found]
    advice = [
        f"“{word}”: {each[0].term.plain}"
        for word, each in zip(named, found, strict=True)
        if each[0].term.plain
    ]
    return [
        Finding(
            check=CHECK.id,
            severity=group.severity,
            title=group.title.format(number=len(found)) if len(found) > 1 else group.of_one,
            problem=group.problem.format(words=listed(named, _NAMED)),
            fix=group.fix.format(
                advice="; ".join(advice[:_ADVISED]),
                perhaps=f" Perhaps {'; '.join(advice[:_ADVISED])}." if advice else "",
            ),
            about=group.about,
            where=tuple(each[0].seen.place(each[0].start) for each in found[:MOST_PLACES]),
            who=WHO,
            rule=group.about.replace(" ", "-"),
            confidence=group.confidence,
        )
    ]


CHECK = Check(
    id="UN-02",
    title="Clinical and billing words are explained",
    why="A word that a patient does not know can hide good news or bad news.",
    dimension="understand",
    rule="Clinical or billing words of our glossary without explanation on their page, per 100 "
    "words: 1 or fewer full, 3 or fewer half, more none. Words most people have met, words told "
    "only by their form and names of medicines are listed and do not count.",
    fix="Use everyday words, or explain the word where it stands.",
    source="https://read.qxmd.com/read/36449293/"
    "accuracy-in-patient-understanding-of-common-medical-phrases",
    judge=judge,
)
