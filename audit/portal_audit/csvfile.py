"""Read a CSV file that people saved from a spreadsheet; errors name file, line and remedy.

Spreadsheets differ in encoding (UTF-8, UTF-16, Windows-1252), in what stands between the cells
(comma, semicolon, tab) and in how they call a column. All that is settled here; what the cells mean
is for the caller to say.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal_audit.errors import FileProblem

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
"""No office has more people or days; a larger file is not what was meant."""

Columns = Mapping[str, tuple[str, ...]]
"""What a column is about -> what it may be called, best first; folded as `folded` does."""

_ENCODINGS = "Save it as “CSV UTF-8” from your spreadsheet."
_HOLDS_A_COMMA = "Put a cell that has a comma in it into quotes: “Lee, Hannah”."
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_EXCEL_SAYS = re.compile(r"sep=([,;\t])", re.IGNORECASE)
_DELIMITERS = ",;\t"
_NEVER = "\x1f"
"""Stands in no file that is let in: for lists of one column, whose commas are the cells' own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file."""

    line: int
    """Counts from 1."""
    cells: Mapping[str, str]
    """By what the column is about; "" where nothing is written."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a CSV file says."""

    path: Path
    headings: Mapping[str, str]
    """What a column is about -> its heading, as it is written."""
    rows: tuple[Row, ...]

    def problem(self, row: Row, what: str, remedy: str = "") -> FileProblem:
        """What is wrong with one row."""
        return FileProblem(self.path, what, remedy, row.line)


def read_table(path: Path, columns: Columns, needed: str) -> Table:
    """The file at `path`, its columns named by `columns`; there must be the one that is `needed`.

    Other columns are passed over, blank lines too. Raises FileProblem.
    """
    lines = _lines(path, _text(path), columns)
    first = next(lines, None)
    if first is None:
        raise FileProblem(path, "this file is empty.")
    number, heading = first
    while heading and not heading[-1]:
        heading.pop()
    places = _places(path, number, heading, columns)
    if needed not in places:
        found = ", ".join(f"“{_cut(name)}”" for name in heading if name)
        raise FileProblem(
            path,
            f"there is no column “{columns[needed][0]}”.",
            f"The first line must say what each column holds. It says: {found or 'nothing'}.",
            number,
        )
    rows = tuple(_rows(path, lines, len(heading), places))
    if not rows:
        raise FileProblem(path, "nothing stands below the first line.")
    return Table(path, {about: heading[place] for about, place in places.items()}, rows)


def folded(words: str) -> str:
    """`words` for comparing: small letters, no accents, nothing but letters and digits."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain.casefold()).strip()


# --- bytes to text ---


def _text(path: Path) -> str:
    data = _bytes(path)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileProblem(path, "this is a spreadsheet, not a CSV file.", _ENCODINGS)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if wide else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return text
    raise FileProblem(path, "this is not a CSV file, or not in an encoding we know.", _ENCODINGS)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileProblem(path, "this is a folder, not a file.")
        if path.exists() and not path.is_file():
            raise FileProblem(path, "this is not a file.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FileProblem(
            path, "there is no such file.", "Its path is relative to the portal file."
        ) from None
    except OSError as problem:
        raise FileProblem(path, f"cannot be read: {problem.strerror}.") from None
    except ValueError:
        raise FileProblem(path, "this is not the name of a file.") from None
    if len(data) > MAX_BYTES:
        raise FileProblem(path, f"this file is larger than {MAX_BYTES // 1_000_000} MB.")
    return data


# --- text to rows ---


def _lines(path: Path, text: str, columns: Columns) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank, with its number and its cells."""
    skipped, rest = 0, text
    first, _, after = text.partition("\n")
    if said := _EXCEL_SAYS.fullmatch(first.strip(' \r"')):
        skipped, rest = 1, after
    delimiter = said[1] if said else _delimiter(rest, columns)
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = skipped + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise FileProblem(
                path,
                'this line cannot be taken apart: a quote (") is missing or one too many.',
                "A cell that begins with a quote ends with one; inside it, write two for one.",
                line,
            ) from None
        if cells is None:
            return
        cells = [" ".join(cell.split()) for cell in cells]
        if any(cell.strip(f" {_DELIMITERS}") for cell in cells):
            yield line, cells


def _delimiter(text: str, columns: Columns) -> str:
    """What stands between the cells: whatever makes the most known columns of the first line."""
    heading = next((line for line in text.splitlines() if line.strip(f" {_DELIMITERS}")), "")
    best, most = _NEVER, (0, 1)
    for delimiter in _DELIMITERS:
        cells = next(csv.reader([heading], delimiter=delimiter), [])
        if len(cells) > 1:
            names = {folded(cell) for cell in cells}
            known = sum(not names.isdisjoint(called) for called in columns.values())
            if (known, len(cells)) > most:
                best, most = delimiter, (known, len(cells))
    return best


def _places(path: Path, line: int, heading: list[str], columns: Columns) -> dict[str, int]:
    """What a column is about -> which column it is."""
    names = [folded(name) for name in heading]
    places: dict[str, int] = {}
    for about, called in columns.items():
        best = next((name for name in called if name in names), None)
        if best is None:
            continue
        if names.count(best) > 1:
            raise FileProblem(path, f"the column “{best}” is there twice.", "Keep one.", line)
        places[about] = names.index(best)
    return places


def _rows(
    path: Path, lines: Iterator[tuple[int, list[str]]], width: int, places: dict[str, int]
) -> Iterator[Row]:
    for count, (line, cells) in enumerate(lines, 1):
        if count > MAX_ROWS:
            raise FileProblem(path, f"there are more than {MAX_ROWS:,} lines.", "", line)
        if any(cells[width:]):
            raise FileProblem(
                path,
                "this line has more cells than the first line has columns.",
                _HOLDS_A_COMMA,
                line,
            )
        cells += [""] * (width - len(cells))
        yield Row(line, {about: cells[place] for about, place in places.items()})


def _cut(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
