"""From findings and walks to a letter: coverage, caps, and what is never counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal_audit.errors import UsageProblem
from portal_audit.evidence import PageState
from portal_audit.finding import Severity
from portal_audit.result import Audit
from portal_audit.score.rubric import load_rubric, parse_rubric
from portal_audit.score.score import score
from tests.score.builders import DESKTOP, RESULT, everything, evidence, outcome, scored, walk

BOTH = [walk(), walk(audience="keyboard")]


def dimension(audit: Audit, name: str) -> tuple[float | None, float]:
    found = next(d for d in audit.dimensions if d.id == name)
    return found.score, found.coverage


def test_a_check_counts_by_its_weight() -> None:
    audit = scored(BOTH, outcome("UN-01", 1.0), outcome("UN-02", 0.0))
    value, _ = dimension(audit, "understand")
    assert value == pytest.approx(100 * 5 / 9, abs=0.05)


def test_coverage_is_tested_points_over_applicable_points() -> None:
    _, coverage = dimension(scored(BOTH, outcome("UN-01", 1.0)), "understand")
    assert coverage == pytest.approx(5 / 32, abs=0.001)


def test_what_could_not_be_told_is_neither_passed_nor_failed_but_not_covered() -> None:
    audit = scored(BOTH, outcome("UN-01", 1.0), outcome("UN-02", None))
    value, coverage = dimension(audit, "understand")
    assert value == 100
    assert coverage == pytest.approx(5 / 32, abs=0.001)
    assert "UN-02" in {item.what for item in audit.not_tested}


def test_too_little_coverage_gives_no_letter_and_says_where() -> None:
    audit = scored(BOTH, outcome("UN-01", 1.0))
    assert audit.letter is None
    assert "Understand (16%)" in audit.no_letter_because


def test_with_everything_passed_the_letter_is_held_at_b_until_a_person_has_tried() -> None:
    audit = score(evidence(BOTH), dict(everything()), load_rubric(), planned_walks=2, partial=False)
    limits = [cap.limit for cap in audit.caps]
    assert limits[0] == 89
    assert "person" in audit.caps[0].reason


def test_a_failed_check_with_a_serious_finding_triggers_its_cap() -> None:
    rest = [entry for entry in everything() if entry[0] != "GI-04"]
    audit = scored(BOTH, *rest, outcome("GI-04", 0.0, Severity.MAJOR))
    cap = next(cap for cap in audit.caps if cap.check == "GI-04")
    assert cap.limit == 79
    assert cap.findings == (audit.findings[0].fingerprint,)


def test_a_finding_that_a_person_must_confirm_triggers_no_cap() -> None:
    audit = scored(BOTH, outcome("GI-04", 0.0, Severity.MAJOR, sure=False))
    assert all(cap.check != "GI-04" for cap in audit.caps)


def test_a_valid_account_that_cannot_sign_in_is_an_f_whatever_else_is_good() -> None:
    rest = [entry for entry in everything() if entry[0] != "GI-02"]
    many = [RESULT.model_copy(update={"id": f"s{n}", "method": m}) for n, m in enumerate(
        ("S05", "S06", "S07", "S08", "S10", "S11", "S12", "S13"))]  # fmt: skip
    walks = [walk(scenario=s.id) for s in many]
    audit = score(
        evidence(walks, many, (DESKTOP,)),
        dict([*rest, outcome("GI-02", 0.0, Severity.BLOCKER)]),
        load_rubric(),
        planned_walks=len(walks),
        partial=False,
    )
    assert audit.score == 39
    assert (audit.letter, audit.letter_without_caps) == ("F", "A")


def test_an_essential_task_that_cannot_be_done_at_all_caps_the_grade_and_names_the_task() -> None:
    audit = scored([walk("failed", reason="No button.")])
    cap = next(cap for cap in audit.caps if cap.limit == 69)
    assert "Is it OK?" in cap.reason


def test_a_task_lost_to_one_audience_only_lowers_its_reach() -> None:
    audit = scored([walk(), walk("failed", audience="keyboard", reason="No way.")])
    [result] = audit.scenarios
    assert result.reach == 0.5
    assert {task.audience: task.status for task in audit.tasks} == {
        "desktop": "done",
        "keyboard": "failed",
    }


def test_some_tries_of_several_make_a_flaky_task_with_half_its_score_and_a_finding() -> None:
    tries = [walk("done" if n < 4 else "failed", repeat=n) for n in range(1, 6)]
    flaky, steady = scored(tries), scored([walk()])
    assert flaky.tasks[0].status == "flaky"
    assert "works only sometimes" in flaky.findings[0].title
    assert flaky.scenarios[0].score is not None
    assert steady.scenarios[0].score is not None
    assert flaky.scenarios[0].score < 0.55 * steady.scenarios[0].score


def test_a_task_that_could_not_be_tried_is_listed_and_not_scored() -> None:
    audit = scored([walk("blocked", reason="Signing in did not work.")])
    assert audit.scenarios[0].score is None
    assert any(item.what == "result" for item in audit.not_tested)


def test_findings_come_by_severity_times_reach() -> None:
    audit = scored(
        BOTH, outcome("UN-02", 0.0, Severity.MINOR), outcome("TR-04", 0.0, Severity.MAJOR)
    )
    assert [f.check for f in audit.findings] == ["TR-04", "UN-02"]


def test_scoring_twice_gives_the_same_bytes_also_where_chance_draws_the_range() -> None:
    tries = [walk(repeat=n, wait_ms=2_000 * n) for n in range(1, 6)]
    first, second = (scored(tries, outcome("UN-01", 0.3, Severity.MINOR)) for _ in range(2))
    assert first.range is not None
    assert first.range[0] < first.range[1]
    assert first.to_json() == second.to_json()


def test_with_single_walks_there_is_no_range_and_the_limits_say_why() -> None:
    audit = scored(BOTH)
    assert audit.range is None
    assert any("no range" in line for line in audit.limits)


def test_the_audit_survives_a_round_trip_through_json() -> None:
    audit = scored(BOTH, *everything())
    assert Audit.model_validate_json(audit.to_json()).to_json() == audit.to_json()


def test_the_summary_says_who_cannot_do_what() -> None:
    audit = scored([walk(), walk("failed", audience="keyboard", reason="No way.")])
    assert audit.summary == "A patient can do 1 of 1 tasks with a mouse, but cannot do 1 with keys."


def test_the_rubric_weighs_every_check_of_the_method_once() -> None:
    rubric = load_rubric()
    count = {prefix: sum(c.id.startswith(prefix) for c in rubric.check) for prefix in
             ("GI", "TR", "KU", "EV", "UN")}  # fmt: skip
    assert count == {"GI": 20, "TR": 12, "KU": 14, "EV": 15, "UN": 10}
    assert sum(rubric.weights.values()) == 100


def test_a_broken_rubric_is_one_clear_error() -> None:
    with pytest.raises(UsageProblem, match="rubric is wrong"):
        parse_rubric('version = "1"\n')


SIGN_IN = RESULT.model_copy(update={"id": "in", "method": "S01", "dimension": "get-in"})


def test_a_check_that_names_a_task_has_that_tasks_score_as_its_share() -> None:
    audit = score(
        evidence([walk(scenario="in")], [SIGN_IN], (DESKTOP,)),
        dict([outcome("GI-02", 1.0)]),
        load_rubric(),
        planned_walks=1,
        partial=False,
    )
    share = next(c.share for c in audit.checks if c.id == "GI-02")
    task = audit.scenarios[0].score
    assert task is not None
    assert share == pytest.approx(task / 100, abs=0.001)
    assert task < 100


def test_one_success_in_five_tries_is_a_failed_task() -> None:
    tries = [walk("done" if n == 1 else "failed", repeat=n, reason="No.") for n in range(1, 6)]
    audit = scored(tries)
    assert audit.tasks[0].status == "failed"
    assert audit.scenarios[0].score == 0


def test_a_try_that_was_not_made_does_not_make_a_task_flaky() -> None:
    assert scored([walk(), walk("not-tested", repeat=2)]).tasks[0].status == "done"


def test_a_should_task_that_is_not_offered_is_left_out_and_a_must_task_scores_nothing() -> None:
    should = RESULT.model_copy(update={"priority": 2})
    for scenario, expected in ((should, None), (RESULT, 0)):
        audit = score(
            evidence([walk("not-offered")], [scenario], (DESKTOP,)),
            {},
            load_rubric(),
            planned_walks=1,
            partial=False,
        )
        assert audit.scenarios[0].score == expected


def test_words_that_must_be_read_but_were_not_gathered_leave_the_effort_unknown() -> None:
    reading = RESULT.model_copy(update={"must_read": True})
    audit = score(
        evidence([walk()], [reading], (DESKTOP,)), {}, load_rubric(), planned_walks=1, partial=False
    )
    assert audit.scenarios[0].effort is None


def test_a_portals_own_tasks_do_not_cover_for_the_methods() -> None:
    own = [RESULT.model_copy(update={"id": f"own{n}", "method": ""}) for n in range(12)]
    plans = [evidence([walk(scenario=s.id) for s in tasks], tasks, (DESKTOP,))
             for tasks in ([RESULT], [RESULT, *own])]  # fmt: skip
    alone, with_own = (
        score(plan, {}, load_rubric(), planned_walks=1, partial=False) for plan in plans
    )
    assert dimension(alone, "find-and-do")[1] == dimension(with_own, "find-and-do")[1]


def test_a_failed_task_is_met_only_by_those_who_failed() -> None:
    page = PageState(
        digest="a", rendering="desktop", url="https://p.example/", path="/", title="T",
        heading="H", lang="en",
    )  # fmt: skip
    walks = [walk("failed", reason="No button."), walk(audience="keyboard")]
    seen = [w.model_copy(update={"states": (page.id,)}) for w in walks]
    both = evidence(seen).model_copy(update={"states": {page.id: page}})
    [finding] = score(both, {}, load_rubric(), planned_walks=2, partial=False).findings
    assert finding.where[0].url == "/"
    assert finding.audiences == ("desktop",)


def test_of_two_findings_of_one_problem_the_certain_one_counts() -> None:
    check, (made, unsure) = outcome("GI-04", 0.0, Severity.MINOR, sure=False)
    _, (_, sure) = outcome("GI-04", 0.0, Severity.MAJOR)
    both = replace(unsure, findings=(*unsure.findings, *sure.findings))
    audit = scored(BOTH, (check, (made, both)))
    assert [f.severity for f in audit.findings] == [3]
    assert any(cap.check == "GI-04" for cap in audit.caps)


@pytest.mark.parametrize(("method", "shut"), [("S01", True), ("S02", False)])
def test_only_the_sign_in_task_itself_says_that_nobody_gets_in(method: str, shut: bool) -> None:
    task = RESULT.model_copy(update={"method": method, "dimension": "get-in"})
    lost = evidence([walk("failed"), walk("failed", audience="keyboard")], scenarios=(task,))
    audit = score(lost, {}, load_rubric(), planned_walks=2, partial=False)
    assert ("could not sign in" in audit.summary) is shut
