"""How many syllables an English word has.

Words of the CMU pronouncing dictionary are looked up through textstat. Outside it textstat counts
hyphenation points ("colonoscopy" 1), so medical words look easy; our own rules count those.
"""

from __future__ import annotations

import re
from functools import lru_cache

_GROUP = re.compile(r"[aeiouy]+")
_ONE_SOUND = re.compile(r"(?:ti|ci|si|xi|gi)(?=on|ou|an|al)|(?<=[tcs])i(?=en[tc])|qu|gu(?=[aeiou])")
_TWO_SOUNDS = re.compile(
    r"i(?=[aou])|i(?=et|en[tc]|er$)|(?<!pn)e(?=o|u[ms]|al(?!t)|an$|a$)|u(?=[aou]|e[nt])"
    r"|a(?=o|el)|y(?=[aeou])|o(?=a[^dk]|e[np]|ent)|(?<=[^e])e(?=i[nt][^d])"
)
_SILENT_E = re.compile(r"(?<=[^aeiouylr])e$|(?<=[aeiouy][lr])e$|(?<=[aeiou])e$|(?<=r)re$")
_SILENT_ES = re.compile(r"(?<=[^aeiouscgzxhj])es$|(?<=[^cs]h)es$")
_SILENT_ED = re.compile(r"(?<=[^aeioutd])ed$")
_SPOKEN_E = re.compile(r"(?:syncope|apnoe|systole|diastole|centese|phore|raphe|nephrone)$")
_EXTRA = re.compile(r"[^aeiouy]?(?:sms?|thms?)$")
_LETTERS_SPOKEN = 5


def syllables(word: str) -> int:
    """Syllables of one word; at least 1. Abbreviations are spelled out: "EOB" is 3."""
    return _count(word.replace("’", "'"))


@lru_cache(maxsize=200_000)
def _count(word: str) -> int:
    plain = word.casefold()
    known = dictionary_syllables(plain)
    if known is None and plain.endswith("'s"):
        known = dictionary_syllables(plain[:-2])
    if known is not None:
        return known
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) <= _LETTERS_SPOKEN and len(word) > 1 and sum(map(str.isupper, letters)) > 1:
        return max(1, sum(3 if letter in "Ww" else 1 for letter in letters if letter.isupper()))
    return syllables_by_rule(plain)


def dictionary_syllables(word: str) -> int | None:
    """Syllables of a lower-case word of the dictionary, None outside it."""
    # textstat's own look-up; its public functions cannot say that a word is unknown.
    from textstat.backend.utils import get_cmudict

    entries = get_cmudict("en").get(word)
    if not entries:
        return None
    return sum(1 for phone in entries[0] if phone[-1].isdigit())


def syllables_by_rule(word: str) -> int:
    """Syllables of a word that no dictionary has, by its spelling.

    Vowel groups are counted; Greek and Latin hiatus ("cardi-ac", "perine-al") adds, silent endings
    take away.
    """
    text = re.sub(r"[^a-z]", "", word.casefold())
    if not text:
        return 1
    spoken_e = bool(_SPOKEN_E.search(text))
    stem = _SILENT_ED.sub("d", _SILENT_ES.sub("s", text))
    if not spoken_e:
        stem = _SILENT_E.sub("", stem)
    stem = _ONE_SOUND.sub(lambda match: match.group()[0], stem)
    count = len(_GROUP.findall(stem))
    count += sum(1 for _ in _TWO_SOUNDS.finditer(stem))
    if _EXTRA.search(stem):
        count += 1
    return max(1, count)
