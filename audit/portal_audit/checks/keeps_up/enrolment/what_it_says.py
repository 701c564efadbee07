"""EM-09: the e-mail says why it came, what for, what to do, how long, and whom to call.

A fifth for each. Looked for by the words it may be said in, which were written for this project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal_audit.checks.keeps_up.benefits import BENEFITS
from portal_audit.checks.keeps_up.enrolment.judging import (
    blocks_of,
    em,
    found,
    other_language,
)
from portal_audit.checks.keeps_up.facts import PHONE
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Outcome

ENOUGH = 2
"""Benefits."""
_WHY = re.compile(
    r"\byou(?:['’]re| are)? (?:(?:get|got|gett?ing|receive|received|receiving) )?this\b.{0,30}"
    r"\bbecause\b|\bbecause (?:you|your)\b|\bsince your (?:last|recent|visit)|"
    r"\b(?:after|at|from|about) your (?:last |recent |first |next |upcoming |new )*"
    r"(?:visit|appointment|check-?up)\b|"
    r"\byou (?:recently |just )?(?:visited|saw|asked|requested|came|signed up|gave us|registered|"
    r"booked|called)\b|\bas (?:a|our|one of our) patients?\b|\bas you asked\b|"
    r"\byour (?:doctor|nurse|clinic|care team|clinician)\b.{0,40}"
    r"\b(?:asked|wants|invites|invited)\b",
    re.IGNORECASE,
)
_WHAT_TO_DO = re.compile(
    r"\b(?:click|tap|press|choose|select|use|open|follow|go to|visit)\b.{0,40}"
    r"\b(?:link|button|address|page|here|below|https?)\b|"
    r"\bto (?:set up|sign up|get started|start|begin|join|activate|create|enroll|register)\b|"
    r"\b(?:set up|create|activate|open|make|start) (?:your|my|an|a) (?:\w+ ){0,2}account\b|"
    r"\b(?:sign|enroll) (?:me )?up\b|\bget started\b",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"\b(?:link|code|invitation|invite|button|it|offer)\b.{0,40}"
    r"\b(?:works?|lasts?|is good|is valid|valid|expires?|expired?|ends?|runs? out|stops? working|"
    r"open)\b.{0,30}(?:\d|\bone\b|\btwo\b|\bthree\b|\bseven\b|\bten\b|\bweek\b|\bmonth\b|"
    r"\btoday\b|\btomorrow\b)|"
    r"\b(?:expires?|valid) (?:in|on|after|for|until|by)\b|"
    r"\b(?:within|in the next|for) (?:\d+|one|two|three|seven|ten|fourteen|thirty) "
    r"(?:hours?|days?|weeks?)\b|\b(?:before|by|until) [A-Z][a-z]+ \d{1,2}\b|"
    r"\b(?:does not|doesn['’]t|never) expires?\b|\bno time limit\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the mail should say."""

    name: str
    missing: str
    """Title when it is not said."""
    problem: str
    fix: str


ITEMS = (
    Item(
        "why",
        "The e-mail does not say why it came",
        "A person wonders where you have the address from and deletes it.",
        "Say it in the first line: “You get this because you visited us on November 3.”",
    ),
    Item(
        "what for",
        "The e-mail does not say what the portal is good for",
        "A person sees no reason to set up an account.",
        "Name at least two things people can do there: “See your test results. Ask for a refill.”",
    ),
    Item(
        "what to do",
        "The e-mail does not say what to do",
        "A person reads it to the end and does not know what comes next.",
        "Say it plainly: “To set up your account, press the button.”",
    ),
    Item(
        "how long",
        "The e-mail does not say how long the link lasts",
        "A person comes back after a week, and the link is dead.",
        "Say how long: “The link works for 7 days.”",
    ),
    Item(
        "phone",
        "The e-mail gives no phone number",
        "A person who is stuck, or fears a fraud, cannot ask anybody.",
        "Give the number of somebody who helps: “Need help? Call (503) 555-0142.”",
    ),
)


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    blocks = tuple(dict.fromkeys((*blocks_of(evidence, mail), *mail.text)))
    if not blocks:
        return Outcome.cannot_tell("The e-mail holds no words.")
    if language := other_language(blocks):
        return Outcome.cannot_tell(f"These things are looked for in English only, not {language}.")
    said = _said("\n".join(blocks))
    missing = [item for item in ITEMS if not said[item.name]]
    findings = [
        found("EM-09", item.missing, item.problem, item.fix, about=item.name) for item in missing
    ]
    if not missing:
        return Outcome.passed("It says why, what for, what to do, how long, and whom to call.")
    note = f"It does not say: {', '.join(item.name for item in missing)}."
    return Outcome.of(1 - len(missing) / len(ITEMS), findings, note)


def _said(text: str) -> dict[str, bool]:
    return {
        "why": bool(_WHY.search(text)),
        "what for": sum(bool(words.search(text)) for words in BENEFITS.values()) >= ENOUGH,
        "what to do": bool(_WHAT_TO_DO.search(text)),
        "how long": bool(_HOW_LONG.search(text)),
        "phone": bool(PHONE.search(text)),
    }


CHECK = em(
    "EM-09",
    "The e-mail says why, what for, what to do, how long, and whom to call",
    judge,
    why="Each of these is what a person asks before they follow a link.",
    rule="A fifth each: why they got it, at least 2 benefits, what to do, how long the link lasts, "
    "a phone number.",
    fix="Add the missing lines.",
    source="policy",
)
