"""UN-07: short sentences in the active voice."""

from __future__ import annotations

from statistics import fmean

from portal_audit.checks.understand.pages import MOST_PLACES, Seen, english_pages, prose
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.passive import is_passive
from portal_audit.language.readability import LEAST_SENTENCES
from portal_audit.language.sentences import sentences
from portal_audit.language.words import words

FULL, HALF = 15.0, 20.0
_LONG = 25
"""Words; longer sentences are shown when sentences are long on average."""
_TOO_LONG = 35
"""Words; shown in any case. Policy."""
_PASSIVE_SHARE = 0.3
"""Policy: the method asks for the share and sets no limit."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    split = [
        (len(words(sentence)), sentence, seen)
        for seen in prose(pages)
        for sentence in sentences(seen.block.text)
    ]
    split = [entry for entry in split if entry[0]]
    if len(split) < LEAST_SENTENCES:
        return Outcome.cannot_tell(
            f"Too little running text: it takes {LEAST_SENTENCES} sentences, here are {len(split)}."
        )
    mean = round(fmean(count for count, _, _ in split), 1)
    passive = [entry for entry in split if is_passive(entry[1])]
    share = len(passive) / len(split)
    findings = _long_sentences(mean, split)
    if share > _PASSIVE_SHARE:
        findings.append(_passive_finding(share, passive))
    return Outcome.of(
        1.0 if mean <= FULL else 0.5 if mean <= HALF else 0.0,
        findings,
        f"{mean} words a sentence; {share:.0%} of sentences are passive.",
        mean_sentence_words=mean,
        passive_share=round(share, 2),
    )


def _long_sentences(mean: float, split: list[tuple[int, str, Seen]]) -> list[Finding]:
    limit = _LONG if mean > FULL else _TOO_LONG
    long = sorted((entry for entry in split if entry[0] > limit), key=lambda entry: -entry[0])
    if mean <= FULL and not long:
        return []
    return [
        Finding(
            check=CHECK.id,
            severity=Severity.MINOR if mean > HALF else Severity.COSMETIC,
            title=f"Sentences are long: {mean:.0f} words on average"
            if mean > FULL
            else "Some sentences are very long",
            problem="By the end of a long sentence many readers have lost its beginning.",
            fix="Make two sentences of one. Keep most under 15 words.",
            about="long sentences",
            where=tuple(map(_place, long[:MOST_PLACES])),
            who="People who read slowly, are ill or tired, or whose first language is not English",
        )
    ]


def _passive_finding(share: float, passive: list[tuple[int, str, Seen]]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.COSMETIC,
        title=f"{share:.0%} of sentences do not say who does it",
        problem="“Your result will be reviewed” leaves open who does what, and when.",
        fix="Say who does it: “Dr. Lee will look at your result”.",
        about="passive sentences",
        where=tuple(map(_place, passive[:MOST_PLACES])),
        confidence="likely",
    )


def _place(entry: tuple[int, str, Seen]) -> Place:
    _, sentence, seen = entry
    return Place.on(seen.state, seen.block.target, sentence, seen.block.box)


CHECK = Check(
    id="UN-07",
    title="Sentences are short",
    why="Short sentences are understood at the first reading.",
    dimension="understand",
    rule="Mean words in a sentence of the running text: 15 or fewer full, 20 or fewer half, more "
    "none. The share of passive sentences is shown. Under 10 sentences nothing is measured.",
    fix="Say one thing in one sentence, and say who does it.",
    source="https://pmc.ncbi.nlm.nih.gov/articles/PMC3318988",
    judge=judge,
)
