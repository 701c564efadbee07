"""EV-30: a form that is not complete, or wrong, says what to put right, to everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, examined, findings, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity
from portal_audit.language.messages import says_nothing

EXAM = "forms"
TRIED = ("empty-form", "wrong-form")

SAYS_NOTHING = Fault(
    "error-not-said",
    title="An incomplete form says nothing",
    problem="A person presses the button, nothing is sent, and no words say why.",
    fix="Say in words, beside the field, what is missing.",
    who="Everyone, most of all people who cannot see colours or use a screen reader",
    wcag=("3.3.1",),
    severity=Severity.MAJOR,
)
NAMES_NO_FIELD = Fault(
    "error-names-no-field",
    title="An error message does not say which field is meant",
    problem="A person reads that something is wrong and has to guess what.",
    fix="Name the field in the message, and put the message beside it.",
    who="Everyone",
    wcag=("3.3.1",),
    severity=Severity.MINOR,
)
NOT_ANNOUNCED = Fault(
    "error-not-announced",
    title="An error message is not spoken",
    problem="A person who uses a screen reader presses the button and hears nothing.",
    fix='Put the message into an element with role="alert", or move the focus to the field.',
    who="People who use a screen reader",
    wcag=("4.1.3",),
    severity=Severity.MINOR,
)
NO_ADVICE = Fault(
    "error-without-advice",
    title="An error message does not say what would be right",
    problem="A person reads that a date or an e-mail address is wrong, and not how to write it.",
    fix='Say how, with an example: "Enter a date such as 31/12/2026".',
    who="Everyone, most of all people who find forms hard",
    wcag=("3.3.3",),
    severity=Severity.MINOR,
    confidence="likely",
)
VAGUE = Fault(
    "error-says-only-wrong",
    title="An error message says only that something is wrong",
    problem="A person reads that a field is wrong and has to guess what is wrong about it.",
    fix='Say what is wrong and what would be right: "The date must lie in the future".',
    who="Everyone",
    wcag=("3.3.1", "3.3.3"),
    severity=Severity.MINOR,
)
_COMPLAINS = re.compile(
    r"error|invalid|not valid|wrong|incorrect|must|should|enter|please|check|format|valid"
    r"|no es válid|incorrect|debe|introduzca|escriba",
    re.IGNORECASE,
)
"""Without such a word the page may have taken the form as it is."""
_ADVISES = re.compile(
    r"\d|@|example|such as|e\.g|format|at least|between|letters|digits|numbers|dd|yyyy"
    r"|por ejemplo|formato|al menos|entre|cifras|letras",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    shown = list(_shown(evidence))
    if not examined(evidence, EXAM) and not shown:
        return Outcome.cannot_tell("No form was tried.")
    tried = [seen for _, seen in observed(evidence, *TRIED) if not seen.facts["sent"]]
    if not tried and not shown:
        return Outcome.not_applicable("No form that was tried checks itself before it is sent.")
    hits = [*_hits(evidence), *shown]
    note = f"Forms were sent {len(tried)} times, empty or wrongly filled; nothing left the page."
    return Outcome.of(0.0 if hits else 1.0, findings(CHECK.id, hits), note)


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, *TRIED):
        facts, is_wrong = seen.facts, seen.kind == "wrong-form"
        if facts["sent"] or facts["native"]:
            continue  # checked elsewhere, or by the browser, which says and speaks it
        if is_wrong and not _COMPLAINS.search(str(facts["text"])):
            continue  # taken as it is
        if not facts["text"]:
            yield SAYS_NOTHING, state, seen
            continue
        if not facts["named"]:
            yield NAMES_NO_FIELD, state, seen
        if not facts["announced"] and not facts["moved"]:
            yield NOT_ANNOUNCED, state, seen
        if is_wrong and not _ADVISES.search(f"{facts['text']} {facts['hint']}"):
            yield NO_ADVICE, state, seen


def _shown(evidence: RunEvidence) -> Iterator[Hit]:
    """Messages that stood on a page as it was seen."""
    for state, field in observed(evidence, "field"):
        if says_nothing(str(field.facts["error"])):
            yield VAGUE, state, field


CHECK = Check(
    id="EV-30",
    title="A form that is not right says what to do",
    why="Who does not learn what is wrong cannot put it right, and gives up.",
    dimension="everyone",
    rule=(
        "A form sent empty, or with a date or address that cannot be right, answers in words that "
        "name the field; they are announced or get the focus, and say what would be right. Only "
        "forms that check themselves in the page; nothing is sent. No message that stands beside a "
        "field says only that it is wrong."
    ),
    fix="Say what is missing or wrong, beside the field and aloud.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/error-identification",
    judge=judge,
    wcag=("3.3.1", "3.3.3", "4.1.3"),
)
