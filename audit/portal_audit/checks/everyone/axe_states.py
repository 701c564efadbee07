"""What axe said, state by state."""

from __future__ import annotations

from portal_audit.checks.pages import baseline_rendering, counted
from portal_audit.evidence import AxeReport, PageState, RunEvidence
from portal_audit.finding import Outcome

NOT_RUN = "Axe looked at no page of this run."


def axe_states(evidence: RunEvidence) -> tuple[tuple[PageState, AxeReport], ...]:
    """States with a believable axe report, those in the baseline rendering first.

    A report in which no rule passed or failed is of an empty or broken page and proves nothing.
    """
    baseline = baseline_rendering(evidence)
    states = sorted(evidence.seen(), key=lambda state: state.rendering != baseline)
    return tuple(
        (s, s.axe) for s in states if s.axe is not None and (s.axe.passes > 0 or s.axe.violations)
    )


def judge_one_rule(evidence: RunEvidence, rule: str, problem: str) -> Outcome:
    """The share of page states without a violation of `rule`.

    The elements themselves are findings of EV-01, which this does not repeat. `problem` completes
    "... on 3 of 12 pages".
    """
    seen = axe_states(evidence)
    if not seen:
        return Outcome.cannot_tell(NOT_RUN)
    bad = sum(any(hit.rule == rule for hit in report.violations) for _, report in seen)
    unsure = sum(any(hit.rule == rule for hit in report.incomplete) for _, report in seen)
    note = f"{problem} on {bad} of {len(seen)} pages." if bad else f"No page has {problem.lower()}."
    if bad:
        note += " The places are listed under EV-01."
    if unsure:
        note += f" On {counted(unsure, 'page')} a person must look, too."
    return Outcome.of(1 - bad / len(seen), [], note)
