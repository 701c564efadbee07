"""`portal-audit scenarios`: which tasks are walked, in the patient's words."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

import typer

from portal_audit import yamlfile
from portal_audit.errors import UsageProblem
from portal_audit.finding import DIMENSIONS
from portal_audit.scenario import (
    Budget,
    Scenario,
    find_scenarios,
    shipped_scenarios,
    shipped_vocabulary,
)
from portal_audit.steps import Step, Vocabulary

RANKS = {3: "must", 2: "should", 1: "could"}
STARTS = {"nothing": "the public home page", "signed-in": "the signed-in home page"}


def register(app: typer.Typer) -> None:
    app.command("scenarios")(scenarios)


def scenarios(
    id: Annotated[
        str | None, typer.Argument(help="A task, e.g. refill or S07.", show_default=False)
    ] = None,
) -> None:
    """List the tasks that come with Portal Audit, or explain one: its steps, end and budget."""
    vocabulary = shipped_vocabulary()
    library = find_scenarios((), Path(), vocabulary)
    if id is None:
        width = max(len(scenario.id) for scenario in library)
        for scenario in library:
            rank = RANKS[scenario.rank]
            print(f"{scenario.method}  {scenario.id:<{width}}  {rank:<6}  {scenario.as_}")
        return
    by_name = {name: s for s in library for name in (s.id, s.method.casefold())}
    if id.casefold() not in by_name:
        raise UsageProblem(
            f'There is no scenario "{id}".', yamlfile.nearest(id.casefold(), shipped_scenarios())
        )
    print(explained(by_name[id.casefold()], vocabulary))


def explained(scenario: Scenario, vocabulary: Vocabulary) -> str:
    """One task in words."""
    lines = [
        f"{scenario.method}  {scenario.id}  ({RANKS[scenario.rank]})".strip(),
        f"“{scenario.as_}”",
        f"Counts in: {DIMENSIONS[scenario.counts_in]}",
        f"Starts on: {STARTS[scenario.needs]}",
        *(f"{n}. {_said(step, vocabulary)}" for n, step in enumerate(scenario.steps, 1)),
        f"Done when you see: {scenario.done.spoken(vocabulary)}",
    ]
    if scenario.stopped:
        lines.append(
            "With `writes: false` it stops before the step that cannot be undone, "
            f"when you see: {scenario.stopped.spoken(vocabulary)}"
        )
    if scenario.must_read:
        lines.append("The words of the last page must be read too.")
    lines.append(_cost(scenario.budget))
    return "\n".join(
        textwrap.fill(line, 88, subsequent_indent="   ", break_long_words=False) for line in lines
    )


def _said(step: Step, vocabulary: Vocabulary) -> str:
    said = step.spoken(vocabulary)
    if step.then:
        said += f"; then see {step.then.spoken(vocabulary)}"
    notes = ["if it is there"] if step.optional else []
    notes += ["cannot be undone"] if step.commits else []
    return f"{said} ({', '.join(notes)})" if notes else said


def _cost(budget: Budget | None) -> str:
    if budget is None:
        return "Budget: none; it counts whether it can be done."
    good, most = budget.seconds
    return (
        f"Budget: good is up to {budget.effort} clicks and fields and {good:.0f} seconds, "
        f"the limit is {budget.limit} and {most:.0f} seconds."
    )
