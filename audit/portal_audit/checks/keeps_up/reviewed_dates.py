"""KU-03: hours and health advice say when somebody last checked them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from portal_audit.checks.keeps_up.dates import dates_in
from portal_audit.checks.keeps_up.facts import hours_of
from portal_audit.checks.keeps_up.reading import subject
from portal_audit.checks.pages import baseline_pages
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

HOURS = re.compile(r"\b(?:hours|locations?|visit us|find us|opening)\b", re.IGNORECASE)
ADVICE = re.compile(
    r"\b(?:health (?:topics?|library|information|advice|tips|guides?)|patient education|self care|"
    r"symptoms?|vaccines?|flu shots?|wellness)\b",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"\b(?:reviewed|updated|checked|revised|verified|as of)\b[^.!?]{0,60}$", re.IGNORECASE
)
"""Ends where the date starts: "Last reviewed by Dr. Lee on" (a full stop after "Dr" is cut)."""
YEAR = 366
"""Days."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = _pages(baseline_pages(evidence))
    if not pages:
        return Outcome.cannot_tell("No page with opening hours or health advice was seen.")
    today = date.fromisoformat(evidence.run.today)
    shares: list[float] = []
    undated: list[PageState] = []
    old: dict[Severity, list[PageState]] = {}
    for states in pages.values():
        newest = max((day for state in states for day in _stamps(state)), default=None)
        if newest is None:
            shares.append(0.0)
            undated.append(states[0])
            continue
        age = (today - newest).days
        shares.append(1.0 if age <= YEAR else 0.5 if age <= 2 * YEAR else 0.0)
        if age > YEAR:
            severity = Severity.COSMETIC if age <= 2 * YEAR else Severity.MINOR
            old.setdefault(severity, []).append(states[0])
    findings = [_undated(undated)] if undated else []
    findings += [_old(severity, states) for severity, states in sorted(old.items())]
    note = f"{shares.count(1.0)} of {len(shares)} such pages were checked within 12 months."
    return Outcome.of(sum(shares) / len(shares), findings, note)


def _pages(states: Iterable[PageState]) -> dict[str, list[PageState]]:
    """Public pages of hours or advice, the states of one address together."""
    public = [state for state in states if state.blocks is not None and not state.signed_in]
    with_hours = [state for state in public if hours_of(state)]
    # a page about the hours is asked for a date; other pages that repeat them only if there is none
    chosen = [s for s in with_hours if HOURS.search(subject(s))] or with_hours
    chosen += [state for state in public if ADVICE.search(subject(state))]
    pages: dict[str, list[PageState]] = {}
    for state in chosen:
        pages.setdefault(state.path, []).append(state)
    return pages


def _stamps(state: PageState) -> Iterable[date]:
    for block in state.blocks or ():
        for dated in dates_in(block.text):
            if STAMP.search(block.text[: dated.start].replace("Dr.", "Dr")):
                yield dated.day


def _undated(states: list[PageState]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.COSMETIC,
        title="The page does not say when it was last checked",
        problem="A person cannot tell whether the hours or the advice still hold.",
        fix="Add a line such as “Last checked: November 3, 2026”, and keep it true.",
        about="no date of checking",
        where=tuple(Place.on(state) for state in states),
    )


def _old(severity: Severity, states: list[PageState]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=severity,
        title="The page was last checked more than a year ago",
        problem="A person reads an old date and doubts the hours or the advice.",
        fix="Read the page again, correct it and put in the new date.",
        about="old date of checking",
        where=tuple(Place.on(state) for state in states),
    )


CHECK = Check(
    id="KU-03",
    title="Hours and health advice say when they were last checked",
    why="Old advice looks just like new advice when there is no date.",
    dimension="keeps-up",
    rule=(
        "A “reviewed” or “updated” date on each page of opening hours or health advice: at most "
        "12 months old full, 24 half; the mean over such pages."
    ),
    fix="Check these pages once a year and print the date.",
    source="policy",
    judge=judge,
)
