"""Findings and measures -> tasks, dimensions, caps, letter, range: the whole of method section 7.

A pure function of the evidence, the outcomes and the rubric; the bootstrap's seed is the hash of
the settings, so that scoring again gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from portal_audit.evidence import LOST, PlannedScenario, RealityCheck, RunEvidence
from portal_audit.finding import DIMENSIONS, Check, Outcome, Verdict
from portal_audit.result import (
    Audit,
    Cap,
    CheckResult,
    DimensionResult,
    FindingResult,
    HardestPage,
    NotTested,
    PortalInfo,
    RunSummary,
    ScenarioScore,
    TaskResult,
)
from portal_audit.score.findings import finding_results
from portal_audit.score.formulas import (
    combined_task_score,
    letter,
    percentile,
    portal_score,
    rounded,
    weighted_mean,
)
from portal_audit.score.people import counted, human_task, people_result
from portal_audit.score.rubric import Rubric
from portal_audit.score.tasks import NOT_OFFERED, Scorer, Walks, grouped, task_results
from portal_audit.score.timelines import timelines
from portal_audit.score.words import LIMITS, no_range, summary

Outcomes = Mapping[str, tuple[Check, Outcome]]

FIND_AND_DO = "find-and-do"
NOT_YET = "This version cannot make this check yet."


def score(
    evidence: RunEvidence,
    outcomes: Outcomes,
    rubric: Rubric,
    *,
    planned_walks: int,
    partial: bool,
    hardest_page: HardestPage | None = None,
) -> Audit:
    """The audit of one run.

    `planned_walks` is the size of the plan; `partial` says that some of it was not walked;
    `hardest_page` is shown as it is.
    """
    walks = grouped(evidence)
    scorer = Scorer(evidence)
    tasks = task_results(evidence, walks)
    sessions = counted(evidence)
    scenarios = _scenario_scores(scorer, walks, sessions)
    findings = finding_results(evidence, outcomes, tasks, rubric)
    checks = _check_results(outcomes, rubric, _shares_of_tasks(scenarios, evidence))
    dimensions = _dimensions(checks, scenarios, evidence, rubric)
    caps = _caps(rubric, outcomes, tasks, dimensions, findings, evidence, sessions)
    values = {d.id: d.score for d in dimensions}
    total = portal_score(values, rubric.weights)
    uncapped = total.score if total else None
    limit = min((cap.limit for cap in caps), default=100)
    final = None if uncapped is None else min(uncapped, limit)
    without = _no_letter(dimensions, rubric)
    ranges = _range(scorer, walks, sessions, values, evidence, rubric, limit)
    return Audit(
        portal=PortalInfo(
            name=evidence.run.portal, start=evidence.run.start, hosts=evidence.run.hosts
        ),
        run=_run_summary(evidence, planned_walks, partial),
        method=rubric.version,
        summary=summary(tasks, evidence, findings),
        letter=letter(final, rubric.letters) if final is not None and not without else None,
        letter_without_caps=(
            letter(uncapped, rubric.letters) if uncapped is not None and not without else None
        ),
        no_letter_because=without,
        score=rounded(final),
        score_without_caps=rounded(uncapped),
        average=rounded(total.average) if total else None,
        equal_weights_score=_with_weights(values, dict.fromkeys(rubric.weights, 1.0), limit),
        weights_range=_weights_range(values, rubric, limit),
        range=ranges,
        caps=caps,
        dimensions=dimensions,
        scenarios=scenarios,
        tasks=tasks,
        timelines=timelines(evidence, tasks),
        people=people_result(evidence, scenarios),
        findings=findings,
        checks=checks,
        measures=_measures(outcomes, evidence),
        hardest_page=hardest_page,
        not_tested=_not_tested(checks, evidence, tasks, rubric),
        limits=LIMITS if ranges else (*LIMITS, no_range(evidence.run.repeats)),
    )


# --- parts ---


def _scenario_scores(
    scorer: Scorer, walks: Walks, sessions: Sequence[RealityCheck]
) -> tuple[ScenarioScore, ...]:
    planned = scorer.evidence.run.scenarios
    return tuple(_task_score(scorer, s, walks, sessions) for s in planned if not s.not_applicable)


def _task_score(
    scorer: Scorer, scenario: PlannedScenario, walks: Walks, sessions: Sequence[RealityCheck]
) -> ScenarioScore:
    """T of one task (method 7.3 rule 4)."""
    by_script = scorer.score(scenario, walks)
    human = human_task(scenario, sessions)
    if human is None or human.score is None:
        return by_script
    machine = by_script.score
    both = human.score if machine is None else combined_task_score(machine, human.score)
    return by_script.model_copy(
        update={"score": rounded(both), "machine": machine, "human": human.score}
    )


def _methods(evidence: RunEvidence) -> dict[str, str]:
    """Scenario -> its id in the method, "" for a portal's own."""
    return {s.id: s.method for s in evidence.run.scenarios}


def _shares_of_tasks(
    scenarios: tuple[ScenarioScore, ...], evidence: RunEvidence
) -> dict[str, float]:
    """Method's scenario -> its task score T / 100, for the checks that name one (method 2.2)."""
    methods = _methods(evidence)
    return {methods[s.scenario]: s.score / 100 for s in scenarios if s.score is not None}


def _check_results(
    outcomes: Outcomes, rubric: Rubric, tasks: Mapping[str, float]
) -> tuple[CheckResult, ...]:
    """Every check of the rubric, those this version cannot make as "cannot tell"."""
    results = []
    for weighed in rubric.check:
        known = outcomes.get(weighed.id)
        if known is None:
            note = "Only a person can answer this." if weighed.person else NOT_YET
            results.append(
                CheckResult(
                    id=weighed.id,
                    title=weighed.title,
                    dimension=weighed.dimension,
                    verdict="cannot tell",
                    share=None,
                    weight=weighed.weight,
                    note=note,
                    why="",
                    rule="",
                    fix="",
                    source="",
                )
            )
            continue
        check, outcome = known
        share = outcome.share
        if share is not None and weighed.scenario:
            share = tasks.get(weighed.scenario, share)
        results.append(
            CheckResult(
                id=check.id,
                title=check.title,
                dimension=check.dimension,
                verdict=outcome.verdict.value,
                share=rounded(share, 3),
                weight=weighed.weight,
                note=outcome.note,
                why=check.why,
                rule=check.rule,
                fix=check.fix,
                source=check.source,
                wcag=check.wcag,
            )
        )
    return tuple(results)


def _dimensions(
    checks: tuple[CheckResult, ...],
    scenarios: tuple[ScenarioScore, ...],
    evidence: RunEvidence,
    rubric: Rubric,
) -> tuple[DimensionResult, ...]:
    results = []
    for name, title in DIMENSIONS.items():
        if name == FIND_AND_DO:
            value, coverage = _find_and_do(scenarios, evidence, rubric)
            inside: tuple[CheckResult, ...] = ()
        else:
            inside = tuple(c for c in checks if c.dimension == name)
            value, coverage = _from_checks(inside)
        results.append(
            DimensionResult(
                id=name,
                title=title,
                weight=rubric.weights[name],
                score=rounded(value),
                coverage=round(coverage, 3),
                checks=tuple(c.id for c in inside),
            )
        )
    tested = [d.score for d in results if d.score is not None]
    low = min(tested, default=None)
    return tuple(d.model_copy(update={"weakest": d.score == low}) if tested else d for d in results)


def _from_checks(checks: tuple[CheckResult, ...]) -> tuple[float | None, float]:
    """100 x sum(w s) / sum(w) over what was tested, and tested / applicable points (7.3 rule 5)."""
    applicable = [c for c in checks if c.verdict != "not applicable"]
    tested = [(c.weight, c.share) for c in applicable if c.share is not None]
    value = weighted_mean(tested)
    points = sum(c.weight for c in applicable)
    return (
        None if value is None else 100 * value,
        sum(weight for weight, _ in tested) / points if points else 0.0,
    )


def _find_and_do(
    scenarios: tuple[ScenarioScore, ...], evidence: RunEvidence, rubric: Rubric
) -> tuple[float | None, float]:
    """Priority-weighted mean of the task scores; coverage over the method's tasks (7.3 rule 4)."""
    own = [s for s in scenarios if s.dimension == FIND_AND_DO]
    tested = [(float(s.priority), s.score) for s in own if s.score is not None]
    methods = _methods(evidence)
    excused = {s.method for s in evidence.run.scenarios if s.not_applicable}
    # A task that need not be offered and is not is left out; the portal's own tasks never cover
    # for the method's.
    excused |= {methods[s.scenario] for s in own if s.score is None and s.note == NOT_OFFERED}
    planned = {methods[s.scenario] for s in own} - excused
    missing = [
        priority
        for method, priority in rubric.find_and_do.items()
        if method not in planned and method not in excused
    ]
    listed = [s for s in own if methods[s.scenario] in planned & set(rubric.find_and_do)]
    points = sum(s.priority for s in listed) + sum(missing)
    covered = sum(s.priority for s in listed if s.score is not None)
    return weighted_mean(tested), covered / points if points else 0.0


def _caps(
    rubric: Rubric,
    outcomes: Outcomes,
    tasks: tuple[TaskResult, ...],
    dimensions: tuple[DimensionResult, ...],
    findings: tuple[FindingResult, ...],
    evidence: RunEvidence,
    sessions: Sequence[RealityCheck],
) -> tuple[Cap, ...]:
    """Every cap that is triggered, lowest first (method 7.4)."""
    caps = []
    impossible = [
        task
        for task in tasks
        if task.audience == evidence.baseline
        and task.priority == 3
        and (task.status in LOST or task.status == "not-offered")
    ]
    for rule in rubric.cap:
        if rule.check:
            proof = tuple(
                f.fingerprint
                for f in findings
                if f.check == rule.check
                and f.severity >= rule.severity
                and rule.rule in ("", f.rule)
                and f.confidence == "certain"
            )
            known = outcomes.get(rule.check)
            if known and known[1].verdict is Verdict.FAILED and proof:
                caps.append(
                    Cap(limit=rule.limit, reason=rule.reason, check=rule.check, findings=proof)
                )
        elif rule.task and impossible:
            names = " and ".join(f"“{task.title}”" for task in impossible[:2])
            proof = tuple(
                f.fingerprint
                for f in findings
                if f.check == "FD-01" and set(f.tasks) & {t.scenario for t in impossible}
            )
            caps.append(
                Cap(
                    limit=rule.limit,
                    reason=f"{rule.reason}: {names}",
                    check="FD-01",
                    findings=proof,
                )
            )
        elif (rule.person and not sessions) or (
            rule.provisional
            and any(d.coverage < rubric.coverage.provisional_below for d in dimensions)
        ):
            caps.append(Cap(limit=rule.limit, reason=rule.reason))
    return tuple(sorted(caps, key=lambda cap: cap.limit))


def _no_letter(dimensions: tuple[DimensionResult, ...], rubric: Rubric) -> str:
    """Why there is no letter; "" when there is one."""
    thin = [d for d in dimensions if d.coverage < rubric.coverage.no_letter_below]
    if not thin:
        return ""
    names = ", ".join(f"{d.title} ({d.coverage:.0%})" for d in thin)
    return f"Too little was tested for a fair letter: {names}."


def _with_weights(
    values: Mapping[str, float | None], weights: Mapping[str, float], limit: int
) -> float | None:
    total = portal_score(values, weights)
    return rounded(min(total.score, limit)) if total else None


def _weights_range(
    values: Mapping[str, float | None], rubric: Rubric, limit: int
) -> tuple[float, float] | None:
    """Lowest and highest score when each weight in turn is halved or raised by half (7.2)."""
    scores = [
        changed
        for name in rubric.weights
        for factor in (0.5, 1.5)
        if (
            changed := _with_weights(
                values, {**rubric.weights, name: rubric.weights[name] * factor}, limit
            )
        )
        is not None
    ]
    return (min(scores), max(scores)) if scores else None


def _range(
    scorer: Scorer,
    walks: Walks,
    sessions: Sequence[RealityCheck],
    values: Mapping[str, float | None],
    evidence: RunEvidence,
    rubric: Rubric,
    limit: int,
) -> tuple[float, float] | None:
    """5th to 95th percentile of the score over resampled repeats and people (method 7.5).

    None when no task that counts in Find & do was walked more than once or tried by two people:
    there is nothing to resample.
    """
    own = [s for s in evidence.run.scenarios if s.dimension == FIND_AND_DO and not s.not_applicable]
    repeated = any(len(walks.get((s.id, scorer.baseline), ())) > 1 for s in own)
    if not repeated and len(sessions) < 2:
        return None
    chance = random.Random(evidence.run.settings)
    scores = []
    for _ in range(rubric.bootstrap.draws):
        drawn = {key: tuple(chance.choices(group, k=len(group))) for key, group in walks.items()}
        people = chance.choices(sessions, k=len(sessions)) if sessions else ()
        tested = [
            (float(result.priority), result.score)
            for result in (_task_score(scorer, s, drawn, people) for s in own)
            if result.score is not None
        ]
        total = portal_score({**values, FIND_AND_DO: weighted_mean(tested)}, rubric.weights)
        if total:
            scores.append(min(total.score, limit))
    scores.sort()
    low, high = rubric.bootstrap.low / 100, rubric.bootstrap.high / 100
    return (round(percentile(scores, low), 1), round(percentile(scores, high), 1))


def _measures(outcomes: Outcomes, evidence: RunEvidence) -> dict[str, float | str]:
    slowed = sorted({w.cpu_slowdown for w in evidence.walks if w.cpu_slowdown is not None})
    return {f"processor slow-down {n}": each for n, each in enumerate(slowed, 1)} | {
        f"{check.id} {name}": value
        for check, outcome in outcomes.values()
        for name, value in sorted(outcome.measures.items())
    }


def _not_tested(
    checks: tuple[CheckResult, ...],
    evidence: RunEvidence,
    tasks: tuple[TaskResult, ...],
    rubric: Rubric,
) -> tuple[NotTested, ...]:
    """What a reader must not take for tested."""
    listed = []
    if not counted(evidence):
        listed.append(
            NotTested(
                what="people",
                title="How people fare",
                why="No person has tried this portal with Portal Audit in the last 12 months."
                if evidence.sessions
                else "No person has tried this portal with Portal Audit yet.",
            )
        )
    for scenario in evidence.run.scenarios:
        if scenario.not_applicable:
            listed.append(
                NotTested(
                    what=scenario.id,
                    title=scenario.title,
                    why=f"Not applicable: {scenario.not_applicable}",
                    dimension=scenario.dimension,
                )
            )
    for task in tasks:
        if task.status in ("not-tested", "blocked"):
            home = next(s.dimension for s in evidence.run.scenarios if s.id == task.scenario)
            listed.append(
                NotTested(
                    what=task.scenario,
                    title=f"{task.title} ({task.audience})",
                    why=task.reason,
                    dimension=home,
                )
            )
    planned = {s.method for s in evidence.run.scenarios}
    listed += [
        NotTested(
            what=method,
            title=f"Task {method} of the method",
            why="It was not part of this run.",
            dimension=FIND_AND_DO,
        )
        for method in rubric.find_and_do
        if method not in planned
    ]
    listed += [
        NotTested(what=c.id, title=c.title, why=c.note, dimension=c.dimension)
        for c in checks
        if c.verdict == "cannot tell"
    ]
    return tuple(listed)


def _run_summary(evidence: RunEvidence, planned: int, partial: bool) -> RunSummary:
    run = evidence.run
    return RunSummary(
        auditor=run.auditor,
        commissioner=run.commissioner,
        started=run.started,
        today=run.today,
        tool=run.tool,
        browser=run.browser,
        axe=run.axe,
        machine=run.machine,
        settings=run.settings,
        repeats=run.repeats,
        writes=run.writes,
        partial=partial,
        planned=planned,
        walked=len(evidence.walks),
        states=len(evidence.states),
        audiences=tuple((a.id, a.title) for a in run.audiences),
    )
