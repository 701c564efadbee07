"""Dates as people write them on pages.

Only dates with a year are found: without one nobody can tell which year is meant. Numbers with
slashes are read month first, as in the United States, unless only day first makes a date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name[:3]: number for number, name in enumerate(_MONTHS.split(), start=1)}

_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
# "July 4 - 8, 2026": the last day of a span is the one that has to pass
_SPAN = r"(?:\d{1,2}(?:st|nd|rd|th)?\s*(?:-|–|—|to|and|through)\s*)?"

_FORMS = re.compile(
    r"(?<![\w/-])(?:"
    + rf"{_MONTH.format('m1')}\s+{_SPAN}{_DAY.format('d1')},?\s+{_YEAR.format('y1')}"
    + rf"|{_SPAN}{_DAY.format('d2')}\s+(?:of\s+)?{_MONTH.format('m2')},?\s+{_YEAR.format('y2')}"
    + rf"|(?P<n1>\d{{1,2}})/(?P<n2>\d{{1,2}})/{_YEAR.format('y3')}"
    + rf"|{_YEAR.format('y4')}-(?P<m4>\d\d)-(?P<d4>\d\d)"
    + rf"|{_MONTH.format('m5')},?\s+{_YEAR.format('y5')}"
    + r")(?![\w/-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text."""

    start: int
    end: int
    day: date
    """Month and year alone give the last day of that month."""


def dates_in(text: str) -> Iterator[Dated]:
    """Every full date in `text`, in order; impossible ones (February 30) are passed over."""
    for match in _FORMS.finditer(text):
        if (day := _day(match.groupdict())) is not None:
            yield Dated(match.start(), match.end(), day)


def _day(parts: dict[str, str | None]) -> date | None:
    for n in "12":
        if month := parts[f"m{n}"]:
            return _date(parts[f"y{n}"], MONTHS[month[:3].casefold()], parts[f"d{n}"])
    if parts["n1"]:
        first, second = parts["n1"], parts["n2"]
        month_first = _date(parts["y3"], int(first), second)
        return month_first or _date(parts["y3"], int(second or 0), first)
    if parts["m4"]:
        return _date(parts["y4"], int(parts["m4"]), parts["d4"])
    month, year = parts["m5"] or "", int(parts["y5"] or 0)
    number = MONTHS[month[:3].casefold()]
    return date(year, number, monthrange(year, number)[1])


def _date(year: str | None, month: int, day: str | None) -> date | None:
    try:
        return date(int(year or 0), month, int(day or 0))
    except ValueError:
        return None
