"""Known answers of the method (7.3 and 7.7), to the printed precision."""

from __future__ import annotations

import pytest

from portal_audit.score import formulas
from portal_audit.score.rubric import load_rubric

WEIGHTS = load_rubric().weights
WORKED = {
    "get-in": 72.0,
    "find-and-do": 78.0,
    "understand": 61.0,
    "everyone": 84.0,
    "trust": 90.0,
    "keeps-up": 70.0,
}


def test_the_adjusted_wald_interval_of_4_in_5() -> None:
    assert formulas.adjusted_wald(4, 5) == pytest.approx((0.360, 0.980), abs=0.0005)


def test_the_adjusted_wald_interval_of_1_in_5() -> None:
    assert formulas.adjusted_wald(1, 5) == pytest.approx((0.02, 0.64), abs=0.005)


def test_the_geometric_mean_of_task_times_with_its_interval() -> None:
    mean, low, high = formulas.geometric_mean_ci([55, 65, 75, 62, 45, 135])
    assert (round(mean), round(low), round(high)) == (68, 46, 101)


def test_the_lostness_of_a_person_who_saw_six_pages_in_nine_where_three_were_needed() -> None:
    assert formulas.lostness(6, 9, 3) == pytest.approx(0.60, abs=0.005)


@pytest.mark.parametrize(("x", "share"), [(1800, 0.90), (3000, 0.50)])
def test_the_curve_meets_lighthouses_control_points(x: float, share: float) -> None:
    assert formulas.curve(x, 1800, 3000) == pytest.approx(share, abs=0.002)


@pytest.mark.parametrize(
    ("times", "percent"),
    [(0.5, 99), (1, 90), (1.25, 81), (1.5, 70), (2, 50), (2.5, 34), (3, 23), (4, 10)],
)
def test_the_curve_where_the_limit_is_twice_the_target(times: float, percent: int) -> None:
    assert round(100 * formulas.curve(times * 30, 30, 60)) == percent


def test_two_sevens_in_umux_lite_are_100_and_predict_a_sus_of_87_9() -> None:
    assert formulas.umux_lite(7, 7) == 100
    assert formulas.predicted_sus(100) == pytest.approx(87.9)


def test_the_worked_task_of_the_method() -> None:
    parts = (
        formulas.curve(31, 30, 60),
        formulas.curve(5, 3, 6),
        formulas.curve(2.9, 2.5, 4),
        5 / 6,
    )
    assert [round(part, 3) for part in parts] == [0.889, 0.632, 0.810, 0.833]
    machine = formulas.machine_task_score(parts)
    human = formulas.human_task_score(
        formulas.laplace(4, 5), 0.801, formulas.ease_share(4.6), 1 - 0.317
    )
    assert machine == pytest.approx(79.1, abs=0.05)
    assert human == pytest.approx(70.0, abs=0.1)
    assert formulas.combined_task_score(79.1, 70.0) == pytest.approx(73.6, abs=0.05)


def test_the_worked_portal_of_the_method() -> None:
    total = formulas.portal_score(WORKED, WEIGHTS)
    assert total is not None
    assert total.average == pytest.approx(75.85)
    assert total.weakest == 61
    assert round(total.score, 1) == 72.1
    assert formulas.letter(total.score, load_rubric().letters) == "C"


def test_the_worked_portal_with_equal_weights() -> None:
    total = formulas.portal_score(WORKED, dict.fromkeys(WEIGHTS, 1.0))
    assert total is not None
    assert round(total.score, 1) == 72.1


def test_the_worked_portal_after_its_repair() -> None:
    repaired = dict(zip(WORKED, (84, 80, 74, 86, 92, 81), strict=True))
    total = formulas.portal_score(repaired, WEIGHTS)
    assert total is not None
    assert round(total.score, 1) == 80.3


def test_one_bad_area_is_not_hidden_by_five_good_ones() -> None:
    values = {**dict.fromkeys(WORKED, 95.0), "everyone": 20.0}
    total = formulas.portal_score(values, WEIGHTS)
    assert total is not None
    assert round(total.score, 1) == 65.0


def test_a_task_that_cannot_be_done_scores_nothing_however_short_it_is() -> None:
    assert formulas.machine_task_score((1, 1, 1, 1), success=0) == 0
