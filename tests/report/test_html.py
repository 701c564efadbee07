"""What the scorecard says, read from its text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal_audit.report import write_report
from portal_audit.result import Audit
from tests.report import sample


def page(audit: Audit, run_dir: Path, out: Path) -> str:
    return write_report(audit, run_dir, "html", out / "page.html").read_text(encoding="utf-8")


def test_the_letter_comes_with_the_score_and_what_it_would_be_without_limits(
    run_dir: Path, tmp_path: Path
) -> None:
    html = page(sample.good_audit(), run_dir, tmp_path)
    assert "Grade </span>D" in html
    assert "Without these limits it would be C, with 72.1 of 100." in html


def test_limits_that_change_nothing_are_not_blamed_for_the_grade(
    run_dir: Path, tmp_path: Path
) -> None:
    low = sample.good_audit().model_copy(update={"score": 36.1, "score_without_caps": 36.1})
    html = page(low, run_dir, tmp_path)
    assert "These would limit a better score, too" in html
    assert "What holds the grade down" not in html


def test_a_missing_letter_is_said_with_its_reason(run_dir: Path, tmp_path: Path) -> None:
    html = page(sample.letterless_audit(), run_dir, tmp_path)
    assert '<p class="letter">No grade yet</p>' in html
    assert "Only 31 % of Trust and nothing of Keeps up could be tested." in html


def test_a_run_that_was_stopped_says_so(run_dir: Path, tmp_path: Path) -> None:
    assert "14 of 24 walks were made" in page(sample.letterless_audit(), run_dir, tmp_path)
    assert "stopped early" not in page(sample.good_audit(), run_dir, tmp_path)


def test_what_a_person_must_confirm_is_marked_and_not_among_the_first_fixes(
    run_dir: Path, tmp_path: Path
) -> None:
    html = page(sample.good_audit(), run_dir, tmp_path)
    first, _, rest = html.partition('id="tasks"')
    assert "reads like a textbook" not in first
    assert "Please check by eye" in rest


def test_a_number_of_our_own_is_marked_as_policy(run_dir: Path, tmp_path: Path) -> None:
    html = page(sample.good_audit(), run_dir, tmp_path)
    assert html.count("The number is our own policy.") == 1


def test_each_picture_is_in_the_file_once(run_dir: Path, tmp_path: Path) -> None:
    html = page(sample.good_audit(), run_dir, tmp_path)
    uris = re.findall(r"data:image/webp;base64,[^\"]+", html)
    assert len(uris) == len(set(uris)) == 4
    assert html.count("<figure") == 10


def test_an_audit_without_a_run_folder_is_written_without_pictures(tmp_path: Path) -> None:
    html = page(sample.good_audit(), tmp_path / "gone", tmp_path)
    assert "<figure" not in html
    assert "The password cannot be pasted" in html


@pytest.mark.parametrize("name", ["good", "letterless", "empty", "hostile"])
def test_the_same_audit_gives_the_same_bytes(run_dir: Path, tmp_path: Path, name: str) -> None:
    audit: Audit = getattr(sample, f"{name}_audit")()
    assert page(audit, run_dir, tmp_path) == page(audit, run_dir, tmp_path)


def test_a_long_hostile_text_is_cut(run_dir: Path, tmp_path: Path) -> None:
    assert "x" * 2_001 not in page(sample.hostile_audit(), run_dir, tmp_path)
