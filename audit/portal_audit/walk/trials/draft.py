"""Whether a message that is being written survives the end of the visit (check GI-14).

Writes as the task S09 does, lets the visit end, signs in again and looks for the words. The visit
ends by the page's own time limit when it has one; otherwise the cookies that keep the patient
signed in are taken away, as if the server had forgotten them.

Facts: `survived`; `ended_by` `time` or `cookies`; `reason` what was missing when it did not.
"""

from __future__ import annotations

from portal_audit.scenario import Scenario
from portal_audit.steps import StepFailed
from portal_audit.walk.hands import Now
from portal_audit.walk.trials.time_limit import Clockwork
from portal_audit.walk.trials.trial import Bench, NotTried, Told, Visit

METHOD = "S09"
SAVE_S = 90
"""Long enough for a page that keeps a draft once a minute."""
AFTER_S = 120
"""How much later than the known limit the visit must have ended."""


class KeptDraft:
    name = "draft"
    words = "letting the time run out over a half-written message"
    after: tuple[str, ...] = ("time-limit",)

    def wanted(self, bench: Bench) -> bool:
        return bench.portal.account is not None and _task(bench) is not None

    async def make(self, bench: Bench) -> Told:
        task = _task(bench)
        assert task is not None
        written = max((i for i, s in enumerate(task.steps, 1) if s.kind == "fill"), default=0)
        if not written:
            raise NotTried(f"The task {task.id} writes nothing.")
        limit = bench.done.get("time-limit")
        ends_at = float(limit.facts.get("ended_at_s", 0)) if limit else 0.0
        async with bench.signed_in() as visit:
            clock = Clockwork(visit)
            await clock.start()
            try:
                await _perform(visit, bench, task, 0, written)
            except StepFailed as failed:
                raise NotTried(f"The message could not be written. {failed.reason}") from None
            ended_by = await _end(clock, ends_at)
            await bench.sign_in(visit)
            missing = await _looked_for(visit, bench, task, written)
        facts: dict[str, bool | float | str] = {"survived": not missing, "ended_by": ended_by}
        return Told(facts | ({"reason": missing} if missing else {}))


def _task(bench: Bench) -> Scenario | None:
    left_out = bench.portal.not_applicable
    return next((s for s in bench.scenarios if s.method == METHOD and s.id not in left_out), None)


async def _end(clock: Clockwork, ends_at: float) -> str:
    """Let the visit end; by what it did. Raises NotTried when it does not."""
    visit = clock.visit
    await clock.run(SAVE_S)
    if ends_at:
        await clock.run(int(ends_at) + AFTER_S)
    else:
        for name in visit.session_cookies:
            await visit.context.clear_cookies(name=name)
        await visit.go(visit.home)
    await visit.tab.settle()
    if await visit.is_inside(1.0):
        raise NotTried("The visit could not be brought to its end.")
    return "time" if ends_at else "cookies"


async def _looked_for(visit: Visit, bench: Bench, task: Scenario, start: int) -> str:
    """ "" when the words are found again; else what is missing."""
    visit.now("done", "See that it is still there")
    visit.hands.now.seconds = 1.0
    if not await visit.hands.met(task.done):
        return ""  # the portal leads straight back to it
    try:
        await _perform(visit, bench, task, start, len(task.steps))
    except StepFailed as failed:
        return failed.reason
    visit.now("done", "See that it is still there")
    return await visit.hands.met(task.done)


async def _perform(visit: Visit, bench: Bench, task: Scenario, start: int, end: int) -> None:
    """Steps `start` to `end` of the task. Raises StepFailed."""
    for number, step in enumerate(task.steps[start:end], start + 1):
        visit.hands.now = Now(
            number=number,
            kind=step.kind,
            words=step.spoken(bench.around.vocabulary),
            outcome=step.then,
            outcome_is_required=step.then is not None,
            seconds=step.seconds,
        )
        if step.commits and not bench.portal.writes:
            raise NotTried("The task does something that cannot be undone (`writes: false`).")
        try:
            await step.perform(visit.hands)
        except StepFailed as failed:
            if not (step.optional and failed.not_offered):
                raise


DRAFT = KeptDraft()
