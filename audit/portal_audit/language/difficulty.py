"""How hard one English sentence is to read, 0 (easy) to 100 (hard), as people rate sentences.

Two small models over the difficulty of its words and its form, averaged: one linear, one of
decision trees. Trained by `bench/train.py` on open ratings (grades A1 to C2 of language learning),
kept as plain numbers in `models/sentences.json`. The school-grade formulas agree far less with
people: they count syllables, and "the gene" is short.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest, nsmallest
from importlib.resources import files
from math import ceil, log
from statistics import fmean, median

from portal_audit.language.syllables import syllables
from portal_audit.language.word_difficulty import rarity, word_difficulty
from portal_audit.language.words import words
from portal_audit.language.wordset import word_set

_EASIEST_WORD, _COMMONEST = -1.2, 6.5
"""What stands in for the missing words of sentences shorter than the number looked at."""
_ABBREVIATION = re.compile(r"[A-Z]{2,}")
_NOUN_ENDS = ("tion", "ment", "ity", "ance", "ence", "ness")
_LINKS = word_set(
    "although because since unless whereas while which whom whose that if when where though "
    "whether whereby therein hereby"
)
_PEOPLE = word_set("i you we my your our me us he she they it")


def features(sentence: str) -> tuple[float, ...]:
    """What the models know of a sentence, in the order of their weights."""
    found = words(sentence)
    small = [word.casefold() for word in found]
    # A capital inside the sentence makes a name: it is rare and hard for no reader.
    rated = [
        word.casefold()
        for place, word in enumerate(found)
        if place == 0 or not word[0].isupper() or _ABBREVIATION.match(word)
    ]
    names = len(found) - len(rated)
    number = max(1, len(found))
    hard = [word_difficulty(word) for word in rated] or [_EASIEST_WORD]
    hard_of_all = [word_difficulty(word) for word in small] or [_EASIEST_WORD]
    zipf = [rarity(word) for word in rated] or [_COMMONEST]
    zipf_of_all = [rarity(word) for word in small] or [_COMMONEST]
    beats = [syllables(word) for word in found]
    long_words = sum(beat >= 3 for beat in beats)
    letters = sum(map(len, found))
    return (
        len(found), log(number), letters, letters / number, sum(beats) / number,
        long_words, long_words / number, 0.39 * number + 11.8 * sum(beats) / number,
        *(_hardest(hard, most) for most in (1, 3, 5, 8)), fmean(hard), median(hard),
        sum(each > 0.3 for each in hard), sum(each > 0.8 for each in hard),
        sum(each > 1.3 for each in hard), sum(max(0.0, each) for each in hard),
        _hardest(hard_of_all, 3), fmean(hard_of_all),
        *(_rarest(zipf, most) for most in (1, 3, 5)), fmean(zipf),
        sum(each < 4 for each in zipf), sum(each < 3.3 for each in zipf), _rarest(zipf_of_all, 3),
        names, names / number,
        sum(_ABBREVIATION.match(word) is not None for word in found),
        sum(map(str.isdigit, sentence)), sentence.count(","), sentence.count("("),
        sentence.count(";") + sentence.count(":"), sentence.count("-"),
        sum(word in _LINKS for word in small), sum(word in _PEOPLE for word in small) / number,
        sentence.count("?") + sentence.count("!"),
        sum(len(word) >= 7 for word in found), sum(len(word) >= 10 for word in found),
        sum(word.endswith(_NOUN_ENDS) for word in small), len(set(small)) / number,
        sentence.count("'") + sentence.count("’"),
    )  # fmt: skip


def _hardest(values: Sequence[float], most: int) -> float:
    found = nlargest(most, values)
    return fmean([*found, *[_EASIEST_WORD] * (most - len(found))])


def _rarest(values: Sequence[float], most: int) -> float:
    found = nsmallest(most, values)
    return fmean([*found, *[_COMMONEST] * (most - len(found))])


_Node = tuple[int, float, int, int]
"""Feature (-1: a leaf), threshold (or the leaf's value), the node when not above it, else."""


@dataclass(frozen=True, slots=True)
class _Model:
    base: float
    weights: tuple[float, ...]
    trees_base: float
    trees: tuple[tuple[_Node, ...], ...]

    def grade(self, measured: Sequence[float]) -> float:
        """1 (A1) to 6 (C2); not held within them."""
        line = self.base + sum(w * n for w, n in zip(self.weights, measured, strict=True))
        grown = self.trees_base
        for tree in self.trees:
            at, value, left, right = tree[0]
            while at >= 0:
                at, value, left, right = tree[left if measured[at] <= value else right]
            grown += value
        return (line + grown) / 2


@lru_cache(maxsize=1)
def _model() -> _Model:
    file = files("portal_audit.language") / "models" / "sentences.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    trees = tuple(tuple((n[0], n[1], n[2], n[3]) for n in tree) for tree in data["trees"])
    return _Model(data["base"], tuple(data["weights"]), data["trees_base"], trees)


def of_harder_half(scores: Sequence[float]) -> float:
    """Mean of the harder half of the difficulties of a text's sentences; at least one is needed.

    Readers stumble over the hard sentences; short ones between them make a text no easier.
    """
    return fmean(nlargest(ceil(len(scores) / 2), scores))


def difficulty(sentence: str) -> float:
    """0 to 100 for one English sentence; 0 when it has no word.

    20 for each level of language learning: 0 is A1 ("We are open today."), 60 is B2, 100 is C2.
    """
    if not words(sentence):
        return 0.0
    return max(0.0, min(100.0, 20 * (_model().grade(features(sentence)) - 1)))
