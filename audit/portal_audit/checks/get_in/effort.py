"""GI-10: signing in takes few steps."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from portal_audit.checks.get_in.curve import curve
from portal_audit.checks.get_in.no_puzzle import judge as puzzle
from portal_audit.checks.get_in.pages import SIGN_IN_TASK, code_pages
from portal_audit.evidence import RunEvidence, Walk
from portal_audit.finding import Check, Finding, Outcome, Severity, Verdict


def judge(evidence: RunEvidence) -> Outcome:
    scenario = next((s for s in evidence.run.scenarios if s.method == SIGN_IN_TASK), None)
    if scenario is None or scenario.effort is None or scenario.limit is None:
        return Outcome.cannot_tell("Signing in was not part of the run.")
    done = [w for w in evidence.walks_of(scenario.id, evidence.baseline) if w.status == "done"]
    if not done:
        return Outcome.cannot_tell("Signing in never succeeded, so its effort is unknown.")
    steps = median(walk.clicks + walk.fields for walk in done)
    share = 1.0 if steps <= scenario.effort else curve(steps, scenario.effort, scenario.limit)
    note = f"{steps:.0f} clicks and fields; {scenario.effort} are enough."
    findings = []
    if steps > scenario.effort:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="Signing in takes too many steps",
                problem=note,
                fix="Leave out pages and questions that are not needed to know who it is.",
                about="steps",
            )
        )
    index = friction(evidence, done)
    return Outcome.of(share, findings, note, sign_in_steps=steps, friction_index=index)


def friction(evidence: RunEvidence, walks: Sequence[Walk]) -> float:
    """The sign-in friction index: fields + characters / 10 + 2 x codes + 3 x puzzles + pages
    + 2 x forced choices (method 3.2, policy; printed, not scored). Medians over `walks`."""
    fields = median(walk.fields for walk in walks)
    chars = median(sum(step.chars for step in walk.own_steps) for walk in walks)
    pages = median(walk.pages for walk in walks)
    choices = median(sum(e.kind == "forced-choice" for e in walk.events) for walk in walks)
    codes = len(code_pages(evidence)) > 0
    puzzles = puzzle(evidence).verdict is Verdict.FAILED
    return round(fields + chars / 10 + 2 * codes + 3 * puzzles + pages + 2 * choices, 1)


CHECK = Check(
    id="GI-10",
    title="Signing in takes few steps",
    why="Every extra page loses some people.",
    dimension="get-in",
    rule="Clicks + fields within the budget of the sign-in task full; beyond it by the curve. The "
    "friction index (fields + characters / 10 + 2 x codes + 3 x puzzles + pages + 2 x forced "
    "choices) is printed only.",
    fix="Leave out what is not needed.",
    source="policy",
    judge=judge,
)
