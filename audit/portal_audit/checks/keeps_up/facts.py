"""Phone, hours and street address as a page states them, in one common form.

Numbers of other lines (fax, billing, pharmacy), hours of other services (chat, lab) and other
addresses (payments, a government office) are not the clinic's own and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal_audit.checks.keeps_up.reading import CHROME, under_headings
from portal_audit.evidence import Block, PageState

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[-. ]?)?(?:\((\d{3})\) ?|(\d{3})[-. ])(\d{3})[-. ](\d{4})(?!\d)"
)
OTHER_LINE = re.compile(
    r"\b(?:fax|bill\w*|pay\w*|nurse|pharmacy|lab|emergenc\w+|after[- ]hours|night|weekend|"
    r"interpreters?|tty|tdd|relay|crisis|text|support|technical|insurance|hipaa|privacy|poison|"
    r"records?|suicide|research)\b",
    re.IGNORECASE,
)
OTHER_HOURS = re.compile(
    r"\b(?:chat|lines?|call|phones?|nurse|pharmacy|lab|billing|holiday|urgent|after[- ]hours|"
    r"support|x-?ray|therapy|repl(?:y|ies)|answers?|doctor|dr|sees|clinicians?)\b",
    re.IGNORECASE,
)
OTHER_ADDRESS = re.compile(
    r"\b(?:mail|payments?|lockbox|privacy|complaints?|department|services)\b", re.IGNORECASE
)
NEAR = 60
"""Characters before a number in which its label stands."""

_STREET_FORMS = {
    "st": "street",
    "ave": "avenue",
    "rd": "road",
    "blvd": "boulevard",
    "ln": "lane",
    "ct": "court",
    "pkwy": "parkway",
    "hwy": "highway",
}
# "Dr" is left out: "20 Minutes With Dr. Lee" is no address
ADDRESS = re.compile(
    r"\b\d{1,5} (?:[NSEW]\.? )?(?:[A-Z][A-Za-z'-]{1,30} ){1,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Ln|Way|Court|Ct|Parkway|Pkwy|"
    r"Highway|Hwy|Place|Square)\b"
)

_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)s?\.?"
)
_SPAN = rf"(?P<first>{_DAY})(?:\s*(?P<join>to|through|thru|and|&|-|–|—)\s*(?P<last>{_DAY}))?"
_TIME = r"\d{1,2}(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?|noon|midnight"
_HOURS = re.compile(
    rf"\b{_SPAN}\s*[:,]?\s*(?:from\s+|open\s+)?(?:(?P<open>{_TIME})\s*"
    rf"(?:to|until|till|-|–|—)\s*(?P<close>{_TIME})|(?P<closed>closed)\b)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\s[·•|]\s")
_DAYS_ONLY = re.compile(rf"{_SPAN}\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a page says."""

    about: str
    """`phone number`, `address`, or a day of the week."""
    value: str
    """The common form: ten digits, a street, `08:00-17:00` or `closed`."""
    block: Block


def digits(number: str) -> str:
    """The ten digits of the first US phone number in `number`; "" without one."""
    match = PHONE.search(number)
    return "".join(part for part in match.groups() if part) if match else ""


def phones_of(state: PageState) -> Iterator[Fact]:
    """The clinic's own phone numbers on the page."""
    before = ""
    for block, heading in under_headings(state):
        start = 0
        for match in PHONE.finditer(block.text):
            label = block.text[max(start, match.start() - NEAR) : match.start()]
            after = block.text[match.end() : match.end() + 8]
            start = match.end()
            if not OTHER_LINE.search(f"{heading} | {before} | {label} | {after}"):
                yield Fact("phone number", digits(match[0]), block)
        before = block.text if len(block.text) <= NEAR and not PHONE.search(block.text) else ""


def addresses_of(state: PageState) -> Iterator[Fact]:
    """Street addresses of the clinic on the page."""
    for block, heading in under_headings(state):
        if OTHER_ADDRESS.search(f"{heading} {block.text}"):
            continue
        for match in ADDRESS.finditer(block.text):
            words = match[0].casefold().replace(".", "").split()
            words[-1] = _STREET_FORMS.get(words[-1], words[-1])
            yield Fact("address", " ".join(words), block)


def hours_of(state: PageState) -> tuple[Fact, ...]:
    """Opening hours on the page, one fact a day of the week."""
    return tuple(_hours(state))


def _hours(state: PageState) -> Iterator[Fact]:
    day_cell = ""
    for block, heading in under_headings(state):
        # in a table or list the day and its times stand in neighbouring blocks
        text = f"{day_cell} {block.text}" if day_cell else block.text
        day_cell = block.text if _DAYS_ONLY.fullmatch(block.text.strip()) else ""
        # a footer strings unlike things together; elsewhere a block is about one thing
        clauses = _CLAUSE_END.split(text) if block.region in CHROME else [text]
        ours = (c for c in clauses if not OTHER_HOURS.search(f"{heading} {c}"))
        for match in (match for clause in ours for match in _HOURS.finditer(clause)):
            value = "closed" if match["closed"] else _time_span(match["open"], match["close"])
            for day in _days(match["first"], match["join"], match["last"]):
                yield Fact(day, value, block)


def _days(first: str, join: str | None, last: str | None) -> tuple[str, ...]:
    start = _day_number(first)
    if not last:
        return (DAYS[start],)
    end = _day_number(last)
    if join in ("and", "&"):
        return (DAYS[start], DAYS[end])
    return tuple(DAYS[(start + i) % 7] for i in range((end - start) % 7 + 1))


def _day_number(name: str) -> int:
    return next(i for i, day in enumerate(DAYS) if day.casefold().startswith(name[:3].casefold()))


def _time_span(opens: str, closes: str) -> str:
    return f"{_clock(opens, late=False)}-{_clock(closes, late=True)}"


def _clock(words: str, *, late: bool) -> str:
    """`8 AM`, `5:30`, `noon` on the 24-hour clock; without AM or PM as a clinic would mean it."""
    text = words.casefold().strip()
    if text in ("noon", "midnight"):
        return "12:00" if text == "noon" else "24:00"
    hour, minute = [*map(int, re.findall(r"\d+", text)), 0][:2]
    afternoon = "p" in text if re.search("[ap]", text) else (late or hour < 6) and hour < 12
    if hour == 12 and "a" in text:
        hour = 0
    elif afternoon and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}"
