"""The scenario file: a task in the patient's words, with steps, success test and budget."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from portal_audit import yamlfile
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.resources import shipped
from portal_audit.steps import KINDS, AnyStep, Expectation, Target, Vocabulary, load_vocabulary


class Budget(BaseModel):
    """What the task may cost a patient (method 2.2; `[policy]`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    effort: int = Field(description="Clicks + fields that score 90.", gt=0)
    limit: int = Field(description="Clicks + fields that score 50.", gt=0)
    seconds: tuple[float, float] = Field(
        description="Target (scores 90) and limit (scores 50) for a first-time person."
    )

    @model_validator(mode="after")
    def _limit_is_above_target(self) -> Budget:
        if self.limit <= self.effort or self.seconds[1] <= self.seconds[0]:
            raise ValueError("the limit must be larger than the target.")
        return self


class Scenario(BaseModel):
    """One task (design section 5)."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="Short name: book, pay-bill.")
    method: str = Field("", description="Id in the method, e.g. S08.")
    as_: str = Field(alias="as", description="The task in the patient's words.")
    needs: Literal["nothing", "signed-in"] = Field(
        "nothing", description="signed-in: starts on the signed-in home page."
    )
    priority: Literal[1, 2, 3] = Field(2, description="3 must, 2 should, 1 could.")
    must: bool = Field(False, description="Short for priority: 3.")
    counts_in: Literal["get-in", "find-and-do", "everyone", "keeps-up"] = Field(
        "find-and-do", description="The dimension this task belongs to; it counts in one only."
    )
    must_read: bool = Field(
        False, description="The words of the last page must be read to have succeeded."
    )
    repeat: int = Field(1, ge=1, le=50, description="Walk it at least so often on desktop.")
    budget: Budget | None = None
    steps: tuple[AnyStep, ...] = Field(min_length=1)
    done: Expectation = Field(description="How the portal shows that the task is done.")
    lasting: bool = Field(
        False,
        description="Done only if it can still be seen after going to the home page and back.",
    )
    remains: Expectation | None = Field(
        None, description="What must still be visible then; `done` when it is not said."
    )
    stopped: Expectation | None = Field(
        None, description="What counts as done when `writes: false` stopped before the last click."
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_words_are_steps(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("steps"), list):
            steps = [{s: True} if isinstance(s, str) else s for s in value["steps"]]
            return {**value, "steps": steps}
        return value

    @model_validator(mode="after")
    def _a_stop_has_an_outcome(self) -> Scenario:
        if any(step.commits for step in self.steps) and self.stopped is None:
            raise ValueError(
                "has a step that `commits` but no `stopped:`. "
                "Say what is visible just before that step."
            )
        return self

    @property
    def rank(self) -> Literal[1, 2, 3]:
        """The priority: 3 must, 2 should, 1 could."""
        return 3 if self.must else self.priority

    def phrases(self) -> Iterator[str]:
        """Every piece of text that may hold `{placeholders}`."""
        targets: list[Target] = []
        for step in self.steps:
            if step.target:
                targets.append(step.target)
            for expectation in (step.then, getattr(step, "expectation", None)):
                if isinstance(expectation, Expectation):
                    targets += [*expectation.see, *expectation.not_see]
            for part in ("fill", "choose"):
                if inner := getattr(step, part, None):
                    yield str(getattr(inner, "text", getattr(inner, "option", "")))
        for expectation in (self.done, self.stopped, self.remains):
            if expectation:
                targets += [*expectation.see, *expectation.not_see]
        for target in targets:
            yield target.words
            if target.near:
                yield target.near


def load_scenario(path: Path, vocabulary: Vocabulary) -> Scenario:
    """The scenario file at `path`; every `{placeholder}` is known to `vocabulary`.

    Raises FileProblem.
    """
    tree = yamlfile.load_tree(path)
    steps = tree.get("steps")
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        words = [step] if isinstance(step, str) else list(step) if isinstance(step, dict) else []
        line = yamlfile.line_of(tree, ["steps", number])
        known = [word for word in words if word in KINDS]
        if not known:
            said = str(words[0]) if words else str(step)
            raise FileProblem(path, f'unknown step "{said}".', yamlfile.nearest(said, KINDS), line)
        if len(known) > 1:
            raise FileProblem(
                path,
                f"this step does two things ({' and '.join(known)}).",
                "Make it two steps, each with its own dash.",
                line,
            )
    scenario = yamlfile.fit(path, tree, Scenario)
    for phrase in scenario.phrases():
        if key := vocabulary.unknown(phrase):
            raise FileProblem(
                path,
                f'"{{{key}}}" has no words.',
                f"{yamlfile.nearest(key, vocabulary.table)} "
                f"Or add `{key}:` under `words:` in the portal file.",
                _line_with(path, "{" + key + "}"),
            )
    return scenario


@cache
def shipped_vocabulary() -> Vocabulary:
    """The table of portal words that comes with Portal Audit."""
    return load_vocabulary(shipped("scenarios") / "words.yaml")


def shipped_scenarios() -> dict[str, Path]:
    """The scenario library: id -> file, in the order of the method."""
    files = (shipped("scenarios") / "tasks").glob("*.yaml")
    return {path.stem: path for path in sorted(files, key=_method_of)}


def _method_of(path: Path) -> tuple[str, str]:
    """The file's `method:` line, without parsing the whole file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    method = next((line for line in lines if line.startswith("method:")), "")
    return method, path.stem


def find_scenarios(
    wanted: tuple[str, ...], beside: Path, vocabulary: Vocabulary
) -> tuple[Scenario, ...]:
    """The scenarios a portal file names: shipped ids, or files (relative to `beside`).

    Empty `wanted` means the whole library. Raises UsageProblem or FileProblem.
    """
    library = shipped_scenarios()
    found = []
    for name in wanted or tuple(library):
        if name in library:
            path = library[name]
        elif name.endswith((".yaml", ".yml")):
            path = beside / name
        else:
            raise UsageProblem(f'There is no scenario "{name}".', yamlfile.nearest(name, library))
        found.append(load_scenario(path, vocabulary))
    twice = {s.id for s in found if [t.id for t in found].count(s.id) > 1}
    if twice:
        raise UsageProblem(f'Two scenarios have the id "{sorted(twice)[0]}".', "Rename one.")
    return tuple(found)


def _line_with(path: Path, text: str) -> int | None:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), None)
