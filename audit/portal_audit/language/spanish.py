"""How easy Spanish text is to read: Szigriszt's formula in the bands of the INFLESZ scale.

`206.835 - 62.3 syllables/words - words/sentences` (Szigriszt 1993; bands of Barrio-Cantalejo et al.
2008). Syllables are our own count: the usual tools take "aquí" and "país" for one syllable, which
lifts a text by a whole band.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal_audit.language.readability import (
    LEAST_SENTENCES,
    LEAST_WORDS,
    is_prose,
    words_of_sentences,
)

PLAIN, NORMAL = 65.0, 55.0
"""INFLESZ from which text is quite easy, and from which it is normal."""
_BANDS = ((80.0, "very easy"), (PLAIN, "quite easy"), (NORMAL, "normal"), (40.0, "rather hard"))
_SILENT_U = re.compile(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])")
_NUCLEUS = re.compile(
    r"[iuü]?[aeoáéó][iuüy](?![aeoáéóíú])"  # with a weak vowel after: "aire", "hoy"
    r"|[iuü]?[aeoáéó]"  # with one before: "bien", or alone: "te-a-tro"
    r"|[íú]"  # the stress keeps it apart: "pa-ís"
    r"|[iuüy][iuüy]?"  # two weak ones are one: "ciudad"
)


def spanish_syllables(word: str) -> int:
    """Syllables of one Spanish word; at least 1."""
    plain = _SILENT_U.sub("", word.casefold())
    plain = re.sub(r"y(?=[aeiouáéíóú])", "j", plain)
    return max(1, len(_NUCLEUS.findall(plain)))


@dataclass(frozen=True, slots=True)
class SpanishGrade:
    """How easy a Spanish text is; `inflesz` is None when it is too short to tell."""

    words: int
    sentences: int
    inflesz: float | None

    @property
    def band(self) -> str:
        """The INFLESZ band in words; "" when it was not graded."""
        if self.inflesz is None:
            return ""
        return next((name for least, name in _BANDS if self.inflesz >= least), "very hard")

    @property
    def note(self) -> str:
        """One plain sentence."""
        if self.inflesz is None:
            return (
                f"Spanish, too short to grade: it takes {LEAST_WORDS} words of running text in "
                f"{LEAST_SENTENCES} sentences; here are {self.words} in {self.sentences}."
            )
        return f"Spanish, INFLESZ {self.inflesz:.0f}: {self.band} ({PLAIN:.0f} or more is plain)."


def spanish_grade(texts: Iterable[str]) -> SpanishGrade:
    """Grade the prose among Spanish `texts`; each is one block, and a block ends a sentence."""
    counted = words_of_sentences(text for text in texts if is_prose(text))
    all_words = [word for found in counted for word in found]
    if len(all_words) < LEAST_WORDS or len(counted) < LEAST_SENTENCES:
        return SpanishGrade(len(all_words), len(counted), None)
    beats = sum(map(spanish_syllables, all_words))
    score = inflesz(len(all_words), len(counted), beats)
    return SpanishGrade(len(all_words), len(counted), score)


def inflesz(words: int, sentences: int, syllables: int) -> float:
    """206.835 - 62.3 syllables/words - words/sentences. Counts must not be 0."""
    return 206.835 - 62.3 * syllables / words - words / sentences
