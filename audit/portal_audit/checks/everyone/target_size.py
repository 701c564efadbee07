"""EV-08: buttons and links are large enough to hit."""

from __future__ import annotations

from portal_audit.checks.everyone.axe_states import judge_one_rule
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome


def judge(evidence: RunEvidence) -> Outcome:
    return judge_one_rule(evidence, "target-size", "Buttons or links that are too small")


CHECK = Check(
    id="EV-08",
    title="Buttons and links are large enough to hit",
    why="A person with shaky hands, or on a phone, taps the wrong one.",
    dimension="everyone",
    rule=(
        "Share of page states in which every target is at least 24 x 24 CSS pixels or has as much "
        "space around it, as axe measures it. 44 x 44 is advised."
    ),
    fix="Make each button or link at least 24 by 24 pixels, better 44 by 44.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/target-size-minimum",
    judge=judge,
    wcag=("2.5.8",),
)
