"""GI-02: a valid account can sign in, every time."""

from __future__ import annotations

from portal_audit.checks.get_in.pages import SIGN_IN_TASK
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity


def judge(evidence: RunEvidence) -> Outcome:
    scenario = next((s.id for s in evidence.run.scenarios if s.method == SIGN_IN_TASK), "")
    tries = evidence.walks_of(scenario, evidence.baseline) if scenario else ()
    tries = tuple(walk for walk in tries if walk.status not in ("not-tested", "blocked"))
    if not tries:
        return Outcome.cannot_tell("Signing in was not tried on a computer with a mouse.")
    done = sum(walk.status == "done" for walk in tries)
    note = f"Signing in worked in {done} of {len(tries)} tries."
    if done == len(tries):
        return Outcome.passed(note)
    failed = next(walk for walk in tries if walk.status != "done")
    last = evidence.states.get(failed.states[-1]) if failed.states else None
    finding = Finding(
        check=CHECK.id,
        severity=Severity.BLOCKER if not done else Severity.MAJOR,
        title="A valid account cannot sign in" if not done else "Signing in fails now and then",
        problem=f"{note} {failed.reason}",
        fix="Try the test account by hand. If it works, look at the last picture of the walk.",
        about="sign-in",
        where=(Place.on(last),) if last else (),
    )
    return Outcome.of(0.5 if done >= 0.6 * len(tries) else 0.0, [finding], note)


CHECK = Check(
    id="GI-02",
    title="Signing in works every time",
    why="Nothing else matters to a patient who cannot get in.",
    dimension="get-in",
    rule="The sign-in task succeeds in every try with a valid test account; 3 or 4 of 5 is half.",
    fix="Repair the sign-in before anything else.",
    source="policy",
    judge=judge,
)
