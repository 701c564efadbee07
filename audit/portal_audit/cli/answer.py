"""`portal-audit answer`: what only a person can say, asked on the terminal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.checks.understand.pages import name_of_page
from portal_audit.checks.understand.person import CHECK, QUESTIONS, pages_to_ask
from portal_audit.cli.auditing import headline
from portal_audit.errors import UsageProblem
from portal_audit.evidence import Answer, PageState, RunEvidence
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import score_run
from portal_audit.report import write_report

WAYS = {"y": True, "yes": True, "n": False, "no": False, "s": None, "skip": None, "": None}


def register(app: typer.Typer) -> None:
    app.command("answer")(answer)


def answer(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
) -> None:
    """Answer what only a person can say about the words of a run, then score it again.

    Asks six questions about each of the two pages with the most text. Look at the page on the
    portal, or at its picture in the scorecard. Answers are kept in the run folder; asking again
    replaces them. They may also be piped in, one letter a line: y, n or s (skip).
    """
    folder = RunFolder.open(run)
    evidence = folder.load()
    pages = pages_to_ask(evidence)
    if not pages:
        raise UsageProblem(
            "This run saw no page with running text in English.", "Run the audit on more tasks."
        )
    given = [found for state in pages for found in _about(state)]
    folder.save_answers((*_others(evidence), *given))
    audit = score_run(folder)
    scorecard = write_report(audit, folder.path, "html")
    print(f"{len(given)} answers kept. {headline(audit)}")
    print(f"Scorecard: {scorecard.resolve()}")


def _others(evidence: RunEvidence) -> list[Answer]:
    return [each for each in evidence.answers if each.check != CHECK.id]


def _about(state: PageState) -> list[Answer]:
    print(f"\n“{name_of_page(state)}”, {state.path}", file=sys.stderr)
    found = []
    for question in QUESTIONS:
        said = _ask(question.ask)
        if said is not None:
            today = date.today().isoformat()
            found.append(
                Answer(check=CHECK.id, page=state.path, question=question.id, yes=said, date=today)
            )
    return found


def _ask(words: str) -> bool | None:
    """Yes, no, or None when the question is skipped or the answers have ended."""
    while True:
        print(f"  {words} [y/n/s] ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        said = line.strip().casefold()
        if not line or said in WAYS:
            return WAYS.get(said)
        print("  Type y for yes, n for no, s to skip.", file=sys.stderr)
