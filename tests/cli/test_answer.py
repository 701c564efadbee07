"""`portal-audit answer`: what a person says is kept and scored."""

from __future__ import annotations

import json
from pathlib import Path

from portal_audit.evidence.store import RunFolder
from tests.checks.understand.builders import PLAIN, SPANISH, page, run, text
from tests.cli.command import portal_audit


def saved(folder: Path, words: str) -> Path:
    """A run that saw one page with these words."""
    evidence = run(page(text(words), path="/letter"))
    store = RunFolder.create(folder)
    store.begin(evidence.run)
    for state in evidence.states.values():
        store.write(f"evidence/states/{state.id}.json", state.model_dump_json())
    return folder


def verdict(folder: Path) -> dict[str, object]:
    audit = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    [check] = [each for each in audit["checks"] if each["id"] == "UN-09"]
    return dict(check)


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


def test_a_run_without_english_text_has_nothing_to_ask(tmp_path: Path) -> None:
    said = portal_audit("answer", saved(tmp_path / "run", SPANISH), stdin="")
    assert said.code == 2
    assert "no page with running text in English" in said.err
