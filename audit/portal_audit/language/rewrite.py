"""A sentence with the plain words put in, for a person to check.

A machine cannot know that "allowed amount" reads well as "most that your plan will pay" there: what
comes out is a suggestion, never shown without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from portal_audit.language.jargon import Term

_ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
_VOWEL = re.compile(r"(?!u[nst]i|uni|use|one|eu)[aeiou]", re.IGNORECASE)
_HELD_BACK = re.compile(r"\b(?:of|for|in|on|that|to|with|from|by|at|who|which|and|or)\b")
_PAST: dict[str, str] = dict(
    re.findall(
        r"(\w+):(\w+)",
        "make:made give:given take:taken tell:told find:found send:sent pay:paid get:got say:said "
        "put:put cut:cut let:let keep:kept hold:held write:written show:shown see:seen do:done "
        "go:gone bring:brought buy:bought think:thought feel:felt leave:left lose:lost build:built "
        "set:set hurt:hurt begin:begun know:known grow:grown draw:drawn spread:spread meet:met "
        "stop:stopped plan:planned rub:rubbed swap:swapped drop:dropped fit:fitted wear:worn",
    )
)
_DOUBLED = re.compile(r"(?:put|cut|let|get|set|stop|plan|rub|swap|drop|fit|begin)$")
_STARTS_A_SENTENCE = re.compile(r"(?:^|[.!?:]\s+|\n)[\"'“‘(]*$")


def with_plain_words(text: str, terms: Sequence[Term]) -> str:
    """`text` with each of its `terms` that has plain words replaced by them.

    Capitals at the start of a sentence and "a" or "an" before the word are put right.
    """
    written: list[str] = []
    at = 0
    for term in terms:
        if not term.plain or term.start < at:
            continue
        before = text[at : term.start]
        plain = _as_written(term.plain, term.term.casefold(), text[term.start : term.end])
        if _STARTS_A_SENTENCE.search(text, 0, term.start):
            plain = plain[0].upper() + plain[1:]
        elif article := _ARTICLE.search(before):
            right = "an" if _VOWEL.match(plain) else "a"
            if article[1][0].isupper():
                right = right.capitalize()
            before = before[: article.start()] + right + article[2]
        written += [before, plain]
        at = term.end
    return "".join([*written, text[at:]])


def _as_written(plain: str, term: str, written: str) -> str:
    """The plain words in the form of the word they stand for: "adjudicated", so "decided".

    Only where the form is plain to see, and the word that takes it stands first or alone.
    """
    written = written.casefold()
    if written == term or not written.startswith(term[: max(3, len(term) - 2)]):
        return plain
    first, _, rest = plain.partition(" ")
    leads = not rest or _HELD_BACK.match(rest) is not None
    if written.endswith("ed") and not term.endswith("ed"):
        return f"{_past(first)} {rest}".strip()
    if written.endswith("ing") and not term.endswith("ing"):
        return f"{_going_on(first)} {rest}".strip()
    if written.endswith("s") and not term.endswith("s") and leads and not first.endswith("s"):
        return f"{_with_s(first)} {rest}".strip()
    return plain


def _past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"


def _going_on(verb: str) -> str:
    if _DOUBLED.match(verb):
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if re.search(r"[^eoy]e$", verb) else f"{verb}ing"


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|ch|sh)$", word) else f"{word}s"
