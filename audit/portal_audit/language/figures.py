"""In which forms a text writes dates, times and amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Form = Literal[
    "date in words", "date in slashes", "date in dashes", "date in dots",
    "computer time stamp", "12-hour time", "24-hour time", "too many decimals", "odd amount",
]  # fmt: skip

PLAIN: frozenset[Form] = frozenset({"date in words", "12-hour time"})
"""What patients in the United States read without thinking."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY, _MONTH_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_PATTERNS: dict[Form, str] = {
    "computer time stamp": (
        r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
        r"|\b\d{1,2}-?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)-?(?:\d{4}|\d\d)\b"
    ),
    "date in words": rf"\b{_MONTH} {_DAY}(?:st|nd|rd|th)?\b|\b{_DAY} {_MONTH}(?=[ ,.]|$)",
    "date in slashes": (
        rf"(?<![\d/])(?:{_MONTH_NUMBER}/{_DAY}|{_DAY}/{_MONTH_NUMBER})/(?:\d{{4}}|\d\d)(?![\d/])"
    ),
    "date in dashes": rf"(?<![\d-])(?:\d{{4}}-\d\d-\d\d|{_DAY}-{_DAY}-\d{{4}})(?![\d-])",
    "date in dots": rf"(?<![\d.]){_DAY}\.{_DAY}\.\d{{4}}(?![\d.])",
    "12-hour time": r"\b(?:0?[1-9]|1[0-2])(?::[0-5]\d)? ?[AaPp]\.?[Mm]\b\.?",
    "24-hour time": (
        r"(?<![\d:])(?:1[3-9]|2[0-3]|00):[0-5]\d(?::[0-5]\d)?(?![\d:])(?! ?[AaPp]\.?[Mm])"
    ),
    "too many decimals": r"(?<![\d.])\d+\.\d{4,}(?![\d.])",
    "odd amount": r"\$ ?\d[\d,]*\.\d(?!\d)|\b(?:USD|US\$) ?\d[\d,.]*\d|\$ ?\d{5,}",
}
_FORMS = [(form, re.compile(pattern)) for form, pattern in _PATTERNS.items()]
"""Each form takes what the forms before it have left."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One date, time or amount."""

    start: int
    end: int
    form: Form


def figures(text: str) -> list[Figure]:
    """Dates, times and oddly written amounts in `text`, in order, none overlapping."""
    found: list[Figure] = []
    for form, pattern in _FORMS:
        for match in pattern.finditer(text):
            if not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(Figure(match.start(), match.end(), form))
    return sorted(found, key=lambda figure: figure.start)
