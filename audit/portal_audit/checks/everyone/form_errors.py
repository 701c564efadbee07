"""EV-30: a form that is not complete says what is missing, to everyone."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, examined, findings, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "forms"

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


def judge(evidence: RunEvidence) -> Outcome:
    if not examined(evidence, EXAM):
        return Outcome.cannot_tell("No form was tried.")
    tried = [seen for _, seen in observed(evidence, "empty-form") if not seen.facts["sent"]]
    if not tried:
        return Outcome.not_applicable("No form that was tried checks itself before it is sent.")
    hits = list(_hits(evidence))
    note = f"{len(tried)} forms were sent empty; nothing left the page."
    return Outcome.of(0.0 if hits else 1.0, findings(CHECK.id, hits), note)


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "empty-form"):
        facts = seen.facts
        if facts["sent"] or facts["native"]:
            continue  # checked elsewhere, or by the browser, which says and speaks it
        if not facts["text"]:
            yield SAYS_NOTHING, state, seen
            continue
        if not facts["named"]:
            yield NAMES_NO_FIELD, state, seen
        if not facts["announced"] and not facts["moved"]:
            yield NOT_ANNOUNCED, state, seen


CHECK = Check(
    id="EV-30",
    title="An incomplete form says what is missing",
    why="Who does not learn what is wrong cannot put it right, and gives up.",
    dimension="everyone",
    rule=(
        "A form sent empty answers in words that name the field; they are announced or get the "
        "focus. Only forms that check themselves in the page; nothing is sent."
    ),
    fix="Say what is missing, beside the field and aloud.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/error-identification",
    judge=judge,
    wcag=("3.3.1", "4.1.3"),
)
