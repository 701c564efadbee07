"""The page whose words patients will find hardest, its hard words marked in place."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest

from portal_audit.checks.understand.pages import Seen, english_pages, name_of_page, prose
from portal_audit.checks.understand.terms import Use, uses
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Outcome
from portal_audit.language.difficulty import difficulty, of_harder_half
from portal_audit.language.sentences import sentences
from portal_audit.result import HardestPage, Passage, Piece

FEWEST_SENTENCES = 3
HARD = 35.0
"""Difficulty (0 to 100) below which no page is worth showing."""
MOST_PASSAGES, LONGEST = 6, 1_500
"""Passages shown, and characters of each."""


def hardest_page(evidence: RunEvidence) -> HardestPage | None:
    """The hardest page in English; None when there is none that is hard."""
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return None
    of_page: dict[str, tuple[PageState, list[Seen]]] = {}
    for seen in prose(pages):
        of_page.setdefault(seen.state.id, (seen.state, []))[1].append(seen)
    rated = [(_score(own), state, own) for state, own in of_page.values()]
    score, state, own = max(rated, key=lambda page: page[0], default=(0.0, None, []))
    if state is None or score < HARD:
        return None
    hard: dict[str, list[Use]] = defaultdict(list)
    for use in uses(evidence, (state,), ("text", "item")):
        unlisted_letters = use.term.kind == "acronym" and not use.term.listed
        if not (use.explained or use.term.medicine or unlisted_letters):
            hard[use.seen.block.text].append(use)
    shown = nlargest(MOST_PASSAGES, own, key=lambda seen: _hardest_sentence(seen.block.text))
    return HardestPage(
        heading=name_of_page(state),
        path=state.path,
        score=round(score, 1),
        passages=tuple(
            _passage(seen.block.text, hard[seen.block.text]) for seen in own if seen in shown
        ),
    )


def _score(own: list[Seen]) -> float:
    scores = [difficulty(s) for seen in own for s in sentences(seen.block.text)]
    if len(scores) < FEWEST_SENTENCES:
        return 0.0
    return of_harder_half(scores)


def _hardest_sentence(text: str) -> float:
    return max(map(difficulty, sentences(text)), default=0.0)


def _passage(text: str, found: list[Use]) -> Passage:
    pieces: list[Piece] = []
    at = 0
    for use in sorted(found, key=lambda use: use.start):
        end = use.start + use.term.end - use.term.start
        if use.start < at or end > LONGEST:
            continue
        pieces.append(Piece(text=text[at : use.start]))
        pieces.append(Piece(text=text[use.start : end], hard=True, plain=use.term.plain))
        at = end
    rest = text[at:LONGEST] + ("…" if len(text) > LONGEST else "")
    return Passage(score=round(_hardest_sentence(text), 1), pieces=(*pieces, Piece(text=rest)))
