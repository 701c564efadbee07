"""The office's own lists: how they may be written, and what is said about a mistake."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from portal_audit.csvfile import MAX_BYTES, MAX_ROWS
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.evidence import Closing, RosterEntry
from portal_audit.office import closings_of, read_roster
from portal_audit.portal import Portal

PLAIN = "name,status,start,end,accepting\nDr. Hannah Lee,active,2019-01-07,,yes\n"
HANNAH = RosterEntry(name="Dr. Hannah Lee", start="2019-01-07", accepting=True)


def written(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def roster(folder: Path, text: str | bytes) -> tuple[RosterEntry, ...]:
    return read_roster(written(folder, text))


def problem(folder: Path, text: str | bytes) -> str:
    with pytest.raises(FileProblem) as caught:
        roster(folder, text)
    return str(caught.value)


def portal(closings: Any) -> Portal:
    return Portal(portal="Clinic", start="https://portal.example.org/", closings=closings)


def closings(folder: Path, text: str | bytes) -> tuple[Closing, ...]:
    written(folder, text, "closed.csv")
    return closings_of(portal("closed.csv"), folder)


def closings_problem(folder: Path, text: str | bytes) -> str:
    with pytest.raises(FileProblem) as caught:
        closings(folder, text)
    return str(caught.value)


# --- people ---


def test_a_plain_list_is_read(tmp_path: Path) -> None:
    assert roster(tmp_path, PLAIN) == (HANNAH,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_that_spreadsheets_write_is_read(tmp_path: Path, encoding: str) -> None:
    (entry,) = roster(tmp_path, "name\nJosé Peña\n".encode(encoding))
    assert entry.name == "José Peña"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_part_the_cells(tmp_path: Path, delimiter: str) -> None:
    assert roster(tmp_path, PLAIN.replace(",", delimiter)) == (HANNAH,)


def test_the_delimiter_that_excel_names_in_the_first_line_counts(tmp_path: Path) -> None:
    said = problem(tmp_path, "sep=;\r\nname;status\r\nHannah Lee;maybe\r\n")
    assert "list.csv:3:" in said


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path: Path, ending: str) -> None:
    assert roster(tmp_path, PLAIN.replace("\n", ending)) == (HANNAH,)


def test_case_order_and_other_columns_do_not_matter(tmp_path: Path) -> None:
    text = "Room,ACCEPTING,Name,Start,Status\n12,Y,Dr. Hannah Lee,1/7/2019,Active\n"
    assert roster(tmp_path, text) == (HANNAH,)


@pytest.mark.parametrize(
    "heading",
    [
        "Provider,State,From,Until,Accepting new patients?",
        "Clinician,Employment status,Hire_Date,Last day,Taking new patients",
        "DOCTOR,status,Start Date,End Date,accepting patients",
    ],
)
def test_columns_go_by_their_common_names(tmp_path: Path, heading: str) -> None:
    text = f"{heading}\nGrace Okafor,left,2019-01-07,2026-06-30,no\n"
    expected = RosterEntry(
        name="Grace Okafor", left=True, start="2019-01-07", end="2026-06-30", accepting=False
    )
    assert roster(tmp_path, text) == (expected,)


def test_only_the_name_is_needed(tmp_path: Path) -> None:
    assert roster(tmp_path, "name\nHannah Lee\n\nSamuel Ortiz\n") == (
        RosterEntry(name="Hannah Lee"),
        RosterEntry(name="Samuel Ortiz"),
    )


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('"Lee, Hannah"', "Hannah Lee"),
        ('"LEE, HANNAH M."', "HANNAH M. LEE"),
        ('"Lee, Hannah, MD"', "Hannah Lee, MD"),
        ('"Hannah Lee, MD"', "Hannah Lee, MD"),
        ('"Grace Okafor, DNP, FNP-C"', "Grace Okafor, DNP, FNP-C"),
        ('"Hannah Lee, ABIHM"', "Hannah Lee, ABIHM"),
        ('"Martin King, Jr."', "Martin King, Jr."),
        ('"Do, Anh"', "Anh Do"),
        ("Hannah Lee (she/her)", "Hannah Lee"),
    ],
)
def test_a_name_is_turned_round_unless_a_degree_stands_behind_it(
    tmp_path: Path, cell: str, name: str
) -> None:
    (entry,) = roster(tmp_path, f"name,status\n{cell},active\n")
    assert entry.name == name


def test_commas_of_a_list_with_one_column_belong_to_the_names(tmp_path: Path) -> None:
    entries = roster(tmp_path, "Name\nLee, Hannah\nSamuel Ortiz, DO\n")
    assert [entry.name for entry in entries] == ["Hannah Lee", "Samuel Ortiz, DO"]


@pytest.mark.parametrize("word", ["Left", "departed", "Retired", "inactive", "deceased"])
def test_words_for_having_left_are_known(tmp_path: Path, word: str) -> None:
    (entry,) = roster(tmp_path, f"name,status\nPaul Whitman,{word}\n")
    assert entry.left


@pytest.mark.parametrize("word", ["active", "Current", "EMPLOYED", ""])
def test_words_for_being_here_are_known(tmp_path: Path, word: str) -> None:
    (entry,) = roster(tmp_path, f"name,status\nPaul Whitman,{word}\n")
    assert not entry.left


def test_an_unknown_status_names_the_line_and_the_words_that_are_known(tmp_path: Path) -> None:
    said = problem(tmp_path, "name,status\nHannah Lee,active\n\nPaul Whitman,sabbatical\n")
    assert "list.csv:4:" in said
    assert "“sabbatical” in the column “status”" in said
    assert "active" in said
    assert "retired" in said


@pytest.mark.parametrize(
    ("cell", "accepting"),
    [("yes", True), ("N", False), ("TRUE", True), ("0", False), ("", None)],
)
def test_taking_new_patients_is_yes_no_or_open(
    tmp_path: Path, cell: str, accepting: bool | None
) -> None:
    (entry,) = roster(tmp_path, f"name,accepting\nHannah Lee,{cell}\n")
    assert entry.accepting is accepting


def test_another_word_for_accepting_names_the_words_that_are_known(tmp_path: Path) -> None:
    said = problem(tmp_path, "name,accepting\nHannah Lee,maybe\n")
    assert "list.csv:2:" in said
    assert "yes, y, true, 1, no, n, false, 0" in said


@pytest.mark.parametrize("cell", ["2026-01-31", "1/31/2026", "01/31/2026", "2026-01-31 00:00:00"])
def test_dates_are_read_as_iso_or_month_first(tmp_path: Path, cell: str) -> None:
    (entry,) = roster(tmp_path, f"name,start\nHannah Lee,{cell}\n")
    assert entry.start == "2026-01-31"


@pytest.mark.parametrize("cell", ["31/1/2026", "1/31/26", "2026-02-30", "Jan 31 2026", "2026"])
def test_any_other_date_names_the_line_and_the_dates_that_are_known(
    tmp_path: Path, cell: str
) -> None:
    said = problem(tmp_path, f"name,start\nHannah Lee,{cell}\n")
    assert "list.csv:2:" in said
    assert "2026-12-31" in said
    assert "12/31/2026" in said


def test_a_last_day_before_the_first_is_an_error(tmp_path: Path) -> None:
    said = problem(tmp_path, "name,start,end\nHannah Lee,2026-02-01,2026-01-31\n")
    assert "list.csv:2: “Hannah Lee” leaves (2026-01-31) before the first day" in said


def test_the_same_person_twice_with_the_same_facts_is_one_person(tmp_path: Path) -> None:
    text = 'name,status,accepting\nDr. Hannah Lee,active,yes\n"LEE, Hannah, MD",active,\n'
    assert roster(tmp_path, text) == (RosterEntry(name="Dr. Hannah Lee", accepting=True),)


def test_the_same_person_twice_with_other_facts_names_both_lines(tmp_path: Path) -> None:
    said = problem(tmp_path, 'name,status\nHannah Lee,active\nPaul Whitman\n"Lee, Hannah",left\n')
    assert "list.csv:4:" in said
    assert "line 2" in said
    assert "“status”" in said


def test_people_told_apart_by_a_middle_initial_are_two(tmp_path: Path) -> None:
    text = "name,status\nJohn A. Smith,active\nJohn B. Smith,left\n"
    assert [entry.left for entry in roster(tmp_path, text)] == [False, True]


@pytest.mark.parametrize("cell", ["", "MD", "—", "x" * 300])
def test_a_line_without_the_name_of_a_person_is_named(tmp_path: Path, cell: str) -> None:
    assert "list.csv:2:" in problem(tmp_path, f"name,status\n{cell},active\n")


def test_a_name_with_a_comma_and_without_quotes_is_named(tmp_path: Path) -> None:
    said = problem(tmp_path, "name,status\nHannah Lee,active\nOrtiz, Samuel,active\n")
    assert "list.csv:3:" in said
    assert "“Lee, Hannah”" in said


# --- files ---


@pytest.mark.parametrize("text", [b"", b"\n \n,,\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_error(tmp_path: Path, text: bytes) -> None:
    assert "this file is empty" in problem(tmp_path, text)


def test_a_file_with_nothing_but_headings_is_an_error(tmp_path: Path) -> None:
    assert "nothing stands below the first line" in problem(tmp_path, "name,status\n")


def test_a_missing_name_column_names_the_columns_that_are_there(tmp_path: Path) -> None:
    said = problem(tmp_path, "Hannah Lee,active\nSamuel Ortiz,active\n")
    assert "list.csv:1: there is no column “name”" in said
    assert "“Hannah Lee”, “active”" in said


def test_a_column_that_is_there_twice_is_named(tmp_path: Path) -> None:
    assert "“name” is there twice" in problem(tmp_path, "name,Name\nHannah Lee,Lee\n")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04rest of a workbook",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00",
        b"\xff\xfe\x00",
        b"name\nHannah \x81 Lee\n",
        "name\nHannah Lee\n".encode("utf-16-le"),
        bytes(range(256)),
    ],
)
def test_what_is_no_text_is_an_error(tmp_path: Path, data: bytes) -> None:
    assert "CSV" in problem(tmp_path, data)


def test_a_quote_that_is_never_closed_names_the_line_where_it_opens(tmp_path: Path) -> None:
    said = problem(tmp_path, 'name,status\nHannah Lee,active\n"Ortiz, Samuel,active\nX,left\n')
    assert "list.csv:3:" in said
    assert "quote" in said


def test_a_cell_of_several_lines_does_not_shift_the_line_numbers(tmp_path: Path) -> None:
    said = problem(tmp_path, 'name,note,status\nHannah Lee,"a\nb",active\nPaul Whitman,,maybe\n')
    assert "list.csv:4:" in said


def test_a_cell_too_long_for_a_csv_is_an_error(tmp_path: Path) -> None:
    assert "list.csv:2:" in problem(tmp_path, "name,note\nHannah Lee," + "x" * 200_000 + "\n")


def test_too_many_lines_are_an_error(tmp_path: Path) -> None:
    lines = "".join(f"Person {'x' * (n % 9)}\n" for n in range(MAX_ROWS + 1))
    assert "more than 20,000 lines" in problem(tmp_path, "name\n" + lines)


def test_a_file_too_large_is_an_error(tmp_path: Path) -> None:
    assert "larger than 5 MB" in problem(tmp_path, b"name\n" + b"x" * MAX_BYTES)


@pytest.mark.parametrize("name", ["nowhere.csv", ".", "x" * 400, "a\0b"])
def test_what_cannot_be_opened_is_an_error_without_traceback(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileProblem):
        read_roster(tmp_path / name)


# --- closings ---

THANKSGIVING = Closing(name="Thanksgiving", first="2026-11-26", last="2026-11-26")
WINTER = Closing(name="Winter break", first="2026-12-24", last="2027-01-02")


def test_days_in_the_portal_file_are_put_in_order_and_folded(tmp_path: Path) -> None:
    given = [
        {"date": "2026-12-24", "until": "2027-01-02", "name": "Winter break"},
        {"date": "2026-11-26", "name": "Thanksgiving"},
        {"date": "2026-11-26", "name": "Thanksgiving"},
    ]
    assert closings_of(portal(given), tmp_path) == (THANKSGIVING, WINTER)


def test_days_in_the_portal_file_that_end_before_they_begin_are_named(tmp_path: Path) -> None:
    given = [{"date": datetime.date(2026, 12, 25), "until": "2026-12-24", "name": "Christmas"}]
    with pytest.raises(UsageProblem) as caught:
        closings_of(portal(given), tmp_path)
    assert "“Christmas” ends (2026-12-24) before it begins (2026-12-25)" in str(caught.value)


@pytest.mark.parametrize("heading", ["date,until,name", "First day,End,Holiday", "from,to,REASON"])
def test_closings_are_read_from_a_file(tmp_path: Path, heading: str) -> None:
    rows = "12/24/2026,1/2/2027,Winter break\n2026-11-26,,Thanksgiving\n2026-11-26,,Thanksgiving\n"
    assert closings(tmp_path, f"{heading}\n{rows}") == (THANKSGIVING, WINTER)


def test_closings_need_nothing_but_the_date(tmp_path: Path) -> None:
    assert closings(tmp_path, "date\n2026-11-26\n") == (
        Closing(name="", first="2026-11-26", last="2026-11-26"),
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",,Christmas", "the date is missing"),
        ("25.12.2026,,Christmas", "is not a date we know"),
        ("2026-12-25,2026-12-24,Christmas", "“Christmas” ends (2026-12-24) before it begins"),
    ],
)
def test_a_wrong_closing_in_a_file_names_the_line(tmp_path: Path, row: str, words: str) -> None:
    said = closings_problem(tmp_path, f"date,until,name\n2026-11-26,,Thanksgiving\n{row}\n")
    assert "closed.csv:3:" in said
    assert words in said


def test_a_calendar_without_a_date_column_is_named(tmp_path: Path) -> None:
    assert "there is no column “date”" in closings_problem(tmp_path, "name\nChristmas\n")


def test_a_portal_without_closings_has_none(tmp_path: Path) -> None:
    assert closings_of(portal(()), tmp_path) == ()
    assert closings_of(portal(""), tmp_path) == ()
