"""What is said about a clinician below the name: takes new patients or not, or is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from portal_audit.checks.keeps_up.reading import sentences

FAREWELL = re.compile(
    r"\b(?:retired|retires|retiring|(?:has|have|had) left|left (?:us|our|the (?:clinic|practice))|"
    r"no longer (?:with|at|here|works?|working|practic\w+|sees? patients)|leaving (?:us|our)|"
    r"passed away|in memory|farewell|last day|ya no trabaja|se jubiló)\b",
    re.IGNORECASE,
)

_KIND = r"(?:(?:new|any|more|additional|other|adult|pediatric)\s+)"
_PATIENTS = rf"{_KIND}*patients?\b(?!['’]|\s+(?:under|over|with|aged?|who)\b)"
_NOT = r"(?:not|no longer|n['’]t|stopped)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|winter|\d)"
_LATER = rf"(?!\s+(?:soon|starting|beginning|after|as of|(?:from|in)\s+{_MONTH}))"
CLOSED = re.compile(
    rf"{_NOT}\b[^.!?\n]{{0,25}}?\b(?:accept|tak)\w*\s+(?:on\s+)?{_PATIENTS}"
    rf"|{_NOT}\b[^.!?\n]{{0,15}}?\bopen to new patients"
    r"|\bpanel (?:is )?(?:currently |now )?closed\b|\bclosed (?:panel|to new patients)\b"
    r"|\bno new patients\b|\bno acepta (?:nuevos pacientes|pacientes nuevos)\b"
    rf"|^\W*(?:currently |now )?{_NOT} (?:currently |now )?(?:accepting|taking)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
OPEN = re.compile(
    rf"\b(?:accept|tak|welcom)(?:e?s?|ing)\s+(?:on\s+)?{_KIND}*new\s+{_PATIENTS}{_LATER}"
    rf"|\b(?:accept|tak)ing\s+{_PATIENTS}{_LATER}"
    rf"|\bopen to new patients\b{_LATER}|\bnew patients (?:are )?(?:welcome|accepted)\b"
    r"|\bpanel (?:is )?open\b|\bopen panel\b|\bacepta (?:nuevos pacientes|pacientes nuevos)\b"
    r"|^\W*(?:currently |now )?accepting\W*$",
    re.IGNORECASE | re.MULTILINE,
)
"""“Accepting new patients from March” is neither open nor closed."""
ANSWER = re.compile(
    rf"\b(?:(?:accept|tak)\w*\s+{_PATIENTS}|new patients)\W{{0,3}}\s*(yes|no)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
GENERAL = re.compile(
    r"^\W*(?:we|our|all|some|most|many|several|the (?:clinic|practice|office)|are you|is your|if|"
    r"looking|call)\b|\b(?:clinicians|doctors|providers|physicians|practitioners) (?:are|who)\b",
    re.IGNORECASE,
)
"""Sentences about the clinic, not about the person above them."""


def takes_new_patients(card: Sequence[str]) -> bool | None:
    """What a card says about it; None when it says nothing, or both."""
    words = "\n".join(
        "" if GENERAL.search(sentence) else sentence
        for line in card
        for sentence in sentences(line)
    )
    answers = {answer[1].casefold() == "yes" for answer in ANSWER.finditer(words)}
    words = ANSWER.sub(" ", words)
    answers |= {False for _ in CLOSED.finditer(words)}
    answers |= {True for _ in OPEN.finditer(CLOSED.sub(" ", words))}
    return answers.pop() if len(answers) == 1 else None


def says_farewell(card: Sequence[str]) -> bool:
    """Whether the page itself says that the person is gone."""
    return any(FAREWELL.search(line) for line in card)
