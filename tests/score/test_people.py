"""How people's sessions become figures: the worked example of method 7.7, what is kept apart."""

from __future__ import annotations

from typing import Any

import pytest

from portal_audit.evidence import Attempt, RealityCheck
from portal_audit.evidence.people import Circumstances, PageVisit, Parting
from portal_audit.evidence.people import Tester as Person
from portal_audit.result import Audit, HumanTask
from portal_audit.score.baseline import baseline_of
from portal_audit.score.compare import compare
from portal_audit.score.formulas import combined_task_score, lostness
from portal_audit.score.gate import gate
from portal_audit.score.people import human_task, wording
from portal_audit.score.rubric import load_rubric
from portal_audit.score.score import score
from tests.score.builders import RESULT, everything, evidence, walk

BOTH = [walk(), walk(audience="keyboard")]


def attempt(seconds: float = 60, ease: int | None = 5, **more: Any) -> Attempt:
    base = {"scenario": "result", "title": "Is it OK?", "outcome": "success", "lostness": 0.0}
    return Attempt(seconds=seconds, seq=ease, **(base | more))


def session(*attempts: Attempt, number: int = 1, **more: Any) -> RealityCheck:
    base = {"start": "https://p.example/", "started": "2026-11-20T10:00:00+00:00"}
    return RealityCheck(id=f"s{number}", portal="Clinic", tasks=attempts, **(base | more))


def five() -> list[RealityCheck]:
    """Five members of staff: method 7.7."""
    tried = [
        attempt(52, 6, lostness=lostness(3, 3, 3)),
        attempt(61, 6, lostness=lostness(4, 4, 3)),
        attempt(75, 5, lostness=lostness(4, 6, 3)),
        attempt(140, 4, lostness=lostness(6, 9, 3)),
        attempt(200, 2, outcome="gave-up", lostness=None),
    ]
    return [session(each, number=n) for n, each in enumerate(tried)]


def judged(*sessions: RealityCheck) -> Audit:
    run = evidence(BOTH).model_copy(update={"sessions": sessions})
    return score(run, dict(everything()), load_rubric(), planned_walks=2, partial=False)


def task_of(*sessions: RealityCheck) -> HumanTask:
    found = human_task(RESULT, sessions)
    assert found is not None
    return found


def test_five_people_score_70_as_in_the_worked_example() -> None:
    found = task_of(*five())
    assert found.completion == pytest.approx(0.714, abs=0.001)
    assert found.time == pytest.approx(0.801, abs=0.001)
    assert found.easy == pytest.approx(0.600, abs=0.001)
    assert found.directness == pytest.approx(0.683, abs=0.001)
    assert found.score == pytest.approx(70.0, abs=0.05)
    assert combined_task_score(79.1, found.score) == pytest.approx(73.6, abs=0.05)


def test_its_intervals_are_those_of_the_worked_example() -> None:
    found = task_of(*five())
    assert found.seconds is not None
    assert found.seconds.geometric_mean == pytest.approx(76.0, abs=0.1)
    assert found.seconds.interval == pytest.approx((38, 152), abs=1)
    assert found.success_range == pytest.approx((0.36, 0.98), abs=0.01)
    assert found.ease == 4.6
    assert found.ease_range == pytest.approx((2.5, 6.7), abs=0.1)


def test_script_and_people_together_make_the_task_score() -> None:
    alone = judged().scenarios[0]
    both = judged(*five()).scenarios[0]
    assert (both.machine, both.human) == (alone.score, 70.0)
    assert both.score == pytest.approx(0.4 * (alone.score or 0) + 0.6 * 70.0, abs=0.06)


def test_without_a_success_time_and_directness_are_nothing() -> None:
    found = task_of(session(attempt(50, 3, outcome="false-success")))
    assert (found.time, found.directness, found.believed) == (0, 0, 1)
    assert found.completion == pytest.approx(1 / 3, abs=0.001)


def test_a_hint_makes_no_success_but_is_told_apart() -> None:
    found = task_of(session(attempt(hints=1)))
    assert (found.done, found.assisted, found.attempts[0].outcome) == (0, 1, "assisted")


def test_a_try_that_was_stopped_counts_nowhere() -> None:
    assert human_task(RESULT, [session(attempt(outcome="stopped"))]) is None


def test_times_of_people_who_thought_aloud_are_left_out() -> None:
    loud = session(attempt(300), context=Circumstances(think_aloud=True))
    found = task_of(loud, session(attempt(50)))
    assert (found.done, found.seconds and found.seconds.high) == (2, 50)


def test_a_weekly_user_is_never_mixed_with_newcomers() -> None:
    weekly = session(attempt(20, 7), tester=Person(role="nurse", experience="weekly"), number=2)
    people = judged(session(attempt(90, 3)), weekly).people
    assert people is not None
    assert (people.sessions, people.tasks[0].tries, people.tasks[0].ease) == (1, 1, 3)
    assert [each.counted for each in people.tasks[0].attempts] == [True, False]
    assert any("every week" in note for note in people.notes)


def test_with_weekly_users_alone_they_count_and_it_is_said() -> None:
    weekly = session(attempt(), tester=Person(experience="weekly"))
    people = judged(weekly).people
    assert people is not None
    assert people.tasks[0].tries == 1
    assert any("harder" in note for note in people.notes)


def test_a_fresh_session_lifts_the_limit_of_no_person() -> None:
    def limited(audit: Audit) -> bool:
        return any("no person" in cap.reason for cap in audit.caps)

    assert limited(judged())
    assert not limited(judged(session(attempt())))
    assert "people" not in {item.what for item in judged(session(attempt())).not_tested}


@pytest.mark.parametrize(
    "other",
    [
        {"started": "2025-11-01T10:00:00+00:00"},
        {"start": "https://another.example/"},
    ],
)
def test_an_old_session_or_one_of_another_portal_does_not_count(other: dict[str, Any]) -> None:
    audit = judged(session(attempt(), **other))
    assert audit.people is None
    assert audit.scenarios[0].human is None
    assert any(item.what == "people" for item in audit.not_tested)


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "one person's experience"), (4, "no rates"), (5, "range"), (20, "compare")],
)
def test_the_wording_fits_the_number_of_people(n: int, said: str) -> None:
    assert said in wording(n)


def test_below_five_people_no_rate_has_an_interval() -> None:
    assert task_of(*five()[:4]).success_range is None


def test_the_two_items_of_umux_lite_give_a_score_and_a_predicted_sus() -> None:
    people = judged(session(attempt(), post=Parting(meets_needs=5, easy_to_use=4))).people
    assert people is not None
    assert people.umux_lite == pytest.approx(58.3, abs=0.1)
    assert people.predicted_sus == pytest.approx(60.8, abs=0.1)


def test_the_way_of_a_person_is_told_page_by_page() -> None:
    pages = (
        PageVisit(path="/home", heading="Welcome", at=0, how="start", on_path=True),
        PageVisit(path="/messages", heading="Messages", at=4),
        PageVisit(
            path="/home", heading="Welcome", at=9, how="back_forward", on_path=True, back=True
        ),
    )
    shown = task_of(session(attempt(20, pages=pages))).attempts[0].path
    assert [(box.words, box.kind, box.seconds) for box in shown] == [
        ("Welcome", "on", 4),
        ("Messages", "detour", 5),
        ("Welcome", "back", 11),
    ]


def test_what_people_said_is_quoted_the_hardest_task_first() -> None:
    people = judged(
        session(
            attempt(ease=6, comment="Fine."),
            attempt(ease=2, comment="Where is it?"),
            post=Parting(signing_in="Slow.", fix_one="The codes."),
        )
    ).people
    assert people is not None
    assert [quote.words for quote in people.quotes] == [
        "Slow.",
        "The codes.",
        "Where is it?",
        "Fine.",
    ]


def test_people_widen_the_range_of_the_score() -> None:
    audit = judged(*five())
    assert audit.range is not None
    assert audit.range[0] < audit.range[1]
    assert judged(*five()).to_json() == audit.to_json()


def test_people_who_came_since_are_said_and_fail_no_gate() -> None:
    before, after = judged(), judged(session(attempt(outcome="gave-up", ease=1)))
    assert any("People who tried" in said for said in compare(before, after).differences)
    drop = gate(after, ("dimension-drop",), baseline_of(before))
    assert drop.failures == ()
    assert any("Find & do" in warning for warning in drop.warnings)
