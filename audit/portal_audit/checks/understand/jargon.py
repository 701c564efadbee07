"""UN-02: few medical or billing words stand unexplained."""

from __future__ import annotations

from portal_audit.checks.understand.reading import refusal
from portal_audit.checks.understand.terms import MOST_FINDINGS, finding, unexplained
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome

FULL, HALF = 1.0, 3.0
"""Unexplained terms in 100 words; policy."""


def judge(evidence: RunEvidence) -> Outcome:
    search = unexplained(evidence, ("medical", "billing"))
    if search is None:
        return Outcome.cannot_tell(refusal(evidence))
    rate = 100 * search.uses / max(search.words, 1)
    share = 1.0 if rate <= FULL else 0.5 if rate <= HALF else 0.0
    found = [finding(CHECK.id, unknown, "word") for unknown in search.unknown[:MOST_FINDINGS]]
    return Outcome.of(
        share,
        found,
        f"{search.uses} unexplained terms in {search.words} words: {rate:.1f} in 100.",
        terms_in_100_words=round(rate, 2),
    )


CHECK = Check(
    id="UN-02",
    title="Few unexplained medical or billing words",
    why="A patient who does not know the word does not know what the page says.",
    dimension="understand",
    rule="Medical, insurance or billing terms without an explanation: 1 or fewer in 100 words full, "
    "3 or fewer half.",
    fix="Use the everyday word, or explain the term right where it stands.",
    source="https://read.qxmd.com/read/36449293/",
    judge=judge,
    wcag=("3.1.3",),
)
