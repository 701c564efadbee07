"""Whether a run may pass (method 7.6).

A gate never looks at the total: a score says that something changed, not what to repair. It fails
on a few things that are certain, and warns of the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from portal_audit.baseline import Accepted, Baseline, KnownTask
from portal_audit.gate_result import GateFailure, GateResult, Rule, Waived
from portal_audit.result import Audit, Cap, FindingResult, TaskResult
from portal_audit.score.compare import (
    NOT_DONE,
    UNTRIED,
    cap_key,
    differences,
    page_of,
    side_of,
    task_change,
)
from portal_audit.score.noise import AREA_POINTS, HAIR, moved, noise_of_areas

SERIOUS = 3
MUST = 3
"""Priority of the tasks that a patient must be able to do."""
TASK_CHECKS = frozenset({"FD-01", "EV-02", "EV-13"})
"""They report tasks that cannot be done."""


def gate(audit: Audit, rules: Sequence[Rule], baseline: Baseline | None = None) -> GateResult:
    """What of `rules` fails, measured at `baseline` where a rule needs one.

    Acceptances are looked at with the date of the run, not of today: asking again gives the same.
    """
    found: dict[str, GateFailure] = {}
    for rule in dict.fromkeys(rules):
        for failure in _JUDGES[rule](audit, baseline, rule):
            found.setdefault(failure.key, failure)
    decisions = _Decisions(baseline, _day(audit))
    failures, waived = [], []
    for failure in found.values():
        decision = decisions.on(failure)
        if decision is None:
            failures.append(failure.model_copy(update={"note": decisions.note(failure)}))
        else:
            waived.append(
                Waived(
                    rule=failure.rule,
                    key=failure.key,
                    title=failure.title,
                    reason=decision.reason,
                    until=decision.until,
                )
            )
    incomplete = _incomplete(audit, rules, baseline)
    return GateResult(
        verdict="failed" if failures else "incomplete" if incomplete else "passed",
        asked=tuple(dict.fromkeys(rules)),
        baseline=baseline.run.date if baseline else "",
        failures=tuple(failures),
        incomplete=tuple(incomplete),
        accepted=tuple(waived),
        warnings=tuple(_warnings(audit, baseline, failures)) if baseline else (),
    )


def _day(audit: Audit) -> date:
    """The day of the run; without a readable one nothing with an end is accepted any more."""
    try:
        return date.fromisoformat(audit.run.today[:10])
    except ValueError:
        return date.max


class _Decisions:
    """What people accepted, on the day of the run."""

    def __init__(self, baseline: Baseline | None, today: date) -> None:
        self._all = {a.key: a for a in baseline.accepted} if baseline else {}
        self._today = today

    def on(self, failure: GateFailure) -> Accepted | None:
        """The decision that lets it pass: on itself, or on every finding behind it."""
        own = self._in_force(failure.key)
        if own:
            return own
        behind = [self._in_force(fingerprint) for fingerprint in failure.findings]
        return behind[0] if behind and all(behind) else None

    def note(self, failure: GateFailure) -> str:
        """That a decision on it is over; "" otherwise."""
        over = [
            decision.until
            for key in (failure.key, *failure.findings)
            if (decision := self._all.get(key)) and decision.until and decision.until < self._today
        ]
        return f"It was accepted until {over[0]}; that day is over." if over else ""

    def _in_force(self, key: str) -> Accepted | None:
        decision = self._all.get(key)
        if decision is None or (decision.until and decision.until < self._today):
            return None
        return decision


# --- the rules ---


def _caps(audit: Audit, baseline: Baseline | None, rule: Rule) -> Iterable[GateFailure]:
    known = {cap.key for cap in baseline.caps} if baseline else set()
    for cap in audit.caps:
        if rule == "new-cap" and cap_key(cap) in known:
            continue
        # The others say that too little was tried, not that anything is wrong with the portal.
        if rule == "any-cap" and not cap.check:
            continue
        yield _cap_failure(cap, audit, rule)


def _cap_failure(cap: Cap, audit: Audit, rule: Rule) -> GateFailure:
    proof = [f for f in audit.findings if f.fingerprint in cap.findings]
    return GateFailure(
        rule=rule,
        key=cap_key(cap),
        title=f"The grade is limited to {cap.limit}: {cap.reason}",
        detail=proof[0].title if proof else "",
        page=page_of(proof[0]) if proof else "",
        fix=proof[0].fix if proof else "",
        findings=tuple(f.fingerprint for f in proof),
    )


def _tasks(audit: Audit, baseline: Baseline | None, rule: Rule) -> Iterable[GateFailure]:
    known = _known_tasks(baseline)
    for task in audit.tasks:
        if task.priority != MUST or task.status not in NOT_DONE:
            continue
        before = known.get((task.scenario, task.audience))
        if rule == "task-lost" and (before is None or before.status != "done"):
            continue
        proof = [
            f
            for f in audit.findings
            if f.check in TASK_CHECKS and task.scenario in f.tasks and task.audience in f.audiences
        ]
        yield GateFailure(
            rule=rule,
            key=f"task:{task.scenario}/{task.audience}",
            title=f"“{task.title}” ({task.audience}): {_told(task)}",
            detail=task.reason,
            page=page_of(proof[0]) if proof else "",
            fix=proof[0].fix if proof else "Walk the task yourself and repair what stops it.",
            findings=tuple(f.fingerprint for f in proof),
        )


def _told(task: TaskResult) -> str:
    return f"{task.status}, done in {task.done} of {task.tries} tries"


def _known_tasks(baseline: Baseline | None) -> dict[tuple[str, str], KnownTask]:
    return {(t.scenario, t.audience): t for t in baseline.tasks} if baseline else {}


def _findings(audit: Audit, baseline: Baseline | None, rule: Rule) -> Iterable[GateFailure]:
    known = {
        f.fingerprint
        for f in (baseline.findings if baseline else ())
        if f.confidence == "certain" and f.severity >= SERIOUS
    }
    # Whoever said "until then" wants to hear of it afterwards, known or not.
    dated = {a.key for a in baseline.accepted if a.until} if baseline else set()
    for finding in audit.findings:
        if finding.severity < SERIOUS or finding.confidence != "certain":
            continue
        if rule == "new-serious" and finding.fingerprint in known - dated:
            continue
        yield _finding_failure(finding, rule)


def _finding_failure(finding: FindingResult, rule: Rule) -> GateFailure:
    return GateFailure(
        rule=rule,
        key=finding.fingerprint,
        title=finding.title,
        detail=finding.problem,
        page=page_of(finding),
        fix=finding.fix,
        findings=(finding.fingerprint,),
    )


def _areas(audit: Audit, baseline: Baseline | None, rule: Rule) -> Iterable[GateFailure]:
    noise = noise_of_areas(audit)
    before = {a.id: a for a in baseline.areas} if baseline else {}
    if baseline and baseline.run.people != side_of(audit).people:
        return  # people came or went: the scores moved with them, not with the portal
    for area in audit.dimensions:
        old = before.get(area.id)
        if old is None or old.score is None or area.score is None:
            continue
        change = moved(old.score, area.score, AREA_POINTS, (old.noise, noise.get(area.id)))
        if change == "worse" and old.score - area.score > AREA_POINTS + HAIR:
            failed = {c.id for c in audit.checks if c.verdict == "failed"} & set(area.checks)
            names = [c for c in area.checks if c in failed]
            yield GateFailure(
                rule=rule,
                key=f"dimension:{area.id}",
                title=f"{area.title} fell from {old.score:g} to {area.score:g}",
                detail=f"Checks that fail there: {', '.join(names)}." if names else "",
                fix="`portal-audit compare` shows what became worse.",
            )


_JUDGES: dict[Rule, Callable[[Audit, Baseline | None, Rule], Iterable[GateFailure]]] = {
    "new-cap": _caps,
    "any-cap": _caps,
    "task-lost": _tasks,
    "task-failed": _tasks,
    "new-serious": _findings,
    "serious": _findings,
    "dimension-drop": _areas,
}


# --- what cannot be said ---


def _incomplete(audit: Audit, rules: Sequence[Rule], baseline: Baseline | None) -> list[str]:
    """Why nobody can say that all is well."""
    said = []
    if audit.run.partial:
        said.append(
            f"The run was interrupted: {audit.run.walked} of {audit.run.planned} walks were made."
        )
    if all(task.status in UNTRIED for task in audit.tasks):
        said.append("No task was walked.")
    known = _known_tasks(baseline)
    for task in audit.tasks:
        if task.priority != MUST or task.status not in UNTRIED:
            continue
        old = known.get((task.scenario, task.audience))
        lost_sight = "task-lost" in rules and old is not None and old.status == "done"
        if lost_sight or "task-failed" in rules:
            why = f" {task.reason}" if task.reason else ""
            said.append(f"“{task.title}” ({task.audience}) was not tried.{why}")
    if (
        baseline is not None
        and known
        and not {(t.scenario, t.audience) for t in audit.tasks} & set(known)
    ):
        said.append("None of the baseline's tasks is part of this run.")
    if baseline is not None and "dimension-drop" in rules:
        now = {d.id: d.score for d in audit.dimensions}
        said += [
            f"{area.title} could not be measured; it was {area.score:g}."
            for area in baseline.areas
            if area.score is not None and now.get(area.id) is None
        ]
    return said


def _warnings(audit: Audit, baseline: Baseline, failures: Sequence[GateFailure]) -> list[str]:
    """What became worse without failing the gate, and what makes the comparison doubtful."""
    said = []
    apart = differences(baseline.run, side_of(audit))
    if apart:
        said.append("These runs asked different questions. " + " ".join(apart))
    known, now = _known_tasks(baseline), {(t.scenario, t.audience): t for t in audit.tasks}
    if missing := [key for key in known if key not in now]:
        said.append(f"{len(missing)} tasks of the baseline are not part of this run.")
    failed = {failure.key for failure in failures}
    for key, task in now.items():
        old = known.get(key)
        change = task_change(old.status if old else None, task.status)
        doubtful = old is not None and old.status == "done" and task.status == "flaky"
        if (change == "worse" or doubtful) and f"task:{key[0]}/{key[1]}" not in failed:
            said.append(f"“{task.title}” ({task.audience}) worked before; now: {_told(task)}.")
    said += _of_findings(audit, baseline)
    noise, old_areas = noise_of_areas(audit), {a.id: a for a in baseline.areas}
    for area in audit.dimensions:
        before = old_areas.get(area.id)
        if before is None or before.score is None or area.score is None:
            continue
        change = moved(before.score, area.score, AREA_POINTS, (before.noise, noise.get(area.id)))
        lower = before.score - area.score > AREA_POINTS + HAIR or change == "worse"
        if lower and f"dimension:{area.id}" not in failed:
            said.append(
                f"{area.title}: {before.score:g} before, {area.score:g} now ({_sure(change)})."
            )
    return said


def _sure(change: str) -> str:
    return "no clear change" if change == "unclear" else change


def _of_findings(audit: Audit, baseline: Baseline) -> list[str]:
    said = []
    seen = {f.fingerprint for f in baseline.findings}
    new = [f for f in audit.findings if f.fingerprint not in seen]
    minor = sum(f.confidence == "certain" and f.severity < SERIOUS for f in new)
    likely = sum(f.confidence == "likely" for f in new)
    if minor:
        said.append(f"{minor} new smaller problems.")
    if likely:
        said.append(f"{likely} new problems for a person to confirm.")
    here = {f.fingerprint: f for f in audit.findings if f.severity < SERIOUS}
    said += [
        f"“{here[a.key].title}” was accepted until {a.until}; that day is over."
        for a in baseline.accepted
        if a.key in here and a.until and a.until < _day(audit)
    ]
    return said
