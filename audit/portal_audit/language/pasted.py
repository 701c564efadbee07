"""Text as people paste it: tags, control characters, wrapped lines.

Nothing here changes the length of the text, so that places found in the cleaned text are places in
the text that was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENS_HIDDEN = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|thead|tbody|section|article|header|footer|nav|"
    r"main|aside|form|fieldset|legend|label|button|dl|dt|dd|blockquote|pre|hr|html|head|body|title|"
    r"option|select)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|font|i|img|input|ins|mark|q|s|small|span|strong|sub|sup|"
    r"svg|time|u|var|wbr|meta|link)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)
_CONTROL = re.compile(r"[^\S\n ]|[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]")
_CLOSED = re.compile(r"[.!?…:][\"'”’)\]]*\s*$")
_STARTS_ITEM = re.compile(r"\s*(?:[-*•·▪◦]|\d{1,2}[.)])\s")
_WRAPPED = 45
"""Characters from which an unfinished line is taken to go on in the next."""


def without_markup(text: str) -> tuple[str, bool]:
    """`text` with control characters and HTML tags blanked, and whether there were tags."""
    blanked = _CONTROL.sub(" ", text)
    if "<" not in blanked:
        return _ENTITY.sub(_spaces, blanked), False
    cleaned = _BLOCK_TAG.sub(_break, _without_hidden(blanked))
    cleaned = _INLINE_TAG.sub(_spaces, cleaned)
    return _ENTITY.sub(_spaces, cleaned), cleaned != blanked


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs, list items and single lines of `text` start and end."""
    start = 0
    lines = text.splitlines(keepends=True)
    at = 0
    for number, line in enumerate(lines):
        at += len(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _goes_on(line, following):
            continue
        if text[start:at].strip():
            yield start, at
        start = at


def _without_hidden(text: str) -> str:
    """Scripts, styles and comments blanked. In one pass: hostile text must not make it slow."""
    folded = text.lower() if len(text.lower()) == len(text) else text
    pieces: list[str] = []
    done = 0
    unclosed: set[str] = set()
    for opening in _OPENS_HIDDEN.finditer(text):
        closing = f"</{opening[1].lower()}" if opening[1] else "-->"
        if opening.start() < done or closing in unclosed:
            continue
        found = folded.find(closing, opening.end())
        end = folded.find(">", found) + 1
        if found < 0 or end == 0:
            unclosed.add(closing)
            continue
        pieces += [text[done : opening.start()], " " * (end - opening.start())]
        done = end
    return "".join(pieces) + text[done:]


def _goes_on(line: str, following: str) -> bool:
    if not line.strip() or not following.strip() or _STARTS_ITEM.match(following):
        return False
    if following.lstrip()[0].islower():
        return True
    return len(line.strip()) >= _WRAPPED and not _CLOSED.search(line[-40:])


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _break(match: re.Match[str]) -> str:
    return "\n\n" + " " * (len(match.group()) - 2)
