"""The words of a run as a patient meets them: each block once, however many pages repeat it."""

from __future__ import annotations

from dataclasses import dataclass

from portal_audit.checks.everyone.pages import baseline_pages
from portal_audit.evidence import Block, PageState, RunEvidence
from portal_audit.finding import Place
from portal_audit.language.languages import language_of

NO_TEXT = "No page's text was read."
OTHER_LANGUAGE = "The pages are not in English; only English is judged so far."


@dataclass(frozen=True, slots=True)
class Read:
    """A block with the page it was first met on."""

    block: Block
    state: PageState

    @property
    def place(self) -> Place:
        return Place.on(self.state, self.block.target, self.block.text, self.block.box)


def blocks(evidence: RunEvidence) -> tuple[Read, ...]:
    """Distinct blocks in English (or in no declared language), in the order of the pages."""
    seen: dict[str, Read] = {}
    for state in baseline_pages(evidence):
        for block in state.blocks or ():
            if _is_english(block, state) and block.text not in seen:
                seen[block.text] = Read(block, state)
    return tuple(seen.values())


def any_text(evidence: RunEvidence) -> bool:
    """Whether any page's text was read, in whatever language."""
    return any(state.blocks is not None for state in baseline_pages(evidence))


def refusal(evidence: RunEvidence) -> str:
    """Why nothing can be judged when there are no blocks."""
    return OTHER_LANGUAGE if any_text(evidence) else NO_TEXT


def _is_english(block: Block, state: PageState) -> bool:
    declared = (block.lang or state.lang).split("-")[0].casefold()
    if declared in ("", "en"):
        # Long text tells its language better than the page does.
        return len(block.text) < 60 or language_of(block.text) in ("", "en")
    return False
