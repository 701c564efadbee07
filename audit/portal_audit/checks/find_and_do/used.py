"""The controls that patients used on the way of a task."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.evidence import Found, PageState, RunEvidence, StepRecord


def used_controls(evidence: RunEvidence) -> Iterator[tuple[StepRecord, Found, PageState | None]]:
    """Each use of a control: the step, how the control was found, and the page it was on."""
    for walk in evidence.walks:
        shown = None
        for step in walk.steps:
            if step.found is not None:
                yield step, step.found, evidence.states.get(shown or step.state or "")
            shown = step.state or shown
