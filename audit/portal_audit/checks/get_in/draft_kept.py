"""GI-14: what was typed survives the time limit."""

from __future__ import annotations

from portal_audit.checks.get_in.limits import limits
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

TRIAL = "draft"
METHOD = "S09"
SOON_S = 15 * 60


def judge(evidence: RunEvidence) -> Outcome:
    trial = evidence.trials.get(TRIAL)
    if trial is None:
        return Outcome.cannot_tell("The task of keeping a draft (S09) was not part of this run.")
    if not trial.made:
        return Outcome.cannot_tell(f"It could not be tried. {trial.why_not}")
    if trial.facts.get("survived"):
        return Outcome.passed("The half-written message was still there after signing in again.")
    by_time = trial.facts.get("ended_by") == "time"
    known = limits(evidence)
    soon = bool(known) and known[0].seconds < SOON_S
    after = f" after {known[0].spoken()}" if known else ""
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MAJOR if soon else Severity.MINOR,
        title="A message being written is lost with the visit",
        problem=f"When the visit ends{after}, the half-written message is gone.",
        fix="Save what is typed every few seconds, and offer it after signing in again.",
        about="draft",
        where=_written_on(evidence),
        who="People who type slowly or are called away",
        confidence="certain" if by_time else "likely",
    )
    if not by_time:
        # The visit was ended by taking its cookies away: a portal may keep drafts otherwise.
        note = "It was gone after the cookies were taken away; the real end was not waited for."
        return Outcome(Outcome.cannot_tell("").verdict, None, note, (finding,))
    return Outcome.of(0.0, [finding], "It was gone after signing in again.")


def _written_on(evidence: RunEvidence) -> tuple[Place, ...]:
    task = next((s.id for s in evidence.run.scenarios if s.method == METHOD), "")
    for walk in evidence.walks_of(task, evidence.baseline):
        typed = next((step for step in walk.own_steps if step.chars), None)
        before = [step.state for step in walk.own_steps if typed and step.number < typed.number]
        state = evidence.states.get(before[-1] or "") if before else None
        if state:
            return (Place.on(state),)
    return ()


CHECK = Check(
    id="GI-14",
    title="What was typed survives the time limit",
    why="Nobody writes a long message twice.",
    dimension="get-in",
    rule="A message is half written, the visit ends by its time limit, the patient signs in again: "
    "the words are still there, or are offered.",
    fix="Keep what is being typed.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/re-authenticating",
    judge=judge,
    wcag=("2.2.5",),
)
