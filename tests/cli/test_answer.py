"""`portal-audit answer`: what a person says is kept and scored."""

from __future__ import annotations

import json
from pathlib import Path

from portal_audit.evidence import RunEvidence
from portal_audit.evidence.store import RunFolder
from tests.checks.builders import control, evidence, home, private
from tests.checks.builders import text as words
from tests.checks.understand.builders import PLAIN, SPANISH, page, run, text
from tests.cli.command import portal_audit


def saved(folder: Path, words: str) -> Path:
    """A run that saw one page with these words."""
    return keep(folder, run(page(text(words), path="/letter")))


def keep(folder: Path, seen: RunEvidence) -> Path:
    """A run folder with this evidence."""
    store = RunFolder.create(folder)
    store.begin(seen.run)
    for walk in seen.walks:
        store.add(walk, [seen.states[name] for name in walk.states], {})
    for state in seen.states.values():
        store.write(f"evidence/states/{state.id}.json", state.model_dump_json())
    return folder


def verdict(folder: Path, check: str = "UN-09") -> dict[str, object]:
    audit = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    [found] = [each for each in audit["checks"] if each["id"] == check]
    return dict(found)


def test_answers_are_kept_and_scored_and_asking_again_replaces_them(tmp_path: Path) -> None:
    folder = saved(tmp_path / "run", PLAIN * 5)
    said = portal_audit("answer", folder, stdin="y\ny\nno\nwhat\ny\ns\ny\n")
    assert (said.code, said.out.split(".")[0]) == (0, "5 answers kept")
    assert "Type y for yes" in said.err
    assert verdict(folder)["share"] == 0.8
    assert portal_audit("score", folder).code == 0
    assert verdict(folder)["share"] == 0.8
    portal_audit("answer", folder, stdin="y\n" * 6)
    assert verdict(folder)["share"] == 1.0


def test_a_run_without_anything_to_ask_says_so(tmp_path: Path) -> None:
    said = portal_audit("answer", saved(tmp_path / "run", SPANISH), stdin="")
    assert said.code == 2
    assert "nothing to ask a person" in said.err


def test_a_number_is_asked_for_until_it_is_one_and_an_answer_overrides_the_machine(
    tmp_path: Path,
) -> None:
    chat = private("/help", controls=[control("Open the chat", "button")])
    start = home(words("See test results. Refill medicines. Book a visit. Pay your bill online."))
    folder = keep(tmp_path / "run", evidence(start, chat))
    only = ("--check", "KU-09", "--check", "KU-11")
    said = portal_audit("answer", folder, *only, stdin="n\nsoon\n-5\n45\n")
    assert said.out.startswith("2 answers kept")
    assert said.err.count("Type a number of seconds") == 2
    assert verdict(folder, "KU-11")["verdict"] == "failed"
    assert "after 45 seconds" in str(verdict(folder, "KU-09")["note"])
    portal_audit("answer", folder, *only, stdin="s\n300\n")
    assert verdict(folder, "KU-11")["verdict"] == "failed"  # a question skipped keeps its answer
    assert "after 300 seconds" in str(verdict(folder, "KU-09")["note"])
