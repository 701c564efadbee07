"""What is wrong with an error message (method 6.4, UN-06).

A message that helps says what happened and what to do, in a few plain words, without codes.
"""

from __future__ import annotations

import re
from typing import Literal

from portal_audit.language.readability import flesch_kincaid
from portal_audit.language.sentences import sentences
from portal_audit.language.syllables import syllables
from portal_audit.language.words import words
from portal_audit.language.wordset import word_set

Fault = Literal["code", "shouts", "says nothing", "no way out", "too long", "hard"]

MOST_WORDS, HARDEST_GRADE = 25, 8.0
_LEAST_TO_GRADE = 8
"""Words; the grade of fewer is noise."""
_CODE = re.compile(
    r"\b(?:error|err|code|status|exception|fault)\W{0,3}(?:#|no\.?|code)?\W{0,2}\w*\d\w*"
    r"|\b[A-Z]{2,}[-_]?\d{2,}\b|\b[A-Z]+_[A-Z_]+\b|0x[0-9a-f]+"
    r"|\b(?:null|undefined|NaN|exception|stack ?trace|HTTP \d{3})\b",
    re.IGNORECASE,
)
_WAY_OUT = re.compile(
    r"\b(?:enter|type|write|choose|select|pick|fill|add|check|try|call|use|contact|ask|send|give"
    r"|change|correct|fix|remove|wait|sign|log|go|click|press|make|upload|set|reload|refresh|must"
    r"|should|needs?|required?|please (?!note))\b|such as|for example|@|\bat least\b",
    re.IGNORECASE,
)
_EMPTY = word_set(
    "a again an and at check correct correctly data entered entry error errors field fields found "
    "has have in incorrect input invalid is it not of on please problem says sorry that the there "
    "this to try valid value values was went with wrong you your something oops fix fill out "
    "validation failed failure unexpected occurred unknown required "
    "campo de dato el en es ha hay incorrecta incorrecto inválida inválido intente la nuevo no por "
    "favor un valor válido"
)
"""Words of messages that say nothing but that something is wrong."""


def says_nothing(message: str) -> bool:
    """Whether it says only that something is wrong: "Invalid value", "Error 22"."""
    said = [word.casefold() for word in re.findall(r"[^\W\d_]+", message)]
    return bool(message.strip()) and _EMPTY.issuperset(said)


def faults_of(message: str) -> list[Fault]:
    """Everything that is wrong with an English error message, worst first; [] when it helps."""
    found: list[Fault] = []
    counted = words(message)
    if says_nothing(message):
        found.append("says nothing")
    if _CODE.search(message):
        found.append("code")
    letters = [letter for letter in message if letter.isalpha()]
    if len(counted) > 1 and letters and all(map(str.isupper, letters)):
        found.append("shouts")
    if not found and not _WAY_OUT.search(message):
        found.append("no way out")
    if len(counted) > MOST_WORDS:
        found.append("too long")
    if len(counted) >= _LEAST_TO_GRADE:
        grade = flesch_kincaid(
            len(counted), max(1, len(sentences(message))), sum(map(syllables, counted))
        )
        if grade > HARDEST_GRADE:
            found.append("hard")
    return found
