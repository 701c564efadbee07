"""EV-07: text stands out from its background.

Axe measures plain colours (its places are told under EV-01). On pictures and gradients it cannot
decide; there the exam `pixels` looks at the picture of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal_audit.checks.everyone.axe_states import NOT_RUN, axe_states
from portal_audit.checks.everyone.observed import Fault, Hit, examined, findings, observed
from portal_audit.checks.pages import counted
from portal_audit.evidence import AxeReport, PageState, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

RULE = "color-contrast"
EXAM = "pixels"
NEARLY_ALL = 0.9
"""Share of the pixels around the letters that are too much like them, to be certain."""

PALE = Fault(
    "contrast-over-image",
    title="Text on a picture or a gradient is too pale",
    problem="Tired or older eyes cannot tell these letters from what is behind them.",
    fix="Put a plain dark or light area behind the text, or change its colour.",
    who="Older people and people with low vision",
    wcag=("1.4.3",),
    severity=Severity.MAJOR,
)
MAYBE = replace(
    PALE,
    rule="contrast-over-image-perhaps",
    title="Text on a picture or a gradient may be too pale in places",
    severity=Severity.MINOR,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    reports = axe_states(evidence)
    looked_at = {state.id for state, _ in reports}
    looked_at |= {state.id for state in examined(evidence, EXAM)}
    if not looked_at:
        return Outcome.cannot_tell(NOT_RUN)
    hits = list(_hits(evidence))
    by_axe = {state.id for state, report in reports if _has(report, "violations")}
    by_pixels = {state.id for fault, state, _ in hits if fault is PALE}
    bad = len(by_axe | by_pixels)
    unsure = sum(
        _has(report, "incomplete") and not _is_settled(state, report) for state, report in reports
    )
    note = "No page has text that is too pale."
    if bad:
        note = f"Text that is too pale on {bad} of {counted(len(looked_at), 'page')}."
    if by_axe:
        note += " The places on plain colours are listed under EV-01."
    if unsure:
        note += f" On {counted(unsure, 'page')} a person must look, too."
    return Outcome.of(1 - bad / len(looked_at), findings(CHECK.id, hits), note)


def _has(report: AxeReport, part: str) -> bool:
    return any(hit.rule == RULE for hit in getattr(report, part))


def _is_settled(state: PageState, report: AxeReport) -> bool:
    """Whether pixels told all that axe left open.

    The two name elements differently; but when no text of the page was left undecided and as many
    were decided as axe asks about, axe's are among them.
    """
    asked = sum(hit.total for hit in report.incomplete if hit.rule == RULE)
    read = [seen.facts for seen in state.observations if seen.kind == "pixels-read"]
    return any(not facts["undecided"] and float(facts["decided"]) >= asked for facts in read)


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "pale-text"):
        facts = seen.facts
        most = float(facts["below"]) >= NEARLY_ALL
        pale = most and float(facts["median"]) < float(facts["needed"])
        yield PALE if pale and not facts["doubt"] else MAYBE, state, seen


CHECK = Check(
    id="EV-07",
    title="Text stands out from its background",
    why="Pale text is the first thing that tired or older eyes cannot read.",
    dimension="everyone",
    rule=(
        "Share of page states without text below a contrast of 4.5:1 (3:1 for large text), as axe "
        "measures it on plain colours and the picture of the page shows it elsewhere."
    ),
    fix="Make pale text darker or its background lighter.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum",
    judge=judge,
    wcag=("1.4.3",),
)
