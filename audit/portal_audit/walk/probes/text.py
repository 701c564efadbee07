"""The `text` probe: visible text as blocks, in reading order, every frame included.

Unlike the others it runs on every settled page: what it reads names the page state.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal_audit.browser import BrowserError
from portal_audit.walk.probes.probe import BROKEN, ask, shifted

if TYPE_CHECKING:
    from portal_audit.browser import Frame
    from portal_audit.walk.redact import Redactor


FRAME_LIMIT_S = 2.0
"""A frame that cannot be read by then is left out: its document may never come."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a patient can read at this moment, redacted."""

    blocks: tuple[dict[str, Any], ...]
    title: str
    heading: str
    lang: str
    size: tuple[int, int]
    """Width and height of the main document, CSS pixels."""
    fields: int
    """Fields, of all frames."""
    passwords: int
    """Visible password fields, of all frames."""
    elements: int
    """Elements of the main document."""

    def digest(self, path: str) -> str:
        """Name of the page state: path, main heading and words, numbers smoothed away.

        Numbers are left out because clocks, counters and dates change while a patient looks at one
        and the same thing.
        """
        words = [[b["kind"], re.sub(r"\d+", "#", b["text"])] for b in self.blocks]
        key = json.dumps([path, self.heading, words], ensure_ascii=False)
        return hashlib.sha256(key.encode()).hexdigest()[:12]


async def read_text(
    frames: dict[Frame, tuple[float, float]], mask: str, redactor: Redactor
) -> Text:
    """Read every frame. Raises the browser's error when the main document is gone."""
    answers: list[tuple[dict[str, Any], str, tuple[float, float]]] = []
    for number, (frame, offset) in enumerate(frames.items()):
        try:
            async with asyncio.timeout(FRAME_LIMIT_S if number else None):
                seen = await ask(frame, "text.js", mask=mask)
        except (BrowserError, TimeoutError):
            if number == 0:
                raise
            continue  # a frame that went away while we looked, or never came
        answers.append((seen, "" if number == 0 else redactor.url(frame.url), offset))
    try:
        return _joined(answers, redactor)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BrowserError(BROKEN) from None


def _joined(
    answers: Sequence[tuple[dict[str, Any], str, tuple[float, float]]], redactor: Redactor
) -> Text:
    """One text of what each frame answered, the main document first."""
    for seen, _, _ in answers:
        for words in seen["hidden"]:
            redactor.mask(words)
    main = answers[0][0]
    return Text(
        blocks=tuple(
            {
                **block,
                "text": redactor.text(block["text"]),
                "lang": redactor.text(block["lang"], 20),
                "target": redactor.text(block["target"], 200),
                "box": shifted(block["box"], offset),
                "frame": address,
            }
            for seen, address, offset in answers
            for block in seen["blocks"]
        ),
        title=redactor.text(main["title"], 300),
        heading=redactor.text(main["heading"], 200),
        lang=redactor.text(main["lang"], 20),
        size=(int(main["size"][0]), int(main["size"][1])),
        fields=sum(int(seen["fields"] or 0) for seen, _, _ in answers),
        passwords=sum(int(seen["passwords"] or 0) for seen, _, _ in answers),
        elements=int(main["elements"]),
    )
