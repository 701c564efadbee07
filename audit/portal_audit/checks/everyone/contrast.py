"""EV-07: text stands out from its background."""

from __future__ import annotations

from portal_audit.checks.everyone.axe_states import judge_one_rule
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome


def judge(evidence: RunEvidence) -> Outcome:
    return judge_one_rule(evidence, "color-contrast", "Text that is too pale")


CHECK = Check(
    id="EV-07",
    title="Text stands out from its background",
    why="Pale text is the first thing that tired or older eyes cannot read.",
    dimension="everyone",
    rule=(
        "Share of page states without text below a contrast of 4.5:1 (3:1 for large text), as "
        "axe measures it."
    ),
    fix="Make pale text darker or its background lighter.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum",
    judge=judge,
    wcag=("1.4.3",),
)
