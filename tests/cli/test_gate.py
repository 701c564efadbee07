"""Compare, gate and baseline as a person or a build server uses them."""

from __future__ import annotations

import io
import json
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

import pytest
from markdown_it import MarkdownIt

from portal_audit.audit_file import MIGRATIONS, load_audit
from portal_audit.cli import main
from portal_audit.gate_result import GateResult
from portal_audit.pipeline import RunResult
from portal_audit.plan import Plan
from portal_audit.report.changes import plain
from portal_audit.report.github import annotation, append_summary, gate_annotations
from portal_audit.result import SCHEMA, Audit, FindingResult
from portal_audit.score.baseline import baseline_of
from portal_audit.score.gate import gate
from tests.cli.command import Said
from tests.cli.command import portal_audit as another_process
from tests.conftest import Write
from tests.report.sample import good_audit, hostile_audit, letterless_audit

PASTE = "GI-04-5e6f7a8b9c0d"
"""A certain, serious finding of the sample; F003."""
INJECTION = "Bad%title\r\n::error::owned, a:b ##[command]rm"


@pytest.fixture(autouse=True)
def _no_github(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


def portal_audit(*arguments: str | Path) -> Said:
    """The command in this process: sixty others would take a minute."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        mock.patch.object(sys, "argv", ["portal-audit", *map(str, arguments)]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def on_disk(folder: Path, audit: Audit) -> Path:
    folder.mkdir()
    (folder / "audit.json").write_text(audit.to_json(), encoding="utf-8")
    return folder


@pytest.fixture
def worse(tmp_path: Path) -> Path:
    return on_disk(tmp_path / "worse", good_audit())


@pytest.fixture
def better(tmp_path: Path) -> Path:
    """The sample, its paste problem not there."""
    audit = good_audit()
    rest = tuple(f for f in audit.findings if f.fingerprint != PASTE)
    return on_disk(tmp_path / "better", audit.model_copy(update={"findings": rest}))


@pytest.fixture
def baseline(better: Path, tmp_path: Path) -> Path:
    file = tmp_path / "baseline.json"
    assert portal_audit("baseline", "save", better, "--to", file).code == 0
    return file


def accept(what: str, run: Path, baseline: Path, *more: str) -> Said:
    return portal_audit("baseline", "accept", what, "--run", run, "--baseline", baseline, *more)


def assert_refused(said: Said, *words: str) -> None:
    assert said.code == 2, said.all
    assert "Traceback" not in said.all
    for word in words:
        assert word in said.err


# --- compare ---


def test_compare_says_what_is_new_and_ends_well(better: Path, worse: Path) -> None:
    said = another_process("compare", better, worse / "audit.json")
    assert said.code == 0, said.err
    assert (
        "New problems:\n  - serious, GI-04: The password cannot be pasted (/sign-in)." in said.out
    )


def test_compare_says_what_is_fixed(better: Path, worse: Path) -> None:
    said = portal_audit("compare", worse, better)
    assert "Fixed:\n  - serious, GI-04: The password cannot be pasted" in said.out


def test_compare_gives_json_of_its_own_schema(better: Path, worse: Path) -> None:
    said = portal_audit("compare", better, worse, "--json")
    data = json.loads(said.out)
    assert data["schema"] == "portal-audit-comparison/1"
    assert [f["fingerprint"] for f in data["findings"] if f["change"] == "new"] == [PASTE]


def test_compare_warns_that_other_questions_were_asked(better: Path, tmp_path: Path) -> None:
    audit = good_audit()
    other = audit.model_copy(update={"run": audit.run.model_copy(update={"settings": "0"})})
    later = on_disk(tmp_path / "other", other)
    assert "These runs asked different questions:" in portal_audit("compare", better, later).out
    said = portal_audit("compare", better, later, "--json")
    assert "different questions" in said.err
    assert json.loads(said.out)["differences"]


def test_compare_keeps_hostile_words_harmless(worse: Path, tmp_path: Path) -> None:
    hostile = on_disk(tmp_path / "hostile", hostile_audit())
    text = portal_audit("compare", worse, hostile)
    assert text.code == 0
    assert "\x1b" not in text.all
    assert "\u202e" not in text.all
    marked = portal_audit("compare", worse, hostile, "--format", "markdown").out
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(marked)
    assert set(re.findall(r"<(\w+)", page)) <= {"h2", "h3", "p", "br", "ul", "li"}


# --- files that are none ---


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", ("not whole JSON", "cut short")),
        ("[]", ("not a result of Portal Audit",)),
        ("{}", ("names no schema",)),
        ('{"schema": "portal-audit-comparison/1"}', ("not a result of an audit", "comparison")),
        ('{"schema": "portal-audit/7"}', ("portal-audit/7", f'up to "{SCHEMA}"', "Update")),
        ('{"schema": "portal-audit/0"}', ("not a result of an audit",)),
        (f'{{"schema": "{SCHEMA}"}}', ("damaged or of another version", "portal-audit score")),
        (f'{{"schema": "{SCHEMA}", "score": NaN}}', ("not JSON as Portal Audit writes it",)),
        ("[" * 100_000, ("not JSON as Portal Audit writes it",)),
        ("\ufeff\x00", ("not whole JSON",)),
    ],
)
def test_a_file_that_is_no_audit_is_refused_with_a_remedy(
    content: str, words: tuple[str, ...], worse: Path
) -> None:
    (worse / "audit.json").write_text(content, encoding="utf-8")
    assert_refused(portal_audit("compare", worse, worse), "audit.json", *words)


def test_an_audit_that_is_cut_short_names_the_line(worse: Path, tmp_path: Path) -> None:
    text = (worse / "audit.json").read_text(encoding="utf-8")
    cut = tmp_path / "cut.json"
    cut.write_text(text[: len(text) // 2], encoding="utf-8")
    said = portal_audit("compare", worse, cut)
    assert_refused(said, "cut short")
    assert re.search(r"cut\.json:\d+", said.err)


def test_what_is_not_there_is_named(worse: Path, tmp_path: Path) -> None:
    assert_refused(portal_audit("compare", worse, tmp_path / "no"), "there is no such file")
    assert_refused(portal_audit("compare", tmp_path, worse), "there is no such file")


def test_the_schema_of_today_is_what_the_last_migration_gives() -> None:
    assert f"portal-audit/{len(MIGRATIONS) + 1}" == SCHEMA


def test_an_older_audit_is_brought_up_to_date(worse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(data: dict[str, object]) -> dict[str, object]:
        return {("summary" if key == "headline" else key): value for key, value in data.items()}

    data = json.loads((worse / "audit.json").read_text(encoding="utf-8"))
    data["headline"] = data.pop("summary")
    (worse / "audit.json").write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr("portal_audit.audit_file.MIGRATIONS", (renamed,))
    monkeypatch.setattr("portal_audit.audit_file.SCHEMA", "portal-audit/2")
    assert load_audit(worse).summary == good_audit().summary


# --- the gate ---


def test_an_unchanged_run_passes_in_one_line(better: Path, baseline: Path) -> None:
    said = portal_audit("gate", better, "--baseline", baseline)
    assert said.code == 0, said.err
    assert said.err.startswith("Gate passed (new-cap, task-lost, new-serious, dimension-drop")
    assert len(said.err.splitlines()) == 1


def test_a_new_serious_problem_fails_with_page_fix_and_how_to_accept_it(
    worse: Path, baseline: Path
) -> None:
    said = portal_audit("gate", worse, "--baseline", baseline)
    assert said.code == 1
    for words in (
        "The password cannot be pasted  [new-serious]",
        "Page: /sign-in",
        "Fix: Remove the code that blocks pasting",
        f"portal-audit baseline accept {PASTE} --run {worse} --baseline {baseline}",
    ):
        assert words in said.err
    kept = GateResult.model_validate_json((worse / "gate.json").read_text(encoding="utf-8"))
    assert (kept.verdict, [f.key for f in kept.failures]) == ("failed", [PASTE])


def test_a_run_can_be_the_baseline(better: Path, worse: Path) -> None:
    assert portal_audit("gate", worse, "--baseline", better).code == 1
    assert portal_audit("gate", better, "--baseline", worse / "audit.json").code == 0


def test_an_interrupted_run_does_not_pass(worse: Path, tmp_path: Path) -> None:
    partial = on_disk(tmp_path / "partial", letterless_audit())
    said = portal_audit("gate", partial, "--baseline", worse)
    assert said.code == 1
    assert "14 of 24 walks were made" in said.err
    assert json.loads((partial / "gate.json").read_text())["verdict"] == "incomplete"


def test_without_a_baseline_serious_problems_can_fail(worse: Path) -> None:
    said = portal_audit("gate", worse, "--fail-on", "serious,any-cap")
    assert said.code == 1
    assert "keep a baseline file" in said.err


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--fail-on", "new-serius"), "cannot fail on"),
        (("--fail-on", "new-cap"), "nothing to compare with"),
        (("--fail-on", " , "), "names nothing"),
        ((), "Nothing is asked"),
    ],
)
def test_a_gate_that_asks_for_nothing_known_is_refused(
    asked: tuple[str, ...], words: str, worse: Path
) -> None:
    assert_refused(portal_audit("gate", worse, *asked), words)


def test_a_wrong_baseline_is_refused_before_the_walk(portal_file: Write, tmp_path: Path) -> None:
    wrong = tmp_path / "baseline.json"
    wrong.write_text('{"schema": "portal-audit-baseline/9"}', encoding="utf-8")
    file = portal_file("http://127.0.0.1:9/")
    said = portal_audit("run", file, "--baseline", wrong, "--out", tmp_path / "run")
    assert_refused(said, "portal-audit-baseline/9", "portal-audit-baseline/1")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("interrupted", "refused", "passes", "code"),
    [
        (False, "", True, 0),
        (False, "", False, 1),
        (False, "The account was refused.", False, 3),
        (True, "", False, 4),
    ],
)
def test_a_run_ends_with_the_gate_s_code_unless_it_did_not_come_so_far(
    interrupted: bool,
    refused: str,
    passes: bool,
    code: int,
    worse: Path,
    better: Path,
    portal_file: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def walked(plan: Plan, out: Path, **_: object) -> RunResult:
        assert not (worse / "gate.json").exists(), "what an earlier gate said is gone by now"
        return RunResult(worse, good_audit(), worse / "scorecard.html", interrupted, refused)

    monkeypatch.setattr("portal_audit.cli.run.audit_plan", walked)
    (worse / "gate.json").write_text("{}", encoding="utf-8")
    file, known = portal_file("http://127.0.0.1:9/"), worse if passes else better
    said = portal_audit("run", file, "--resume", worse, "--baseline", known)
    assert said.code == code, said.err
    assert json.loads((worse / "gate.json").read_text())["verdict"] in ("passed", "failed")


# --- the baseline ---


def test_a_place_that_cannot_be_written_is_named(better: Path) -> None:
    said = portal_audit("baseline", "save", better, "--to", better / "audit.json/baseline.json")
    assert_refused(said, "cannot be written")


def test_a_finding_is_accepted_by_its_number_and_passes(worse: Path, baseline: Path) -> None:
    said = accept("f003", worse, baseline, "--reason", "The vendor delivers in May.")
    assert said.code == 0, said.err
    assert "Accepted without end: The password cannot be pasted" in said.out
    gated = portal_audit("gate", worse, "--baseline", baseline)
    assert gated.code == 0
    assert "The password cannot be pasted (The vendor delivers in May.; without end)" in gated.err


def test_an_acceptance_that_is_over_fails_and_says_so(worse: Path, baseline: Path) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    accept(PASTE, worse, baseline, "--reason", "Soon.", "--until", tomorrow)
    text = baseline.read_text(encoding="utf-8").replace(tomorrow, "2026-09-30")
    baseline.write_text(text, encoding="utf-8")
    said = portal_audit("gate", worse, "--baseline", baseline)
    assert said.code == 1
    assert "It was accepted until 2026-09-30; that day is over." in said.err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ((), "--reason"),
        (("--reason", "  "), "needs a reason"),
        (("--reason", "Soon.", "--until", "31.1.2027"), "not a day"),
        (("--reason", "Soon.", "--until", "2020-01-01"), "is over"),
    ],
)
def test_an_acceptance_needs_a_reason_and_a_day_to_come(
    more: tuple[str, ...], words: str, worse: Path, baseline: Path
) -> None:
    before = baseline.read_bytes()
    assert_refused(accept(PASTE, worse, baseline, *more), words)
    assert baseline.read_bytes() == before


def test_what_was_not_found_cannot_be_accepted(worse: Path, baseline: Path) -> None:
    said = accept("GI-04-5e6f7a8b9c0e", worse, baseline, "--reason", "Soon.")
    assert_refused(said, f'Did you mean "{PASTE}"?')


def test_a_reason_taken_out_by_hand_is_noticed(worse: Path, baseline: Path) -> None:
    accept(PASTE, worse, baseline, "--reason", "Soon.")
    text = baseline.read_text(encoding="utf-8").replace('"Soon."', '""')
    baseline.write_text(text, encoding="utf-8")
    assert_refused(portal_audit("gate", worse, "--baseline", baseline), "accepted.0.reason")


def test_saving_again_keeps_what_is_still_seen(worse: Path, better: Path, baseline: Path) -> None:
    accept(PASTE, worse, baseline, "--reason", "Soon.")
    portal_audit("baseline", "save", worse, "--to", baseline)
    assert [a["key"] for a in json.loads(baseline.read_text())["accepted"]] == [PASTE]
    said = portal_audit("baseline", "save", better, "--to", baseline)
    assert json.loads(baseline.read_text())["accepted"] == []
    assert "Of 1 accepted things 0 are still seen" in said.out


def test_an_interrupted_run_is_no_baseline(tmp_path: Path) -> None:
    partial = on_disk(tmp_path / "partial", letterless_audit())
    said = portal_audit("baseline", "save", partial, "--to", tmp_path / "baseline.json")
    assert_refused(said, "interrupted", "--resume")


def test_another_file_is_not_overwritten(better: Path, worse: Path) -> None:
    before = (worse / "audit.json").read_bytes()
    said = portal_audit("baseline", "save", better, "--to", worse / "audit.json")
    assert_refused(said, "not a baseline file")
    assert (worse / "audit.json").read_bytes() == before


# --- GitHub ---


def hostile_gate() -> GateResult:
    audit = good_audit()
    attack = audit.findings[2].model_copy(update={"title": INJECTION, "problem": INJECTION})
    before = audit.model_copy(update={"findings": ()})
    after = audit.model_copy(update={"findings": (attack,)})
    return gate(after, ("new-serious",), baseline_of(before))


def test_an_annotation_is_escaped_as_github_asks() -> None:
    assert annotation("error", "50%, now: 1", "100%\r\nmore") == (
        "::error title=50%25%2C now%3A 1::100%25 more"
    )


def test_a_hostile_title_stays_on_its_line_and_is_no_command() -> None:
    (line,) = gate_annotations(hostile_gate())
    assert line.startswith("::error title=Portal Audit%3A Bad%25title %3A%3Aerror%3A%3Aowned%2C")
    assert "\n" not in line
    assert "##[" not in line


@pytest.mark.parametrize("text", ["::error::x", "  ::set-env name=a::b", "a ##[group]b"])
def test_no_line_of_ours_reads_as_a_command(text: str) -> None:
    shown = plain(text)
    assert not shown.lstrip().startswith("::")
    assert "##[" not in shown


def test_github_gets_annotations_and_a_summary(
    worse: Path, baseline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    said = portal_audit("gate", worse, "--baseline", baseline)
    assert said.out.startswith("::error title=Portal Audit%3A The password cannot be pasted::")
    portal_audit("compare", worse, worse)
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("Before.\n## Riverbend Family Clinic: gate failed")
    assert "## Riverbend Family Clinic\\: what changed" in text


def test_many_failures_are_cut_to_what_github_shows() -> None:
    audit = good_audit()
    one = audit.findings[2]
    many: tuple[FindingResult, ...] = tuple(
        one.model_copy(update={"fingerprint": f"GI-04-{n:012x}"}) for n in range(25)
    )
    result = gate(audit.model_copy(update={"findings": many}), ("serious",))
    lines = gate_annotations(result)
    assert len(lines) == 10
    assert lines[-1] == "::error title=Portal Audit::16 more; see the log."


def test_a_summary_that_cannot_be_written_is_said_not_raised(tmp_path: Path) -> None:
    assert append_summary("x", {"GITHUB_STEP_SUMMARY": str(tmp_path)}).startswith("The job summary")
    assert append_summary("x", {}) == ""


# --- with a browser ---


@pytest.mark.browser
def test_an_unchanged_portal_passes_its_own_baseline(
    origin: str, portal_file: Write, tmp_path: Path
) -> None:
    file, baseline = portal_file(origin), tmp_path / "baseline.json"
    asked = ("run", file, "--scenario", "hours", "--quick", "--repeat", "2")
    first = another_process(*asked, "--out", tmp_path / "one")
    assert first.code == 0, first.err
    assert portal_audit("baseline", "save", tmp_path / "one", "--to", baseline).code == 0
    again = another_process(*asked, "--out", tmp_path / "two", "--baseline", baseline)
    assert again.code == 0, again.err
    kept = json.loads((tmp_path / "two/gate.json").read_text())
    assert (kept["verdict"], kept["failures"], kept["warnings"]) == ("passed", [], [])
    changes = json.loads(portal_audit("compare", tmp_path / "one", tmp_path / "two", "--json").out)
    assert {f["change"] for f in changes["findings"]} <= {"same"}
    assert changes["differences"] == []
