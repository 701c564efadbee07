"""UN-09: what only a person can say of a page's words.

Six questions in the spirit of PEMAT, the instrument for patient education materials, on two pages
of a run; `portal-audit answer RUN` asks them. The wording is ours, and the points are policy.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from portal_audit.checks.questions import Question
from portal_audit.checks.understand.pages import english_pages, name_of_page, prose
from portal_audit.evidence import Answer, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.words import words

PAGES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked about a page; yes is good."""

    id: str
    ask: str
    fault: str
    """What a "no" means, as the title of its finding."""
    fix: str


QUESTIONS: tuple[Asked, ...] = (
    Asked(
        "purpose",
        "Is it clear at once what this page is for?",
        "It is not clear what a page is for",
        "Say in the heading and the first sentence what the page is for.",
    ),
    Asked(
        "everyday",
        "Does it use everyday words?",
        "A page does not use everyday words",
        "Say it as you would to a patient across the desk.",
    ),
    Asked(
        "explained",
        "Are medical and insurance words explained where they stand?",
        "A page leaves medical or insurance words unexplained",
        "Explain each the first time, in a few words.",
    ),
    Asked(
        "parts",
        "Is the text in short parts, each about one thing?",
        "A page is one long text",
        "Cut it into short parts, each about one thing.",
    ),
    Asked(
        "headings",
        "Do headings say what each part is about?",
        "Headings do not say what the parts are about",
        "Give each part a heading that says what is in it.",
    ),
    Asked(
        "next",
        "Does it say what to do next?",
        "A page does not say what to do next",
        "End with what the patient should do, step by step.",
    ),
)


def pages_to_ask(evidence: RunEvidence) -> list[PageState]:
    """The pages with the most running text: there, words matter most."""
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return []
    of_page: dict[str, PageState] = {}
    size: dict[str, int] = defaultdict(int)
    for seen in prose(pages):
        of_page.setdefault(seen.state.path, seen.state)
        size[seen.state.path] += len(words(seen.block.text))
    most = sorted(of_page, key=lambda path: (-size[path], path))[:PAGES]
    return [of_page[path] for path in most]


def questions(evidence: RunEvidence) -> list[Question]:
    """The six questions about each of the pages."""
    return [
        Question(CHECK.id, each.id, each.ask, state.path, name_of_page(state))
        for state in pages_to_ask(evidence)
        for each in QUESTIONS
    ]


def judge(evidence: RunEvidence) -> Outcome:
    given = [answer for answer in evidence.answers if answer.check == CHECK.id]
    if not given:
        pages = english_pages(evidence)
        if isinstance(pages, Outcome):
            return pages
        return Outcome.cannot_tell(
            "Only a person can answer this: `portal-audit answer RUN` asks six questions."
        )
    good = sum(answer.yes for answer in given)
    pages_seen = len({answer.page for answer in given})
    note = f"A person said yes to {good} of {len(given)} questions about {pages_seen} pages."
    findings = [
        _finding(question, evidence, [a for a in given if a.question == question.id and not a.yes])
        for question in QUESTIONS
        if any(a.question == question.id and not a.yes for a in given)
    ]
    return Outcome.of(good / len(given), findings, note)


def _finding(question: Asked, evidence: RunEvidence, noes: list[Answer]) -> Finding:
    paths = {answer.page for answer in noes}
    states = {s.path: s for s in reversed(evidence.seen()) if s.path in paths}
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=question.fault,
        problem=f"Asked “{question.ask}”, a person who looked at it said no.",
        fix=question.fix,
        about=question.id,
        where=tuple(
            Place.on(state, "", name_of_page(state)) for _, state in sorted(states.items())
        ),
        rule=question.id,
    )


CHECK = Check(
    id="UN-09",
    title="A person finds the words clear",
    why="Formulas count syllables; only a person can tell whether words make sense.",
    dimension="understand",
    rule="Share of yes to six questions, asked of a person about the two pages with the most text: "
    "purpose, everyday words, words explained, short parts, headings, what to do next.",
    fix="Rewrite what the person could not say yes to.",
    source="https://doi.org/10.1016/j.pec.2014.05.027",
    judge=judge,
)
