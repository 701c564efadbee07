"""`portal-audit answer`: what only a person can say, asked on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.answering import MOST, answer_of, keep_answers
from portal_audit.checks import questions
from portal_audit.checks.questions import Question
from portal_audit.cli.auditing import headline
from portal_audit.errors import UsageProblem
from portal_audit.evidence import Answer
from portal_audit.evidence.store import RunFolder

WAYS = {"y": True, "yes": True, "n": False, "no": False}
SKIPS = frozenset({"s", "skip", ""})


def register(app: typer.Typer) -> None:
    app.command("answer")(answer)


def answer(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    check: Annotated[
        list[str] | None,
        typer.Option(help="Only the questions of this check; may be given several times."),
    ] = None,
) -> None:
    """Answer what only a person can say about a run, then score it again.

    Asks about the words of the two pages with the most text, about what the audit could see but
    not judge, and how long the chat took to answer. Look at the portal, or at the pictures in the
    scorecard. Answers are kept in the run folder; a new one replaces the old. They may also be
    piped in, one a line: y, n, a number, or s (skip).
    """
    folder = RunFolder.open(run)
    evidence = folder.load()
    asked = [q for q in questions(evidence) if not check or q.check in check]
    if not asked:
        raise UsageProblem(
            "There is nothing to ask a person about this run.",
            "Run the audit on more tasks."
            if not check
            else "Leave out --check to be asked everything there is.",
        )
    given = _ask_all(asked)
    audit, scorecard = keep_answers(folder, evidence.answers, given)
    print(f"{len(given)} answers kept. {headline(audit)}")
    print(f"Scorecard: {scorecard.resolve()}")


def _ask_all(asked: Sequence[Question]) -> list[Answer]:
    given: list[Answer] = []
    where = ""
    for question in asked:
        here = f"“{question.about}”" + (f", {question.page}" if question.page else "")
        if here != where:
            print(f"\n{here}", file=sys.stderr)
            where = here
        said = _number(question) if question.unit else _yes_or_no(question)
        if said is None:
            continue
        given.append(answer_of(question, said))
    return given


def _yes_or_no(question: Question) -> bool | None:
    """None when the question is skipped or the answers have ended."""
    while True:
        line = _line(f"{question.ask} [y/n/s]")
        if line is None or line in SKIPS:
            return None
        if line in WAYS:
            return WAYS[line]
        print("  Type y for yes, n for no, s to skip.", file=sys.stderr)


def _number(question: Question) -> float | None:
    while True:
        line = _line(f"{question.ask} [{question.unit}, or s]")
        if line is None or line in SKIPS:
            return None
        try:
            number = float(line)
        except ValueError:
            number = -1.0
        if 0 <= number <= MOST:
            return number
        print(f"  Type a number of {question.unit}, or s to skip.", file=sys.stderr)


def _line(words: str) -> str | None:
    """What is typed, small letters; None at the end of the input."""
    print(f"  {words} ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip().casefold() if line else None
