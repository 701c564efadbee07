"""UN-07: sentences are short."""

from __future__ import annotations

from portal_audit.checks.understand.reading import Read, blocks, refusal
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.passive import is_passive
from portal_audit.language.readability import is_prose
from portal_audit.language.sentences import sentences

FULL, HALF = 15.0, 20.0
"""Words a sentence on average (a validated low-literacy method used fewer than 15)."""
LONG = 25
"""A single sentence over this is worth cutting; policy."""
MOST = 8
LEAST = 5
"""Fewer sentences say nothing about an average."""


def judge(evidence: RunEvidence) -> Outcome:
    read = [each for each in blocks(evidence) if is_prose(each.block.text)]
    if not read:
        return Outcome.cannot_tell(refusal(evidence))
    split = [(sentence, each) for each in read for sentence in sentences(each.block.text)]
    lengths = [len(sentence.split()) for sentence, _ in split]
    if len(lengths) < LEAST:
        return Outcome.cannot_tell("There are too few sentences to judge.")
    mean = sum(lengths) / len(lengths)
    passive = sum(is_passive(sentence) for sentence, _ in split) / len(split)
    share = 1.0 if mean <= FULL else 0.5 if mean <= HALF else 0.0
    long = sorted((pair for pair in split if len(pair[0].split()) > LONG), key=lambda p: -len(p[0]))
    return Outcome.of(
        share,
        [_finding(sentence, each) for sentence, each in long[:MOST]],
        f"{mean:.0f} words a sentence; {passive:.0%} of the sentences are passive.",
        words_a_sentence=round(mean, 1),
        passive_share=round(passive, 3),
    )


def _finding(sentence: str, read: Read) -> Finding:
    count = len(sentence.split())
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=f"A sentence of {count} words",
        problem="By the end of a long sentence many readers have lost its beginning.",
        fix="Cut it into two or three sentences.",
        about=" ".join(sentence.split()[:8]),
        where=(Place.on(read.state, read.block.target, sentence, read.block.box),),
        who="Patients who read slowly or are unwell",
    )


CHECK = Check(
    id="UN-07",
    title="Sentences are short",
    why="Long sentences overload people who are worried, tired or not used to reading.",
    dimension="understand",
    rule="15 words a sentence or fewer on average full, 20 half. Sentences over 25 words are listed.",
    fix="One thought a sentence.",
    source="https://pmc.ncbi.nlm.nih.gov/articles/PMC3318988",
    judge=judge,
)
