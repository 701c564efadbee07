"""What a check is, and what it answers.

A check is a pure function over evidence: it never opens a page and never knows its points. Points,
weights and caps live in the rubric (`score/rubric.toml`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Literal

from portal_audit.evidence import Box, PageState, RunEvidence

Dimension = Literal["get-in", "find-and-do", "understand", "everyone", "trust", "keeps-up"]

DIMENSIONS: dict[Dimension, str] = {
    "get-in": "Get in",
    "find-and-do": "Find & do",
    "understand": "Understand",
    "everyone": "Everyone can use it",
    "trust": "Trust",
    "keeps-up": "Keeps up & responds",
}
"""The six dimensions with their titles, in the order of the scorecard (method 7.2)."""


NEW_IN_22 = frozenset({"2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"})
"""Criteria that WCAG 2.2 adds to 2.1, levels A and AA: reported, but the law asks for 2.1."""


class Verdict(StrEnum):
    """A check's answer. Missing evidence is `CANNOT_TELL`, never a pass."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cannot tell"
    NOT_APPLICABLE = "not applicable"


class Severity(IntEnum):
    """How much a finding gets in a patient's way (method 9.2, after Nielsen)."""

    NOTE = 0
    COSMETIC = 1
    MINOR = 2
    MAJOR = 3
    BLOCKER = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding was seen."""

    state: str = ""
    """Id of the page state; "" when it is not about one page."""
    url: str = ""
    """Path of the page."""
    target: str = ""
    """Selector of the element, for developers."""
    snippet: str = ""
    """Words or HTML to recognise it by. Hostile text, capped at 300 characters."""
    box: Box | None = None

    @staticmethod
    def on(state: PageState, target: str = "", snippet: str = "", box: Box | None = None) -> Place:
        """A place on `state`."""
        return Place(state.id, state.path, target, snippet[:300], box)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, however many places it is seen in."""

    check: str
    severity: Severity
    title: str
    """What is wrong, in a few words."""
    problem: str
    """One sentence in patient terms: what a person meets."""
    fix: str
    """What to do about it, in the imperative."""
    about: str
    """The thing as a patient would name it; with `check` it makes the fingerprint. No addresses,
    no selectors, no counts: it must survive a redeploy that changes nothing a patient sees."""
    where: tuple[Place, ...] = ()
    who: str = "Everyone"
    """Who is affected, in plain words."""
    rule: str = ""
    """The rule inside the check, e.g. axe's rule id."""
    wcag: tuple[str, ...] = ()
    source: str = ""
    """Address of the rule or evidence this rests on; "" takes the check's own."""
    confidence: Literal["certain", "likely"] = "certain"
    """`likely` is reported for a person to confirm and counts nothing."""

    @property
    def fingerprint(self) -> str:
        """Names the same problem in another run: check, rule and thing, numbers smoothed away."""
        smooth = re.sub(r"\d+", "#", self.about.casefold()).strip()
        key = f"{self.check}/{self.rule}/{smooth}"
        return f"{self.check}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check's answer for a whole run."""

    verdict: Verdict
    share: float | None = None
    """How much of the check is met, 0 to 1 (method 7.3 rule 1: pass 1, half 0.5, fail 0, or a
    curve). None when the check could not be made or does not apply."""
    note: str = ""
    """One plain sentence: what was measured, or why it could not be."""
    findings: tuple[Finding, ...] = ()
    measures: dict[str, float | str] = field(default_factory=dict)
    """Numbers to print, by a short name with its unit: `grade_median`, `lcp_ms`."""

    @staticmethod
    def passed(note: str = "", **measures: float | str) -> Outcome:
        return Outcome(Verdict.PASSED, 1.0, note, (), measures)

    @staticmethod
    def of(
        share: float, findings: list[Finding], note: str = "", **measures: float | str
    ) -> Outcome:
        """Passed when `share` is 1, failed otherwise. Findings may come with either."""
        verdict = Verdict.PASSED if share >= 1 else Verdict.FAILED
        return Outcome(verdict, share, note, tuple(findings), measures)

    @staticmethod
    def cannot_tell(why: str) -> Outcome:
        return Outcome(Verdict.CANNOT_TELL, None, why)

    @staticmethod
    def not_applicable(why: str) -> Outcome:
        return Outcome(Verdict.NOT_APPLICABLE, None, why)


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to the evidence. `portal-audit checks ID` prints this."""

    id: str
    """From the method, e.g. `GI-04`."""
    title: str
    """What is true when the check passes."""
    why: str
    """Why it matters to a patient, one sentence."""
    dimension: Dimension
    rule: str
    """The pass condition with its thresholds, as the method states it."""
    fix: str
    source: str
    """Address of the standard or study; `policy` when the number is ours."""
    judge: Callable[[RunEvidence], Outcome]
    wcag: tuple[str, ...] = ()
