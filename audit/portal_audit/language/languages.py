"""Which language a text is in, well enough to know that English formulas do not fit it.

Writing systems are told by their letters, European languages by their commonest small words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from portal_audit.language.wordset import word_set

NAMES = {
    "ar": "Arabic", "bn": "Bengali", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
    "ht": "Haitian Creole", "hy": "Armenian", "it": "Italian", "ja": "Japanese", "km": "Khmer",
    "ko": "Korean", "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip

_SCRIPTS = {
    "ARABIC": "ar", "ARMENIAN": "hy", "BENGALI": "bn", "CJK": "zh", "CYRILLIC": "ru",
    "DEVANAGARI": "hi", "GREEK": "el", "GUJARATI": "gu", "GURMUKHI": "pa", "HANGUL": "ko",
    "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja", "KHMER": "km", "TAMIL": "ta",
    "TELUGU": "te", "THAI": "th",
}  # fmt: skip

_SMALL_WORDS = {
    "en": "the and to of you your is are for in that with this we it on or can be will if not",
    "es": "el la los las de que y en un una por para con su sus del se es usted al lo más",
    "fr": "le la les des de et vous votre vos est un une pour dans que qui sur avec au du ne pas",
    "pt": "o a os as de que e em um uma para com seu sua do da no na não você ou se",
    "de": "der die das und ist sie ihr ihre zu den mit von ein eine nicht auf für im oder wir",
    "it": "il lo la gli le di che e un una per con suo sua del della è non si nel sono",
    "pl": "i w na z do się nie jest to że o dla oraz lub być jak od",
    "ht": "ou yo nan ak pou ki se yon sa gen pa li nou epi oswa si",
    "tl": "ang ng sa mga na ay at kung para ito iyong hindi po ni o",
    "vi": "của và các là cho có không được với này một bạn trong để hoặc khi",
}
_SMALL = {code: frozenset(small.split()) for code, small in _SMALL_WORDS.items()}
_MORE_ENGLISH = (
    "a",
    "an",
    "by",
    "from",
    "our",
    "us",
    "have",
    "them",
    "they",
    "what",
    "when",
    "how",
)
"""Common, but also words of other languages, or too rare to tell a language by alone."""
_ALSO_ENGLISH = word_set("a i do to o no as on in me so se an is die den war li na ale")
_ENOUGH_WORDS = 2
"""Different small words that English has not: "a man, a cap, a bench" is no Portuguese."""
_TOKEN = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_ENOUGH_HITS = 4


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of `text`; "" when it is too short to tell."""
    return _language_of(text[:_SAMPLE])


@lru_cache(maxsize=8192)
def _language_of(sample: str) -> str:
    tokens = _TOKEN.findall(sample.casefold())
    if foreign := _by_letters("".join(tokens)):
        return foreign
    counts = Counter(tokens)
    hits = {code: sum(counts[word] for word in small) for code, small in _SMALL.items()}
    best = max(hits, key=lambda code: (hits[code], code == "en"))
    of_its_own = sum(word in counts for word in _SMALL[best] - _ALSO_ENGLISH)
    doubtful = hits[best] < 1.5 * hits["en"] or of_its_own < _ENOUGH_WORDS
    if hits[best] < _ENOUGH_HITS or (best != "en" and doubtful):
        return "en" if hits["en"] >= _ENOUGH_HITS else ""
    return best


def is_plainly(text: str, code: str) -> bool:
    """Whether the small words of a text leave no doubt that it is in this language.

    Cheap, and only ever right: False says nothing.
    """
    small = _SMALL.get(code)
    if small is None:
        return False
    tokens = _TOKEN.findall(text[:_SAMPLE].casefold())
    counts = Counter(tokens)
    hits = {each: sum(counts[word] for word in words) for each, words in _SMALL.items()}
    mine = hits.pop(code)
    if code == "en":
        mine += sum(counts[word] for word in _MORE_ENGLISH)
    return mine >= max(2, len(tokens) / 8) and mine >= 2 * max(hits.values())


def name_of(code: str) -> str:
    """English name of a language code such as `es` or `es-US`; the code when it is unknown."""
    return NAMES.get(code.split("-")[0].casefold(), code)


def _by_letters(letters: str) -> str:
    if letters.isascii():
        return ""
    scripts: Counter[str] = Counter()
    for letter, count in Counter(letters).items():
        scripts[unicodedata.name(letter, "?").split()[0].split("-")[0]] += count
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.1 * len(letters):
        return "ja"
    script, count = scripts.most_common(1)[0]
    return _SCRIPTS.get(script, "") if count > 0.5 * len(letters) else ""
