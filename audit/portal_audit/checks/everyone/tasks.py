"""Whether one audience can do every task that must work."""

from __future__ import annotations

from dataclasses import dataclass

from portal_audit.checks.pages import quoted
from portal_audit.evidence import PlannedScenario, RunEvidence, Walk
from portal_audit.finding import Finding, Outcome, Place, Severity

MUST = 3


@dataclass(frozen=True, slots=True)
class Way:
    """One way of using the portal, as a check judges it."""

    check: str
    profile: str
    """Profile of the method whose audiences are looked at, e.g. `P4`."""
    words: str
    """Completes "This cannot be done ...": `with the keyboard alone`."""
    who: str
    severity: Severity
    """Of a task that never worked; one that worked in some tries is minor."""
    fix: str


def judge_must_tasks(evidence: RunEvidence, way: Way) -> Outcome:
    """The share of must tasks (priority 3) that `way` completes.

    A task that works for nobody in the baseline is not the fault of this way and is left out. A
    task that was not tried makes the answer *cannot tell*, unless another has failed already.
    """
    audiences = [a.id for a in evidence.run.audiences if a.profile == way.profile]
    if not audiences:
        return Outcome.cannot_tell(f"Nothing was tried {way.words}.")
    shares: list[float] = []
    findings: list[Finding] = []
    untried = 0
    for task in evidence.run.scenarios:
        if task.priority != MUST or task.not_applicable or _fails_in_baseline(evidence, task):
            continue
        for audience in audiences:
            walks = [w for w in evidence.walks_of(task.id, audience) if w.tried]
            if not walks:
                untried += 1
                continue
            failed = [w for w in walks if w.status != "done"]
            shares.append(1.0 if not failed else 0.5 if len(failed) < len(walks) else 0.0)
            if failed:
                findings.append(_finding(evidence, way, task, failed, len(walks)))
    if not shares:
        return Outcome.cannot_tell(f"No must-do task was tried {way.words}.")
    if untried and not findings:
        return Outcome.cannot_tell(f"Some must-do tasks were not tried {way.words}.")
    done = shares.count(1.0)
    note = f"{done} of {len(shares)} must-do tasks were finished {way.words}."
    return Outcome.of(sum(shares) / len(shares), findings, note)


def _fails_in_baseline(evidence: RunEvidence, task: PlannedScenario) -> bool:
    walks = evidence.walks_of(task.id, evidence.baseline)
    return bool(walks) and all(walk.status != "done" for walk in walks)


def _finding(
    evidence: RunEvidence, way: Way, task: PlannedScenario, failed: list[Walk], tries: int
) -> Finding:
    walk = failed[0]
    reason = quoted(walk.reason, 200) or "The walk came to no end."
    last = evidence.states.get(walk.states[-1]) if walk.states else None
    always = len(failed) == tries
    ability = "cannot be done" if always else "does not always work"
    return Finding(
        check=way.check,
        severity=way.severity if always else Severity.MINOR,
        title=f"“{quoted(task.title)}” {ability} {way.words}",
        problem=f"This task {ability} {way.words}: {reason}",
        fix=way.fix,
        about=task.id,
        where=(Place.on(last),) if last else (),
        who=way.who,
    )
