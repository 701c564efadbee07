"""Small evidence for the score room."""

from __future__ import annotations

from collections.abc import Sequence

from portal_audit.evidence import (
    PlannedAudience,
    PlannedScenario,
    RunEvidence,
    RunInfo,
    StepRecord,
    Walk,
)
from portal_audit.evidence.model import WalkStatus
from portal_audit.finding import Check, Finding, Outcome, Severity
from portal_audit.result import Audit
from portal_audit.score.rubric import load_rubric
from portal_audit.score.score import score

DESKTOP = PlannedAudience(
    id="desktop", title="Mouse", how="with a mouse", profile="P0", rendering="desktop",
    baseline=True,
)  # fmt: skip
KEYBOARD = PlannedAudience(
    id="keyboard", title="Keys", how="with keys", profile="P4", rendering="desktop"
)
RESULT = PlannedScenario(
    id="result", method="S05", title="Is it OK?", priority=3, dimension="find-and-do",
    effort=3, limit=6, target_s=60, limit_s=120,
)  # fmt: skip


def walk(
    status: WalkStatus = "done",
    *,
    scenario: str = "result",
    audience: str = "desktop",
    repeat: int = 1,
    clicks: int = 3,
    klm: float = 20.0,
    wait_ms: float = 1_000,
    reason: str = "",
) -> Walk:
    step = StepRecord(
        number=1, kind="click", words="Click", status="done", clicks=clicks, klm_seconds=klm,
        wait_ms=wait_ms, timed="page",
    )  # fmt: skip
    return Walk(
        id=f"{scenario}--{audience}--{repeat}",
        scenario=scenario,
        audience=audience,
        repeat=repeat,
        status=status,
        reason=reason,
        started="2026-11-24T08:00:00+00:00",
        seconds=2.0,
        steps=(step,),
    )


def evidence(
    walks: Sequence[Walk],
    scenarios: Sequence[PlannedScenario] = (RESULT,),
    audiences: Sequence[PlannedAudience] = (DESKTOP, KEYBOARD),
) -> RunEvidence:
    run = RunInfo(
        portal="Clinic", start="https://p.example/", hosts=("p.example",), today="2026-11-24",
        started="2026-11-24T08:00:00+00:00", tool="t", method="1.0", settings="abc", browser="b",
        axe="4", machine="m", scenarios=tuple(scenarios), audiences=tuple(audiences),
        planned=len(walks),
    )  # fmt: skip
    return RunEvidence(run=run, walks=tuple(walks), states={})


def outcome(
    check: str, share: float | None, severity: Severity | None = None, *, sure: bool = True
) -> tuple[str, tuple[Check, Outcome]]:
    """A check's answer; with a severity it comes with one finding."""
    weighed = load_rubric().weight_of(check)
    assert weighed is not None
    made = Check(
        id=check, title=weighed.title, why="why", dimension=weighed.dimension,  # type: ignore[arg-type]
        rule="rule", fix="fix", source="policy", judge=lambda _: Outcome.passed(),
    )  # fmt: skip
    if share is None:
        return check, (made, Outcome.cannot_tell("Not seen."))
    found = [
        Finding(
            check=check, severity=severity, title="Title", problem="Problem.", fix="Fix.",
            about="thing", confidence="certain" if sure else "likely",
        )
    ] if severity is not None else []  # fmt: skip
    return check, (made, Outcome.of(share, found))


def scored(
    walks: Sequence[Walk], *outcomes: tuple[str, tuple[Check, Outcome]], partial: bool = False
) -> Audit:
    return score(
        evidence(walks), dict(outcomes), load_rubric(), planned_walks=len(walks), partial=partial
    )


def everything(share: float = 1.0) -> list[tuple[str, tuple[Check, Outcome]]]:
    """Every check of the rubric, answered."""
    return [outcome(check.id, share) for check in load_rubric().check]
