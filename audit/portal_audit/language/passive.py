"""Which sentences are in the passive: "results are reviewed" hides who does it."""

from __future__ import annotations

import re

from portal_audit.language.wordset import word_set

_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|gets?|got)\s+(?:(?:not|also|now|then|only|being|been|"
    r"[a-z]+ly)\s+){0,2}(?P<participle>[a-z]+)\b",
    re.IGNORECASE,
)
_IRREGULAR = word_set(
    "built bought brought chosen cut done drawn driven eaten felt found given gone held kept known "
    "left lost made meant met paid put read run said seen sent set shown shut spent taken taught "
    "told thought understood withdrawn withheld written"
)
_STATES = word_set(
    "advanced allowed ashamed bored closed concerned confused covered dated detailed disabled due "
    "enabled excited experienced finished gone interested limited located married need pleased "
    "prepared related relaxed required retired satisfied scared signed supposed tired used worried"
)
"""Participles that describe a state in everyday English: "we are closed", "you are signed in"."""


def is_passive(sentence: str) -> bool:
    """A form of "be" and a past participle. A rough rule, for shares of many sentences only."""
    for match in _PASSIVE.finditer(sentence):
        word = match["participle"].casefold()
        if word in _STATES:
            continue
        if word in _IRREGULAR or (len(word) > 4 and word.endswith("ed") and word[-3] not in "e"):
            return True
    return False
