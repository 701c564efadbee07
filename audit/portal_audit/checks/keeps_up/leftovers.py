"""KU-12: the copyright year is this year's, and no filler text was left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.pages import baseline_pages, counted, once, quoted
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\D{0,20}?((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"\blorem ipsum\b|\bdolor sit amet\b"
    r"|\b(?:your|insert|add|enter) (?:text|content|copy|title|name) here\b|\[insert\b[^\]]{0,60}\]"
    r"|\bplaceholder (?:text|copy|content)\b|\bsample text\b",
    re.IGNORECASE,
)
# In these the letter case counts: "TODO" is a note to oneself, "todo" is a Spanish word.
CODE = re.compile(
    r"\b(?:TODO|FIXME)\b|\[object Object\]|\{\{.{0,60}?\}\}|\{%.{0,60}?%\}|<%.{0,60}?%>"
    r"|\$\{\w[^}]{0,60}\}|%\(\w+\)s|\bNaN\b|\bInvalid Date\b"
    r"|^(?:undefined|null)$"
    r"|(?:[:,$#]\s?|\b(?:[Hh]ello|[Hh]i|[Dd]ear|[Ww]elcome)\s)(?:undefined|null)\b"
)


def judge(evidence: RunEvidence) -> Outcome:
    states = [state for state in baseline_pages(evidence) if state.blocks is not None]
    if not states:
        return Outcome.cannot_tell("The words of no page were seen.")
    year = int(evidence.run.today[:4])
    old: list[Place] = []
    filler: dict[str, list[Place]] = {}
    for state in states:
        old += _old_copyright(state, year)
        for words, place in _filler(state):
            filler.setdefault(words, []).append(place)
    findings = [_old_year(old)] if old else []
    findings += [_left_behind(words, places) for words, places in sorted(filler.items())]
    if not findings:
        return Outcome.passed(f"No old year or filler text on {counted(len(states), 'page')}.")
    return Outcome.of(0.0, findings, "An old year or filler text was left on a page.")


def _old_copyright(state: PageState, year: int) -> Iterator[Place]:
    for block in state.blocks or ():
        # elsewhere it may be somebody else's copyright, of a leaflet or a picture
        match = COPYRIGHT.search(block.text) if block.region in ("footer", "other") else None
        if match and int(match[2] or match[1]) < year:
            yield Place.on(state, block.target, block.text, block.box)


def _filler(state: PageState) -> Iterator[tuple[str, Place]]:
    for block in state.blocks or ():
        if match := FILLER.search(block.text) or CODE.search(block.text):
            yield _folded(match), Place.on(state, block.target, block.text, block.box)
    if match := FILLER.search(state.title) or CODE.search(state.title):
        yield _folded(match), Place.on(state, "title", state.title)


def _folded(match: re.Match[str]) -> str:
    return quoted(match[0].strip(" ,:"), 40)


def _old_year(places: list[Place]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.COSMETIC,
        title="The copyright year is old",
        problem="A person reads an old year and wonders whether anybody still minds this site.",
        fix="Let the year be filled in by the server.",
        about="copyright year",
        where=once(places),
    )


def _left_behind(words: str, places: list[Place]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=f"Filler text was left behind: “{words}”",
        problem=f"A person reads “{words}”, which means nothing, where information should be.",
        fix="Put in the real words, or remove this part.",
        about=words,
        where=once(places),
    )


CHECK = Check(
    id="KU-12",
    title="The year is this year's and no filler text is left",
    why="Leftovers make people doubt that the rest of the page is true.",
    dimension="keeps-up",
    rule="The copyright year is that of the audit; no placeholder text, template code or TODO.",
    fix="Fill the year in by machine and look through the pages for filler text.",
    source="policy",
    judge=judge,
)
