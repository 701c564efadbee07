"""Hard words page by page: what UN-02 and UN-03 both ask.

Words explained anywhere on a page are explained on that page, also when a heading or a table cell
names the thing and the next block says what it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from portal_audit.checks.understand.pages import Seen, blocks_of
from portal_audit.evidence import Block, PageState, RunEvidence
from portal_audit.language.acronyms import explains, spells_out
from portal_audit.language.glossary import GlossaryFile, glossary_with, spanish_glossary
from portal_audit.language.jargon import Term, find_jargon
from portal_audit.language.words import words

_NAMES_A_THING = frozenset({"heading", "cell", "label", "item", "text"})
_WORDS_OF_AN_EXPLANATION = 4


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a term in a block, with whether its page explains it."""

    seen: Seen
    start: int
    """Where in the block's text."""
    term: Term
    explained: bool


def uses(
    evidence: RunEvidence,
    pages: Collection[PageState],
    kinds: Collection[str],
    language: Literal["en", "es"] = "en",
) -> list[Use]:
    """Every use of a term in a block of these kinds; each different block text once a page.

    Of Spanish text, only words of the glossary are found.

    A block that stands on several pages counts for the first of them, or, when one of the others
    does not explain the term, for that page.
    """
    found: dict[tuple[str, int], Use] = {}
    own = [GlossaryFile.model_validate(file) for file in evidence.run.plain_words]
    search = partial(
        find_jargon,
        glossary=glossary_with(own) if language == "en" else spanish_glossary(),
        names=(evidence.run.portal,),
        allowed=evidence.run.allowed_words,
        listed_only=language != "en",
    )
    for state in pages:
        for use in _on(state, search, language):
            if use.seen.block.kind not in kinds:
                continue
            key = (use.seen.block.text.casefold(), use.start)
            if key not in found or (found[key].explained and not use.explained):
                found[key] = use
    return list(found.values())


def _on(state: PageState, search: Callable[[str], list[Term]], language: str) -> Iterator[Use]:
    blocks = [
        seen.block
        for seen in blocks_of(
            [state],
            (
                *("text", "heading", "label", "button", "link"),
                *("cell", "item", "error", "notice"),
            ),
            language,
        )
    ]
    starts: list[int] = []
    length = 0
    for block in blocks:
        starts.append(length)
        length += len(block.text) + 1
    text = "\n".join(block.text for block in blocks)
    terms = search(text)
    placed = [(term, bisect_right(starts, term.start) - 1) for term in terms]
    explained = {term.term for term in terms if term.explained}
    explained |= {term.term for term, at in placed if _next_block_explains(term, blocks, at)}
    for term, at in placed:
        yield Use(Seen(state, blocks[at]), term.start - starts[at], term, term.term in explained)


def _next_block_explains(term: Term, blocks: list[Block], at: int) -> bool:
    block = blocks[at]
    if block.kind not in _NAMES_A_THING or len(block.text) > term.end - term.start + 3:
        return False
    neighbours = [blocks[n].text for n in (at - 1, at + 1) if 0 <= n < len(blocks)]
    if term.kind == "acronym" and any(spells_out(term.term, text) for text in neighbours):
        return True
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    return (
        following is not None
        and following.kind in {"text", "cell", "item"}
        and len(words(following.text)) >= _WORDS_OF_AN_EXPLANATION
        and explains(term.term, following.text)
    )
