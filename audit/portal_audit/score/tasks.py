"""Walks -> what each audience could do, and the machine's score of each task (method 7.3, 7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import geometric_mean, median, median_low

from portal_audit.evidence import LOST, PageState, PlannedScenario, RunEvidence, Walk
from portal_audit.result import Measured, ScenarioScore, TaskResult, TaskStatus
from portal_audit.score.formulas import (
    adjusted_wald,
    curve,
    geometric_mean_ci,
    machine_task_score,
    rounded,
)

WORDS_A_SECOND = 238 / 60
"""Silent reading of adults, words a second (method 1.2)."""
OLDER_ADULT = 1.43
"""People over 65 were 43 % slower (method 1.3); a projection."""
READY = (2.5, 4.0)
"""Seconds to a ready page that score 90 and 50 (method 7.3 rule 2)."""
NOT_OFFERED = "The portal does not offer it."
FAIR_SLOWDOWN = (3.0, 5.0)
"""Measured slow-down of the phone's processor (4 x is asked for) outside which times are dropped
(method 6.2)."""
GRAVEST_FIRST: tuple[TaskStatus, ...] = (
    "broken",
    "refused",
    "failed",
    "not-offered",
    "blocked",
    "not-tested",
)
FEWEST_FOR_INTERVAL = 3
"""Below three values an interval says nothing (method 1.4)."""
FLAKY = 0.6
"""Least share of 5 or more tries that is flaky, not failed (method 7.5)."""
REACH_PROFILES = frozenset({"P0", "P1", "P2", "P3", "P4", "P5"})
"""Profiles whose success counts as reach."""

Walks = dict[tuple[str, str], tuple[Walk, ...]]
"""Walks by scenario and audience."""


def grouped(evidence: RunEvidence) -> Walks:
    """Walks by scenario and audience, in the order of their repeats."""
    return {
        (scenario.id, audience.id): walks
        for scenario in evidence.run.scenarios
        for audience in evidence.run.audiences
        if (walks := evidence.walks_of(scenario.id, audience.id))
    }


def status_of(walks: Sequence[Walk]) -> TaskStatus:
    """All tries done: done. Some: flaky. None: as the walks say, the gravest of them."""
    made = [walk for walk in walks if walk.status not in ("not-tested", "blocked")]
    done = sum(walk.status == "done" for walk in made)
    if made and done == len(made):
        return "done"
    # Fewer than 3 in 5 is no luck but a failure; with fewer than 5 tries any success is a doubt.
    if done and (len(made) < 5 or done / len(made) >= FLAKY):
        return "flaky"
    if done:
        return next((walk.status for walk in made if walk.status in LOST), "failed")
    if not walks:
        return "not-tested"
    return next(status for status in GRAVEST_FIRST if any(w.status == status for w in walks))


def task_results(evidence: RunEvidence, walks: Walks) -> tuple[TaskResult, ...]:
    """One for each planned scenario and audience, in plan order."""
    return tuple(
        _task(scenario, audience.id, walks.get((scenario.id, audience.id), ()))
        for scenario in evidence.run.scenarios
        if not scenario.not_applicable
        for audience in evidence.run.audiences
    )


def _task(scenario: PlannedScenario, audience: str, walks: Sequence[Walk]) -> TaskResult:
    done = [walk for walk in walks if walk.status == "done"]
    status = status_of(walks)
    shown = done or walks[:1]
    return TaskResult(
        scenario=scenario.id,
        title=scenario.title,
        priority=scenario.priority,
        audience=audience,
        status=status,
        done=len(done),
        tries=len(walks),
        success_range=_success_range(walks),
        seconds=measured([walk.seconds for walk in done]),
        system_seconds=measured([sum(walk.waits_ms) / 1000 for walk in done if _fair(walk)]),
        klm_seconds=rounded(median(w.klm_seconds for w in done)) if done else None,
        clicks=median_low(w.clicks for w in shown) if shown else None,
        fields=median_low(w.fields for w in shown) if shown else None,
        pages=median_low(w.pages for w in shown) if shown else None,
        keys=median_low(sum(step.keys for step in w.steps) for w in shown) if shown else None,
        reason="" if status == "done" else _reason(walks),
        stopped_before_commit=any(walk.stopped_before_commit for walk in done),
        walks=tuple(walk.id for walk in walks),
    )


def _success_range(walks: Sequence[Walk]) -> tuple[float, float] | None:
    made = [walk for walk in walks if walk.status not in ("not-tested", "blocked")]
    if len(made) < FEWEST_FOR_INTERVAL:
        return None
    low, high = adjusted_wald(sum(walk.status == "done" for walk in made), len(made))
    return (round(low, 3), round(high, 3))


def _fair(walk: Walk) -> bool:
    """Whether its times mean something: a slowed processor was about as slow as was asked for."""
    return walk.cpu_slowdown is None or FAIR_SLOWDOWN[0] <= walk.cpu_slowdown <= FAIR_SLOWDOWN[1]


def _reason(walks: Sequence[Walk]) -> str:
    return next((walk.reason for walk in walks if walk.reason), "It was not tried.")


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores the scenarios of one run; the same for every draw of the bootstrap."""

    evidence: RunEvidence

    @property
    def baseline(self) -> str:
        """The audience whose effort and waits are scored."""
        audiences = self.evidence.run.audiences
        return self.evidence.baseline or (audiences[0].id if audiences else "")

    def score(self, scenario: PlannedScenario, walks: Walks) -> ScenarioScore:
        """M and its four parts (method 7.3 rule 2)."""
        tries = walks.get((scenario.id, self.baseline), ())
        status = status_of(tries)
        note = "" if self.evidence.baseline else f"Scored as {self.baseline} met it."
        if status in ("not-tested", "blocked") or not tries:
            return self._result(scenario, None, note="It could not be tried.")
        if status == "not-offered" and scenario.priority < 3:
            return self._result(scenario, None, note=NOT_OFFERED)
        done = [walk for walk in tries if walk.status == "done"]
        if not done or status in LOST:
            return self._result(scenario, 0.0, note=_reason(tries))
        spent = [s for walk in done if (s := self._effort_seconds(scenario, walk)) is not None]
        seconds = median(spent) if spent else None
        waits = [wait / 1000 for walk in done for wait in walk.waits_ms]
        parts = {
            "effort": _curve(seconds, scenario.target_s, scenario.limit_s, half=True),
            "steps": _curve(
                median(walk.clicks + walk.fields for walk in done), scenario.effort, scenario.limit
            ),
            "wait": curve(median(waits), *READY) if waits else None,
            "reach": self._reach(scenario, walks),
        }
        success = 0.5 if status == "flaky" else 1.0
        return self._result(
            scenario,
            machine_task_score(tuple(parts.values()), success),
            note=note,
            seconds=seconds,
            **{name: rounded(part, 3) for name, part in parts.items()},
        )

    def _effort_seconds(self, scenario: PlannedScenario, walk: Walk) -> float | None:
        """Least effort + waits + the words that must be read; None when those were not gathered."""
        reading = 0.0
        if scenario.must_read:
            state = self.evidence.states.get(walk.states[-1]) if walk.states else None
            if state is None or state.blocks is None:
                return None
            reading = _main_words(state) / WORDS_A_SECOND
        return walk.klm_seconds + sum(walk.waits_ms) / 1000 + reading

    def _reach(self, scenario: PlannedScenario, walks: Walks) -> float | None:
        """Share of the tested audiences of P0 to P5 in which it completes."""
        tested = [
            status
            for audience in self.evidence.run.audiences
            if audience.profile in REACH_PROFILES
            if (status := status_of(walks.get((scenario.id, audience.id), ())))
            not in ("not-tested", "blocked")
        ]
        return sum(status == "done" for status in tested) / len(tested) if tested else None

    def _result(
        self,
        scenario: PlannedScenario,
        score: float | None,
        *,
        note: str,
        seconds: float | None = None,
        **parts: float | None,
    ) -> ScenarioScore:
        return ScenarioScore(
            scenario=scenario.id,
            title=scenario.title,
            priority=scenario.priority,
            dimension=scenario.dimension,
            score=rounded(score),
            effort_seconds=rounded(seconds),
            older_adult_seconds=rounded(seconds * OLDER_ADULT) if seconds is not None else None,
            note=note,
            **parts,
        )


def _curve(
    x: float | None, target: float | None, limit: float | None, *, half: bool = False
) -> float | None:
    if x is None or target is None or limit is None:
        return None
    return curve(x, target / 2, limit / 2) if half else curve(x, target, limit)


def _main_words(state: PageState) -> int:
    """Words in the main region (of the dialog, when one is open; of all, when there is no main)."""
    blocks = state.blocks or ()
    for region in ("dialog", "main"):
        words = sum(len(block.text.split()) for block in blocks if block.region == region)
        if words:
            return words
    return sum(len(block.text.split()) for block in blocks)


def measured(values: Sequence[float]) -> Measured | None:
    """Times in short; None when there are none."""
    if not values:
        return None
    mean: float | None = None
    interval: tuple[float, float] | None = None
    if min(values) > 0:
        mean = round(geometric_mean(values), 2)
        if len(values) >= FEWEST_FOR_INTERVAL:
            estimate = geometric_mean_ci(values)
            interval = (round(estimate.low, 2), round(estimate.high, 2))
    return Measured(
        median=round(median(values), 2),
        low=round(min(values), 2),
        high=round(max(values), 2),
        geometric_mean=mean,
        interval=interval,
    )
