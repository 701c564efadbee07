"""How hard one English word is for ordinary readers, as people rated words.

A linear model over how rare the word is, how long, what it is built of ("-ectomy"): trained by
`bench/train.py` on open ratings, kept as plain numbers in `models/words.json`. Tested on rated
biomedical words that it was not trained on, it agrees with people at r = 0.78 (rarity alone: 0.62).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log10

from portal_audit.language.syllables import syllables
from portal_audit.language.wordset import word_set

SHORTEST, LONGEST = 2, 5
"""Letters of the parts of a word that the model knows."""
_ENDINGS = word_set("s es ed d ing ly er ers ness ment al ally ity ive able")


def numbers(word: str) -> tuple[float, ...]:
    """What is measured of a word in small letters, besides its parts."""
    zipf = rarity(word)
    stem = max((rarity(each) for each in _stems(word)), default=0.0)
    length, beats = len(word), syllables(word)
    return (
        zipf, max(0.0, 2 - zipf), max(0.0, 3 - zipf), max(0.0, 4 - zipf), max(0.0, 5 - zipf),
        max(0.0, zipf - 4), max(0.0, zipf - 6), float(zipf == 0), zipf * zipf,
        stem, max(0.0, stem - zipf),
        length, max(0, length - 7), max(0, length - 10), min(length, 6), length * zipf,
        float(length == 1), float(length == 2),
        beats, max(0, beats - 3), beats * zipf,
    )  # fmt: skip


def parts(word: str) -> Iterator[str]:
    """Every run of 2 to 5 letters, "<" and ">" marking where the word begins and ends."""
    marked = f"<{word}>"
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]


def _stems(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word[: -len(ending)]
            yield word[: -len(ending)] + "e"


@dataclass(frozen=True, slots=True)
class _Model:
    base: float
    weights: tuple[float, ...]
    """One for each of `numbers`."""
    parts: dict[str, float]


@lru_cache(maxsize=1)
def _model() -> _Model:
    file = files("portal_audit.language") / "models" / "words.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    return _Model(data["base"], tuple(data["weights"]), data["parts"])


@lru_cache(maxsize=200_000)
def word_difficulty(word: str) -> float:
    """0 is as hard as the average rated word ("harvest"), 1 one standard deviation harder.

    `word` is in small letters; "the" is near -2, "choledochal" above 2.
    """
    model = _model()
    measured = sum(w * n for w, n in zip(model.weights, numbers(word), strict=True))
    known = model.parts
    return model.base + measured + sum(known.get(part, 0.0) for part in set(parts(word)))


@lru_cache(maxsize=200_000)
def rarity(word: str) -> float:
    """Zipf frequency in English: 0 for a word never seen, about 7.7 for "the"."""
    found = _frequencies().get(word)
    return log10(found) + 9 if found else 0.0


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    # As a table: `zipf_frequency` takes every word apart first, at ten times the cost.
    return dict(get_frequency_dict("en", wordlist="best"))
