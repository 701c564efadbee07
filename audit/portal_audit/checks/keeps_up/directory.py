"""The list of clinicians as patients see it: which pages it is, who stands there, what is said.

Precision first: a page about somebody's own visits names clinicians too, old ones among them, and
is no list of who works here now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal_audit.checks.keeps_up.card_words import takes_new_patients
from portal_audit.checks.keeps_up.reading import CHROME, subject
from portal_audit.checks.pages import baseline_pages
from portal_audit.evidence import Block, PageState, RunEvidence
from portal_audit.language.known_names import How, KnownNames, Mention
from portal_audit.language.person_names import (
    composed,
    name_words,
    person_name,
    titled_name,
)

ABOUT_PEOPLE = re.compile(
    r"\b(?:doctors?|physicians?|clinicians?|providers?|practitioners?|nurses|specialists?|"
    r"care team|(?:our|the|meet) (?:team|staff|people)|medical staff|staff directory|"
    r"médicos?|doctores|proveedores|equipo)\b",
    re.IGNORECASE,
)
OWN_RECORD = re.compile(
    r"\b(?:home|dashboard|overview|welcome|hello|visits?|appointments?|calendar|messages?|inbox|"
    r"correspondence|results?|labs?|bills?|payments?|medicines?|medications?|prescriptions?|"
    r"refills?|summary|history|documents?|notes?|records?|preferences|settings)\b",
    re.IGNORECASE,
)
"""What signed-in pages are about that name clinicians without listing them."""
NEWS = re.compile(
    r"\b(?:news|blog|press|events?|announcements?|stories|history|careers|jobs|donors?|noticias)\b",
    re.IGNORECASE,
)
OWN_TEAM = re.compile(r"\b(?:my|your|care team|mis?|sus?)\b", re.IGNORECASE)
FEW, MANY = 2, 3
"""People on the office's list that a page about people, and any other page, must name. Policy."""
AROUND = 8
"""Words besides names in a block that lists people one after the other."""
CARD = 12
"""Blocks after a name that may still be about that person."""

NEXT_PAGE = re.compile(
    r"\W*(?:next(?: page)?|page \d+|\d{1,2}|load more|show more|more (?:results|doctors|"
    r"clinicians|providers)|siguiente|más resultados)\W*|[›»]",
    re.IGNORECASE,
)
PART_SHOWN = re.compile(r"\b\d{1,6}\s*(?:-|–|to)\s*(\d{1,6})\s+of\s+(\d{1,6})\b", re.IGNORECASE)

_BADGES = frozenset({"text", "item", "notice", "link"})
"""Kinds of blocks that a badge may be; not the label of a filter or the head of a table."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody of the office's list, on a page."""

    people: tuple[int, ...]
    """Numbers on the office's list; several when they bear the same name."""
    how: How
    block: Block
    listed: bool
    """Stands there as an entry, not in passing."""
    card: tuple[str, ...]
    """What is said of the person, up to the next name."""


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """A page that lists clinicians."""

    state: PageState
    sightings: tuple[Sighting, ...]
    strangers: tuple[tuple[str, Block], ...]
    """Names with a title that are on no list of the office."""
    sure: bool
    """Says that it is about people, or is public: an entry there is an offer to patients."""
    continued: bool
    """Goes on, on another page."""
    own_team: bool
    """Shows a patient only those who care for her."""
    badges_first: bool
    """“Accepting new patients” stands before a name: it is unclear whose badge is whose."""


def directory_pages(evidence: RunEvidence) -> tuple[DirectoryPage, ...]:
    """Pages on which patients look for a clinician, as far as the run saw them."""
    roster = evidence.run.roster
    known = KnownNames([person_name(entry.name) for entry in roster])
    pages = (_read(s, known, evidence.run.portal) for s in baseline_pages(evidence) if s.blocks)
    return tuple(page for page in pages if _is_directory(page, len(roster), evidence.run.portal))


# --- reading a page ---


@dataclass(frozen=True, slots=True)
class _Entry:
    block: Block
    text: str
    mentions: tuple[Mention, ...]
    stranger: str

    def about_others(self, people: tuple[int, ...]) -> bool:
        return bool(self.stranger) or any(m.people != people for m in self.mentions)


def _read(state: PageState, known: KnownNames, portal: str) -> DirectoryPage:
    entries = []
    for block in state.blocks or ():
        if block.region not in CHROME:
            text = composed(block.text)
            mentions = known.mentions(text)
            entries.append(_Entry(block, text, mentions, _stranger(text, mentions)))
    whole = {m.people for entry in entries for m in entry.mentions if m.how == "whole"}
    sightings = tuple(
        Sighting(m.people, m.how, entry.block, _is_entry(entry, m), _card(entries, place, m))
        for place, entry in enumerate(entries)
        for m in entry.mentions
        if m.how != "slip" or m.people not in whole  # else it is somebody else
    )
    return DirectoryPage(
        state,
        sightings,
        tuple((entry.stranger, entry.block) for entry in entries if entry.stranger),
        not state.signed_in or _is_about_people(state, portal),
        _is_continued(state),
        state.signed_in and OWN_TEAM.search(state.heading) is not None,
        _has_badges_first(entries),
    )


def _stranger(text: str, mentions: Sequence[Mention]) -> str:
    """The name with a title that `text` begins with, when it is of nobody known."""
    name = titled_name(text)
    end = text.find(name) + len(name)
    return "" if any(mention.start < end for mention in mentions) else name


def _is_directory(page: DirectoryPage, roster: int, portal: str) -> bool:
    state = page.state
    if state.signed_in and _is_own_record(state):
        return False
    named = len({sighting.people for sighting in page.sightings})
    if _is_about_people(state, portal):
        return named >= min(FEW, roster)
    return named >= MANY and not NEWS.search(subject(state))


def _is_about_people(state: PageState, portal: str) -> bool:
    # a clinic may be called "Springfield Physicians" in the title of every page
    title = state.title.replace(portal, " ")
    return bool(ABOUT_PEOPLE.search(f"{subject(state)} {title}"))


def _is_own_record(state: PageState) -> bool:
    if OWN_RECORD.search(state.heading):
        return True
    return not ABOUT_PEOPLE.search(state.heading) and bool(OWN_RECORD.search(subject(state)))


def _is_continued(state: PageState) -> bool:
    if any(
        control.role in ("link", "button")
        and not control.disabled
        and control.region not in CHROME
        and NEXT_PAGE.fullmatch(control.name)
        for control in state.controls or ()
    ):
        return True
    shown = [match for block in state.blocks or () for match in PART_SHOWN.finditer(block.text)]
    return any(int(match[1]) < int(match[2]) for match in shown)


def _has_badges_first(entries: Sequence[_Entry]) -> bool:
    for above, entry in pairwise(entries):
        if entry.mentions:
            return (
                not above.mentions
                and above.block.kind in _BADGES
                and takes_new_patients((above.text,)) is not None
            )
        if above.mentions:
            return False
    return False


def _is_entry(entry: _Entry, mention: Mention) -> bool:
    words = name_words(entry.text)
    if all(word.kind == "title" for word in words if word.end <= mention.start):
        return True
    others = [
        word
        for word in words
        if word.kind == "name" and not any(m.start <= word.start < m.end for m in entry.mentions)
    ]
    return len(others) <= AROUND


def _card(entries: Sequence[_Entry], place: int, mention: Mention) -> tuple[str, ...]:
    own = entries[place]
    if own.about_others(mention.people):
        ends = [m.start for m in own.mentions if m.start >= mention.end]
        return (own.text[mention.end : min(ends, default=None)],)
    lines = [own.text[mention.end :]]
    for entry in entries[place + 1 : place + 1 + CARD]:
        if entry.block.region != own.block.region or entry.about_others(mention.people):
            break
        if entry.block.kind == "heading" and not entry.mentions and not _is_below(entry, own):
            break
        lines.append(entry.text)
    return tuple(lines)


def _is_below(entry: _Entry, own: _Entry) -> bool:
    """Whether a heading stands under that of the person."""
    return own.block.kind == "heading" and (entry.block.level or 6) > (own.block.level or 6)
