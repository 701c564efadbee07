"""Runs of the sample portal over time, each with a change or two."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from portal_audit.history.record import RunRecord, record_of
from portal_audit.result import Audit, TaskStatus
from tests.report import sample

SLOTS = "EV-02-0123456789ab"
"""A finding of severity 4, met in `book` with the keyboard."""
PASTE = "GI-04-5e6f7a8b9c0d"
"""A finding of severity 3, met in `sign-in` and `message` by everybody."""
NO_VERDICT = "FD-01-a1b2c3d4e5f6"
"""A finding whose check gives no verdict."""


def audit(
    day: str = "2026-10-01",
    *,
    name: str = "Riverbend Family Clinic",
    score: float = 69.0,
    without: Collection[str] = (),
    statuses: Mapping[tuple[str, str], TaskStatus] | None = None,
    partial: bool = False,
    settings: str = "7f3c9a10b2d4",
    cannot_tell: Collection[str] = (),
) -> Audit:
    """The sample audit, changed: without some findings, with other ends of some tasks."""
    whole = sample.good_audit()
    ends = statuses or {}
    return whole.model_copy(
        update={
            "portal": whole.portal.model_copy(update={"name": name}),
            "run": whole.run.model_copy(
                update={"started": f"{day}T08:12:44Z", "settings": settings, "partial": partial}
            ),
            "score": score,
            "letter": next(
                letter
                for letter, low in (("A", 90), ("B", 80), ("C", 70), ("D", 60), ("F", -1))
                if score >= low
            ),
            "range": (score - 1.2, score + 0.8),
            "findings": tuple(f for f in whole.findings if f.fingerprint not in without),
            "tasks": tuple(
                task.model_copy(
                    update={"status": ends.get((task.scenario, task.audience), task.status)}
                )
                for task in whole.tasks
            ),
            "checks": tuple(
                check.model_copy(update={"verdict": "cannot tell", "share": None})
                if check.id in cannot_tell
                else check
                for check in whole.checks
            ),
            "dimensions": tuple(
                each.model_copy(update={"score": min(100, (each.score or 0) + (score - 69) / 2)})
                for each in whole.dimensions
            ),
        }
    )


def record(made: Audit, folder: str = "run") -> RunRecord:
    return record_of(made, Path("/runs") / folder)


def saved(folder: Path, made: Audit) -> Path:
    """A run folder with that audit.json."""
    folder.mkdir(parents=True)
    (folder / "audit.json").write_text(made.to_json(), encoding="utf-8")
    return folder


FIXED: Mapping[tuple[str, str], TaskStatus] = {("book", "keyboard"): "done"}


def story() -> list[Audit]:
    """Five runs: the slots are repaired, break again; a task is lost and won back."""
    lost: Mapping[tuple[str, str], TaskStatus] = {**FIXED, ("refill", "phone-slow"): "failed"}
    return [
        audit("2026-01-10", without={"UN-02-112233445566"}),
        audit("2026-03-02", score=76.5, without={SLOTS}, statuses=FIXED),
        audit("2026-05-20", score=74.0, without={SLOTS, PASTE}, statuses=lost),
        audit("2026-07-01", score=71.0, without={PASTE}, partial=True),
        audit("2026-10-01", score=82.0, without={PASTE}, settings="0a1b2c3d4e5f"),
    ]
