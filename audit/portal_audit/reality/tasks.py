"""Which tasks a person is given, in which order, and what stands on the card."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from portal_audit import yamlfile
from portal_audit.errors import UsageProblem
from portal_audit.reality.course import Task
from portal_audit.reality.way import Way
from portal_audit.scenario import Scenario
from portal_audit.steps import Vocabulary
from portal_audit.steps.words import PLACEHOLDER

USUAL = ("S01", "S04", "S05", "S06", "S07", "S08")
"""The tasks of a session when nobody says otherwise (method section 8)."""
MOST = 8
"""More than eight tasks take longer than people can attend."""
FIRST = "S01"


def choose(
    scenarios: Sequence[Scenario], wanted: Sequence[str], left_out: Mapping[str, str]
) -> tuple[Scenario, ...]:
    """The scenarios that are tried; `wanted` are their ids or those of the method.

    Raises UsageProblem.
    """
    offered = [s for s in scenarios if s.id not in left_out]
    if not wanted:
        usual = tuple(s for s in offered if s.method in USUAL)
        return usual or tuple(offered[:MOST])
    found = []
    for name in wanted:
        match = next((s for s in offered if name in (s.id, s.method)), None)
        if match is None:
            raise UsageProblem(
                f'There is no task "{name}" in this portal file.',
                yamlfile.nearest(name, [s.id for s in offered]),
            )
        found.append(match)
    if len(found) > MOST:
        raise UsageProblem(
            f"{len(found)} tasks are too many for one person.",
            f"Choose at most {MOST}; about 45 minutes are enough.",
        )
    return tuple(dict.fromkeys(found))


def in_order(scenarios: Sequence[Scenario], seed: int) -> tuple[Scenario, ...]:
    """Signing in first, the rest shuffled by `seed`, so that learning spreads over the tasks."""
    first = [s for s in scenarios if s.method == FIRST]
    rest = sorted((s for s in scenarios if s.method != FIRST), key=lambda s: s.id)
    random.Random(seed).shuffle(rest)
    return (*first, *rest)


def card_of(scenario: Scenario, vocabulary: Vocabulary, way: Way, *, writes: bool) -> Task:
    """The task as it stands on the card."""
    commits = next((step for step in scenario.steps if step.commits), None)
    held: tuple[str, ...] = ()
    if commits is not None and not writes and commits.target and commits.target.kind != "css":
        held = tuple(p.pattern for p in vocabulary.patterns(commits.target.words, exact=True))
    budget = scenario.budget
    return Task(
        scenario=scenario.id,
        method=scenario.method,
        title=scenario.as_,
        supplies=_supplies(scenario, vocabulary),
        signed_in=scenario.needs == "signed-in",
        target_s=budget.seconds[0] if budget else None,
        limit_s=budget.seconds[1] if budget else None,
        own_words=scenario.method == "S05",
        held_back=held,
        way=way,
    )


def _supplies(scenario: Scenario, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """What a person cannot know: the words to type and the options to choose."""
    listed = []
    for step in scenario.steps:
        for kind in ("fill", "choose"):
            part = getattr(step, kind, None)
            words = str(getattr(part, "text", getattr(part, "option", ""))) if part else ""
            if not words or not step.target or step.target.kind == "css":
                continue
            if kind == "fill" and PLACEHOLDER.search(words):
                continue  # made up by the person: a new password
            said = vocabulary.spoken(words)
            listed.append((vocabulary.spoken(step.target.words), said))
    return tuple(listed)
