"""The office's own lists: who works there, and when it is closed.

They are saved from a spreadsheet, so columns go by many names and dates by two forms. Whatever
cannot be understood is named with its line: a list that was half read would blame the portal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal_audit.csvfile import Row, Table, folded, read_table
from portal_audit.errors import UsageProblem
from portal_audit.evidence import Closing, RosterEntry
from portal_audit.language.person_names import person_name, turned
from portal_audit.portal import Portal

ROSTER_COLUMNS = {
    "name": (
        *("name", "full name", "provider", "provider name", "clinician", "clinician name"),
        *("doctor", "doctor name", "physician", "physician name", "practitioner"),
        *("practitioner name", "staff name", "employee", "employee name", "display name"),
    ),
    "status": ("status", "employment status", "staff status", "state"),
    "start": (
        *("start", "start date", "first day", "from", "since", "hire date", "date hired"),
        *("hired", "joined", "begin", "begin date"),
    ),
    "end": (
        *("end", "end date", "last day", "last day worked", "until", "to", "through"),
        *("termination date", "term date", "departure date", "left on", "left"),
    ),
    "accepting": (
        *("accepting", "accepting new patients", "accepts new patients", "taking new patients"),
        *("takes new patients", "accepting patients", "open to new patients", "new patients"),
    ),
}
CLOSING_COLUMNS = {
    "date": ("date", "first day", "start", "start date", "from", "day", "closed on", "begin"),
    "until": ("until", "end", "end date", "last day", "to", "through"),
    "name": (
        *("name", "reason", "holiday", "closing", "occasion", "event", "what", "title"),
        *("subject", "description", "why"),
    ),
}
HERE = ("active", "current", "employed")
GONE = (
    *("left", "departed", "retired", "inactive", "gone", "former", "resigned", "deceased"),
    "terminated",
)
YES = ("yes", "y", "true", "1")
NO = ("no", "n", "false", "0")

LONGEST_NAME = 200
"""Characters."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]0?0:00(?::00(?:\.0+)?)?)?")
_US = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: 0?0:00(?::00)?| 12:00(?::00)? AM)?")
_DATES = "Write dates as 2026-12-31, or as 12/31/2026 with the month first and the year in full."
_SWAP = "Swap the two dates, or correct one."


def read_roster(path: Path) -> tuple[RosterEntry, ...]:
    """The list of clinicians, in the order of the file. Raises FileProblem."""
    table = read_table(path, ROSTER_COLUMNS, "name")
    people: dict[object, _Person] = {}
    for row in table.rows:
        person = _person(table, row)
        known = people.setdefault(_same_person(person), person)
        if known is not person:
            known.agree(table, person)
    return tuple(person.entry() for person in people.values())


def closings_of(portal: Portal, beside: Path) -> tuple[Closing, ...]:
    """The days on which the office is closed, in order.

    Raises FileProblem about the file that `closings:` names, UsageProblem about a day that stands
    in the portal file itself.
    """
    if isinstance(portal.closings, str):
        return _in_order(_closings_in(beside / portal.closings)) if portal.closings else ()
    for day in portal.closings:
        if day.until and day.until < day.date:
            raise UsageProblem(
                f"`closings:` in the portal file: {_backwards(day.name, day.date, day.until)}",
                _SWAP,
            )
    return _in_order(_closing(day.name, day.date, day.until) for day in portal.closings)


# --- people ---


@dataclass(slots=True)
class _Person:
    """A row of the roster; what is not given there is None."""

    row: Row
    name: str
    left: bool | None
    start: str | None
    end: str | None
    accepting: bool | None

    def agree(self, table: Table, other: _Person) -> None:
        """Take from another row of the same person what this one leaves open."""
        for fact in ("left", "start", "end", "accepting"):
            mine, theirs = getattr(self, fact), getattr(other, fact)
            if mine is None:
                setattr(self, fact, theirs)
            elif theirs not in (None, mine):
                column = table.headings["status" if fact == "left" else fact]
                raise table.problem(
                    other.row,
                    f"“{_cut(other.name)}” stands on line {self.row.line} as well, with another "
                    f"“{_cut(column)}”.",
                    "Keep the line that holds now. If they are two people, give each the initial "
                    "of a middle name.",
                )

    def entry(self) -> RosterEntry:
        return RosterEntry(
            name=self.name,
            left=self.left or False,
            start=self.start or "",
            end=self.end or "",
            accepting=self.accepting,
        )


def _person(table: Table, row: Row) -> _Person:
    written = row.cells["name"]
    if not written:
        raise table.problem(row, "the name is missing.")
    if len(written) > LONGEST_NAME or person_name(written) is None:
        raise table.problem(row, f"“{_cut(written)}” is not the name of a person.")
    start, end = _day(table, row, "start"), _day(table, row, "end")
    if start and end and end < start:
        raise table.problem(
            row, f"“{_cut(written)}” leaves ({end}) before the first day ({start}).", _SWAP
        )
    return _Person(
        row,
        turned(written),
        _choice(table, row, "status", HERE, GONE),
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        _choice(table, row, "accepting", NO, YES),
    )


def _same_person(person: _Person) -> object:
    name = person_name(person.name)
    return name or person.name


def _choice(
    table: Table, row: Row, column: str, false: Iterable[str], true: Iterable[str]
) -> bool | None:
    cell = row.cells.get(column, "")
    word = folded(cell)
    if not word:
        return None
    if word in (*false, *true):
        return word in true
    raise table.problem(
        row,
        f"“{_cut(cell)}” in the column “{_cut(table.headings[column])}” is not understood.",
        f"Write one of: {', '.join((*true, *false))}.",
    )


# --- closings ---


def _closings_in(path: Path) -> Iterator[Closing]:
    table = read_table(path, CLOSING_COLUMNS, "date")
    for row in table.rows:
        first, last = _day(table, row, "date"), _day(table, row, "until")
        name = row.cells.get("name", "")[:LONGEST_NAME]
        if first is None:
            raise table.problem(row, "the date is missing.")
        if last and last < first:
            raise table.problem(row, _backwards(name, first, last), _SWAP)
        yield _closing(name, first, last)


def _closing(name: str, first: date, last: date | None) -> Closing:
    return Closing(
        name=" ".join(name.split()), first=first.isoformat(), last=(last or first).isoformat()
    )


def _backwards(name: str, first: date, last: date) -> str:
    return f"“{_cut(name or 'this closing')}” ends ({last}) before it begins ({first})."


def _in_order(closings: Iterable[Closing]) -> tuple[Closing, ...]:
    """By date; what stands there twice, once."""
    once = {(c.first, c.last, folded(c.name)): c for c in closings}
    return tuple(closing for _, closing in sorted(once.items()))


# --- cells ---


def _day(table: Table, row: Row, column: str) -> date | None:
    cell = row.cells.get(column, "")
    if not cell:
        return None
    try:
        if iso := _ISO.fullmatch(cell):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if us := _US.fullmatch(cell):
            return date(int(us[3]), int(us[1]), int(us[2]))
    except ValueError:
        pass  # the 30th of February, the 13th month
    raise table.problem(
        row,
        f"“{_cut(cell)}” in the column “{_cut(table.headings[column])}” is not a date we know.",
        _DATES,
    )


def _cut(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
