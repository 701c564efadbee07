"""Where sentences end.

textstat and the browser's segmenter end a sentence at "Dr." and "p.m.", which makes hard text look
easy. Three kinds of full stop are told apart: after a title ("Dr. Lee") a sentence never ends;
after other abbreviations ("5 p.m.", "etc.") it ends only before a word that starts one; after an
ordinary word it ends.
"""

from __future__ import annotations

import re

from portal_audit.language.wordset import word_set

ADDRESS = re.compile(
    r"(?:https?://|www\.)\S*[\w/]"
    r"|(?<![^\s<>()])[^\s@<>()]{1,64}@[^\s@<>()]{1,200}\.[A-Za-z]{2,10}"
    r"|\b(?:[A-Za-z0-9-]{1,63}\.){1,6}(?:com|org|net|gov|edu|io|health|us)\b(?:/\S*)?",
    re.IGNORECASE,
)
"""Web and mail addresses: their dots end nothing and their parts are no words."""

_NEVER = word_set(
    "dr mr mrs ms mx prof st mt ft rev hon gov gen sgt capt vs fig nos p pp tel ext approx "
    "dept e.g i.e cf viz"
)
_STARTERS = word_set("we the you our your please call it if this to for")
"""Words that start a sentence after "Oak St." but are never the name in "St. Mary"."""
_SELDOM = word_set(
    "a.m p.m pm jan feb apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur "
    "thurs fri jr sr inc ltd corp etc al ave blvd rd hwy rm u.s u.k m.d d.o ph.d r.n "
    "n.p p.a d.d.s mg ml oz lb lbs hr hrs min mins sec wk wks yr yrs tsp tbsp"
)
"""Words that are also everyday words ("in", "sun") are left out: a full stop ends them."""

_DAYS_AND_MONTHS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*(?=\s)|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+\s)")
_BREAK = re.compile(r"\n\s*\n|\n\s*(?=[-*•·▪◦]\s|\d{1,2}[.)]\s)")
_LAST_WORD = re.compile(r"[\w.’'&-]*\w(?=\W*$)")
_NEXT_WORD = re.compile(r"[\s\"'“‘(\[]*([^\s]+)")
_LOOK_BACK = 40


def sentences(text: str) -> list[str]:
    """The sentences of one block of text, white space folded.

    A blank line or a list bullet ends a sentence too. Text without any full stop is one sentence.
    """
    found: list[str] = []
    for part in _BREAK.split(text):
        found.extend(_split(part))
    return found


def _split(text: str) -> list[str]:
    protected = [match.span() for match in ADDRESS.finditer(text)] if "." in text else []
    pieces: list[str] = []
    start = 0
    at = 0
    for match in _END.finditer(text):
        while at < len(protected) and protected[at][1] <= match.start():
            at += 1
        inside = at < len(protected) and protected[at][0] <= match.start() < protected[at][1]
        if inside or not _ends(text, start, match):
            continue
        pieces.append(text[start : match.end()])
        start = match.end()
    pieces.append(text[start:])
    folded = (" ".join(piece.split()) for piece in pieces)
    return [piece for piece in folded if any(character.isalnum() for character in piece)]


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match.group().lstrip("…")
    if mark[:1] in {"!", "?"} or not match.group():
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    after = _NEXT_WORD.match(text, match.end(), match.end() + _LOOK_BACK)
    if before is None or after is None:
        return after is None
    word, following = before.group(), after.group(1)
    bare = word.casefold().lstrip("(")
    if bare == "no":
        return not following[0].isdigit()
    if bare in _NEVER:
        return bare == "st" and following.casefold() in _STARTERS
    if len(word) == 1 and word.isalpha() and word.isupper() and word != "I":
        return False  # an initial: "J. Smith"
    if word.isdigit() and not text[start : before.start()].strip():
        return False  # the number of a list item: "1. Take"
    opens = following[0].isupper() or following[0].isdigit()
    if bare in _SELDOM or "." in word:
        return following[0].isupper() and following.casefold().strip(".,") not in _DAYS_AND_MONTHS
    return opens or len(word) >= 4 or word.isdigit()
