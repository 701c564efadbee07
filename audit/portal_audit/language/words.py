"""Words in running text, as people count them."""

from __future__ import annotations

import re

from portal_audit.language.sentences import ADDRESS

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*")
_LONGEST = 45
"""Characters; the longest words of medicine are shorter, what is longer is a code."""
_HAS_LETTER = re.compile(r"[^\W\d_]")


def words(text: str) -> list[str]:
    """The words of `text` in order, curly apostrophes straightened.

    "out-of-network" is three words, "p.m." one. Numbers without a letter, web and mail addresses
    are no words: readability formulas were made for prose and count them absurdly.
    """
    if "." in text or "@" in text or "/" in text:
        text = ADDRESS.sub(" ", text)
    return [
        word.replace("’", "'").replace(".", "")
        for word in _WORD.findall(text)
        if len(word) <= _LONGEST and _HAS_LETTER.search(word)
    ]
