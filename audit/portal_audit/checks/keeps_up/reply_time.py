"""KU-10: the message page says when a reply will come."""

from __future__ import annotations

import re

from portal_audit.checks.keeps_up.reading import sentences, subject
from portal_audit.checks.pages import baseline_pages, once
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

METHOD = "S06"
MESSAGES = re.compile(
    r"\b(?:messages?|inbox|mail|correspondence|questions?|ask|write|compose)\b", re.IGNORECASE
)
REPLY = re.compile(
    r"\b(?:repl(?:y|ies)|respon(?:d|ds|se|ses)|answers?|hear (?:back|from)|get back to you|"
    r"write back|responder\w*|contest\w+|respuesta)\b",
    re.IGNORECASE,
)
_COUNT = r"(?:\d+|one|two|three|four|five|a few|uno?|dos|tres)"
WHEN = re.compile(
    rf"\b{_COUNT}(?:\s*(?:-|–|to|or|a)\s*{_COUNT})?[\s-]+(?:(?:business|working|work|full)\s+)?"
    r"(?:hours?|days?|horas?|días?)\b|\bsame (?:business |working )?day\b|"
    r"\bnext (?:business |working )?day\b|\bby the end of\b",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    pages = _pages(evidence)
    if not pages:
        return Outcome.cannot_tell("No page for writing a message was seen.")
    if any(map(_says_when, pages)):
        return Outcome.passed("The message page says when a reply will come.")
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="Nobody says when a reply will come",
        problem="A person sends a question and does not know whether to wait, call or worry.",
        fix=CHECK.fix,
        about="no reply time",
        where=once(Place.on(state) for state in pages),
    )
    return Outcome.of(0.0, [finding], "The message page does not say when a reply will come.")


def _pages(evidence: RunEvidence) -> list[PageState]:
    """Pages to write a message on, and where the message task ended."""
    ids = {s.id for s in evidence.run.scenarios if s.method == METHOD}
    ends = {
        walk.states[-1]
        for walk in evidence.walks
        if walk.scenario in ids and walk.status == "done" and walk.states
    }
    states = [s for s in baseline_pages(evidence) if s.signed_in and s.blocks is not None]
    writing = [state for state in states if _is_for_writing(state)]
    return writing + [state for state in states if state.id in ends and state not in writing]


def _is_for_writing(state: PageState) -> bool:
    fields = [control for control in state.controls or () if control.tag == "textarea"]
    labels = " ".join(f"{field.name} {field.label}" for field in fields)
    return bool(fields) and MESSAGES.search(f"{subject(state)} {labels}") is not None


def _says_when(state: PageState) -> bool:
    return any(
        REPLY.search(sentence) and WHEN.search(sentence)
        for block in state.blocks or ()
        for sentence in sentences(block.text)
    )


CHECK = Check(
    id="KU-10",
    title="The message page says when a reply will come",
    why="A person who does not know calls as well, or waits too long with a serious sign.",
    dimension="keeps-up",
    rule="A sentence on the message page, or on its confirmation, that says when a reply comes.",
    fix="Write beside the Send button: “We reply within 2 business days. If it is urgent, call.”",
    source="policy",
    judge=judge,
)
