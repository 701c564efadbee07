"""Dates as people write them on pages.

`dates_in` finds only dates with a year: without one nobody can tell which year is meant. Numbers
with slashes are read month first, as in the United States, unless only day first makes a date.
`days_near` is for a notice about a day that is known: there a date without a year is the nearest.
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


# --- days near a known day ---

_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_ALL_MONTHS = MONTHS | {name[:3]: n for n, name in enumerate(_SPANISH.split(), start=1)}
_MONTH_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    + "|".join(_SPANISH.split())
    + r")\.?"
)
_WEEKDAYS = ("mon lun", "tue mar", "wed mié mie", "thu jue", "fri vie", "sat sáb sab", "sun dom")
"""How the days of the week begin, Monday first."""
_WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
)
_AND = r"\s*(?:-|–|—|to|and|&|through|thru|y|al?)\s*"
_UNTIL = re.compile(
    r"\s*(?:-|–|—|to|through|thru|until|al?|hasta)\s*(?:the\s+|el\s+)?", re.IGNORECASE
)
_ORDINAL = r"(?:st|nd|rd|th)?(?!\d)"
_NEAR_FORMS = re.compile(
    rf"(?<![\w/])(?:(?P<weekday>{_WEEKDAY})\.?,?\s+(?:the\s+|el\s+)?)?(?:"
    rf"(?P<m1>{_MONTH_NAMES})\s+(?P<d1>\d{{1,2}}){_ORDINAL}(?:{_AND}(?P<e1>\d{{1,2}}){_ORDINAL})?"
    r"(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
    rf"|(?P<d2>\d{{1,2}}){_ORDINAL}(?:{_AND}(?P<e2>\d{{1,2}}){_ORDINAL})?\s+(?:of\s+|de\s+)?"
    rf"(?P<m2>{_MONTH_NAMES})(?:,?\s+(?:del?\s+)?(?P<y2>(?:19|20)\d\d))?"
    r"|(?P<m3>\d{1,2})/(?P<d3>\d{1,2})(?:/(?P<y3>(?:20)?\d\d))?"
    r"|(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)"
    r")(?![\w/])",
    re.IGNORECASE,
)


def days_near(text: str, near: date) -> Iterator[tuple[date, date]]:
    """First and last day of each date or span in `text`.

    A date without a year is the one nearest to `near`; with a day of the week, the nearest on which
    it is that day: “Thursday, December 25” is last year's Christmas.
    """
    end, before = 0, None
    for match in _NEAR_FORMS.finditer(text):
        span = _near_span(match, near)
        if span is None:
            continue
        if before and _UNTIL.fullmatch(text[end : match.start()]) and before[0] <= span[1]:
            before = before[0], span[1]
        else:
            if before:
                yield before
            before = span
        end = match.end()
    if before:
        yield before


def _near_span(match: re.Match[str], near: date) -> tuple[date, date] | None:
    parts = match.groupdict()
    form = next(n for n in "1234" if parts[f"m{n}"])
    name = parts[f"m{form}"] or ""
    month = int(name) if name.isdigit() else _ALL_MONTHS.get(name[:3].casefold(), 0)
    weekday = (parts["weekday"] or "")[:3].casefold()
    first = _near_day(parts[f"y{form}"], month, parts[f"d{form}"], weekday, near)
    if first is None:
        return None
    last = _date(str(first.year), month, parts.get(f"e{form}"))
    return first, last if last and last > first else first


def _near_day(
    year: str | None, month: int, day: str | None, weekday: str, near: date
) -> date | None:
    if year:
        return _date(year if len(year) == 4 else f"20{year}", month, day)
    days = [_date(str(near.year + away), month, day) for away in (-1, 0, 1)]
    fits = [d for d in days if d and (not weekday or weekday in _WEEKDAYS[d.weekday()])]
    return min(fits, key=lambda d: abs(d - near), default=None)
