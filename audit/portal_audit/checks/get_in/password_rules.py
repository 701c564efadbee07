"""What a page says about the password it wants: kinds of characters, length, end of its life.

English and Spanish. Each sentence is read by itself; what is denied, only allowed or only advised
("You do not need numbers", "Try three words") is left out before anything is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FLAGS = re.IGNORECASE
_SENTENCE = re.compile(r"[.!?;•✓✗]+(?:\s+|$)|\n|\bbut\b|\bpero\b", _FLAGS)
_KIND = (
    r"(?:upper[ -]?case|lower[ -]?case|capitals?|numbers?|numerals?|numeric|digits?|symbols?"
    r"|punctuation|special (?:characters?|signs?)|non-?alphanumeric|alphanumeric"
    r"|may[uú]sculas?|min[uú]sculas?|n[uú]meros?|d[ií]gitos?|cifras?|s[ií]mbolos?"
    r"|car[aá]cter(?:es)? especial(?:es)?)"
)
_ONE = r"(?:one|1|two|2|an?|una?|un|dos)"
_DEMANDED = re.compile(
    r"\b(?:must|needs?|ha(?:s|ve) to|should|required?|requires?|requirements?|at ?least|minimum"
    r"|min|contains?|containing|include[sd]?|including|missing|both|using"
    r"|debe\w*|tiene que|al menos|por lo menos|m[ií]nimo|conten\w+|contiene|inclu[iy]\w*|falta\w*"
    rf"|with (?:an?|one|1)|characters\b.*\b{_ONE})\b.{{0,120}}?\b{_KIND}\b"
    rf"|\b{_KIND}\b.{{0,60}}\b(?:required|obligatori[oa]s?)\b"
    r"|\b(?:mix|mixture|combination|combinaci[oó]n|mezcla) (?:of|de)\b.{0,80}"
    rf"\b{_KIND}\b",
    _FLAGS,
)
_LISTED = re.compile(
    rf"\W*(?:{_ONE} (?:or more )?(?:letra )?{_KIND}"
    r"|upper[ -]?case|lower[ -]?case|capital|special)"
    r"(?: (?:letters?|characters?|case))?(?:\s*\(.{0,40}\)?)?\W*",
    _FLAGS,
)
"""One line of a list of demands: "One capital letter (A-Z)"."""
_NO_KIND = re.compile(
    r"\b(?:phone|telephone|mobile|cell|account|record|member|card|room|policy|id|security"
    r"|reference|group|house|fax) numbers?\b|\bnumbers? (?:of|to)\b|\bn[uú]mero de\b"
    r"|\b(?:[4-9]|\d{2,})[ -]digits?\b",
    _FLAGS,
)
_LEFT_OUT = re.compile(
    r"[^,]*\b(?:(?:are|is) )?(?:not (?:required|needed|necessary)|allowed|permitted|accepted"
    r"|optional|opcional(?:es)?)\b"
    r"|\b(?:(?:do|does|need|must|should|can|may) ?not|(?:do|does|need|must|should|ca)n['’]t|cannot"
    r"|no need|without|instead of|rather than|(?:can|may|could) (?:also )?(?:use|include|contain"
    r"|have)|try|tip|suggest\w*|recommend\w*|consider|we advise|good passwords?"
    r"|no (?:es necesario|hace falta|debe\w*|puede\w*|use)|sin|puede (?:usar|incluir|contener)"
    r"|sugerimos|recomendamos|en lugar de)\b[^,]*",
    _FLAGS,
)
_OF_OTHERS = re.compile(
    r"\b(?:user ?names?|user ids?|log-?in ids?|codes?|phone|zip|links?|e-?mail|invitation"
    r"|usuario|correo|c[oó]digo|enlace|temporary|temporal)\b",
    _FLAGS,
)
_PASSWORD = re.compile(r"\b(?:pass ?(?:word|code|phrase)s?|contraseñas?|claves?)\b", _FLAGS)

_UNIT = r"(?:characters?|chars?|letters?|signs|symbols?|caracteres|letras)"
_MANY = (
    r"(?:[4-9]|[1-9]\d{1,2}|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince)"
)
_LENGTH = re.compile(
    r"\b(?:at ?least|minimum(?: of)?|min|(?<!no )(?<!not )(?:more|longer) than|between|from"
    rf"|al menos|por lo menos|m[ií]nimo(?: de)?|entre|de)\W{{0,3}}{_MANY}\b.{{0,30}}?\b{_UNIT}\b"
    rf"|\b{_MANY}\b(?:\+| or more| o m[aá]s)? ?{_UNIT}\b\W{{0,3}}(?:or (?:more|longer)|minimum|min"
    r"|at least|long|o m[aá]s|como m[ií]nimo)\b"
    rf"|\b{_MANY}(?:\+| or more| o m[aá]s) ?{_UNIT}\b"
    rf"|\b{_MANY} ?(?:-|–|to|a|and|y) ?\d+ {_UNIT}\b"
    rf"|\b(?:minimum|shortest) length\W{{0,3}}(?:is |of )?{_MANY}\b"
    rf"|\b(?:must|needs? to|has to|debe) (?:be|have|contain|tener) {_MANY} {_UNIT}\b",
    _FLAGS,
)
_LONGEST = re.compile(
    rf"\b(?:between|from|entre|de) \d+ (?:and|to|y|a) (?P<a>\d+) {_UNIT}\b"
    rf"|\b\d+ ?(?:-|–|to|a) ?(?P<b>\d+) {_UNIT}\b"
    r"|\b(?:at most|no(?:t)? more than|no longer than|up to|maximum(?: of| length(?: is| of)?)?"
    rf"|max|hasta|no m[aá]s de|m[aá]ximo(?: de)?)\W{{0,2}}(?P<c>\d+) {_UNIT}\b"
    rf"|\b(?P<d>\d+) {_UNIT}\W{{0,2}}(?:or (?:fewer|less)|maximum|max|at most|o menos"
    r"|como m[aá]ximo)\b",
    _FLAGS,
)
_LONGEST_SENTENCE = 400
"""Characters; what runs on for longer is no rule for people."""
_LEAST_LIMIT = 6
"""Fewer is no limit of a whole password: "no more than 2 characters in a row"."""
_PERIOD = (
    r"(?:\d+|one|two|three|six|thirty|sixty|ninety|un|dos|tres|seis)[ -]"
    r"(?:day|week|month|year|d[ií]a|semana|mes|año)"
)
_EXPIRES = re.compile(
    r"\b(?:expires?|expired|expiration|expiry)\b"
    rf"|\bchange\w*\b.{{0,40}}\b(?:every|each|after)\b.{{0,12}}{_PERIOD}"
    r"|\bcaduc\w+|\bvenc(?:e|er|ió|erá|ida)\w*|\bexpir(?:a|ó|ará)\w*"
    rf"|\bcambi\w+\b.{{0,40}}\bcada\b.{{0,12}}{_PERIOD}",
    _FLAGS,
)
_IT = re.compile(r"\b(?:must be changed|change it|cambiarla)\b", _FLAGS)
_OTHER_END = re.compile(
    r"\b(?:never|not|nunca|no) (?:expir|caduc|venc)\w*|\b(?:links?|codes?|page|session|invitation"
    r"|temporary|one-time|enlaces?|c[oó]digos?|sesi[oó]n|temporal)\b",
    _FLAGS,
)
"""Something else ends, or it never does."""


def kinds_demanded(texts: Iterable[str]) -> str:
    """The first sentence that demands kinds of characters; "" when none does."""
    for sentence in _sentences(texts):
        left = _NO_KIND.sub(" ", _LEFT_OUT.sub(" ", sentence))
        if _DEMANDED.search(left) or (_LISTED.fullmatch(left) and left.strip()):
            return sentence
    return ""


def says_length(texts: Iterable[str]) -> bool:
    """Whether the shortest length is said."""
    return any(_LENGTH.search(sentence) for sentence in _sentences(texts))


def longest_said(texts: Iterable[str]) -> int | None:
    """The greatest length that is said to be taken, None when no limit is named."""
    found = [
        int(next(number for number in limit.groups() if number))
        for sentence in _sentences(texts)
        for limit in _LONGEST.finditer(sentence)
    ]
    return min((number for number in found if number >= _LEAST_LIMIT), default=None)


def expiry_said(texts: Iterable[str]) -> str:
    """The first sentence by which passwords end by themselves; "" when none says so."""
    for sentence in _sentences(texts):
        if not (_PASSWORD.search(sentence) or _IT.search(sentence)) or _OTHER_END.search(sentence):
            continue
        if _EXPIRES.search(_LEFT_OUT.sub(" ", sentence)):
            return sentence
    return ""


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    """Sentences that may be about the password: those about a user name or a code are not."""
    for text in texts:
        for part in _SENTENCE.split(text):
            sentence = " ".join(part.split())
            if not sentence or len(sentence) > _LONGEST_SENTENCE:
                continue
            if _PASSWORD.search(sentence) or not _OF_OTHERS.search(_LEFT_OUT.sub(" ", sentence)):
                yield sentence
