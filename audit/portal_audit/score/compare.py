"""Two audits -> what is better, worse or the same, by the noise rule of method 7.5.

A check judges all repeats of a run at once, so a verdict that flips has flipped in all of them,
except where it rests on tasks that work only sometimes. A task counts by its own repeats.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import Literal, TypeVar

from portal_audit.comparison import (
    CapChange,
    Change,
    CheckChange,
    Comparison,
    FindingChange,
    ScoreChange,
    Side,
    TaskChange,
)
from portal_audit.evidence import LOST
from portal_audit.result import (
    Audit,
    Cap,
    CheckResult,
    FindingResult,
    TaskResult,
    TaskStatus,
)
from portal_audit.score.noise import AREA_POINTS, SHARE, moved, noise_of_areas, only_in_one

UNTRIED: frozenset[TaskStatus] = frozenset({"not-tested", "blocked"})
NOT_DONE: frozenset[str] = LOST | {"not-offered"}
JUDGED = frozenset({"passed", "failed"})
K = TypeVar("K", bound=Hashable)


def compare(before: Audit, after: Audit) -> Comparison:
    """What changed from `before` to `after`."""
    changes = _findings(before, after)
    return Comparison(
        before=side_of(before),
        after=side_of(after),
        differences=differences(side_of(before), side_of(after)),
        before_letter=before.letter,
        after_letter=after.letter,
        score=ScoreChange(
            id="score",
            title="Score",
            before=before.score,
            after=after.score,
            before_range=before.range,
            after_range=after.range,
            change=moved(before.score, after.score, AREA_POINTS, (before.range, after.range)),
        ),
        dimensions=_dimensions(before, after),
        caps=_caps(before, after),
        tasks=_tasks(before, after),
        checks=_checks(before, after),
        findings=tuple(c for c in changes if c.confidence == "certain"),
        likely=tuple(c for c in changes if c.confidence == "likely"),
    )


# --- what was asked ---


def side_of(audit: Audit) -> Side:
    """Which run it was, and what it asked."""
    run = audit.run
    return Side(
        portal=audit.portal.name,
        date=run.today,
        tool=run.tool,
        method=audit.method,
        settings=run.settings,
        axe=run.axe,
        repeats=run.repeats,
        writes=run.writes,
        partial=run.partial,
        audiences=tuple(name for name, _ in run.audiences),
        scenarios=tuple(dict.fromkeys(task.scenario for task in audit.tasks)),
        people=audit.people.sessions if audit.people else 0,
    )


def differences(before: Side, after: Side) -> tuple[str, ...]:
    """What two runs did not ask alike, one sentence each."""
    said = []
    for what, one, other in (
        ("The portal", before.portal, after.portal),
        ("The method", before.method, after.method),
        ("Portal Audit", before.tool, after.tool),
        ("The accessibility rules (axe)", before.axe, after.axe),
    ):
        if one != other:
            said.append(f"{what}: {one or '-'} before, {other or '-'} now.")
    if before.settings != after.settings:
        named = _settings(before, after)
        said += named or [
            "Other settings: the portal file, a task, the words or the rubric was changed."
        ]
    if before.people != after.people:
        said.append(
            f"People who tried the tasks and count in the scores: {before.people} before, "
            f"{after.people} now."
        )
    if before.partial:
        said.append("The earlier run was interrupted: some of its walks are missing.")
    if after.partial:
        said.append("The later run was interrupted: some of its walks are missing.")
    return tuple(said)


def _settings(before: Side, after: Side) -> list[str]:
    said = []
    if before.repeats != after.repeats:
        said.append(f"Each task was walked {before.repeats} times before, {after.repeats} now.")
    if before.writes != after.writes:
        said.append("Only one of the runs was allowed to send, book and pay.")
    for what, old, new in (
        ("audience", before.audiences, after.audiences),
        ("task", before.scenarios, after.scenarios),
    ):
        if gone := [name for name in old if name not in new]:
            said.append(f"Not asked any more ({what}): {', '.join(gone)}.")
        if added := [name for name in new if name not in old]:
            said.append(f"Newly asked ({what}): {', '.join(added)}.")
    return said


# --- scores and caps ---


def _dimensions(before: Audit, after: Audit) -> tuple[ScoreChange, ...]:
    old, new = ({d.id: d for d in audit.dimensions} for audit in (before, after))
    noise = noise_of_areas(before), noise_of_areas(after)
    changes = []
    for name in _keys(old, new):
        one, other = old.get(name), new.get(name)
        scores = (one.score if one else None), (other.score if other else None)
        ranges = noise[0].get(name), noise[1].get(name)
        known = other or one
        assert known is not None
        changes.append(
            ScoreChange(
                id=name,
                title=known.title,
                before=scores[0],
                after=scores[1],
                before_range=ranges[0],
                after_range=ranges[1],
                change=moved(*scores, AREA_POINTS, ranges),
            )
        )
    return tuple(changes)


def cap_key(cap: Cap) -> str:
    """Names the same cap in another run; a cap of lost tasks is one, whichever tasks they are."""
    cause = cap.check or "-".join(re.findall(r"[a-z0-9]+", cap.reason.casefold()))[:40]
    return f"cap:{cause}/{cap.limit}"


def _caps(before: Audit, after: Audit) -> tuple[CapChange, ...]:
    old, new = ({cap_key(cap): cap for cap in audit.caps} for audit in (before, after))
    changes = []
    for key in _keys(old, new):
        cap = new.get(key) or old[key]
        change: Literal["new", "gone", "same", "not looked at"] = "same"
        if key not in old:
            change = "new"
        elif key not in new:
            change = "gone" if _judged(cap.check, after) else "not looked at"
        changes.append(CapChange(key=key, limit=cap.limit, reason=cap.reason, change=change))
    return tuple(changes)


# --- tasks ---


def task_change(before: TaskStatus | None, after: TaskStatus | None) -> Change:
    """How a task by one audience changed: only from all repeats to none, or back (7.5)."""
    told = before is not None and before not in UNTRIED, after is not None and after not in UNTRIED
    if not all(told):
        return only_in_one(*told)
    if before == after or (before in NOT_DONE and after in NOT_DONE):
        return "same"
    if "flaky" in (before, after):
        return "unclear"
    return "better" if after == "done" else "worse"


def _tasks(before: Audit, after: Audit) -> tuple[TaskChange, ...]:
    old, new = ({(t.scenario, t.audience): t for t in audit.tasks} for audit in (before, after))
    changes = []
    for key in _keys(old, new):
        one, other = old.get(key), new.get(key)
        known = other or one
        assert known is not None
        statuses = (one.status if one else None), (other.status if other else None)
        changes.append(
            TaskChange(
                scenario=known.scenario,
                title=known.title,
                priority=known.priority,
                audience=known.audience,
                before=statuses[0],
                after=statuses[1],
                before_done=one.done if one else 0,
                before_tries=one.tries if one else 0,
                after_done=other.done if other else 0,
                after_tries=other.tries if other else 0,
                reason=other.reason if other else "",
                change=task_change(*statuses),
            )
        )
    return tuple(changes)


# --- checks ---


def _checks(before: Audit, after: Audit) -> tuple[CheckChange, ...]:
    old, new = ({c.id: c for c in audit.checks} for audit in (before, after))
    changes = []
    for name in _keys(old, new):
        one, other = old.get(name), new.get(name)
        known = other or one
        assert known is not None
        changes.append(
            CheckChange(
                id=name,
                title=known.title,
                dimension=known.dimension,
                before=one.verdict if one else "",
                after=other.verdict if other else "",
                before_share=one.share if one else None,
                after_share=other.share if other else None,
                change=_check_change(one, other, before, after),
            )
        )
    return tuple(changes)


def _check_change(
    one: CheckResult | None, other: CheckResult | None, before: Audit, after: Audit
) -> Change:
    told = bool(one and one.verdict in JUDGED), bool(other and other.verdict in JUDGED)
    if one is None or other is None or not all(told):
        return only_in_one(*told)
    share = moved(one.share, other.share, SHARE)
    if one.verdict == other.verdict:
        return share
    if share == "unclear" and _proof(before, one.id) == _proof(after, one.id):
        return "unclear"
    if any(_rests_on_luck(audit, one.id) for audit in (before, after)):
        return "unclear"
    return "better" if other.verdict == "passed" else "worse"


def _proof(audit: Audit, check: str) -> set[str]:
    """Fingerprints of the certain findings of a check."""
    return {f.fingerprint for f in audit.findings if f.check == check and f.confidence == "certain"}


def _rests_on_luck(audit: Audit, check: str) -> bool:
    """Whether all findings of a check come from tasks that work only sometimes."""
    mine = [f for f in audit.findings if f.check == check and f.confidence == "certain"]
    statuses = {t.status for f in mine for t in audit.tasks if _met(f, t)}
    return bool(mine) and statuses == {"flaky"}


def _met(finding: FindingResult, task: TaskResult) -> bool:
    return task.scenario in finding.tasks and task.audience in finding.audiences


# --- findings ---


def _findings(before: Audit, after: Audit) -> tuple[FindingChange, ...]:
    """New ones first, each in the order of its scorecard.

    One that was likely and is certain now (or the other way) is new among the latter.
    """
    old, new = (
        {(f.fingerprint, f.confidence): f for f in audit.findings} for audit in (before, after)
    )
    changes = [_finding(f, "same" if key in old else "new", old.get(key)) for key, f in new.items()]
    still = {fingerprint for fingerprint, _ in new}
    changes += [
        _finding(f, "fixed" if _looked_for(f, after) else "not looked at", f)
        for (fingerprint, _), f in old.items()
        if fingerprint not in still
    ]
    return tuple(sorted(changes, key=lambda c: c.change != "new"))


def _looked_for(finding: FindingResult, audit: Audit) -> bool:
    """Whether `audit` would have seen it: its check was made, one of its tasks was walked."""
    if not _judged(finding.check, audit):
        return False
    walked = {t.scenario for t in audit.tasks if t.status not in UNTRIED}
    return not finding.tasks or bool(walked & set(finding.tasks))


def _judged(check: str, audit: Audit) -> bool:
    """Whether a check was made; those that carry no points are not listed, and always are."""
    return all(c.verdict in JUDGED for c in audit.checks if c.id == check)


def _finding(
    finding: FindingResult,
    change: Literal["new", "fixed", "same", "not looked at"],
    before: FindingResult | None,
) -> FindingChange:
    return FindingChange(
        fingerprint=finding.fingerprint,
        check=finding.check,
        severity=finding.severity,
        before_severity=before.severity if before else None,
        confidence=finding.confidence,
        title=finding.title,
        page=page_of(finding),
        fix=finding.fix,
        change=change,
    )


def page_of(finding: FindingResult) -> str:
    """Path of the first page it was seen on; "" when it is not about one."""
    return next((place.url for place in finding.where if place.url), "")


def _keys(old: Iterable[K], new: Iterable[K]) -> list[K]:
    """Those of the later run in its order, then those that only the earlier one has."""
    return list(dict.fromkeys([*new, *old]))
