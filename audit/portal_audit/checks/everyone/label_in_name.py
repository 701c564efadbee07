"""EV-21: the name that is heard contains the words that are seen.

The words are compared as W3C's rule 2ee8b8 does: letters and digits only, whole words in sequence,
letter case, punctuation and words in brackets put aside.
"""

from __future__ import annotations

import re

from portal_audit.checks.everyone.observed import Fault, Hit, clean_share, findings, observed
from portal_audit.evidence import Observation, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SUM = re.compile(r"\d\s*[=+×÷<>≤≥∑^*/]\s*\w|\w\s*[=+×÷≤≥√∑^]\s*\w")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")

MANY_WORDS = 20


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state, _ in observed(evidence, "document")]
    if not pages:
        return Outcome.cannot_tell("No page could be read for the names of its controls.")
    hits: list[Hit] = [
        (fault, state, control)
        for state, control in observed(evidence, "spoken-name")
        if (fault := _fault(control)) is not None
    ]
    share = clean_share(pages, hits)
    note = f"On {share:.0%} of pages, every control can be called by the words on it."
    return Outcome.of(share, findings(CHECK.id, hits), note)


def _fault(control: Observation) -> Fault | None:
    shown, name = str(control.facts["shown"]), str(control.facts["name"])
    if re.search(r"\[(masked|secret)\]", shown + name) or _SUM.search(shown):
        return None  # cannot be compared; a sum is spoken in words
    seen, heard = words(_BRACKETS.sub(" ", shown)), words(name)
    if not seen or len("".join(seen)) < 2 or contains(heard, seen):
        return None  # nothing left to say, or a letter that is a picture: X to close
    if _is_short_for(seen, heard) or len(seen) > MANY_WORDS:
        return PERHAPS  # nobody calls a whole card by all its words
    return MISMATCH


def words(text: str) -> list[str]:
    """The words of a label: runs of letters and digits, in small letters."""
    text = _PRIVATE.sub(" ", text).replace("'", "").replace("’", "")
    return re.findall(r"[^\W_]+", text.casefold())


def contains(whole: list[str], part: list[str]) -> bool:
    """Whether `part` stands in `whole` as it is, word by word."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _is_short_for(seen: list[str], heard: list[str]) -> bool:
    """`Mon` for Monday: a person says the whole word."""
    return any(
        all(
            long == short or (len(short) <= 4 and short.isalpha() and long.startswith(short))
            for short, long in zip(seen, heard[at:], strict=False)
        )
        for at in range(len(heard) - len(seen) + 1)
    )


MISMATCH = Fault(
    rule="label-not-in-name",
    title="Buttons or links that do not answer to the words on them",
    problem="A person who says what is written on the button gets no answer: it has another name.",
    fix="Begin the control's aria-label with the words that are seen on it, or remove aria-label.",
    who="People who speak to their computer instead of typing",
    wcag=("2.5.3",),
    severity=Severity.MINOR,
)
PERHAPS = Fault(
    rule="label-short-for-name",
    title="Buttons or links whose words are short for their name",
    problem="A person who says just the letters on the button may get no answer.",
    fix="Put the words that are seen into the control's name as they are.",
    who="People who speak to their computer instead of typing",
    wcag=("2.5.3",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
CHECK = Check(
    id="EV-21",
    title="Each control answers to the words on it",
    why="Speech control presses the button whose name is said; people say what they see.",
    dimension="everyone",
    rule=(
        "Share of page states on which the visible words of every named control are part of its "
        "accessible name, whole words in sequence."
    ),
    fix="Put the words that are seen first in the accessible name.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/label-in-name",
    judge=judge,
    wcag=("2.5.3",),
)
