"""How hard one sentence is, 0 (easy) to 100.

First version, for ranking sentences and following a text over time: rare words count most, length
less. The rarity of a sentence's three rarest words agrees with people's ratings of medical
sentences better than any school-grade formula (r about 0.75, against 0.5). The two scales are ours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from heapq import nsmallest
from statistics import fmean

from portal_audit.language.words import words

_EASY_ZIPF, _HARD_ZIPF = 6.0, 2.0
"""Zipf of a word that comes 1,000 times, and 0.1 times, in a million words."""
_EASY_WORDS, _HARD_WORDS = 5, 35
_RARITY_SHARE = 0.65
_ABBREVIATION = re.compile(r"[A-Z]{2,}|[a-z]?[A-Z]+[a-z]?[A-Z]")


def difficulty(sentence: str) -> float:
    """0 to 100 for one English sentence; 0 when it has no word.

    Capitalised words inside the sentence are names and are left out of the rarity.
    """
    found = words(sentence)
    if not found:
        return 0.0
    rated = [
        word
        for place, word in enumerate(found)
        if place == 0 or not word[0].isupper() or _ABBREVIATION.match(word)
    ]
    rarest = nsmallest(3, (rarity(word.casefold()) for word in rated))
    while len(rarest) < 3:
        rarest.append(_EASY_ZIPF)
    rare = _share(_EASY_ZIPF - fmean(rarest), _EASY_ZIPF - _HARD_ZIPF)
    long = _share(len(found) - _EASY_WORDS, _HARD_WORDS - _EASY_WORDS)
    return 100 * (_RARITY_SHARE * rare + (1 - _RARITY_SHARE) * long)


@lru_cache(maxsize=200_000)
def rarity(word: str) -> float:
    """Zipf frequency in English, 0 for a word never seen, about 7.7 for "the"."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


def _share(value: float, full: float) -> float:
    return max(0.0, min(1.0, value / full))
