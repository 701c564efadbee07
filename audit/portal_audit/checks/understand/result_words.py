"""UN-04: a test result says in words whether all is well, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Callable

from portal_audit.checks.understand.pages import (
    MOST_PLACES,
    english_pages,
    page_language,
    prose,
)
from portal_audit.evidence import Block, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.difficulty import difficulty
from portal_audit.language.sentences import sentences
from portal_audit.language.words import words

_UNIT = re.compile(
    r"\d\s?(?:(?:m|mc|µ|u|n|p|k|f)?(?:g|mol|eq|iu|u)/(?:d|m|u|µ)?l\b|%|fl\b|pg\b|mm/h|iu/l\b|u/l\b"
    r"|(?:x?\s?10\S{1,3}|k|m|cells|thou\w*|mill\w*)/(?:u|µ|mc)?l\b|ml/min|mmhg|ratio\b|/hpf)",
    re.IGNORECASE,
)
"""A number with a unit of laboratories; doses ("10 mg") have no bar."""
_NUMBER = re.compile(r"^\s*[<>]?\s?\d{1,5}(?:\.\d+)?\s*(?:[HL*]{1,2})?\s*$")
_ABOUT = re.compile(
    r"\bresults?\b|\blabs?\b|\bpanel\b|\bpnl\b|\bblood (?:count|test|work)\b|\bcholesterol\b"
    r"|\bmetabolic\b|\bdiagnostic",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\d\s?(?:-|–|—|to|and)\s?\d|(?:<|>|≤|≥|under|below|above|over|less than|more than|at least"
    r"|up to)\s?\d",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"\b(?:normal|healthy|in range|within|out of range|outside|too (?:high|low)|high|low|higher"
    r"|lower|good|fine|above|below|negative|positive|not found)\b",
    re.IGNORECASE,
)
_ONLY_A_HEADING = re.compile(r"\b(?:range|interval|value|limits?)\b", re.IGNORECASE)
_ASK = re.compile(
    r"\b(?:ask|call|message|contact|questions?|talk|write|reply|send)\b.{0,80}"
    r"\b(?:nurse|doctor|us|office|clinic|team|provider|clinician|care)\b"
    r"|\b(?:nurse|doctor|office|clinic|team)\b.{0,60}\b(?:call|ask|answer|contact)",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\bmeans?\b|\bwhat (?:this|it|your)\b|\bthis (?:test|number)\b", re.IGNORECASE)
_PLAIN = 45.0
"""Difficulty (0 to 100) up to which a sentence counts as plain."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    results = [state for state in pages if is_result(state)]
    if not results:
        return Outcome.not_applicable("No test result was seen.")
    missing = {name: [s for s in results if not has(s)] for name, (has, _, _) in ITEMS.items()}
    there = sum(len(results) - len(states) for states in missing.values())
    share = there / (len(results) * len(ITEMS))
    findings = [_finding(name, states) for name, states in missing.items() if states]
    note = f"{there} of {len(results) * len(ITEMS)} things that make a result clear were there."
    return Outcome.of(share, findings, note)


def is_result(state: PageState) -> bool:
    """Whether a page shows the values of a test: measured numbers under a name that says so."""
    if state.kind != "page" or page_language(state) != "en":
        return False
    blocks = [block for block in state.blocks or () if block.region not in ("nav", "footer")]
    measured = sum(_UNIT.search(block.text) is not None for block in blocks)
    cells = sum(block.kind == "cell" and _NUMBER.match(block.text) is not None for block in blocks)
    named = _ABOUT.search(f"{state.heading} {state.title} {state.path.replace('-', ' ')}")
    return measured >= 1 and measured + cells >= (1 if named else 2)


def _texts(state: PageState) -> list[Block]:
    return [
        block
        for block in state.blocks or ()
        if block.region not in ("nav", "footer", "header")
        and block.kind in ("text", "cell", "item", "notice", "heading", "link")
    ]


def _has_units(state: PageState) -> bool:
    """Every number that stands alone in a cell has its unit in the table."""
    cells = [block for block in _texts(state) if block.kind == "cell"]
    measured = sum(_UNIT.search(block.text) is not None for block in _texts(state))
    return measured >= sum(_NUMBER.match(block.text) is not None for block in cells)


def _has_range(state: PageState) -> bool:
    return any(_RANGE.search(block.text) for block in _texts(state))


def _says_in_words(state: PageState) -> bool:
    return any(
        _IN_WORDS.search(block.text)
        and not (len(words(block.text)) <= 4 and _ONLY_A_HEADING.search(block.text))
        and _is_plain(block.text)
        for block in _texts(state)
        if block.kind in ("text", "cell", "item", "notice")
    )


def _says_what_it_means(state: PageState) -> bool:
    blocks = _texts(state)
    for at, block in enumerate(blocks):
        if _MEANS.search(block.text):
            told = blocks[at + 1 : at + 3] if block.kind == "heading" else [block]
            if any(len(words(each.text)) >= 5 and _is_plain(each.text) for each in told):
                return True
    return False


def _says_whom_to_ask(state: PageState) -> bool:
    if any(_ASK.search(block.text) for block in _texts(state)):
        return True
    return any(_ASK.search(seen.block.text) for seen in prose([state]))


def _is_plain(text: str) -> bool:
    return all(difficulty(sentence) <= _PLAIN for sentence in sentences(text))


Item = tuple[Callable[[PageState], bool], str, str]
ITEMS: dict[str, Item] = {
    "in-words": (
        _says_in_words,
        "A test result does not say in words whether it is in the healthy range",
        "Say it beside the number: “a little high”, “in the healthy range”.",
    ),
    "meaning": (
        _says_what_it_means,
        "A test result does not say what it means",
        "Add two plain sentences under the heading “What this means”.",
    ),
    "whom-to-ask": (
        _says_whom_to_ask,
        "A test result does not say whom to ask",
        "Say who answers questions, how, and when: “Call your nurse. You get a reply in a day.”",
    ),
    "range": (
        _has_range,
        "A test result shows no healthy range",
        "Show the range that is healthy for this patient beside the number.",
    ),
    "unit": (_has_units, "A number of a test result has no unit", "Write the unit behind it."),
}


def _finding(name: str, states: list[PageState]) -> Finding:
    _, title, fix = ITEMS[name]
    serious = name in ("in-words", "meaning")
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR if serious else Severity.MINOR,
        title=title,
        problem="A patient sees a number and cannot tell good news from bad.",
        fix=fix,
        about=name.replace("-", " "),
        where=tuple(_place(state) for state in states)[:MOST_PLACES],
        who="Everyone who waits for a result",
        rule=name,
    )


def _place(state: PageState) -> Place:
    measured = next(
        (block for block in state.blocks or () if _UNIT.search(block.text)),
        Block(kind="text", text=""),
    )
    return Place.on(state, measured.target, measured.text, measured.box)


CHECK = Check(
    id="UN-04",
    title="A test result says what it means",
    why="A number alone frightens people who are well and calms people who are not.",
    dimension="understand",
    rule="Share, over the pages that show a test result, of: a unit, a range, whether it is in "
    "range in words, a plain meaning, whom to ask.",
    fix="Say in words whether the result is in range, what it means, and whom to ask.",
    source="https://read.qxmd.com/read/36449293/"
    "accuracy-in-patient-understanding-of-common-medical-phrases",
    judge=judge,
)
