"""The words of a run: which blocks a check of this room looks at.

Browser settings do not change words, so one rendering is read: the baseline's. Words that stand on
every page (menus, footers) are read once, on the page where a walk met them first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from portal_audit.evidence import Block, PageState, RunEvidence
from portal_audit.finding import Outcome, Place
from portal_audit.language.languages import language_of, name_of
from portal_audit.language.readability import is_prose

NOT_READ = "The words of the pages were not gathered."
MOST_PLACES = 12
"""Places kept for one finding; a scorecard shows no more."""
_ROUND_A_WORD = 120


@dataclass(frozen=True, slots=True)
class Seen:
    """A block on the page where it was met first."""

    state: PageState
    block: Block

    def place(self, start: int = 0) -> Place:
        """Where it is; the snippet shows the words around character `start`."""
        text = self.block.text
        first = max(0, start - _ROUND_A_WORD)
        words = ("…" if first else "") + text[first:]
        return Place.on(self.state, self.block.target, words, self.block.box)


def english_pages(evidence: RunEvidence) -> tuple[PageState, ...] | Outcome:
    """Pages in English with their words, in the order the walks met them.

    An outcome instead when there is none: cannot tell without words, not applicable when all of
    them are in another language.
    """
    read = [state for state in _in_walk_order(evidence) if state.blocks is not None]
    if not any(state.blocks for state in read):
        return Outcome.cannot_tell(NOT_READ)
    english = tuple(state for state in read if any(_blocks_in("en", state)))
    if english:
        return english
    languages = sorted({name_of(page_language(state)) for state in read if state.blocks})
    return Outcome.not_applicable(f"Not graded, language {', '.join(languages)}.")


def pages_with_words(evidence: RunEvidence) -> list[PageState]:
    """Pages whose words were gathered, in any language, in the order the walks met them."""
    return [state for state in _in_walk_order(evidence) if state.blocks]


def blocks_of(
    pages: Collection[PageState], kinds: Collection[str], language: str = "en"
) -> list[Seen]:
    """Each different English text of these kinds once; with `language`, of that one."""
    found: dict[str, Seen] = {}
    for state in pages:
        for block in _blocks_in(language, state):
            if block.kind in kinds:
                found.setdefault(" ".join(block.text.casefold().split()), Seen(state, block))
    return list(found.values())


def prose(pages: Collection[PageState], language: str = "en") -> list[Seen]:
    """Running text: paragraphs, and list items that are whole sentences."""
    return [
        seen
        for seen in blocks_of(pages, ("text", "item"), language)
        if is_prose(seen.block.text)
        and (seen.block.kind == "text" or seen.block.text.rstrip().endswith((".", "!", "?")))
    ]


def page_language(state: PageState) -> str:
    """What most words of the page are in; what the page declares when they are too few to tell."""
    words = "\n".join(block.text for block in state.blocks or ())
    return language_of(words) or state.lang.split("-")[0].casefold() or "en"


def name_of_page(state: PageState) -> str:
    """The page as a patient would name it."""
    return state.heading or state.title or state.path


def _blocks_in(language: str, state: PageState) -> Iterator[Block]:
    whole = page_language(state)
    for block in state.blocks or ():
        declared = block.lang.split("-")[0].casefold()
        differs = declared if declared != state.lang.split("-")[0].casefold() else ""
        if (language_of(block.text) or differs or whole) == language:
            yield block


def _in_walk_order(evidence: RunEvidence) -> list[PageState]:
    wanted = next((a.rendering for a in evidence.run.audiences if a.baseline), "")
    renderings = {state.rendering for state in evidence.seen()}
    rendering = wanted if wanted in renderings else min(renderings, default="")
    order: dict[str, int] = {}
    for walk in evidence.walks:
        for state_id in walk.states:
            order.setdefault(state_id, len(order))
    states = evidence.seen(rendering)
    return sorted(states, key=lambda state: (order.get(state.id, len(order)), state.id))
