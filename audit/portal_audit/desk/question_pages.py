"""Page: what only a person can say about a run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from starlette.responses import Response

from portal_audit.answering import MOST, answer_of, keep_answers
from portal_audit.checks import questions as questions_of
from portal_audit.checks.questions import Question
from portal_audit.desk.forms import Form, Wrong
from portal_audit.desk.visit import Visit, go
from portal_audit.errors import UsageProblem
from portal_audit.evidence import Answer
from portal_audit.evidence.store import RunFolder


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a field of the form."""

    question: Question
    said: str
    """What was answered before or typed now: `yes`, `no`, a number, or ""."""

    @property
    def field(self) -> str:
        return field_of(self.question)


def field_of(question: Question) -> str:
    """The name of its field: the same for as long as the question is the same."""
    text = "\n".join((question.check, question.page, question.id))
    return "q-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def questions(visit: Visit) -> Response:
    """Ask; keep what is answered and score the run again."""
    run = visit.run()
    busy = visit.desk.bench.running
    if busy and busy.folder == run.path:
        raise UsageProblem("This audit is still running.", "Wait until it has ended.")
    folder = RunFolder.open(run.path)
    evidence = folder.load()
    asked = questions_of(evidence)
    before = {(a.check, a.page, a.question): a for a in evidence.answers}
    old = {field_of(q): _said(before.get((q.check, q.page, q.id)), q) for q in asked}
    if not visit.sent:
        return _form(visit, asked, old, [])
    given, wrong = _given(visit.form, asked)
    if wrong:
        typed = {field: visit.form.one(field) or said for field, said in old.items()}
        return _form(visit, asked, typed, wrong)
    if given:
        keep_answers(folder, evidence.answers, given)
    return go("scorecards", run.portal, run.key, said="answered" if given else "")


def _form(
    visit: Visit, asked: tuple[Question, ...], said: dict[str, str], wrong: list[Wrong]
) -> Response:
    pages: dict[tuple[str, str], list[Asked]] = {}
    for question in asked:
        field = Asked(question, said.get(field_of(question), ""))
        pages.setdefault((question.about, question.page), []).append(field)
    return visit.page(
        "questions.html", 422 if wrong else 200, run=visit.run(), pages=pages, wrong=wrong
    )


def _said(answer: Answer | None, question: Question) -> str:
    if answer is None:
        return ""
    if question.unit:
        return "" if answer.amount is None else f"{answer.amount:g}"
    return "yes" if answer.yes else "no"


def _given(form: Form, asked: tuple[Question, ...]) -> tuple[list[Answer], list[Wrong]]:
    given: list[Answer] = []
    wrong: list[Wrong] = []
    for question in asked:
        said = form.one(field_of(question))
        if not said:
            continue
        if not question.unit:
            if said in ("yes", "no"):
                given.append(answer_of(question, said == "yes"))
            continue
        try:
            number = float(said.replace(",", "."))
        except ValueError:
            number = -1.0
        if 0 <= number <= MOST:
            given.append(answer_of(question, number))
        else:
            words = f"“{question.ask}” needs a number of {question.unit}."
            wrong.append(Wrong(field_of(question), words))
    return given, wrong
