"""The scorecard on paper, read by pypdf."""

from __future__ import annotations

import asyncio
import io
import socket
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from portal_audit import browser
from portal_audit.browser import OVERRIDE, BrowserMissing, print_pdf
from portal_audit.errors import PortalAuditError
from portal_audit.report import write_report, writer
from tests.cli.command import portal_audit
from tests.report import sample

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def paper(run_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out = tmp_path_factory.mktemp("pdf") / "scorecard.pdf"
    return PdfReader(write_report(sample.good_audit(), run_dir, "pdf", out))


def titles(outline: list[Any]) -> Iterator[str]:
    for each in outline:
        if isinstance(each, list):
            yield from titles(each)
        else:
            yield each.title


def text(reader: PdfReader) -> str:
    words = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(unicodedata.normalize("NFKC", words).split())  # "fi" may be one letter


def test_it_is_tagged_and_has_a_language_and_a_title(paper: PdfReader) -> None:
    root = paper.root_object
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/StructTreeRoot"]
    assert str(root["/Lang"]) == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert paper.metadata is not None
    assert paper.metadata.title == "Riverbend Family Clinic: scorecard"


def test_every_part_has_a_bookmark(paper: PdfReader) -> None:
    found = list(titles(paper.outline))
    for part in ("Six areas", "Fix these first", "What patients tried", "All problems"):
        assert part in found


def test_it_is_short_and_says_what_is_left_out(paper: PdfReader) -> None:
    said = text(paper)
    assert len(paper.pages) <= 10
    assert "This is the short form for paper" in said
    assert "1 / " in paper.pages[0].extract_text()
    for finding in sample.good_audit().findings:
        assert finding.title in said
        assert finding.fix in said


def test_it_is_a4(paper: PdfReader) -> None:
    box = paper.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_links_lead_to_parts_of_it_or_to_the_web(paper: PdfReader) -> None:
    inside, outside = 0, 0
    for page in paper.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A")
            inside += action is None
            outside += action is not None
            assert action is None or action["/URI"].startswith("https://")
    assert inside > 3
    assert outside > 0


def test_three_hundred_problems_fit_on_forty_pages(run_dir: Path) -> None:
    audit = sample.good_audit()
    many = tuple(
        finding.model_copy(update={"fingerprint": f"{finding.fingerprint}-{number}"})
        for number in range(50)
        for finding in audit.findings[1:]
    )
    audit = audit.model_copy(update={"findings": (audit.findings[0], *many)})
    assert len(PdfReader(io.BytesIO(writer("pdf").write(audit, run_dir))).pages) <= 40


def test_the_style_for_paper_is_not_in_the_scorecard(run_dir: Path, tmp_path: Path) -> None:
    out = write_report(sample.good_audit(), run_dir, "html", tmp_path / "scorecard.html")
    assert "paper-note" not in out.read_text(encoding="utf-8")


def test_no_request_is_made_and_no_script_runs(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        page = (
            f'<title>x</title><img src="{address}/a.png"><iframe src="{address}/b"></iframe>'
            f'<link rel="stylesheet" href="{address}/c.css"><iframe src="{secret.as_uri()}">'
            f'</iframe><script>document.title = "owned"; fetch("{address}/d")</script><p>Read me.'
        )
        reader = PdfReader(io.BytesIO(asyncio.run(print_pdf(page))))
        with pytest.raises(TimeoutError):
            listening.accept()
    assert reader.metadata is not None
    assert reader.metadata.title == "x"
    assert text(reader) == "Read me."


def test_without_a_browser_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "gone"))
    with pytest.raises(BrowserMissing, match="no such file") as problem:
        writer("pdf").write(sample.good_audit(), tmp_path)
    assert problem.value.exit_code == 2
    assert problem.value.remedy
    write_report(sample.good_audit(), tmp_path, "json")
    said = portal_audit("report", tmp_path, "--format", "pdf")
    assert said.code == 2
    assert OVERRIDE in said.err
    assert not (tmp_path / "scorecard.pdf").exists()


def test_within_an_event_loop_it_says_how_to_call_it(tmp_path: Path) -> None:
    async def write() -> None:
        with pytest.raises(RuntimeError, match="call it in a thread"):
            writer("pdf").write(sample.good_audit(), tmp_path)

    asyncio.run(write())


def test_a_browser_that_fails_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def broken(_html: str) -> bytes:
        raise browser.BrowserError("Target crashed\n  at somewhere")

    monkeypatch.setattr(browser, "print_pdf", broken)
    with pytest.raises(PortalAuditError, match="could not be printed: Target crashed\n"):
        writer("pdf").write(sample.good_audit(), tmp_path)
