"""KU-06: the next day on which the office is closed is announced a week ahead.

On the public home, for those who set out; on the signed-in home, for those who wait for an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from portal_audit.checks.keeps_up.dates import days_near
from portal_audit.checks.keeps_up.reading import under_headings
from portal_audit.checks.pages import baseline_pages, home_pages, once
from portal_audit.evidence import Closing, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SIGN_IN_TASK = "S01"
AHEAD = 7
"""Days (method section 5, KU-06; policy)."""

CLOSED = re.compile(
    r"(?<!not )(?<!never )\b(?:closed|closing|closures?|holiday hours|not (?:be )?open|"
    r"won['’]t be open|(?:will|we) close(?! at\b)|cerrad[oa]s?|cerrar\w+)\b",
    re.IGNORECASE,
)
SOON = re.compile(
    r"\b(?:closed|closing|cerrad[oa]s?)(?: all day)? (today|tomorrow|hoy|mañana)\b", re.IGNORECASE
)
NO_NAME = frozenset(
    {"the", "day", "days", "off", "office", "clinic", "observed", "closed", "closing", "closure"}
    | {"holiday", "holidays", "public", "federal", "bank", "weekend", "break"}
)
"""Words that do not say which closing is meant."""
WITHOUT_DAY = frozenset({"thanksgiving", "christmas", "new years", "new year", "juneteenth"})
"""Names that are known without “Day”. (“Labor” is not: it has a ward of its own.)"""


def judge(evidence: RunEvidence) -> Outcome:
    if not evidence.run.closings:
        return Outcome.cannot_tell(
            "No calendar of closings was given: add `closings:` to the portal file."
        )
    today = date.fromisoformat(evidence.run.today)
    coming = [c for c in evidence.run.closings if date.fromisoformat(c.last) >= today]
    if not coming:
        return Outcome.cannot_tell(
            "The calendar has no closing to come: add the next ones to `closings:`."
        )
    closing = min(coming, key=lambda c: (c.first, c.last))
    first = date.fromisoformat(closing.first)
    homes = {
        "public home page": home_pages(evidence),
        "home page after signing in": signed_in_home(evidence),
    }
    seen = {name: read for name, states in homes.items() if (read := _with_words(states))}
    if not seen:
        return Outcome.cannot_tell("The words of no home page were seen.")
    silent = {
        name: states
        for name, states in seen.items()
        if not any(_announces(state, closing, today) for state in states)
    }
    when = f"{_spoken(max(first, today))}" + (f" ({closing.name})" if closing.name else "")
    unseen = "".join(f" The {name} was not seen." for name in homes if name not in seen)
    if not silent:
        return Outcome.passed(f"The next closing, on {when}, is announced.{unseen}")
    if (first - today).days > AHEAD:
        return Outcome.not_applicable(
            f"The next closing, on {when}, is more than {AHEAD} days away."
        )
    note = f"The closing on {when} is not announced on the {' and the '.join(silent)}.{unseen}"
    return Outcome.of(1 - len(silent) / len(seen), [_finding(closing, when, silent)], note)


def signed_in_home(evidence: RunEvidence) -> tuple[PageState, ...]:
    """States of the page that signing in leads to.

    The page on which most walks are first seen signed in; those that sign in by themselves decide.
    """
    private = {state.id: state for state in baseline_pages(evidence) if state.signed_in}
    signing_in = {s.id for s in evidence.run.scenarios if s.method == SIGN_IN_TASK}
    own = [walk for walk in evidence.walks if walk.scenario in signing_in]
    for walks in (own, evidence.walks):
        first = (next((name for name in w.states if name in private), "") for w in walks)
        paths = Counter(private[name].path for name in first if name)
        if paths:
            home = min(paths, key=lambda path: (-paths[path], path))
            return tuple(state for state in private.values() if state.path == home)
    return ()


def _with_words(states: Iterable[PageState]) -> list[PageState]:
    return [state for state in states if state.blocks]


def _announces(state: PageState, closing: Closing, today: date) -> bool:
    return any(
        _says_closed(f"{heading} | {block.text}", closing, today)
        for block, heading in under_headings(state)
    )


def _says_closed(text: str, closing: Closing, today: date) -> bool:
    if not CLOSED.search(text):
        return False
    first, last = date.fromisoformat(closing.first), date.fromisoformat(closing.last)
    if soon := SOON.search(text):
        day = today + timedelta(days=soon[1].casefold() in ("tomorrow", "mañana"))
        if first <= day <= last:
            return True
    days = list(days_near(text, first))
    if days:  # a notice with other dates is about another closing, or last year's
        return any(begins <= last and ends >= first for begins, ends in days)
    return _names(text, closing.name)


def _names(text: str, name: str) -> bool:
    words = _folded(name).split()
    while words and words[-1] in NO_NAME - {"day"}:
        words.pop()
    if all(word in NO_NAME for word in words):
        return False
    called = " ".join(words)
    if called.removesuffix(" day") in WITHOUT_DAY:
        called = called.removesuffix(" day")
    return re.search(rf"\b{re.escape(called)}\b(?! eve\b)", _folded(text)) is not None


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘")
    return " ".join(re.sub(r"[\W_]", " ", letters).split())


def _spoken(day: date) -> str:
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def _finding(closing: Closing, when: str, silent: Mapping[str, list[PageState]]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="The next closing is not announced",
        problem=f"A person comes on {when} and finds the door locked.",
        fix=CHECK.fix,
        about=closing.name or "next closing",
        where=once(Place.on(state) for states in silent.values() for state in states),
    )


CHECK = Check(
    id="KU-06",
    title="The next closing is announced on both home pages",
    why="A person who was not told comes to a locked door, or waits for an answer in vain.",
    dimension="keeps-up",
    rule=(
        f"From {AHEAD} days ahead, the public home and the home after signing in say that the "
        "office is closed on that day, by its date or its name. Both full, one half."
    ),
    fix="Put a notice on both home pages a week ahead, such as “We are closed on Thursday, "
    "November 26, for Thanksgiving.”",
    source="policy",
    judge=judge,
)
