"""Terms that patients may not know, over all pages: shared by the jargon and abbreviation checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal_audit.checks.understand.reading import Read, blocks
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Finding, Severity
from portal_audit.language.glossary import shipped_glossary
from portal_audit.language.jargon import Term, find_jargon

MOST_FINDINGS = 40


@dataclass(slots=True)
class Unknown:
    """One term, wherever it stands unexplained."""

    term: Term
    reads: list[Read] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked through, and what was found."""

    words: int
    unknown: tuple[Unknown, ...]

    @property
    def uses(self) -> int:
        return sum(len(unknown.reads) for unknown in self.unknown)


def unexplained(evidence: RunEvidence, kinds: Sequence[str]) -> Search | None:
    """Unexplained terms of these kinds, most used first; None when no text was read.

    A term that is explained on any page counts as explained. Names of the portal are no jargon.
    """
    read = blocks(evidence)
    if not read:
        return None
    glossary = shipped_glossary()
    names = tuple(evidence.run.portal.split())
    found: dict[str, Unknown] = {}
    explained: set[str] = set()
    uses: dict[str, int] = defaultdict(int)
    words = 0
    for each in read:
        words += len(each.block.text.split())
        for term in find_jargon(each.block.text, glossary=glossary, names=names):
            if term.kind not in kinds or term.familiar:
                continue
            if term.explained:
                explained.add(term.term)
                continue
            uses[term.term] += 1
            found.setdefault(term.term, Unknown(term)).reads.append(each)
    kept = [unknown for name, unknown in found.items() if name not in explained]
    kept.sort(key=lambda unknown: (-len(unknown.reads), unknown.term.term.casefold()))
    return Search(words, tuple(kept))


def finding(check: str, unknown: Unknown, what: str) -> Finding:
    """One finding a term; `what` is "word" or "abbreviation"."""
    term = unknown.term
    shown = unknown.reads[0].block.text[term.start : term.end] or term.term
    say = (
        f"Say “{term.plain}” instead, or add it: “{shown} ({term.plain})”."
        if term.plain
        else (f"Explain the {what} where it stands, or use an everyday word.")
    )
    meaning = f" It means: {term.means}" if term.means else ""
    return Finding(
        check=check,
        severity=Severity.MINOR,
        title=f"“{term.term}” is not explained",
        problem=f"Patients may not know the {what} “{shown}”.{meaning}",
        fix=say,
        about=term.term,
        where=tuple(read.place for read in unknown.reads),
        who="Patients without a medical or insurance background",
    )
