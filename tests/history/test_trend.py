"""What the runs of a portal say together."""

from __future__ import annotations

import random

from portal_audit.history.trend import Trend, trend_of
from portal_audit.report.history_words import history_lines, movement, sparkline
from portal_audit.result import Audit
from tests.history.making import (
    FIXED,
    NO_VERDICT,
    PASTE,
    SLOTS,
    audit,
    record,
    story,
)
from tests.report import sample


def of(*audits: Audit) -> Trend:
    return trend_of([record(each) for each in audits])


def names(problems: object) -> list[str]:
    return [problem.seen.fingerprint for problem in problems]  # type: ignore[attr-defined]


def test_a_finding_that_is_gone_where_the_run_looked_is_fixed() -> None:
    trend = of(audit("2026-01-01"), audit("2026-02-01", without={SLOTS}, statuses=FIXED))
    assert names(trend.turns[-1].fixed) == [SLOTS]
    assert SLOTS not in names(trend.open)


def test_a_finding_that_was_fixed_and_is_back_has_regressed() -> None:
    trend = of(
        audit("2026-01-01"),
        audit("2026-02-01", without={PASTE}),
        audit("2026-03-01"),
    )
    last = trend.turns[-1]
    assert names(last.regressed) == [PASTE]
    assert names(last.new) == []
    back = next(problem for problem in trend.open if problem.seen.fingerprint == PASTE)
    assert (back.first, back.turned) == ("2026-01-01", "2026-03-01")


def test_the_first_run_finds_nothing_new() -> None:
    trend = of(audit())
    assert names(trend.turns[0].new) == []
    assert trend.turns[0].open == 6  # one of the seven must be confirmed by a person


def test_a_finding_that_an_earlier_run_would_have_met_is_new() -> None:
    trend = of(audit("2026-01-01", without={PASTE}), audit("2026-02-01"))
    assert names(trend.turns[-1].new) == [PASTE]


def test_a_finding_where_nobody_looked_before_is_known_but_not_new() -> None:
    before = audit("2026-01-01", without={PASTE}, cannot_tell={"GI-04"})
    trend = of(before, audit("2026-02-01"))
    assert names(trend.turns[-1].new) == []
    assert PASTE in names(trend.open)


def test_a_check_that_could_not_be_made_repairs_nothing() -> None:
    trend = of(audit("2026-01-01"), audit("2026-02-01", without={PASTE}, cannot_tell={"GI-04"}))
    assert names(trend.turns[-1].fixed) == []
    kept = next(problem for problem in trend.open if problem.seen.fingerprint == PASTE)
    assert not kept.checked


def test_a_run_that_was_stopped_early_repairs_nothing() -> None:
    trend = of(audit("2026-01-01"), audit("2026-02-01", without={PASTE}, partial=True))
    assert names(trend.turns[-1].fixed) == []


def test_a_walk_that_did_not_come_as_far_repairs_nothing() -> None:
    ended = {("message", "desktop"): "refused"}
    trend = of(audit("2026-01-01"), audit("2026-02-01", without={PASTE}, statuses=ended))  # type: ignore[arg-type]
    assert names(trend.turns[-1].fixed) == []


def test_without_a_verdict_only_the_same_settings_ask_the_same() -> None:
    same = of(audit("2026-01-01"), audit("2026-02-01", without={NO_VERDICT}))
    other = of(audit("2026-01-01"), audit("2026-02-01", without={NO_VERDICT}, settings="other"))
    assert names(same.turns[-1].fixed) == [NO_VERDICT]
    assert names(other.turns[-1].fixed) == []


def test_the_order_of_adding_does_not_matter() -> None:
    runs = [record(each) for each in story()]
    mixed = runs.copy()
    random.Random(3).shuffle(mixed)
    assert trend_of(mixed) == trend_of(runs)


def test_tasks_are_lost_and_won_back() -> None:
    lost = {("refill", "desktop"): "failed"}
    down = of(audit("2026-01-01"), audit("2026-02-01", statuses=lost))  # type: ignore[arg-type]
    assert [(s.task.pair, s.day) for s in down.lost] == [(("refill", "desktop"), "2026-02-01")]
    back = of(
        audit("2026-01-01"),
        audit("2026-02-01", statuses=lost),  # type: ignore[arg-type]
        audit("2026-03-01"),
        audit("2026-04-01"),
    )
    assert back.lost == ()
    assert [(s.task.pair, s.day) for s in back.won_back] == [(("refill", "desktop"), "2026-03-01")]


def test_a_task_that_was_not_tested_is_not_lost() -> None:
    untested = {("refill", "desktop"): "not-tested"}
    trend = of(audit("2026-01-01"), audit("2026-02-01", statuses=untested))  # type: ignore[arg-type]
    assert trend.lost == ()


def test_a_change_within_the_ranges_is_no_clear_change() -> None:
    assert "no clear change" in movement(of(audit("2026-01-01"), audit("2026-02-01", score=70.5)))
    assert "more than chance" in movement(of(audit("2026-01-01"), audit("2026-02-01", score=80)))


def test_other_settings_are_told() -> None:
    trend = of(audit("2026-01-01"), audit("2026-02-01", score=80, settings="other"))
    assert not trend.comparable
    assert trend.changed_before(1)
    assert "not strictly comparable" in movement(trend)


def test_a_sparkline_has_one_sign_a_run() -> None:
    assert sparkline([0, 50, None, 100, 12.4]) == "▁▅·█▁"


def test_the_whole_story_is_told_in_lines() -> None:
    said = history_lines(of(*story()))
    for words in (
        "Riverbend Family Clinic: 5 runs, 2026-01-10 to 2026-10-01",
        "stopped early",
        "other settings",
        "Tasks lost: 1",
        "Tasks won back: 1",
        "Open the longest:",
    ):
        assert words in said


def test_lines_of_a_hostile_portal_hold_no_control_signs() -> None:
    said = history_lines(of(sample.hostile_audit()))
    assert not any(sign in said for sign in ("\x1b", "\x00", "\u202e"))
