"""GI-07: a wrong password gets a helpful message."""

from __future__ import annotations

import re

from portal_audit.checks.get_in.pages import form_pages
from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.messages import faults_of

TRIAL = "wrong-password"
SOON_S = 3.0
MUTE = frozenset({"code", "shouts", "says nothing"})
"""Faults that make a message none."""
WHICH = re.compile(
    r"\b(wrong|incorrect|invalid|bad) (password|passcode)\b"
    r"|\b(password|passcode|contraseña)\b[^.]{0,30}\b(wrong|incorrect[ao]?|invalid|not match|not "
    r"right)|\b(no|unknown) (such )?(user|account|member)\b|\b(user|account)[^.]{0,30}\b(not found"
    r"|does not exist|do(es)?n['’]t exist|not recogni[sz]ed|unknown|not registered)",
    re.IGNORECASE,
)
"""Says which half was wrong, and so who has an account here."""
EITHER = re.compile(
    r"\buser ?(name|id)?\b[^.]{0,40}\b(or|and|/)\b[^.]{0,20}\bpassword|\bpassword\b[^.]{0,20}\bor\b"
    r"|\be-?mail[^.]{0,30}\bor\b[^.]{0,20}password|usuario[^.]{0,30}\bo\b[^.]{0,20}contraseña",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    trial = evidence.trials.get(TRIAL)
    if trial is None:
        return Outcome.cannot_tell("No wrong password was tried in this run.")
    if not trial.made:
        return Outcome.cannot_tell(f"A wrong password could not be tried. {trial.why_not}")
    facts = trial.facts
    says = str(facts.get("says", ""))
    lacks = [
        fault
        for fine, fault in (
            (says and not MUTE & set(faults_of(says)), _no_words(says)),
            (float(facts.get("seconds", 0)) <= SOON_S, "the answer takes more than 3 seconds"),
            (bool(facts.get("announced")), "screen readers are not told of it"),
            (bool(facts.get("user_kept")), "the user name must be typed again"),
            (
                not WHICH.search(says) or EITHER.search(says),
                "it tells strangers who has an account",
            ),
            (bool(facts.get("reset")), "no way to a new password is in sight"),
        )
        if not fine
    ]
    if not lacks:
        return Outcome.passed("A wrong password is answered in plain words, with a way on.")
    pages = form_pages(evidence)
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MAJOR if not says else Severity.MINOR,
        title="A wrong password gets no helpful answer",
        problem=f"After a wrong password {_listed(lacks)}.",
        fix="Say in words that user name or password is not right, keep the user name, mark the "
        "message as an alert, and offer a new password beside it.",
        about="wrong password",
        where=(Place.on(pages[0], "", says),) if pages else (),
        who="Everyone who mistypes; people who use a screen reader most",
    )
    return Outcome.of((6 - len(lacks)) / 6, [finding], f"{len(lacks)} of 6 points are missing.")


def _no_words(says: str) -> str:
    if not says:
        return "the page says nothing"
    return f"the page says only “{quoted(says, 60)}”"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


CHECK = Check(
    id="GI-07",
    title="A wrong password gets a helpful message",
    why="Everybody mistypes; what comes then decides who gives up.",
    dimension="get-in",
    rule="One wrong password: a message in words (no mere code) within 3 seconds, announced "
    "(alert, live region or focus), the user name kept, not saying which of the two was wrong, a "
    "way to a new password in sight: a sixth each.",
    fix="Answer a wrong password in plain words, and offer a new one.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/error-identification",
    judge=judge,
    wcag=("3.3.1",),
)
