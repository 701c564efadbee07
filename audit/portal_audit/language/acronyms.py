"""Abbreviations in a text: where they stand, and whether their words are given.

An abbreviation is explained when its first use gives its words in either order: "primary care
provider (PCP)", "PCP (primary care provider)"; also "PCP, or primary care provider" and "PCP means
...". The match of letters to words is the idea of Schwartz and Hearst (2003).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from portal_audit.language.spans import Spans
from portal_audit.language.word_difficulty import rarity
from portal_audit.language.wordset import word_set

COMMON = word_set(
    "US USA UK EU AM PM OK TV ID IDS FAQ FAQS PDF PDFS ZIP PIN PINS ATM CD DVD GPS USB WIFI CEO "
    "AIDS HIV DNA COVID COVID-19 CPR UV TTY TDD SOS VIP DIY RSVP PS EST EDT CST CDT MST MDT PST "
    "PDT ET ASAP HTML LLC INC"
)
"""Abbreviations that everybody knows better than their words."""

CREDENTIALS = word_set(
    "MD DO RN NP PA PHD DNP FNP DPM DDS DMD OD PHARMD LPN CMA MSW LCSW MPH BSN MSN APRN CNM FACP "
    "FACS FAAFP CRNA RD LMFT PSYD"
)
"""Letters after a name; a patient reads over them."""

RISKY = frozenset({"QD", "QOD", "U", "IU", "MSO4", "MgSO4", "SC", "SQ", "AU", "OU", "QHS", "BIW"})
"""Order abbreviations known to be misread with harm; US hospitals must not write them."""

_STATES = word_set(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR"
)
_ROMAN = re.compile(r"[IVX]{2,}$")
_SHAPE = re.compile(r"[A-Z]*[a-z]?[A-Z]+[A-Za-z]?\d{0,2}s?$|[A-Z]\d+[A-Z]+$|[A-Z]{2,}-\d{1,2}$")
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|[A-Za-z][A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*",
)
_UNITS_AFTER_NUMBER = re.compile(r"\d\s?$")
_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_LONGEST = 8
_REACH = 120
"""Characters on either side of an abbreviation in which its words are looked for."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One use of an abbreviation."""

    start: int
    end: int
    text: str
    """Without its plural s: "NSAID" for "NSAIDs"."""
    explained: bool
    """Its words are given here or earlier in the same text."""


def abbreviations(
    text: str, known: Collection[str] = (), common: Collection[str] = COMMON
) -> list[Abbreviation]:
    """Every abbreviation in `text` that not everybody knows.

    `known` are forms that are abbreviations whatever they look like ("Rx", "HbA1c"). Words in
    capitals for emphasis ("DO NOT"), state codes, Roman numerals and letters after a name are none.
    """
    found: list[Abbreviation] = []
    explained: set[str] = set()
    loud = _loud_lines(text)
    for match in _TOKEN.finditer(text):
        word = match.group()
        base = _base(word, known)
        if base is None or base.upper() in common:
            continue
        shouting = loud.touches(match.start(), match.end())
        if base not in known and shouting:
            continue
        if _is_something_else(base, text, match, known, shouting):
            continue
        if base not in explained and is_explained(text, match.start(), match.end(), base):
            explained.add(base)
        found.append(Abbreviation(match.start(), match.end(), base, base in explained))
    return found


def _base(word: str, known: Collection[str]) -> str | None:
    if word in known:
        return word
    if word.endswith("s") and word[:-1] in known and word[:-1].upper() == word[:-1]:
        return word[:-1]
    if "/" in word:
        return None
    singular = word[:-1] if word.endswith("s") else word
    capitals = sum(letter.isupper() for letter in singular)
    if word == "U" or (capitals >= 2 and len(singular) <= _LONGEST and _SHAPE.match(word)):
        return singular
    return None


def _is_something_else(
    base: str, text: str, match: re.Match[str], known: Collection[str], shouting: bool
) -> bool:
    before = text[max(0, match.start() - 20) : match.start()]
    after = text[match.end() : match.end() + 12]
    if base == "U":
        return not _UNITS_AFTER_NUMBER.search(before)
    if base in _STATES and (re.match(r"\s+\d{5}", after) or re.search(r"[a-z],\s*$", before)):
        return True
    if base == "PO" and re.match(r"\.?\s+box", after, re.IGNORECASE):
        return True
    if base == "PT" and re.search(r"(?:[ap]\.?m\.?|\d)\s*$", before, re.IGNORECASE):
        return True
    if base.upper() in CREDENTIALS and re.search(r"[A-Z][a-z'’.-]+,?\s*$|[A-Z]{2,},\s*$", before):
        return True
    if base not in known and _ROMAN.match(base):
        return True
    return base.isupper() and (base not in known or shouting) and _is_everyday_word(base)


def _is_everyday_word(capitals: str) -> bool:
    """Capitals for emphasis: the small-letter word is commoner than any abbreviation."""
    least = 4.3 if len(capitals) < 4 else 3.9
    return len(capitals) > 1 and rarity(capitals.casefold()) >= least


def _loud_lines(text: str) -> Spans:
    """Lines of several words that are mostly in capitals: capitals tell nothing there."""
    return Spans(line.span() for line in _LINE.finditer(text) if _is_loud(line.group()))


def _is_loud(line: str) -> bool:
    found = _LETTERS.findall(line)
    return len(found) >= 4 and sum(word.isupper() for word in found) > 0.6 * len(found)


def is_explained(text: str, start: int, end: int, base: str) -> bool:
    """The words of the abbreviation at `start:end` are given beside it."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    if re.search(r"[(\[]\s*$", before) and re.match(r"\s*[)\],;]", after):
        long_form = re.sub(r"[(\[]\s*$", "", before)
        return spells_out(base, long_form)
    if inner := re.match(r"s?\s*[(\[]([^)\]]+)[)\]]", after):
        return explains(base, inner.group(1))
    if re.match(r"\s*(?:,\s*(?:or|which means|that is|meaning)\b|means\b|stands for\b)", after):
        return True
    if inner := re.match(r"\s*(?:[-–—:]|,)\s+([^.;:()]+)", after):
        return _letters_fit(base, inner.group(1))
    if opening := re.search(r"([^.;:()]+?)\s*(?:,\s*(?:or|also called|called)|\bor)\s+$", before):
        return spells_out(base, opening.group(1))
    return False


def explains(base: str, words: str) -> bool:
    """Words in brackets that a patient can read: at least two in small letters, or the long form.

    "A1C (average blood sugar)" explains; "CBC (CMP)" does not.
    """
    small = re.findall(r"\b[a-z][a-z'’-]+", words)
    return len(small) >= 2 or _letters_fit(base, words)


def spells_out(base: str, words: str) -> bool:
    """The end of `words` holds the long form of `base`."""
    tokens = re.findall(r"[^\W_]+", words)
    letters = sum(character.isalnum() for character in base)
    for count in range(1, min(len(tokens), letters + 5, letters * 2) + 1):
        tail = tokens[-count:]
        if tail[0][0].casefold() == base[0].casefold() and _letters_fit(base, " ".join(tail)):
            return True
    return False


def _letters_fit(base: str, words: str) -> bool:
    """Each letter of `base` occurs in `words` in order, from the right; the first starts a word."""
    short = [character for character in base.casefold() if character.isalnum()]
    long_form = words.casefold()
    if len(long_form) <= len(base) or not short:
        return False
    at = len(long_form)
    for position in range(len(short) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (
            long_form[at] == short[position]
            and (position > 0 or at == 0 or not long_form[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return False
    return True
