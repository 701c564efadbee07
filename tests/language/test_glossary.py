"""The glossary's files, and what a mistake in one of them says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from portal_audit.errors import FileProblem
from portal_audit.language.glossary import (
    OTHER_FILES,
    GlossaryFile,
    read_files,
    shipped_glossary,
)
from portal_audit.language.jargon import find_jargon
from portal_audit.language.labels import read_labels, shipped_labels
from portal_audit.resources import shipped
from portal_audit.yamlfile import load

FOLDER = shipped("scenarios") / "glossary"
FILES = tuple(
    load(path, GlossaryFile) for path in FOLDER.glob("*.yaml") if path.name not in OTHER_FILES
)
GOOD = "kind: {kind}\nterms:\n  - term: {kind} foo\n    plain: a thing\n    means: It is a thing.\n"


def write(folder: Path, medical: str) -> None:
    (folder / "medical.yaml").write_text(medical, encoding="utf-8")
    for name, kind in (("acronyms", "acronym"), ("billing", "billing")):
        (folder / f"{name}.yaml").write_text(GOOD.format(kind=kind), encoding="utf-8")


def test_the_shipped_glossary_covers_the_three_kinds() -> None:
    counts = Counter(file.kind for file in FILES for _ in file.terms)
    assert counts["medical"] >= 800
    assert counts["acronym"] >= 300
    assert counts["billing"] >= 400
    assert sum(entry.es is not None for file in FILES for entry in file.terms) >= 400


def test_every_abbreviation_gives_its_words() -> None:
    acronyms = [entry for file in FILES if file.kind == "acronym" for entry in file.terms]
    assert [entry.term for entry in acronyms if not entry.long] == []


def test_the_plain_words_we_offer_hold_no_hard_words() -> None:
    hard = [
        f"{entry.term}: {term.term}"
        for file in FILES
        for entry in file.terms
        for term in find_jargon(entry.plain, glossary=shipped_glossary())
        if not term.familiar and term.term.casefold() != entry.term.casefold()
    ]
    assert hard == []


def test_a_misspelled_key_is_named_with_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, "kind: medical\nterms:\n  - term: foo\n    plane: x\n    means: y\n")
    with pytest.raises(FileProblem, match=r"medical.yaml:4.*\"plane\"") as problem:
        read_files(tmp_path)
    assert "plain" in problem.value.remedy


def test_a_term_listed_twice_is_named_with_its_line(tmp_path: Path) -> None:
    twice = GOOD.format(kind="medical") + "  - term: Medical Foo\n    plain: a\n    means: b\n"
    write(tmp_path, twice)
    with pytest.raises(FileProblem, match=r"medical.yaml:6.*listed twice"):
        read_files(tmp_path)


def test_a_label_table_without_plain_words_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "labels.yaml"
    path.write_text("labels:\n  - instead_of: [Rx]\n", encoding="utf-8")
    with pytest.raises(FileProblem, match=r'labels.yaml:2.*"say" is missing'):
        read_labels(path)


@pytest.mark.parametrize(
    ("name", "say"),
    [("Diagnostics", "Test results"), ("View past encounters", "Visits"), ("Rx", "Medicines")],
)
def test_a_name_that_hides_the_thing_has_a_better_one(name: str, say: str) -> None:
    better = shipped_labels().better(name)
    assert better is not None
    assert better[1] == say


@pytest.mark.parametrize(
    "name",
    [
        "Test results",
        "Medicines (Rx)",
        "Messages",
        "Sign in",
        "Read how we answer encounters with people who are upset",
    ],
)
def test_a_plain_name_is_left_alone(name: str) -> None:
    assert shipped_labels().better(name) is None
