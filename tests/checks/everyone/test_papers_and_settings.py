"""EV-14 and EV-15: PDFs that can be read out, settings that stay."""

from __future__ import annotations

import pytest

from portal_audit.checks.everyone.own_settings import CHECK as SETTINGS
from portal_audit.checks.everyone.papers import CHECK as PAPERS
from portal_audit.demo.pdf import document
from portal_audit.evidence import Paper, PlannedScenario
from portal_audit.evidence.model import WalkStatus
from portal_audit.finding import Severity, Verdict
from portal_audit.walk.papers import read_paper
from tests.checks.builders import evidence, home, walk

S18 = PlannedScenario(
    id="change-preferences",
    method="S18",
    title="Stop these e-mails.",
    dimension="everyone",
    priority=1,
)


@pytest.mark.parametrize("tagged", [True, False])
def test_a_pdf_says_whether_it_is_tagged(tagged: bool) -> None:
    paper = read_paper(document("Record", ["All is well."], tagged=tagged), "record.pdf", "/docs")
    assert paper is not None
    assert (paper.tagged, paper.pages, paper.words > 2) == (tagged, 1, True)


def test_a_broken_pdf_is_a_paper_of_which_nothing_is_known() -> None:
    paper = read_paper(b"%PDF-1.7\ngarbage", "x.pdf", "/docs")
    assert paper == Paper(name="x.pdf", page="/docs")


def test_what_is_no_pdf_is_no_paper() -> None:
    assert read_paper(b"<html>", "x.pdf", "/docs") is None


def test_an_untagged_pdf_is_a_finding_on_the_page_it_came_from() -> None:
    paper = Paper(name="r.pdf", page="/docs", tagged=False, words=40)
    [finding] = PAPERS.judge(evidence(home(), walks=(walk(home(), papers=(paper,)),))).findings
    assert (finding.severity, finding.where[0].url) == (Severity.MINOR, "/docs")


def test_a_pdf_without_a_word_is_worse() -> None:
    paper = Paper(name="r.pdf", page="/docs", tagged=False, words=0)
    [finding] = PAPERS.judge(evidence(home(), walks=(walk(home(), papers=(paper,)),))).findings
    assert finding.severity is Severity.MAJOR


def test_a_tagged_pdf_passes_and_an_unread_one_tells_nothing() -> None:
    tagged = Paper(name="r.pdf", tagged=True, words=40)
    unread = Paper(name="x.pdf")
    assert PAPERS.judge(evidence(home(), walks=(walk(home(), papers=(tagged, unread)),))).share == 1
    nothing = PAPERS.judge(evidence(home(), walks=(walk(home(), papers=(unread,)),)))
    assert nothing.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("status", "share"), [("done", 1.0), ("failed", 0.0), ("not-offered", 0.0)]
)
def test_settings_count_by_whether_the_task_is_done(status: WalkStatus, share: float) -> None:
    walked = walk(home(), scenario="change-preferences", status=status, reason="It was not kept.")
    outcome = SETTINGS.judge(evidence(home(), walks=(walked,), scenarios=(S18,)))
    assert outcome.share == share
    assert bool(outcome.findings) is (share < 1)


def test_without_the_task_nothing_is_said_about_settings() -> None:
    assert SETTINGS.judge(evidence(home())).verdict is Verdict.CANNOT_TELL
