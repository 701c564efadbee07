"""The commands that need no portal, as a person uses them."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import jsonschema
import pytest

from portal_audit.checks import CHECKS
from portal_audit.cli.schema import File
from portal_audit.report import WRITERS
from tests.cli.command import portal_audit, start

HARD = (
    "Please be advised that prior authorization is required for the aforementioned colonoscopy. "
    "Your PCP will submit the claim and your EOB will reflect your coinsurance."
)


def test_checks_are_listed_by_dimension() -> None:
    said = portal_audit("checks")
    assert said.code == 0
    assert all(check.id in said.out for check in CHECKS)


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_every_check_can_be_explained(check: str) -> None:
    from portal_audit.cli.checks import explained

    words = explained(next(c for c in CHECKS if c.id == check))
    assert "Why: " in words
    assert "Fix: " in words
    assert "Source:" in words


def test_an_unknown_check_names_the_nearest() -> None:
    said = portal_audit("checks", "GJ-04")
    assert said.code == 2
    assert "GI-04" in said.err


@pytest.mark.parametrize("id", ["GI-04", "gi-4", "EM-01"])
def test_a_check_is_explained_however_its_id_is_written(id: str) -> None:
    said = portal_audit("checks", id)
    assert said.code == 0
    assert "Why: " in said.out


@pytest.mark.parametrize("name", list(File))
def test_a_schema_is_printed(name: str) -> None:
    said = portal_audit("schema", name)
    jsonschema.Draft202012Validator.check_schema(json.loads(said.out))


def test_a_text_is_read_from_stdin_and_plain_words_are_offered() -> None:
    said = portal_audit("text", stdin=HARD)
    assert said.code == 0
    assert "prior authorization" in said.out.casefold()


def test_jsonl_answers_line_by_line_in_the_published_form() -> None:
    lines = json.dumps({"id": "a", "text": HARD}) + "\n" + json.dumps({"id": "b", "text": ""})
    said = portal_audit("text", "--jsonl", stdin=lines)
    first, second = [json.loads(line) for line in said.out.splitlines()]
    assert set(first) == {"id", "grade", "score", "jargon"}
    term = next(t for t in first["jargon"] if t["term"].casefold() == "pcp")
    assert HARD[term["start"] : term["end"]] == "PCP"
    assert term["kind"] == "acronym"
    assert (second["id"], second["jargon"]) == ("b", [])


def test_a_line_that_is_no_text_is_named_by_its_number() -> None:
    said = portal_audit("text", "--jsonl", stdin='{"id": 1, "text": "ok"}\nnonsense\n')
    assert said.code == 2
    assert "Line 2" in said.err


def test_a_text_gets_a_page_with_its_hard_words_marked(tmp_path: Path) -> None:
    page = tmp_path / "letter.html"
    portal_audit("text", "--html", page, stdin="Your coinsurance & <b>EOB</b> are here.")
    html = page.read_text(encoding="utf-8")
    assert "<mark>coinsurance<sup>1</sup></mark>" in html
    assert "your share of the cost" in html
    assert "<b>" not in html


def test_an_office_s_own_words_are_looked_for_in_a_text(tmp_path: Path) -> None:
    own = tmp_path / "words.yaml"
    own.write_text(
        "kind: billing\nterms:\n  - term: front-end desk\n    plain: front desk\n"
        "    means: It stands in the hall.\n",
        encoding="utf-8",
    )
    said = portal_audit("text", "--words", own, stdin="Go to the front-end desk.")
    assert "front-end desk: front desk" in said.out


def test_a_missing_text_file_is_named(tmp_path: Path) -> None:
    said = portal_audit("text", tmp_path / "no.txt")
    assert said.code == 2
    assert "no.txt" in said.err


def test_score_and_report_need_a_run_folder(tmp_path: Path) -> None:
    assert portal_audit("score", tmp_path).code == 2
    assert portal_audit("report", tmp_path).code == 2


@pytest.mark.browser
def test_doctor_says_which_browser_it_takes_and_that_it_starts() -> None:
    said = portal_audit("doctor")
    assert said.code == 0, said.err
    assert "Browser: /" in said.out
    assert "It starts: Chromium" in said.out


@pytest.mark.browser
def test_one_page_is_checked_without_a_scenario(origin: str) -> None:
    said = portal_audit("page", origin + "/hours", "--json")
    assert said.code == 0, said.err
    answer = json.loads(said.out)
    assert answer["url"] == origin + "/hours"
    assert isinstance(answer["findings"], list)


@pytest.mark.browser
def test_a_list_of_pages_gives_one_line_each_and_a_page_that_fails_says_why(
    origin: str, tmp_path: Path
) -> None:
    listed = tmp_path / "pages.txt"
    listed.write_text(f"{origin}/hours\n{origin}/no-such-page\nnonsense\n", encoding="utf-8")
    said = portal_audit("page", "--urls", str(listed))
    hours, missing, nonsense = map(json.loads, said.out.splitlines())
    assert hours["url"] == f"{origin}/hours"
    assert isinstance(hours["findings"], list)
    assert "404" in missing["problem"]
    assert "not a web address" in nonsense["problem"]


@pytest.mark.browser
def test_a_page_that_is_not_there_is_no_clean_page(origin: str) -> None:
    said = portal_audit("page", origin + "/no-such-page")
    assert said.code == 3
    assert "404" in said.err


@pytest.mark.browser
def test_the_demo_is_served_until_ctrl_c_and_prints_an_account() -> None:
    import signal
    import urllib.request

    process = start("serve-demo", "--port", "0")
    assert process.stdout is not None
    lines: list[str] = []
    reading = threading.Thread(target=lambda out=process.stdout: lines.extend(out))
    reading.start()
    while not any("Ctrl-C" in line for line in lines):
        assert process.poll() is None
        reading.join(0.05)
    address = lines[0].rsplit(" ", 1)[1].strip()
    with urllib.request.urlopen(address) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert any("PORTAL_AUDIT_DEMO_PASSWORD" in line for line in lines)


@pytest.mark.browser
def test_every_format_is_written_from_a_finished_run(
    origin: str, portal_file: object, tmp_path: Path
) -> None:
    file = portal_file(origin)  # type: ignore[operator]
    run = tmp_path / "run"
    assert portal_audit("run", file, "--scenario", "hours", "--out", run).code == 0
    wanted = [part for writer in WRITERS for part in ("-f", writer.name)]
    said = portal_audit("report", run, *wanted)
    assert said.code == 0, said.err
    assert len(said.out.splitlines()) == len(WRITERS)
    assert all(Path(line).stat().st_size > 100 for line in said.out.splitlines())
    assert portal_audit("report", run, "-f", "pfd").code == 2


def test_the_version_is_printed_without_loading_a_browser_library() -> None:
    code = (
        "import sys\nfrom portal_audit.cli import main\nsys.argv = ['portal-audit', '--version']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('playwright', 'starlette')])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "[]"
