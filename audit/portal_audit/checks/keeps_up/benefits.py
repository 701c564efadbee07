"""KU-11: the home page says what the portal is good for."""

from __future__ import annotations

import re

from portal_audit.checks.pages import counted, home_pages
from portal_audit.checks.questions import Question
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

ENOUGH = 3
THREE = "three"
"""Id of the question whether so many are named."""

_BENEFITS = {
    "see test results": r"\b(?:test|lab|blood) results?\b|\bresults of your\b",
    "refill a medicine": (
        r"\brefills?\b|\b(?:renew|reorder|order)\b.{0,25}\b(?:medicine|medication|prescription)s?\b"
    ),
    "book a visit": (
        r"\b(?:book|schedule|make|change|cancel|move)\b.{0,25}\b(?:visit|appointment|check-?up)s?\b"
    ),
    "write to the care team": (
        r"\b(?:message|write(?: to)?|ask|e-?mail|send)\b.{0,25}"
        r"\b(?:nurse|doctor|care team|clinic|team|message|question)s?\b"
    ),
    "pay a bill": r"\bpay\b.{0,25}\b(?:bills?|online)\b",
    "no waiting on the phone": (
        r"\b(?:no|without|skip|instead of|never)\b.{0,25}\b(?:hold|phone|calling|waiting)\b"
    ),
    "read your record": (
        r"\b(?:visit notes?|doctor['’]s notes?|health summary|(?:medical|health) records?)\b"
    ),
    "care for family": (
        r"\b(?:help|care for|manage)\b.{0,30}\b(?:family|child|children|parents?|loved ones?)\b"
    ),
    "video visit": r"\bvideo (?:visit|call)s?\b",
    "reminders": r"\breminders?\b",
    "forms from home": (
        r"\b(?:fill (?:in|out)|complete)\b.{0,25}\bforms?\b|\bcheck in (?:online|early)\b"
    ),
}
BENEFITS = {name: re.compile(words, re.IGNORECASE) for name, words in _BENEFITS.items()}
"""What a patient gains, in the plain words it may be said in. Written for this project."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state in home_pages(evidence) if state.blocks]
    if not pages:
        return Outcome.cannot_tell("The words of the public home page were not seen.")
    home = pages[0]
    if home.lang and not home.lang.casefold().startswith("en"):
        return Outcome.cannot_tell("Benefits are looked for on English home pages only.")
    said = evidence.said(CHECK.id, THREE)
    if said and said.yes:
        return Outcome.passed("A person found three or more things named that patients can do.")
    found = [name for name, words in BENEFITS.items() if words.search(_words(home))]
    number = len(found)
    note = f"The home page names {counted(number, 'benefit')}. A person should confirm."
    if number >= ENOUGH and not said:
        return Outcome.passed(note, benefits=number)
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="The home page does not say what the portal is good for",
        problem="A person sees no reason to sign up and keeps calling instead.",
        fix=CHECK.fix,
        about="benefits of the portal",
        where=(Place.on(home),),
    )
    return Outcome.of(0.0, [finding], note, benefits=number)


def questions(evidence: RunEvidence) -> list[Question]:
    """Words can be matched; whether they are concrete and plain, a person knows."""
    homes = home_pages(evidence)
    if not homes:
        return []
    ask = "Does the home page name three or more things that patients can do here, in plain words?"
    return [Question(CHECK.id, THREE, ask, homes[0].path, homes[0].heading)]


def _words(home: PageState) -> str:
    """The main part of the page; all of it when the page does not mark one."""
    blocks = home.blocks or ()
    main = [block.text for block in blocks if block.region == "main"]
    return "\n".join(main or [block.text for block in blocks])


CHECK = Check(
    id="KU-11",
    title="The home page says what the portal is good for",
    why="Half of the people who never signed up say they saw no need to.",
    dimension="keeps-up",
    rule="The public home page names at least 3 concrete benefits in plain words.",
    fix="Name at least three things people can do, such as “See your test results”.",
    source="policy",
    judge=judge,
)
