"""Sessions of people -> how they fared in each task (method 1.2, 1.4 and 7.3 rule 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import fmean
from urllib.parse import urlsplit

from portal_audit.evidence import Attempt, PlannedScenario, RealityCheck, RunEvidence
from portal_audit.result import HumanTask, PathBox, People, PersonTry, Quote, ScenarioScore
from portal_audit.score.formulas import (
    adjusted_wald,
    curve,
    ease_share,
    laplace,
    mean_ci,
    predicted_sus,
    rounded,
    umux_lite,
)
from portal_audit.score.tasks import measured

FRESH_DAYS = 365
"""An older session says nothing about the portal of today (method 7.4)."""
FEWEST_FOR_RATE = 5
"""Fewer people find problems; a rate of theirs means nothing (method 1.4)."""
FEWEST_FOR_INTERVAL = 3
FEWEST_TO_COMPARE = 20
MOST_QUOTES = 12
LONGEST_QUOTE = 600
EXPERIENCE = {"never": "first time here", "few": "been here a few times", "weekly": "here weekly"}

Tries = Sequence[tuple[RealityCheck, Attempt]]


def counted(evidence: RunEvidence) -> tuple[RealityCheck, ...]:
    """The sessions that count: of this portal, at most 12 months old.

    People who use the portal every week are never mixed with others: they count only where there is
    nobody else (method 1.4).
    """
    fresh = _fresh(evidence)
    newcomers = tuple(s for s in fresh if s.tester.experience != "weekly")
    return newcomers or fresh


def _fresh(evidence: RunEvidence) -> tuple[RealityCheck, ...]:
    oldest = date.fromisoformat(evidence.run.today) - timedelta(days=FRESH_DAYS)
    host = urlsplit(evidence.run.start).hostname
    return tuple(
        session
        for session in evidence.sessions
        if urlsplit(session.start).hostname == host
        and date.fromisoformat(session.started[:10]) >= oldest
        and any(task.tried for task in session.tasks)
    )


def human_task(
    scenario: PlannedScenario, sessions: Iterable[RealityCheck], least_s: float | None = None
) -> HumanTask | None:
    """H and its parts for one task; None when nobody tried it."""
    tries = [(s, t) for s in sessions for t in s.tasks if t.scenario == scenario.id and t.tried]
    if not tries:
        return None
    alone = [attempt for _, attempt in tries if attempt.alone]
    times = [t.seconds for s, t in tries if t.alone and not s.context.think_aloud and t.seconds > 0]
    ways = [t.lostness for t in alone if t.lostness is not None]
    eases = [t.seq for _, t in tries if t.seq is not None]
    seconds = measured(times)
    parts = {
        "completion": laplace(len(alone), len(tries)),
        "time": _time(scenario, seconds.geometric_mean if seconds else None) if alone else 0.0,
        "easy": ease_share(fmean(eases)) if eases else None,
        "directness": (max(0.0, 1 - fmean(ways)) if ways else None) if alone else 0.0,
    }
    known = [part for part in parts.values() if part is not None]
    enough = len(tries) >= FEWEST_FOR_RATE
    ease = mean_ci(eases) if len(eases) >= FEWEST_FOR_INTERVAL else None
    low, high = adjusted_wald(len(alone), len(tries))
    return HumanTask(
        scenario=scenario.id,
        title=scenario.title,
        priority=scenario.priority,
        tries=len(tries),
        done=len(alone),
        assisted=sum(t.outcome == "success" and not t.alone for _, t in tries),
        believed=sum(t.outcome == "false-success" for _, t in tries),
        gave_up=sum(t.outcome in ("gave-up", "out-of-time") for _, t in tries),
        success_range=(round(low, 3), round(high, 3)) if enough else None,
        seconds=seconds,
        target_s=scenario.target_s,
        limit_s=scenario.limit_s,
        least_s=least_s,
        ease=rounded(fmean(eases), 2) if eases else None,
        ease_range=(max(1.0, round(ease.low, 2)), min(7.0, round(ease.high, 2))) if ease else None,
        lostness=rounded(fmean(ways), 3) if ways else None,
        score=rounded(100 * fmean(known)),
        attempts=tuple(_shown(s, t, counted=True) for s, t in tries),
        **{name: rounded(part, 3) for name, part in parts.items()},
    )


def _time(scenario: PlannedScenario, seconds: float | None) -> float | None:
    if seconds is None or scenario.target_s is None or scenario.limit_s is None:
        return None
    return curve(seconds, scenario.target_s, scenario.limit_s)


def people_result(evidence: RunEvidence, scenarios: Sequence[ScenarioScore]) -> People | None:
    """What the scorecard says about people; None when nobody tried."""
    sessions = counted(evidence)
    if not sessions:
        return None
    least = {score.scenario: score.effort_seconds for score in scenarios}
    apart = [s for s in _fresh(evidence) if s not in sessions]
    tasks = []
    for scenario in evidence.run.scenarios:
        task = human_task(scenario, sessions, least.get(scenario.id))
        if task is None:
            continue
        more = [
            _shown(s, t, counted=False)
            for s in apart
            for t in s.tasks
            if t.scenario == scenario.id and t.tried
        ]
        tasks.append(task.model_copy(update={"attempts": (*task.attempts, *more)}))
    umux = [
        umux_lite(s.post.meets_needs, s.post.easy_to_use)
        for s in sessions
        if s.post.meets_needs and s.post.easy_to_use
    ]
    elders = [s.post.elder_alone for s in sessions if s.post.elder_alone]
    return People(
        sessions=len(sessions),
        newest=max(s.started for s in sessions)[:10],
        wording=wording(len(sessions)),
        notes=tuple(_notes(evidence, sessions, apart)),
        tasks=tuple(tasks),
        umux_lite=rounded(fmean(umux)) if umux else None,
        predicted_sus=rounded(predicted_sus(fmean(umux))) if umux else None,
        elder_alone=rounded(fmean(elders)) if elders else None,
        quotes=tuple(_quotes(sessions))[:MOST_QUOTES],
    )


def wording(n: int) -> str:
    """What `n` people can show (method 1.4 and 8)."""
    if n == 1:
        return "This is one person's experience. It shows what can happen, not how often."
    if n < FEWEST_FOR_RATE:
        return f"This is what {n} people met. So few find problems; they give no rates."
    if n < FEWEST_TO_COMPARE:
        return (
            f"{n} people tried. They find most problems; how many patients would manage is known "
            "only roughly, so each rate has a range."
        )
    return f"{n} people tried: enough to compare with another time, with care."


def _notes(
    evidence: RunEvidence, sessions: Sequence[RealityCheck], apart: Sequence[RealityCheck]
) -> list[str]:
    notes = []
    if apart:
        people = "person who uses" if len(apart) == 1 else "people who use"
        notes.append(
            f"{len(apart)} {people} the portal every week: shown, but not counted with the others."
        )
    elif all(s.tester.experience == "weekly" for s in sessions):
        notes.append("All of them use the portal every week. A new patient has it harder.")
    staff = [s for s in sessions if s.tester.role and "patient" not in s.tester.role.casefold()]
    if staff:
        notes.append("Staff are not patients: they know the words and are in no distress.")
    if any(s.context.think_aloud for s in sessions):
        notes.append("Times of people who spoke while they worked are left out.")
    if left := len(evidence.sessions) - len(sessions) - len(apart):
        those = "session is" if left == 1 else "sessions are"
        notes.append(
            f"{left} more {those} older than 12 months, of another address, or without a try."
        )
    return notes


def _quotes(sessions: Sequence[RealityCheck]) -> Iterable[Quote]:
    """What people said: of signing in and what to fix first, then of the hardest tasks."""
    for session in sessions:
        for words, about in (
            (session.post.signing_in, "signing in"),
            (session.post.fix_one, "one thing to fix"),
        ):
            if words:
                yield Quote(words=words[:LONGEST_QUOTE], about=about, who=_who(session))
    told = [(s, t) for s in sessions for t in s.tasks if t.comment and t.tried]
    for session, attempt in sorted(told, key=lambda each: each[1].seq or 4):
        yield Quote(words=attempt.comment[:LONGEST_QUOTE], about=attempt.title, who=_who(session))


def _who(session: RealityCheck) -> str:
    role = session.tester.role or "somebody"
    return ", ".join(filter(None, (role, EXPERIENCE[session.tester.experience])))


def _shown(session: RealityCheck, attempt: Attempt, *, counted: bool) -> PersonTry:
    assisted = attempt.outcome == "success" and not attempt.alone
    return PersonTry(
        who=_who(session),
        outcome="assisted" if assisted else attempt.outcome,
        why=attempt.why,
        counted=counted,
        seconds=attempt.seconds,
        ease=attempt.seq,
        lostness=attempt.lostness,
        path=_path(attempt),
        backtracks=attempt.backtracks,
        first_click=attempt.first_click,
        dead=attempt.dead,
        rage=attempt.rage,
        errors=attempt.errors,
        hesitations=attempt.hesitations,
        comment=attempt.comment[:LONGEST_QUOTE],
        own_words=attempt.own_words[:LONGEST_QUOTE],
        understood=attempt.understood,
    )


def _path(attempt: Attempt) -> tuple[PathBox, ...]:
    ends = [page.at for page in attempt.pages[1:]] + [attempt.seconds]
    return tuple(
        PathBox(
            words=page.heading or page.path,
            kind="back" if page.back else "on" if page.on_path else "detour",
            seconds=round(max(0.0, end - page.at), 1),
        )
        for page, end in zip(attempt.pages, ends, strict=False)
    )
