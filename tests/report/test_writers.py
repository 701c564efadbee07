"""The formats for machines, each read by an independent reader."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from portal_audit.report import WRITERS, UnknownFormat, write_report, writer
from portal_audit.result import Audit
from tests.report import sample


def written(audit: Audit, fmt: str) -> str:
    return writer(fmt).write(audit, Path("gone")).decode("utf-8-sig")


def junit(audit: Audit) -> ET.Element:
    return ET.fromstring(written(audit, "junit"))


def case(root: ET.Element, name: str) -> ET.Element:
    return next(each for each in root.iter("testcase") if each.get("name", "").startswith(name))


def test_json_gives_the_same_audit_back() -> None:
    audit = sample.hostile_audit()
    assert Audit.model_validate_json(written(audit, "json")) == audit


def test_csv_has_a_row_for_each_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(written(sample.good_audit(), "csv"), newline="")))
    assert [row["title"] for row in rows] == [f.title for f in sample.good_audit().findings]
    assert rows[0]["page"] == "/visits/book"


@pytest.mark.parametrize("attack", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " \n=1", "＝1"])
def test_csv_holds_no_formula(attack: str) -> None:
    audit = sample.good_audit()
    hostile = audit.findings[0].model_copy(update={"title": attack, "problem": attack})
    text = written(audit.model_copy(update={"findings": (hostile,)}), "csv")
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert row["title"].startswith("'")


def test_junit_is_well_formed_whatever_the_page_says() -> None:
    root = junit(sample.hostile_audit())
    assert int(root.get("tests", "0")) == len(list(root.iter("testcase"))) == 34


def test_junit_counts_what_it_holds() -> None:
    root = junit(sample.good_audit())
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(root.get(count, "0")) == len(list(root.iter(tag))) > 0


def test_junit_fails_a_task_that_is_not_done() -> None:
    failure = case(junit(sample.good_audit()), "Book the first visit with Dr. Lee. [keyboard]")[0]
    assert failure.tag == "failure"
    assert failure.get("message") == "The time buttons cannot be reached with the Tab key."


def test_junit_does_not_pass_what_could_not_be_told() -> None:
    root = junit(sample.good_audit())
    assert case(root, "TR-04")[0].tag == "error"
    assert case(root, "What am I taking? Allergies? [phone-slow]")[0].tag == "error"


def test_junit_skips_what_does_not_apply() -> None:
    assert case(junit(sample.good_audit()), "KU-12")[0].tag == "skipped"


def test_junit_passes_what_passed() -> None:
    assert len(case(junit(sample.good_audit()), "GI-02")) == 0


def test_markdown_names_the_letter_the_limits_and_the_first_fix() -> None:
    text = written(sample.good_audit(), "markdown")
    assert "**D**, 69 of 100" in text
    assert "69 at most: Booking a visit" in text
    assert "1. **“Diagnostics” says too little**" in text


def test_markdown_says_when_there_is_no_letter() -> None:
    assert "**No grade yet.** Only 31 % of Trust" in written(sample.letterless_audit(), "markdown")


def test_markdown_fits_a_comment() -> None:
    audit = sample.hostile_audit()
    tasks = tuple(t.model_copy(update={"title": "y" * 9_000}) for t in audit.tasks * 40)
    text = written(audit.model_copy(update={"tasks": tasks, "summary": "z" * 90_000}), "markdown")
    assert len(text) < 60_000


def test_markdown_from_a_hostile_page_is_only_words() -> None:
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(
        written(sample.hostile_audit(), "markdown")
    )
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "fence"}
    assert "strong_open" in kinds


def test_markdown_mentions_nobody_and_no_issue() -> None:
    text = written(sample.hostile_audit(), "markdown")
    assert "everyone" in text
    assert "@everyone" not in text
    assert "#1" not in text


@pytest.mark.parametrize("each", WRITERS, ids=lambda each: each.name)
def test_every_format_can_be_written_for_an_audit_of_nothing(each: object, tmp_path: Path) -> None:
    name = getattr(each, "name")  # noqa: B009
    assert write_report(sample.empty_audit(), tmp_path, name).stat().st_size > 0


def test_an_unknown_format_names_those_that_exist() -> None:
    with pytest.raises(UnknownFormat, match="html, json, markdown, csv, junit"):
        writer("docx")


def test_a_report_that_cannot_be_finished_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write_report(sample.good_audit(), tmp_path, "json")
    before = target.read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_report(sample.letterless_audit(), tmp_path, "json")
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_report_goes_where_it_is_wanted(tmp_path: Path) -> None:
    out = tmp_path / "elsewhere.csv"
    assert write_report(sample.good_audit(), tmp_path, "csv", out) == out
    assert out.exists()


def acr_levels(audit: Audit) -> dict[str, tuple[str, str]]:
    """Criterion -> level and remark."""
    chapters = yaml.safe_load(written(audit, "openacr"))["chapters"]
    return {
        each["num"]: tuple(each["components"][0]["adherence"].values())
        for chapter in ("success_criteria_level_a", "success_criteria_level_aa")
        for each in chapters[chapter]["criteria"]
    }


def test_the_conformance_draft_names_failures_and_claims_nothing_else() -> None:
    levels = acr_levels(sample.good_audit())
    assert len(levels) == 55
    assert levels["2.1.1"][0] == "partially-supports"
    assert {level for level, _ in levels.values()} == {"partially-supports", "not-evaluated"}


def test_what_a_person_must_confirm_is_no_failure_in_the_conformance_draft() -> None:
    audit = sample.good_audit()
    likely = tuple(f.model_copy(update={"confidence": "likely"}) for f in audit.findings)
    levels = acr_levels(audit.model_copy(update={"findings": likely}))
    assert {level for level, _ in levels.values()} == {"not-evaluated"}
    assert levels["2.1.1"][1].startswith("To be checked by a person: ")


def test_the_conformance_draft_is_read_back_whatever_the_page_says() -> None:
    assert len(acr_levels(sample.hostile_audit())) == 55
