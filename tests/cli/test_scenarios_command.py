"""`portal-audit scenarios`, as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_audit.cli.scenarios import explained
from portal_audit.scenario import Scenario, find_scenarios, shipped_vocabulary
from tests.cli.command import portal_audit

WORDS = shipped_vocabulary()
LIBRARY = find_scenarios((), Path(), WORDS)


def test_every_task_is_listed_in_the_patients_words() -> None:
    said = portal_audit("scenarios")
    assert said.code == 0
    lines = said.out.splitlines()
    assert len(lines) == len(LIBRARY)
    for line, scenario in zip(lines, LIBRARY, strict=True):
        assert line.startswith(scenario.method)
        assert scenario.id in line
        assert line.endswith(scenario.as_)


def test_the_list_says_what_is_a_must() -> None:
    out = portal_audit("scenarios").out
    ranks = {line.split()[1]: line.split()[2] for line in out.splitlines()}
    assert (ranks["refill"], ranks["pay-bill"], ranks["find-clinician"]) == (
        "must",
        "should",
        "could",
    )


@pytest.mark.parametrize("scenario", LIBRARY, ids=lambda scenario: scenario.id)
def test_every_task_can_be_explained_without_a_technical_word(scenario: Scenario) -> None:
    words = explained(scenario, WORDS)
    assert f"“{scenario.as_}”" in " ".join(words.split())
    assert f"{len(scenario.steps)}. " in words
    assert "Budget: " in words
    assert not any(sign in words for sign in ("{", "}", "css", "\\b"))


@pytest.mark.parametrize("name", ["refill", "S07", "s07"])
def test_one_task_is_found_by_its_name_or_its_number(name: str) -> None:
    said = portal_audit("scenarios", name)
    assert said.code == 0
    assert "Refill my blood-pressure pill." in said.out
    assert "cannot be undone" in said.out


def test_an_unknown_task_names_the_nearest() -> None:
    said = portal_audit("scenarios", "refil")
    assert said.code == 2
    assert "refill" in said.err
