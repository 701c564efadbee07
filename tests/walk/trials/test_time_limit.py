"""The page's own time limit, seen in seconds (GI-12, GI-13)."""

from __future__ import annotations

import pytest

from portal_audit.walk.trials.time_limit import TIME_LIMIT
from tests.portals.resting import Resting
from tests.walk.trials.trying import tried

pytestmark = pytest.mark.browser


def test_a_limit_with_a_warning_is_measured_to_the_second_and_extended_ten_times() -> None:
    trial = tried(TIME_LIMIT, Resting(warns_at=540, ends_at=615))
    assert trial.why_not == ""
    assert trial.facts["warned_at_s"] == pytest.approx(540, abs=2)
    assert trial.facts["lead_s"] == pytest.approx(75, abs=2)
    assert trial.facts["ended_at_s"] == pytest.approx(615, abs=3)
    assert (trial.facts["extended"], trial.facts["by_keyboard"]) == (10, True)
    assert trial.facts["announced"] is True


def test_a_visit_that_ends_without_a_word_has_no_warning() -> None:
    trial = tried(TIME_LIMIT, Resting(ends_at=300))
    assert trial.facts["ended_at_s"] == pytest.approx(300, abs=2)
    assert "warned_at_s" not in trial.facts


def test_a_warning_ten_seconds_before_the_end_is_seen() -> None:
    trial = tried(TIME_LIMIT, Resting(warns_at=597, ends_at=607))
    assert trial.facts["lead_s"] == pytest.approx(10, abs=2)


def test_a_warning_that_can_be_answered_three_times_is_found_out() -> None:
    assert tried(TIME_LIMIT, Resting(warns_at=60, ends_at=180, extends=3)).facts["extended"] == 3


def test_a_button_that_only_hides_the_warning_extends_nothing() -> None:
    trial = tried(TIME_LIMIT, Resting(warns_at=60, ends_at=180, extends="hides"))
    assert trial.facts["extended"] == 0


def test_a_warning_without_a_button_and_one_that_nobody_hears_are_told_apart() -> None:
    silent = tried(TIME_LIMIT, Resting(warns_at=60, ends_at=180, warning="mute")).facts
    bare = tried(TIME_LIMIT, Resting(warns_at=60, ends_at=180, warning="no button")).facts
    assert (silent["announced"], silent["by_keyboard"], silent["stay"]) == (False, False, "")
    assert (bare["announced"], bare["stay"]) == (True, "")
    assert bare["lead_s"] == pytest.approx(120, abs=2)


def test_a_page_without_a_limit_shows_none() -> None:
    facts = tried(TIME_LIMIT, Resting()).facts
    assert float(facts["looked_s"]) >= 3600
    assert not {"ended_at_s", "warned_at_s", "asks_every_s"} & set(facts)


def test_a_page_that_keeps_itself_alive_is_told_apart() -> None:
    facts = tried(TIME_LIMIT, Resting(asks_every=300)).facts
    assert facts["asks_every_s"] == pytest.approx(300, abs=20)


def test_a_page_that_reloads_itself_has_not_ended() -> None:
    assert "ended_at_s" not in tried(TIME_LIMIT, Resting(refreshes_every=600)).facts


def test_a_page_that_cannot_be_hurried_is_not_tested_and_never_a_fault() -> None:
    trial = tried(TIME_LIMIT, Resting(ends_at=3000, asks_every=1))
    assert not trial.made
    assert "too often" in trial.why_not
    assert trial.facts == {}
