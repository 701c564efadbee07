"""HTML cut into tags and words, in one pass.

Python's own parser needs minutes for some broken HTML of a few hundred kilobytes ("<a <a <a ...").
This one is for mails: it looks at each character a few times, whatever they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal_audit.language.wordset import word_set

LONGEST_TAG = 30_000
MOST_ATTRIBUTES = 60
_RAW = word_set("script style title textarea xmp noembed noframes")
"""Elements whose content holds no tags."""
_START = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_STOP = re.compile(r"[<>\"']")
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]{1,80})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A tag with its attributes, or words."""

    kind: str
    """`open`, `close`, `words`, or `raw` (words of a script or style)."""
    name: str = ""
    words: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(markup: str) -> Iterator[Token]:
    """Tags and words in order; comments and declarations are left out."""
    markup = without_comments(markup)
    at = 0
    while at < len(markup):
        start = markup.find("<", at)
        if start < 0:
            yield Token("words", words=html.unescape(markup[at:]))
            return
        if start > at:
            yield Token("words", words=html.unescape(markup[at:start]))
        match = _START.match(markup, start)
        if match is None:
            at = _after_no_tag(markup, start)
            continue
        name = match[2].casefold()
        at, body = _tag(markup, match.end())
        if match[1]:
            yield Token("close", name)
            continue
        yield Token("open", name, attributes=_attributes(body))
        if name in _RAW:
            end = re.compile(rf"</{name}", re.IGNORECASE).search(markup, at)
            upto = end.start() if end else len(markup)
            yield Token("raw", name, words=markup[at:upto])
            at = upto


def without_comments(markup: str) -> str:
    """`markup` without its comments, an unclosed one to the end."""
    pieces = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0:
        pieces.append(markup[at:start])
        end = markup.find("-->", start + 4)
        at = end + 3 if end >= 0 else len(markup)
    return "".join([*pieces, markup[at:]])


def _after_no_tag(markup: str, start: int) -> int:
    """Where to go on after a "<" that opens no tag: past a declaration, else behind it."""
    if markup.startswith(("<!", "<?"), start):
        stop = _STOP.search(markup, start + 1, start + LONGEST_TAG)
        return stop.end() if stop and stop[0] == ">" else start + 2
    return start + 1


def _tag(markup: str, at: int) -> tuple[int, str]:
    """Where a tag ends, and what stands in it; a "<" ends it as well."""
    begin, limit = at, min(len(markup), at + LONGEST_TAG)
    while stop := _STOP.search(markup, at, limit):
        if stop[0] == ">":
            return stop.end(), markup[begin : stop.start()]
        if stop[0] == "<":
            return stop.start(), markup[begin : stop.start()]
        at = stop.end()
        if markup[begin : stop.start()].rstrip().endswith("="):
            closing = markup.find(stop[0], at, limit)
            at = closing + 1 if closing >= 0 else at
    return limit, markup[begin:limit]


def _attributes(body: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(body):
        if len(given) >= MOST_ATTRIBUTES:
            break
        value = next((group for group in match.groups()[1:] if group is not None), "")
        given.setdefault(match[1].casefold(), html.unescape(value))
    return given
