"""Scenario files: the shipped library, and what is said about a mistake."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from portal_audit.cli.schema import File, schema_of
from portal_audit.errors import FileProblem
from portal_audit.resources import shipped
from portal_audit.scenario import (
    Scenario,
    find_scenarios,
    load_scenario,
    shipped_scenarios,
    shipped_vocabulary,
)
from portal_audit.yamlfile import load_tree

WORDS = shipped_vocabulary()
HEAD = 'id: mine\nas: "Do it."\ndone: {see: Done}\n'


def read(tmp_path: Path, text: str) -> Scenario:
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    return load_scenario(file, WORDS)


def problem(tmp_path: Path, text: str) -> str:
    with pytest.raises(FileProblem) as caught:
        read(tmp_path, text)
    return str(caught.value)


def test_the_library_holds_all_tasks_of_the_method_in_order() -> None:
    library = find_scenarios((), Path(), WORDS)
    methods = [scenario.method for scenario in library]
    assert methods == [f"S{number:02}" for number in range(1, 19)]


def test_every_task_counts_where_the_method_says_and_is_as_important() -> None:
    library = {scenario.method: scenario for scenario in find_scenarios((), Path(), WORDS)}
    homes = {
        "get-in": {"S01", "S02", "S03", "S09"},
        "keeps-up": {"S04", "S17"},
        "everyone": {"S18"},
    }
    for method, scenario in library.items():
        home = next((home for home, inside in homes.items() if method in inside), "find-and-do")
        assert scenario.counts_in == home, method
    musts = {method for method, scenario in library.items() if scenario.rank == 3}
    assert musts == {f"S{number:02}" for number in range(1, 10)}
    assert {method for method, scenario in library.items() if scenario.rank == 1} == {"S17", "S18"}


def test_every_task_is_listed_in_the_documentation() -> None:
    text = Path("docs/scenarios.md").read_text()
    library = find_scenarios((), Path(), WORDS)
    missing = [s.id for s in library if f"| `{s.id}` | {s.method} |" not in text]
    assert missing == []


def test_no_shipped_scenario_needs_a_selector() -> None:
    for scenario in find_scenarios((), Path(), WORDS):
        assert all(step.target is None or step.target.kind != "css" for step in scenario.steps)


def test_the_example_of_the_design_is_read(tmp_path: Path) -> None:
    scenario = read(
        tmp_path,
        """id: book
as: "Book the first visit with Dr. Lee."
needs: signed-in
must: true
budget: {effort: 8, limit: 16, seconds: [150, 300]}
steps:
  - click: "{appointments}"
  - click: {button: "Book"}
  - choose: {label: "Reason", option: "Check-up"}
  - click: {first: "available time"}
  - click: {button: "Confirm"}
    commits: true
done:
  see: "Your visit is booked"
stopped:
  see: {button: "Confirm"}
""",
    )
    assert [step.kind for step in scenario.steps] == ["click", "click", "choose", "click", "click"]
    assert scenario.rank == 3
    assert scenario.steps[2].spoken(WORDS) == "Choose “Check-up” in the field “Reason”"


def test_an_unknown_step_names_the_line_and_the_nearest_step(tmp_path: Path) -> None:
    said = problem(tmp_path, HEAD + "steps:\n  - clik: Book\n")
    assert "mine.yaml:5" in said
    assert 'Did you mean "click"?' in said


def test_an_unknown_kind_of_target_names_the_nearest_one(tmp_path: Path) -> None:
    said = problem(tmp_path, HEAD + "steps:\n  - click: {buton: Book}\n")
    assert 'Did you mean "button"?' in said


def test_an_unknown_option_of_a_step_names_the_nearest_one(tmp_path: Path) -> None:
    said = problem(tmp_path, HEAD + "steps:\n  - click: Book\n    comits: true\n")
    assert "mine.yaml:6" in said
    assert 'Did you mean "commits"?' in said


def test_a_placeholder_without_words_names_the_line_and_the_nearest_one(tmp_path: Path) -> None:
    said = problem(tmp_path, HEAD + 'steps:\n  - click: "{appointmens}"\n')
    assert "mine.yaml:5" in said
    assert 'Did you mean "appointments"?' in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + "steps: 3\n", "steps: must be a list"),
        (HEAD + "steps: []\n", "steps: is empty"),
        (HEAD + "needs: signedin\nsteps: [sign_in]\n", "needs: must be one of"),
        (HEAD + "must: often\nsteps: [sign_in]\n", "must: must be true or false"),
        (HEAD.replace("mine", "My Task") + "steps: [sign_in]\n", "only small letters"),
    ],
)
def test_a_wrong_value_is_said_in_plain_words(tmp_path: Path, text: str, words: str) -> None:
    assert words in problem(tmp_path, text)


def test_two_things_in_one_step_are_refused(tmp_path: Path) -> None:
    said = problem(tmp_path, HEAD + "steps:\n  - click: Book\n    press: Enter\n")
    assert "does two things (click and press)" in said


def test_a_step_that_commits_needs_words_for_stopping_before_it(tmp_path: Path) -> None:
    said = problem(tmp_path, HEAD + "steps:\n  - click: Send\n    commits: true\n")
    assert "no `stopped:`" in said


def test_every_shipped_file_is_valid_by_the_published_schemas() -> None:
    for path in shipped_scenarios().values():
        jsonschema.validate(dict(load_tree(path)), schema_of(File.scenario))
    for path in (shipped("scenarios") / "demo").glob("*.yaml"):
        jsonschema.validate(dict(load_tree(path)), schema_of(File.portal))


def test_the_scenario_schema_refuses_an_unknown_step() -> None:
    wrong = {"id": "x", "as": "x", "steps": [{"clik": "Book"}], "done": {"see": "x"}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema_of(File.scenario))


def test_schemas_are_json_schema_themselves() -> None:
    for file in File:
        schema = json.loads(json.dumps(schema_of(file)))
        jsonschema.Draft202012Validator.check_schema(schema)
