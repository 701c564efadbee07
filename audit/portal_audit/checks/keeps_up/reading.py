"""Reading a page's blocks as a person does: with the heading above, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.evidence import Block, PageState

CHROME = frozenset({"header", "nav", "footer"})
"""Regions that frame every page alike."""


def under_headings(state: PageState) -> Iterator[tuple[Block, str]]:
    """Each block with the nearest heading before it in the same region; "" without one."""
    heading: dict[str, str] = {}
    for block in state.blocks or ():
        yield block, heading.get(block.region, "")
        if block.kind == "heading":
            heading[block.region] = block.text


def sentences(text: str) -> list[str]:
    """`text` cut at full stops. Cutting once too often only hides a date from its word."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z¡¿])", text)


def subject(state: PageState) -> str:
    """What the page is about: its main heading and the words of its path."""
    return f"{state.heading} {re.sub(r'[^a-z]+', ' ', state.path.casefold())}"
