"""KU-04: the clinicians that the portal lists are those who work there now.

The office's own list (`roster:` in the portal file) is held against every page that lists
clinicians. People who have not started yet may be listed early.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from portal_audit.checks.keeps_up.card_words import says_farewell, takes_new_patients
from portal_audit.checks.keeps_up.directory import DirectoryPage, Sighting, directory_pages
from portal_audit.checks.pages import once, quoted
from portal_audit.evidence import RosterEntry, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity, Verdict

FEW_ERRORS = 0.05
"""Share of people with an error up to which half is given (method section 5, KU-04)."""

MOST = 0.5
"""Share of the people who work here that pages must name to be taken for the whole list. Policy."""

Confidence = Literal["certain", "likely"]
Employment = Literal["here", "gone", "coming"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Where somebody is named on a page that lists clinicians."""

    page: DirectoryPage
    sighting: Sighting

    @property
    def certain(self) -> bool:
        """Named in full, on a page that is surely there to choose somebody from."""
        return self.page.sure and self.sighting.how == "whole"

    @property
    def place(self) -> Place:
        block = self.sighting.block
        return Place.on(self.page.state, block.target, block.text, block.box)


def judge(evidence: RunEvidence) -> Outcome:
    roster = evidence.run.roster
    if not roster:
        return Outcome.cannot_tell(
            "No list of clinicians was given: add `roster:` to the portal file."
        )
    pages = directory_pages(evidence)
    if not pages:
        return Outcome.cannot_tell("No page that lists the clinicians was seen.")
    employed = [_employment(entry, evidence.run.today) for entry in roster]
    seen_of: dict[int, list[Seen]] = defaultdict(list)
    for page in pages:
        for sighting in page.sightings:
            for number in sighting.people:
                seen_of[number].append(Seen(page, sighting))
    here = [number for number, at in enumerate(employed) if at == "here"]
    partial = (
        any(page.continued for page in pages)
        or all(page.own_team for page in pages)
        or sum(number in seen_of for number in here) < MOST * len(here)
    )
    findings: list[Finding] = []
    right = 0
    for number, entry in enumerate(roster):
        seen = seen_of.get(number, [])
        found = None
        if employed[number] == "gone":
            gone = [s for s in seen if all(employed[n] == "gone" for n in s.sighting.people)]
            found = _still_listed(entry, gone)
        elif employed[number] == "here":
            found = _wrong_answer(entry, seen) if seen else _missing(entry, pages, partial=partial)
            right += bool(seen) and (found is None or found.confidence == "likely")
        findings += [found] if found else []
    return _outcome(right, findings, _strangers(pages))


def _employment(entry: RosterEntry, today: str) -> Employment:
    """ISO dates are in the order of their letters."""
    if entry.left or (entry.end and entry.end < today):
        return "gone"
    return "coming" if entry.start > today else "here"


def _outcome(right: int, findings: list[Finding], strangers: list[Finding]) -> Outcome:
    errors = sum(finding.confidence == "certain" for finding in findings)
    unseen = sum(f.confidence == "likely" and f.rule == "missing" for f in findings)
    people = right + errors
    note = f"{right} of {people} people are shown as the office's list says."
    if unseen:
        note += f" {unseen} more may be on pages of the list that were not walked."
    if not people or (unseen and not errors):
        return Outcome(Verdict.CANNOT_TELL, None, note, (*findings, *strangers))
    share = 1.0 if not errors else 0.5 if errors / people <= FEW_ERRORS else 0.0
    return Outcome.of(share, findings + strangers, note)


# --- what can be wrong ---


def _missing(entry: RosterEntry, pages: Sequence[DirectoryPage], *, partial: bool) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=f"{entry.name} is not on the list",
        problem=f"A person looks for {entry.name} and must think that nobody of that name is here.",
        fix=f"Add {entry.name} to this page.",
        about=entry.name,
        where=once(Place.on(page.state) for page in pages),
        rule="missing",
        confidence="likely" if partial else "certain",
    )


def _still_listed(entry: RosterEntry, seen: Iterable[Seen]) -> Finding | None:
    offered = [
        s
        for s in seen
        if s.sighting.listed and not says_farewell((s.sighting.block.text, *s.sighting.card))
    ]
    if not offered:
        return None
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title=f"{entry.name} is still listed, but works here no longer",
        problem=f"A person chooses {entry.name} and finds out only on the phone, or at the door.",
        fix=f"Take {entry.name} off this page, or say who cares for these patients now.",
        about=entry.name,
        where=once(s.place for s in offered),
        rule="gone",
        confidence=_confidence(offered),
    )


def _wrong_answer(entry: RosterEntry, seen: Iterable[Seen]) -> Finding | None:
    """The page says the opposite about new patients."""
    if entry.accepting is None:
        return None
    wrong = []
    said: dict[str, set[bool]] = {}
    for s in seen:
        answer = takes_new_patients(s.sighting.card)
        if answer is None or s.page.badges_first or len(s.sighting.people) > 1:
            continue
        said.setdefault(s.page.state.id, set()).add(answer)
        if answer != entry.accepting:
            wrong.append(s)
    wrong = [s for s in wrong if len(said[s.page.state.id]) == 1]  # else it cannot be told
    if not wrong:
        return None
    if entry.accepting:
        title = f"{entry.name} takes new patients, but the page says no"
        problem = f"A person who needs a clinician passes {entry.name} by."
    else:
        title = f"{entry.name} takes no new patients, but the page says yes"
        problem = f"A person chooses {entry.name} and is turned away."
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=title,
        problem=problem,
        fix="Correct what the page says about new patients.",
        about=entry.name,
        where=once(s.place for s in wrong),
        rule="accepting",
        confidence=_confidence(wrong),
    )


def _strangers(pages: Sequence[DirectoryPage]) -> list[Finding]:
    """People on the page whom the office's list does not have: the list may be the one to mend."""
    places: dict[str, tuple[str, list[Place]]] = {}
    for page in pages:
        for name, block in page.strangers if page.sure else ():
            _, where = places.setdefault(name.casefold(), (quoted(name, 60), []))
            where.append(Place.on(page.state, block.target, block.text, block.box))
    return [
        Finding(
            check=CHECK.id,
            severity=Severity.MINOR,
            title=f"“{name}” is on the page, but not on the office's list",
            problem=f"A person may choose “{name}”, who perhaps works here no longer.",
            fix="Find out whether this person works here; then correct the page or the list.",
            about=name,
            where=once(where),
            rule="stranger",
            confidence="likely",
        )
        for _, (name, where) in sorted(places.items())
    ]


def _confidence(seen: Iterable[Seen]) -> Confidence:
    return "certain" if any(s.certain for s in seen) else "likely"


CHECK = Check(
    id="KU-04",
    title="The list of clinicians is right",
    why="People choose a clinician by this list; one who left or takes nobody costs them a call.",
    dimension="keeps-up",
    rule=(
        "Held against the office's own list, nobody who works there is missing, nobody who left is "
        "listed, and nobody is said to take new patients who does not, or the reverse. Share of "
        "people with an error: none full, at most 5 % half. A name may have one slip in a word of "
        "five letters or more."
    ),
    fix="Go through the page with the office's list whenever somebody comes or leaves.",
    source="https://vdocument.in/online-provider-directory-review-report-cms-online-provider-"
    "directory-review-report.html",
    judge=judge,
)
