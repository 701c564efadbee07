"""EV-15: text size, language and notices can be set, and stay so."""

from __future__ import annotations

from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

METHOD = "S18"


def judge(evidence: RunEvidence) -> Outcome:
    task = next((s for s in evidence.run.scenarios if s.method == METHOD), None)
    if task is None:
        return Outcome.cannot_tell("Nobody changed settings in this run.")
    if task.not_applicable:
        return Outcome.not_applicable(task.not_applicable)
    walks = [walk for walk in evidence.walks_of(task.id, evidence.baseline) if walk.tried]
    if not walks:
        return Outcome.cannot_tell("The settings were not tried with the mouse.")
    failed = [walk for walk in walks if walk.status != "done"]
    note = f"Settings were changed in {len(walks) - len(failed)} of {len(walks)} tries."
    if not failed:
        return Outcome.passed(note)
    last = evidence.states.get(failed[0].states[-1]) if failed[0].states else None
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="Settings cannot be changed",
        problem=quoted(failed[0].reason, 200) or "The settings were not kept.",
        fix=CHECK.fix,
        about="settings",
        where=(Place.on(last),) if last else (),
    )
    return Outcome.of(0.0 if len(failed) == len(walks) else 0.5, [finding], note)


CHECK = Check(
    id="EV-15",
    title="Settings can be changed and stay so",
    why="Who needs larger text, another language or fewer e-mails must be able to say so once.",
    dimension="everyone",
    rule="The task S18 is done in every try (half: in some).",
    fix="Keep what a patient chooses, and show it as chosen when they come back.",
    source="policy",
    judge=judge,
)
