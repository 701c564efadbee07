"""Whether a run looked where an earlier finding was: only then is its absence a repair.

Missing evidence is never a pass. A run that was stopped early, did not make the check, or did not
get as far in the task says nothing about the finding.
"""

from __future__ import annotations

from portal_audit.history.record import RunRecord, Sighting

_GOT_THERE = {"done", "flaky"}
_MADE = {"passed", "failed"}


def looked(seen: Sighting, then: RunRecord, now: RunRecord) -> bool:
    """Whether `now` would have met what `then` saw, were it still there."""
    return not now.partial and _made(seen.check, then, now) and _went_as_far(seen, then, now)


def _made(check: str, then: RunRecord, now: RunRecord) -> bool:
    verdicts = {id: verdict for id, _, verdict in now.checks}
    if check in verdicts:
        return verdicts[check] in _MADE
    # A check without points has no verdict; it was made if the settings ask the same questions, or
    # if it found anything else.
    same = (then.settings, then.method) == (now.settings, now.method)
    return same or any(other.check == check for other in now.sightings)


def _went_as_far(seen: Sighting, then: RunRecord, now: RunRecord) -> bool:
    """Every walk that can have met it must have come as far as it did."""
    reached = {task.pair: task.status for task in now.tasks}
    walks = [
        task
        for task in then.tasks
        if task.scenario in seen.tasks
        and (not seen.audiences or task.audience in seen.audiences)
        and task.status != "not-tested"
    ]
    return all(
        (status := reached.get(walk.pair, "not-tested")) in _GOT_THERE or status == walk.status
        for walk in walks
    )
