"""From what probes and exams observed to findings: shared by the checks of this room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from portal_audit.checks.pages import once
from portal_audit.evidence import Box, Observation, PageState, RunEvidence
from portal_audit.finding import NEW_IN_22, Finding, Outcome, Place, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """What one kind of fault means to a patient: the words of its finding."""

    rule: str
    """Names it within its check: `focus-not-visible`."""
    title: str
    problem: str
    fix: str
    who: str
    wcag: tuple[str, ...]
    severity: Severity
    confidence: Literal["certain", "likely"] = "certain"
    source: str = ""


Hit = tuple[Fault, PageState, Observation]
"""One element at fault."""


def observed(evidence: RunEvidence, *kinds: str) -> Iterator[tuple[PageState, Observation]]:
    """Every observation of these kinds on a real page."""
    for state in evidence.seen():
        for observation in state.observations:
            if observation.kind in kinds:
                yield state, observation


def examined(evidence: RunEvidence, exam: str) -> tuple[PageState, ...]:
    """The pages on which this exam was made."""
    return tuple(state for state in evidence.seen() if exam in state.examined)


def seen_by_axe(state: PageState, seen: Observation, rule: str) -> bool:
    """Whether axe reports the same element under `rule`: one fault is one finding, EV-01's."""
    nodes = (
        node
        for hit in (state.axe.violations if state.axe else ())
        if hit.rule == rule
        for node in hit.nodes
    )
    return any(_same_place(node.box, seen.box) for node in nodes)


def _same_place(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one.x - other.x) < 2 and abs(one.y - other.y) < 2


def findings(check: str, hits: Iterable[Hit]) -> list[Finding]:
    """One finding for each fault, however many elements and pages it is on, worst first."""
    places: dict[Fault, list[Place]] = defaultdict(list)
    for fault, state, seen in hits:
        places[fault].append(Place.on(state, seen.target, seen.snippet, seen.box))
    found = [
        Finding(
            check=check,
            severity=fault.severity,
            title=fault.title,
            problem=fault.problem,
            fix=fault.fix,
            about=fault.rule,
            where=once(where),
            who=fault.who,
            rule=fault.rule,
            wcag=fault.wcag,
            source=fault.source,
            confidence=fault.confidence,
        )
        for fault, where in places.items()
    ]
    return sorted(found, key=lambda finding: (-finding.severity, finding.rule))


def counts(fault: Fault) -> bool:
    """Whether a fault counts against a page: certain, and of WCAG 2.1."""
    return fault.confidence == "certain" and not NEW_IN_22.issuperset(fault.wcag)


def clean_share(pages: Iterable[PageState], hits: Iterable[Hit]) -> float:
    """The share of `pages` without a hit that counts; 1 when there are no pages."""
    ids = {page.id for page in pages}
    bad = {state.id for fault, state, _ in hits if counts(fault)} & ids
    return 1 - len(bad) / len(ids) if ids else 1.0


def judge_pages(
    check: str, pages: Sequence[PageState], hits: Iterable[Hit], *, unseen: str, note: str
) -> Outcome:
    """The share of `pages` without a fault that counts, with the findings.

    `note` may name `{clean}` and `{pages}`; `unseen` says why nothing can be told without pages.
    """
    if not pages:
        return Outcome.cannot_tell(unseen)
    found = list(hits)
    share = clean_share(pages, found)
    said = note.format(clean=f"{share * len(pages):.0f}", pages=len(pages))
    return Outcome.of(share, findings(check, found), said)
