"""EV-01: axe finds no serious barrier.

Axe is a probe; here its answers become findings, one a rule, in our own words. Only rules of WCAG
2.1 and 2.2, level A and AA, count. Good habits ("best practice") are listed as cosmetic; AAA and
obsolete rules are left out; experimental and deprecated ones are for a person to confirm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from portal_audit.checks.everyone.axe_states import NOT_RUN, axe_states
from portal_audit.checks.everyone.axe_words import RuleWords, axe_words
from portal_audit.checks.pages import counted, once, quoted
from portal_audit.evidence import AxeHit, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

LEVELS = frozenset({"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"})
ONLY_22 = frozenset({"wcag22a", "wcag22aa"})
UNSURE = frozenset({"experimental", "deprecated"})

SEVERITY = {
    "critical": Severity.MAJOR,
    "serious": Severity.MAJOR,
    "moderate": Severity.MINOR,
    "minor": Severity.COSMETIC,
}
"""axe's impact as our severity (method 9.2)."""


DECIDED_BY = {"color-contrast": "pixels", "bypass": "skipping"}
"""Axe rule -> the exam that decides what axe could not (its check reports what is left)."""
ALSO = {"aria-prohibited-attr": ("1.3.1",)}
"""Criteria under which others file what axe files under 4.1.2."""


def judge(evidence: RunEvidence) -> Outcome:
    seen = axe_states(evidence)
    if not seen:
        return Outcome.cannot_tell(NOT_RUN)
    hits: dict[str, list[tuple[PageState, AxeHit]]] = defaultdict(list)
    unsure: dict[str, list[tuple[PageState, AxeHit]]] = defaultdict(list)
    clean = 0
    for state, report in seen:
        clean += not any(_counts(hit) for hit in report.violations)
        for hit in report.violations:
            if _is_reported(hit):
                hits[hit.rule].append((state, hit))
        for hit in report.incomplete:
            if _is_wcag(hit) and DECIDED_BY.get(hit.rule, "-") not in state.examined:
                unsure[hit.rule].append((state, hit))
    unseen = len(evidence.seen()) - len(seen)
    note = f"{clean} of {len(seen)} pages have no serious barrier that axe can find."
    if unseen:
        note += f" Axe could not look at {counted(unseen, 'more page')}."
    findings = [_finding(found) for _, found in sorted(hits.items())]
    findings += [_to_check(found) for _, found in sorted(unsure.items())]
    return Outcome.of(clean / len(seen), findings, note)


def _is_wcag(hit: AxeHit) -> bool:
    return not LEVELS.isdisjoint(hit.tags)


def _is_reported(hit: AxeHit) -> bool:
    # a "review item" only asks for a look: axe does not say that anything is wrong
    return _is_wcag(hit) or ("best-practice" in hit.tags and "review-item" not in hit.tags)


def _counts(hit: AxeHit) -> bool:
    if not _is_wcag(hit) or _is_new(hit) or not UNSURE.isdisjoint(hit.tags):
        return False
    return hit.impact in ("critical", "serious")


def _is_new(hit: AxeHit) -> bool:
    """Only WCAG 2.2 asks for it: reported, but the law asks for 2.1."""
    return _is_wcag(hit) and ONLY_22.issuperset(LEVELS.intersection(hit.tags))


def _finding(found: list[tuple[PageState, AxeHit]]) -> Finding:
    hit = found[0][1]
    words = axe_words().get(hit.rule) or _words_of_axe(hit)
    is_wcag = _is_wcag(hit)
    return Finding(
        check=CHECK.id,
        severity=max(SEVERITY[h.impact] for _, h in found) if is_wcag else Severity.COSMETIC,
        title=words.title + (" (new in WCAG 2.2)" if _is_new(hit) else ""),
        problem=words.problem,
        fix=words.fix,
        about=hit.rule,
        where=_places(found),
        who=words.who,
        rule=hit.rule,
        wcag=_criteria(hit.tags) + ALSO.get(hit.rule, ()),
        source=hit.help_url,
        confidence="certain" if UNSURE.isdisjoint(hit.tags) else "likely",
    )


def _to_check(found: list[tuple[PageState, AxeHit]]) -> Finding:
    """What axe could not decide, for a person."""
    sure = _finding(found)
    return replace(
        sure,
        severity=Severity.NOTE,
        title=f"To check: {sure.title[:1].casefold()}{sure.title[1:]}?",
        problem=f"Axe could not tell. If it is so: {sure.problem}",
        about=f"{sure.about} to check",
        rule=f"{sure.rule}-to-check",
        confidence="likely",
    )


def _places(found: list[tuple[PageState, AxeHit]]) -> tuple[Place, ...]:
    return once(
        Place.on(state, node.target, node.snippet, node.box)
        for state, hit in found
        for node in hit.nodes
    )


def _criteria(tags: tuple[str, ...]) -> tuple[str, ...]:
    """WCAG numbers in axe's tags: `wcag1410` is 1.4.10."""
    found = (re.fullmatch(r"wcag(\d)(\d)(\d+)", tag) for tag in tags)
    return tuple(".".join(match.groups()) for match in found if match)


def _words_of_axe(hit: AxeHit) -> RuleWords:
    return RuleWords(
        title=quoted(hit.help, 120),
        problem="A person who uses assistive technology may not be able to use this part.",
        fix="See the linked rule for what to change.",
        who="People with disabilities",
    )


CHECK = Check(
    id="EV-01",
    title="No page has a barrier that axe calls serious",
    why="Each of these keeps some patients from reading the page or using it at all.",
    dimension="everyone",
    rule=(
        "Share of page states, in every task and rendering, without a critical or serious axe "
        "violation of WCAG 2.1 A/AA. What only 2.2 asks for is reported and does not count."
    ),
    fix="Repair the elements listed in the findings, the serious ones first.",
    source="https://www.w3.org/TR/WCAG22/",
    judge=judge,
)
