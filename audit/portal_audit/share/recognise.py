"""What tells who somebody is, known by its form or by the label before it.

Each recogniser finds one kind of thing and would rather miss one than take a test result for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from portal_audit.share.names import named, names
from portal_audit.share.span import Span

Recogniser = Callable[[str], Iterator[Span]]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|"
    r"junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?[ -](?:de )?{_MONTH}[ -](?:de )?\d{{4}})"
)
_BIRTH_LABEL = (
    r"(?:d\.?o\.?b\.?|(?:date of )?birth(?: ?date| ?day)?|born(?: on)?|fecha de nacimiento|"
    r"nacid[oa](?: el)?)"
)
_BIRTH = re.compile(
    rf"(?<!\w){_BIRTH_LABEL}(?: is| es|\W){{0,3}}\W{{0,3}}({_DATE})(?!\w)", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<![\w.-])(?:\+?1[-. ]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4}(?![\w-])"
    r"|(?<=tel:)\+?[\d().\- ]{7,20}\d"
    r"|(?<![\w.+-])\+\d{1,3}[-. ]?(?:\(?\d{1,5}\)?[-. ]?){1,5}\d{2,4}(?![\w-])"
)
_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
_MAIL = re.compile(
    r"(?<![\w.+%-])[a-z0-9][\w.+%-]{0,63}(?:@|%40)(?:[a-z0-9-]{1,63}\.){1,5}([a-z]{2,24})(?![\w-])",
    re.IGNORECASE,
)
_FILES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js"})
"""`logo@2x.png` is no address."""
_TOKEN = r"([A-Z]{0,4}-?\d(?:[A-Z0-9]|-(?=[A-Z0-9])){2,23})"
_WHOSE = (
    r"(?:medical record|health record|record|chart|patient|member|account|acct|policy|subscriber|"
    r"group|guarantor|insurance|medicare|medicaid|claim|statement|invoice|encounter|visit|"
    r"prescription|rx|expediente|cuenta|paciente)"
)
_NUMBER_LABEL = (
    rf"(?:(?:mrn|m\.r\.n\.|mr ?#)(?: ?(?:no\.?|number|#))?|"
    rf"{_WHOSE} ?(?:no\.|nr\.|num(?:ber)?|id|#|№)|n[uú]mero de {_WHOSE})"
)
_NUMBER = re.compile(
    rf"(?<!\w)(?i:{_NUMBER_LABEL})(?: is| ending in|\s|[:#=.\-]){{0,4}}{_TOKEN}"
    r"(?:(?![\w-])|(?=[A-Z][a-z]))"
)
_SSN = re.compile(
    r"(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])"
    r"|(?i:(?<=ssn )|(?<=ssn: )|(?<=security number )|(?<=security number: ))"
    r"[\dx*•]{3}[- ]?[\dx*•]{2}[- ]?\d{4}(?!\w)"
)
_VALUE = re.compile(r"(?i:\svalue=)(?:\"([^\"]+)\"|'([^']+)'|([^\s>\"']+))")
_BIRTH_ALONE = re.compile(rf"\W*{_BIRTH_LABEL}\W*", re.IGNORECASE)
_NUMBER_ALONE = re.compile(rf"\W*{_NUMBER_LABEL}\W*", re.IGNORECASE)
_DATE_ALONE = re.compile(rf"\s*({_DATE})\b", re.IGNORECASE)
_TOKEN_ALONE = re.compile(rf"\s*{_TOKEN}\s*", re.IGNORECASE)


def births(text: str) -> Iterator[Span]:
    """Dates after a word for birth."""
    yield from (Span(*m.span(1), "date of birth") for m in _BIRTH.finditer(text))


def phones(text: str) -> Iterator[Span]:
    """Phone numbers in the forms of North America, with a country code, or in `tel:`; toll-free
    ones are no patient's."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if 7 <= len(digits) <= 15 and digits[-10:][:3] not in _TOLL_FREE:
            yield Span(*match.span(), "phone number")


def mails(text: str) -> Iterator[Span]:
    """E-mail addresses."""
    for match in _MAIL.finditer(text):
        if match[1].casefold() not in _FILES:
            yield Span(*match.span(), "e-mail address")


def numbers(text: str) -> Iterator[Span]:
    """Record, member and account numbers after their label."""
    for match in _NUMBER.finditer(text):
        if sum(map(str.isdigit, match[1])) >= 3:
            yield Span(*match.span(1), "record number")


def security_numbers(text: str) -> Iterator[Span]:
    """US social security numbers, whole or with the first digits hidden after their label."""
    yield from (Span(*m.span(), "social security number") for m in _SSN.finditer(text))


def values(text: str) -> Iterator[Span]:
    """What stands in a field, in a piece of HTML; words on buttons are none."""
    for match in _VALUE.finditer(text):
        tag = text[text.rfind("<", 0, match.start()) + 1 : match.start()].casefold()
        button = re.search(r"type=[\"']?(?:submit|button|reset|image|radio|checkbox)", tag)
        said = match[match.lastindex or 0]
        if tag.startswith("input") and not button and not said.startswith("["):
            yield Span(*match.span(match.lastindex or 0), "field value")


RECOGNISERS: tuple[Recogniser, ...] = (
    names,
    births,
    phones,
    mails,
    numbers,
    security_numbers,
    values,
)


def recognised(text: str) -> list[Span]:
    """What any recogniser finds."""
    return [span for recogniser in RECOGNISERS for span in recogniser(text)]


def labelled(label: str, value: str) -> Span | None:
    """What `value` is when it is the block that follows `label`, a label and nothing else."""
    if span := named(label, value):
        return span
    if _BIRTH_ALONE.fullmatch(label) and (match := _DATE_ALONE.match(value)):
        return Span(*match.span(1), "date of birth")
    if _NUMBER_ALONE.fullmatch(label) and (match := _TOKEN_ALONE.fullmatch(value)):
        return Span(*match.span(1), "record number")
    return None


def same_day(written: str) -> list[str]:
    """A date in the ways in which portals write it; only itself when it cannot be read."""
    day = _read(written)
    if day is None:
        return [written]
    year, month, number = day.year, day.month, day.day
    full, short = f"{day:%B}", f"{day:%b}"
    return list(
        dict.fromkeys(
            (
                written,
                day.isoformat(),
                f"{month}/{number}/{year}",
                f"{month:02}/{number:02}/{year}",
                f"{month:02}-{number:02}-{year}",
                f"{month:02}.{number:02}.{year}",
                f"{number:02}/{month:02}/{year}",
                f"{number:02}-{short}-{year}",
                f"{year}{month:02}{number:02}",
                f"{month:02}{number:02}{year}",
                *(f"{word} {number}, {year}" for word in (full, short)),
                *(f"{number} {word} {year}" for word in (full, short)),
            )
        )
    )


def _read(written: str) -> date | None:
    """The day, an American one where it could be either."""
    pieces = re.findall(r"\d+|[a-z]{3,}", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", written.lower()))
    try:
        match pieces:
            case [year, month, day] if len(year) == 4 and year.isdigit():
                return date(int(year), int(month), int(day))
            case [month, day, year] if month.isalpha():
                return date(int(year), _MONTHS.index(month[:3]) + 1, int(day))
            case [day, month, year] if month.isalpha():
                return date(int(year), _MONTHS.index(month[:3]) + 1, int(day))
            case [month, day, year] if len(year) == 4:
                return date(int(year), int(month), int(day))
    except ValueError:
        return None
    return None
