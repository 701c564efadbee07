"""KU-02: nothing that is over is announced as still to come.

Precision first: a sentence counts only when it holds a word of announcing and a full date that is
past, and no word of looking back. Patients' own records are full of past dates, so behind the
sign-in only the clinic's closings and its events are judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from portal_audit.checks.keeps_up.dates import dates_in
from portal_audit.checks.keeps_up.reading import sentences, under_headings
from portal_audit.checks.pages import baseline_pages, counted, once, quoted
from portal_audit.evidence import Block, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

CLOSING = re.compile(r"\b(?:clos(?:ed|es|ing|ure)|holiday|reduced hours)\b", re.IGNORECASE)
EVENT = re.compile(
    r"\b(?:upcoming|coming soon|join us|save the date|(?:register|sign up|enroll) (?:now|by|today)|"
    r"(?:flu|flu shot|vaccine|vaccination) clinic|health fair|open house|blood drive|workshop|"
    r"webinar|events?)\b",
    re.IGNORECASE,
)
UNTIL = re.compile(
    r"\b(?:until|through|ends?|deadline|starting|beginning|begins|opens|"
    r"will (?:be|open|start|begin|move|close))\b",
    re.IGNORECASE,
)
UNTIL_REACH = 40
"""Characters after UNTIL within which the date must stand, or it belongs to something else."""
CLINIC = re.compile(r"\b(?:we|our|clinic|office|practice|holiday)\b", re.IGNORECASE)
LOOKING_BACK = re.compile(
    r"\b(?:was|were|had|held|took place|ended|since|reviewed|updated|revised|checked|effective|"
    r"posted|published|last (?!day|chance)|previous|past|ago|history|sent|received|ordered|booked|"
    r"requested|paid|dated|born|birth|as of|thank you)\b",
    re.IGNORECASE,
)
SHORT = 25
"""Words up to which a block may be the date line of the heading above it."""


def judge(evidence: RunEvidence) -> Outcome:
    states = [state for state in baseline_pages(evidence) if state.blocks is not None]
    if not states:
        return Outcome.cannot_tell("The words of no page were seen.")
    today = date.fromisoformat(evidence.run.today)
    places: dict[str, list[Place]] = {}
    for state in states:
        for block, sentence in _stale(state, today):
            where = Place.on(state, block.target, sentence, block.box)
            places.setdefault(quoted(sentence), []).append(where)
    if not places:
        return Outcome.passed(f"No notice on {counted(len(states), 'page')} is out of date.")
    note = f"Out of date: {counted(len(places), 'notice')}."
    findings = [_finding(sentence, found) for sentence, found in sorted(places.items())]
    return Outcome.of(0.0, findings, note)


def _stale(state: PageState, today: date) -> Iterator[tuple[Block, str]]:
    for block, heading in under_headings(state):
        for sentence in sentences(block.text):
            days = [dated.day for dated in dates_in(sentence)]
            if not days or max(days) >= today or LOOKING_BACK.search(f"{heading} {sentence}"):
                continue
            if _announces(sentence, state.signed_in) or (
                _announces_heading(heading) and len(block.text.split()) <= SHORT
            ):
                yield block, sentence


def _announces(sentence: str, signed_in: bool) -> bool:
    if EVENT.search(sentence):
        return True
    if CLOSING.search(sentence) and (not signed_in or CLINIC.search(sentence)):
        return True
    starts = [dated.start for dated in dates_in(sentence)]
    return not signed_in and any(
        0 <= start - cue.end() <= UNTIL_REACH
        for cue in UNTIL.finditer(sentence)
        for start in starts
    )


def _announces_heading(heading: str) -> bool:
    return bool(CLOSING.search(heading) or EVENT.search(heading))


def _finding(sentence: str, places: list[Place]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="A notice is out of date",
        problem=f"A person still reads “{sentence}”, but that day is past.",
        fix="Take the notice down, or put in the next date.",
        about=sentence,
        where=once(places),
    )


CHECK = Check(
    id="KU-02",
    title="Nothing that is over is announced as still to come",
    why="A person who meets one old notice no longer trusts the hours or the phone number.",
    dimension="keeps-up",
    rule=(
        "No closing, event, offer or “coming soon” whose own date is before the day of the audit. "
        "Dates without a year are not judged."
    ),
    fix="Take old notices down; give each new one an end date on which it disappears.",
    source="policy",
    judge=judge,
)
