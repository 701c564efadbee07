"""TR-09: how information is protected is said in a plain sentence before signing in."""

from __future__ import annotations

import re

from portal_audit.checks.get_in.pages import NO_FORM, form_pages
from portal_audit.checks.pages import home_pages
from portal_audit.checks.questions import Question
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

_RECORD = (
    r"(health |medical |personal |private |own )*"
    r"(record|information|data|details|privacy|account|messages|results)s?"
)
SAID = re.compile(
    rf"\bencrypt|\b(keeps?|kept) (it|them|your {_RECORD}) (safe|private|secure|confidential)"
    rf"|\b(protect|lock|secur)(s|e|es|ed|ing)? (it|your {_RECORD})\b"
    rf"|\bonly you\b.{{0,60}}\b(see|read|open|sees?)\b|\b(who|nobody|no one) .{{0,20}}can see\b"
    r"|\bsecure connection",
    re.IGNORECASE,
)

PLAINLY = "plainly"
"""Id of the question whether it is said in plain words."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = (*form_pages(evidence), *home_pages(evidence))
    if not form_pages(evidence):
        return Outcome.cannot_tell(NO_FORM)
    said = evidence.said(CHECK.id, PLAINLY)
    if said and said.yes:
        return Outcome.passed("A person found it said in plain words before signing in.")
    for state in () if said else pages:
        for block in state.blocks or ():
            if block.kind in ("text", "item", "notice") and SAID.search(block.text):
                return Outcome.passed("It is said before signing in; a person should confirm it.")
    if not said and any(state.blocks is None for state in pages):
        return Outcome.cannot_tell("The words before signing in were not read.")
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="Nothing says how the record is protected",
        problem="Before signing in, patients are not told who can see their record.",
        fix="Say it in one plain sentence: “Your record is encrypted. Only you and your care team "
        "can see it.”",
        about="protection",
        where=(Place.on(pages[0]),),
    )
    return Outcome.of(0.0, [finding], "No such sentence was seen.")


def questions(evidence: RunEvidence) -> list[Question]:
    """Words can be matched; whether they are plain, a person knows."""
    if not form_pages(evidence):
        return []
    ask = "Before signing in, does a plain sentence say who can see the record?"
    return [Question(CHECK.id, PLAINLY, ask, about="Public pages")]


CHECK = Check(
    id="TR-09",
    title="How information is protected is said before signing in",
    why="Trust is asked for on the sign-in page, so it must be earned there.",
    dimension="trust",
    rule="A plain sentence about protection on the sign-in page or the public home.",
    fix="Say it in one sentence.",
    source="policy",
    judge=judge,
)
