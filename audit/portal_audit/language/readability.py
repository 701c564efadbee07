"""The school grade of running text: Flesch-Kincaid, SMOG, Coleman-Liau and their median.

The formulas are known; what goes in decides. Sentences, words and syllables are our own counts,
because the usual ones end sentences at "Dr.", fuse hyphenated words and think "colonoscopy" has one
syllable. A menu or a table is no prose: it is left out, never graded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import median as middle

from portal_audit.language.languages import language_of, name_of
from portal_audit.language.sentences import sentences
from portal_audit.language.syllables import syllables
from portal_audit.language.words import words
from portal_audit.language.wordset import word_set

LEAST_WORDS = 100
LEAST_SENTENCES = 10
SMOG_SENTENCES = 30
"""SMOG was made for samples of 30 sentences; below, it is scaled and said to be rough."""

_CLOSED = re.compile(r"[.!?…]['\"”’)\]]*$")
_SMALL_WORDS = word_set(
    "a an and are as at be but by can do for from has have how if in is it may must not of on or "
    "our that the their them they this to was we what when which who will with you your"
)
_PROSE_WORDS = 4
_OPEN_PROSE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Grade:
    """Counts and school grades of a text. The grades are None when it was not graded."""

    words: int
    sentences: int
    fkgl: float | None
    """Flesch-Kincaid grade level (Kincaid et al. 1975)."""
    smog: float | None
    """SMOG (McLaughlin 1969)."""
    coleman_liau: float | None
    """Coleman-Liau index (Coleman & Liau 1975)."""
    median: float | None
    """Middle of the three: the one number to use."""
    mean_sentence_words: float
    """0 when there is no sentence."""
    too_short: bool
    """Fewer than 100 words or 10 sentences of prose."""
    lang: str
    """ISO 639-1 code; only "en" is graded."""

    @property
    def note(self) -> str:
        """Why it was not graded, or how sure the grade is; one plain sentence."""
        if self.lang != "en":
            return f"Not graded, language {name_of(self.lang)}."
        if self.too_short:
            return (
                f"Too short to grade: it takes {LEAST_WORDS} words of running text in "
                f"{LEAST_SENTENCES} sentences; here are {self.words} in {self.sentences}."
            )
        if self.sentences < SMOG_SENTENCES:
            return f"SMOG is rough: {self.sentences} sentences, it was made for {SMOG_SENTENCES}."
        return ""


def grade(texts: Iterable[str], lang: str = "") -> Grade:
    """Grade the prose among `texts`; each text is one block, and a block ends a sentence.

    `lang` is what the page says ("" when it says nothing). The words decide when there are enough
    of them to tell: pages often declare a language they are not in.
    """
    blocks = [text for text in texts if is_prose(text)]
    spoken = language_of("\n".join(blocks)) or lang.split("-")[0].casefold() or "en"
    counted = words_of_sentences(blocks)
    all_words = [word for found in counted for word in found]
    n_words, n_sentences = len(all_words), len(counted)
    mean = n_words / n_sentences if n_sentences else 0.0
    too_short = n_words < LEAST_WORDS or n_sentences < LEAST_SENTENCES
    if too_short or spoken != "en":
        return Grade(n_words, n_sentences, None, None, None, None, mean, too_short, spoken)
    beats = [syllables(word) for word in all_words]
    fkgl = flesch_kincaid(n_words, n_sentences, sum(beats))
    smog_grade = smog(n_sentences, sum(beat >= 3 for beat in beats))
    letters = sum(character.isalnum() for word in all_words for character in word)
    liau = coleman_liau(n_words, n_sentences, letters)
    mid = middle((fkgl, smog_grade, liau))
    return Grade(n_words, n_sentences, fkgl, smog_grade, liau, mid, mean, too_short, spoken)


def words_of_sentences(blocks: Iterable[str]) -> list[list[str]]:
    """The words of each sentence that has any; a block ends a sentence."""
    split = (sentence for block in blocks for sentence in sentences(block))
    return [found for sentence in split if (found := words(sentence))]


def is_prose(text: str) -> bool:
    """Running text: a closed sentence, or a longer line held together by small words.

    "Home Visits Messages Billing ..." is a menu however long it is.
    """
    found = words(text)
    if len(found) < _PROSE_WORDS:
        return False
    if _CLOSED.search(text.rstrip()):
        return True
    small = sum(word.casefold() in _SMALL_WORDS for word in found)
    return len(found) >= _OPEN_PROSE_WORDS and small >= 0.3 * len(found)


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """0.39 words/sentence + 11.8 syllables/word - 15.59. Counts must not be 0."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(sentences: int, polysyllables: int) -> float:
    """1.0430 sqrt(30 polysyllables/sentences) + 3.1291; polysyllables have 3 or more syllables."""
    return 1.0430 * sqrt(30 * polysyllables / sentences) + 3.1291


def coleman_liau(words: int, sentences: int, letters: int) -> float:
    """0.0588 L - 0.296 S - 15.8, L letters and S sentences in 100 words."""
    return 5.88 * letters / words - 29.6 * sentences / words - 15.8
