"""KU-05: phone, hours and address are the same on every page.

What is compared: the header and footer of every page, and the main part of public pages that are
about the clinic itself. A part that names several (two clinics, say) states no single fact and is
left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from portal_audit.checks.keeps_up.facts import (
    DAYS,
    Fact,
    addresses_of,
    digits,
    hours_of,
    phones_of,
)
from portal_audit.checks.keeps_up.reading import CHROME, subject
from portal_audit.checks.pages import baseline_pages, home_pages, once, quoted
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

ABOUT_US = re.compile(
    r"\b(?:contact|hours|locations?|find us|visit us|help|sign in|about us)\b", re.IGNORECASE
)
HARM = {
    "phone number": "call a number where nobody answers",
    "address": "go to the wrong place",
    "opening hours": "come when the door is locked",
}

Said = dict[str, dict[str, list[Place]]]
"""What is said about each thing: value, and where."""


def judge(evidence: RunEvidence) -> Outcome:
    said = _said(evidence)
    if not any(sum(map(len, values.values())) > 1 for values in said.values()):
        return Outcome.cannot_tell("Phone, hours and address were not seen twice anywhere.")
    findings = [_finding(about, values) for about, values in _conflicts(said)]
    findings += _wrong_links(evidence)
    if not findings:
        return Outcome.passed("Phone, hours and address agree wherever they were seen.")
    things = " and ".join(sorted({finding.about for finding in findings}))
    return Outcome.of(0.0, findings, f"Pages do not agree about the {things}.")


def _said(evidence: RunEvidence) -> Said:
    home = {state.id for state in home_pages(evidence)}
    said: Said = defaultdict(lambda: defaultdict(list))
    for state in baseline_pages(evidence):
        about_us = not state.signed_in and (state.id in home or ABOUT_US.search(subject(state)))
        for facts in _parts(state, main=bool(about_us)):
            if len({fact.value for fact in facts}) == 1:
                fact = facts[0]
                place = Place.on(state, fact.block.target, fact.block.text, fact.block.box)
                said[fact.about][fact.value].append(place)
    return said


def _parts(state: PageState, *, main: bool) -> Iterator[list[Fact]]:
    """Facts about one thing in one part (frame around the page, or its main part)."""
    parts: dict[tuple[str, bool], list[Fact]] = defaultdict(list)
    for fact in (*phones_of(state), *addresses_of(state), *hours_of(state)):
        chrome = fact.block.region in CHROME
        if chrome or main:
            parts[fact.about, chrome].append(fact)
    yield from parts.values()


def _conflicts(said: Said) -> Iterator[tuple[str, dict[str, list[Place]]]]:
    for about in ("phone number", "address"):
        if len(said.get(about, {})) > 1:
            yield about, said[about]
    days = [said[day] for day in DAYS if len(said.get(day, {})) > 1]
    if days:
        yield "opening hours", days[0]


def _finding(about: str, values: dict[str, list[Place]]) -> Finding:
    # one place of each value first, so that the disagreement can be seen at once
    first = [places[0] for places in values.values()]
    rest = [place for places in values.values() for place in places[1:]]
    one, two = (quoted(place.snippet) for place in first[:2])
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=f"Pages do not agree: {about}",
        problem=f"One page says “{one}”, another “{two}”; a person may {HARM[about]}.",
        fix="Find out which is right and keep it in one place that all pages take it from.",
        about=about,
        where=once(first + rest),
    )


def _wrong_links(evidence: RunEvidence) -> list[Finding]:
    """Phone links that show one number and call another."""
    places: list[Place] = []
    for state in baseline_pages(evidence):
        for control in state.controls or ():
            shown = digits(control.name)
            called = re.sub(r"\D", "", control.href)[-10:]
            is_call = control.href.startswith("tel:") and len(called) == len(shown)
            if is_call and called != shown:
                places.append(Place.on(state, control.target, control.name, control.box))
    if not places:
        return []
    return [
        Finding(
            check=CHECK.id,
            severity=Severity.MAJOR,
            title="A phone link calls another number than it shows",
            problem="A person taps the number on the page and reaches somebody else.",
            fix="Put the number that is shown into the link.",
            about="phone link",
            where=once(places),
        )
    ]


CHECK = Check(
    id="KU-05",
    title="Phone, hours and address are the same on every page",
    why="When two pages disagree, half of the patients act on the wrong one.",
    dimension="keeps-up",
    rule="No two pages give different phone numbers, opening hours or addresses of the clinic.",
    fix="Keep phone, hours and address in one place that all pages take them from.",
    source="policy",
    judge=judge,
)
