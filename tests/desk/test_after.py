"""What can be done with a run: questions, copies to share, trends, sessions of people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal_audit.audit_file import load_audit
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import score_run
from portal_audit.result import Audit
from tests.desk.visitor import Visitor, words
from tests.share.planted import ACCOUNT, PLANTED, WORDS, portal_file, run_folder


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in ACCOUNT.items():
        monkeypatch.setenv(name, value)
    portal_file(folder).rename(folder / "tiny.yaml")
    path = run_folder(folder / "runs" / "tiny" / "20261101-080000")
    score_run(RunFolder.open(path))
    return path


def later(run: Path, name: str, score: float, **changes: object) -> None:
    """Another run, whose result is this one's with another score."""
    audit = load_audit(run)
    path = run.parent / name
    path.mkdir()
    (path / "run.json").write_bytes((run / "run.json").read_bytes())
    about = audit.run.model_copy(update=changes)
    copy: Audit = audit.model_copy(update={"score": score, "letter": "B", "run": about})
    (path / "audit.json").write_text(copy.to_json(), encoding="utf-8")


def test_answers_are_kept_and_scored_and_shown_again(visitor: Visitor, run: Path) -> None:
    form = visitor.get("/scorecards/tiny/20261101-080000/questions")
    fields = list(dict.fromkeys(re.findall(r'name="(q-[0-9a-f]+)" value="yes"', form.text)))
    assert fields
    answer = visitor.post(
        "/scorecards/tiny/20261101-080000/questions", {fields[0]: "yes", fields[1]: "no"}
    )
    assert "Your answers are kept" in words(answer)
    kept = RunFolder.open(run).answers()
    assert [each.yes for each in kept] == [True, False]
    again = visitor.get("/scorecards/tiny/20261101-080000/questions").text
    assert f'name="{fields[0]}" value="yes" checked' in again
    visitor.post("/scorecards/tiny/20261101-080000/questions", {fields[0]: "no"})
    assert sorted(each.yes for each in RunFolder.open(run).answers()) == [False, False]


@pytest.mark.parametrize("kind", ["html", "zip"])
def test_a_copy_to_share_holds_nothing_of_the_patient(
    visitor: Visitor, run: Path, kind: str
) -> None:
    fields = {"by": "Kim, front desk", "kind": kind, "words": WORDS}
    page = visitor.post("/scorecards/tiny/20261101-080000/share", fields)
    said = words(page)
    assert "The copy is made" in said
    assert "name" in said
    [link] = re.findall(r'href="([^"]+/file)"', page.text)
    file = visitor.get(link)
    assert file.headers["content-disposition"].startswith("attachment; filename=")
    assert file.headers["content-security-policy"].startswith("sandbox")
    if kind == "html":
        text = file.text.casefold()
        assert [word for word in PLANTED if word in text] == []
        assert "Shared by Kim, front desk" in file.text
    assert len(list((run / "shared").iterdir())) == 1
    visitor.post("/scorecards/tiny/20261101-080000/share", {"kind": kind})
    assert len(list((run / "shared").iterdir())) == 2


def test_trends_draw_a_line_and_say_the_same_in_a_table(visitor: Visitor, run: Path) -> None:
    later(run, "20261102-080000", 61.0, started="2026-11-02T08:00:00+00:00")
    later(run, "20261103-080000", 83.0, started="2026-11-03T08:00:00+00:00", settings="other")
    page = visitor.get("/trends")
    said = words(page)
    assert "to 83 points, up" in said
    assert page.text.count("<circle") == len(re.findall(r'<th scope="row">', page.text))
    assert said.count("asked for other things") == 1
    assert '<path class="line"' in page.text
    assert '<path class="break"' in page.text


def test_a_result_that_is_damaged_does_not_hide_the_others(visitor: Visitor, run: Path) -> None:
    later(run, "20261102-080000", 61.0)
    (run / "audit.json").write_text("{", encoding="utf-8")
    said = words(visitor.get("/scorecards"))
    assert "61 of 100" in said
    assert "not whole JSON" in said
    assert visitor.get("/scorecards/tiny/20261101-080000").status_code == 200


def test_a_reality_check_needs_a_screen_and_tasks(
    visitor: Visitor, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert "has no screen" in words(visitor.get("/portals/tiny/reality-check"))
    none = visitor.post("/portals/tiny/reality-check/start")
    assert "Tick at least one task" in words(none)
    visitor.post("/portals/tiny/reality-check/start", {"task": "hours"})
    work = visitor.desk.bench.work
    assert work
    assert work.wait(30)
    said = words(visitor.get("/work"))
    assert "no screen" in said
    assert "Tick at least one task" not in said
