"""Several portals side by side."""

from __future__ import annotations

from portal_audit.history.benchmark import benchmark_of
from tests.history.making import audit, record


def test_the_newest_complete_run_of_each_portal_is_shown_best_first() -> None:
    runs = [
        audit("2026-01-01", name="Elm", score=91),
        audit("2026-02-01", name="Elm", score=64),
        audit("2026-03-01", name="Elm", score=99, partial=True),
        audit("2026-01-05", name="Oak", score=81),
        audit("2026-01-05", name="Ash", partial=True),
    ]
    benchmark = benchmark_of(map(record, runs))
    assert [(run.portal, run.day) for run in benchmark.runs] == [
        ("Oak", "2026-01-05"),
        ("Elm", "2026-02-01"),
    ]
    assert benchmark.left_out == ("Ash",)
    assert benchmark.comparable


def test_a_portal_without_a_grade_comes_last() -> None:
    ungraded = audit(name="Elm", score=99).model_copy(update={"letter": None})
    benchmark = benchmark_of([record(ungraded), record(audit(name="Oak", score=61))])
    assert [run.portal for run in benchmark.runs] == ["Oak", "Elm"]


def test_other_settings_are_not_comparable() -> None:
    runs = [audit(name="Elm"), audit(name="Oak", settings="other")]
    assert not benchmark_of(map(record, runs)).comparable


def test_tasks_are_counted_over_visitors() -> None:
    benchmark = benchmark_of([record(audit(name="Elm"))])
    book = next(row for row in benchmark.tasks if row.title.startswith("Book"))
    cell = book.cells[0]
    assert (len(cell.done), cell.tried, cell.untested) == (2, 3, 0)


def test_common_problems_are_those_that_two_portals_have() -> None:
    elm, oak = audit(name="Elm"), audit(name="Oak", without={"GI-04-5e6f7a8b9c0d"})
    benchmark = benchmark_of([record(elm), record(oak)])
    kinds = [row.check for row in benchmark.common]
    assert kinds[0] == "EV-02"
    assert "GI-04" not in kinds
    assert "UN-01" not in kinds  # a person must confirm it
