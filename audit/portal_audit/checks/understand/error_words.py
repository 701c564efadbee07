"""UN-06: error messages that say what happened and what to do.

Messages that stood on a page of a walk, and those that forms gave on a copy when they were sent
empty or wrongly filled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from portal_audit.checks.understand.pages import MOST_PLACES, english_pages
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.messages import HARDEST_GRADE, MOST_WORDS, Fault, faults_of

WORDS: dict[Fault, tuple[str, str, Severity]] = {
    "says nothing": (
        "says only that something is wrong",
        "Say what is wrong and what to do: “Please choose a day for your visit.”",
        Severity.MAJOR,
    ),
    "code": ("shows a code", "Take the code out, and say in words what to do.", Severity.MINOR),
    "shouts": ("is in capitals", "Write it as a sentence.", Severity.COSMETIC),
    "no way out": (
        "does not say what to do",
        "Add what to do next: what to type, whom to call.",
        Severity.MINOR,
    ),
    "too long": ("is too long", f"Say it in {MOST_WORDS} words or fewer.", Severity.COSMETIC),
    "hard": (
        "is hard to read",
        f"Use short, everyday words: school grade {HARDEST_GRADE:.0f} or less.",
        Severity.COSMETIC,
    ),
}

Said = tuple[str, Place]


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    messages: dict[str, list[Place]] = defaultdict(list)
    for text, place in _messages(pages):
        messages[text].append(place)
    if not messages:
        return Outcome.not_applicable("No error message was seen.")
    hits = {text: found for text in messages if (found := faults_of(text))}
    findings = [_finding(text, found, messages[text]) for text, found in sorted(hits.items())]
    good = len(messages) - len(hits)
    note = f"{good} of {len(messages)} error messages say what happened and what to do."
    return Outcome.of(good / len(messages), findings, note)


def _messages(pages: tuple[PageState, ...]) -> Iterator[Said]:
    for state in pages:
        for block in state.blocks or ():
            if block.kind == "error" and block.text.strip():
                yield block.text, Place.on(state, block.target, block.text, block.box)
        for seen in state.observations:
            if seen.kind in ("empty-form", "wrong-form") and not seen.facts["sent"]:
                text = str(seen.facts["text"]).strip()
                if text:
                    yield text, Place.on(state, seen.target, text, seen.box)


def _finding(text: str, found: list[Fault], places: list[Place]) -> Finding:
    says, fix, severity = WORDS[found[0]]
    also = [WORDS[each][0] for each in found[1:]]
    return Finding(
        check=CHECK.id,
        severity=severity,
        title=f"An error message {' and '.join([says, *also])}",
        problem="A person reads that something went wrong and does not learn how to go on.",
        fix=fix,
        about=text[:80],
        where=tuple(places[:MOST_PLACES]),
        rule=found[0].replace(" ", "-"),
        wcag=("3.3.3",) if found[0] in ("says nothing", "code", "no way out") else (),
    )


CHECK = Check(
    id="UN-06",
    title="Error messages say what to do",
    why="People who are told only that something is wrong give up, or call.",
    dimension="understand",
    rule="Share of the error messages seen that say what happened and what to do, in at most "
    f"{MOST_WORDS} words of school grade {HARDEST_GRADE:.0f} or less, without codes or shouting.",
    fix="Say what happened and what to do next.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/error-suggestion",
    judge=judge,
    wcag=("3.3.3",),
)
