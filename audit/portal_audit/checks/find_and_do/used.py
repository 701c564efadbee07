"""The controls that patients used on the way of a task."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.evidence import Found, PageState, RunEvidence, StepRecord, Walk

Use = tuple[StepRecord, Found, PageState | None]
"""The step, how the control was found, and the page it was on."""


def used_controls(evidence: RunEvidence) -> Iterator[Use]:
    """Each use of a control, walk by walk."""
    for walk in evidence.walks:
        yield from used_in(evidence, walk)


def used_in(evidence: RunEvidence, walk: Walk) -> Iterator[Use]:
    """Each use of a control in one walk."""
    shown = None
    for step in walk.steps:
        if step.found is not None:
            yield step, step.found, evidence.states.get(shown or step.state or "")
        shown = step.state or shown
