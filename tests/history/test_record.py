"""What is kept of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_audit.errors import FileProblem
from portal_audit.history.record import record_of
from tests.history.making import audit, record
from tests.report import sample


def test_a_run_is_the_same_run_when_it_is_scored_again() -> None:
    first, again = record(audit()), record(audit(score=70))
    assert first.id == again.id
    assert first.digest != again.digest


def test_runs_of_another_day_or_portal_or_settings_are_others() -> None:
    others = [audit("2026-10-02"), audit(name="Elm Street"), audit(settings="0")]
    assert len({record(each).id for each in [audit(), *others]}) == 4


@pytest.mark.parametrize(
    "started", ["2026-10-01T08:12:44+00:00", "2026-10-01T10:12:44+02:00", "2026-10-01T08:12:44"]
)
def test_times_are_kept_in_one_zone(started: str) -> None:
    made = audit()
    made = made.model_copy(update={"run": made.run.model_copy(update={"started": started})})
    assert record(made).started == "2026-10-01T08:12:44+00:00"


def test_a_run_without_a_time_is_refused() -> None:
    made = audit()
    made = made.model_copy(update={"run": made.run.model_copy(update={"started": "once"})})
    with pytest.raises(FileProblem, match="when the run was made"):
        record_of(made, Path("run"))


def test_hostile_texts_are_kept_short_and_without_what_no_database_holds() -> None:
    kept = record(sample.hostile_audit())
    texts = [kept.portal, *(seen.title for seen in kept.sightings)]
    assert all(len(text) <= 500 and "\x00" not in text for text in texts)
