"""Two audits: what is a change, what is chance, and what the gate does not let through."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal_audit.baseline import Accepted, Baseline
from portal_audit.comparison import CheckChange, Comparison, FindingChange, ScoreChange, TaskChange
from portal_audit.gate_result import AGAINST_BASELINE, BY_ITSELF, GateResult, Rule
from portal_audit.result import Audit, Cap, FindingResult, TaskResult
from portal_audit.score.baseline import baseline_of
from portal_audit.score.compare import compare
from portal_audit.score.formulas import portal_score
from portal_audit.score.gate import gate
from portal_audit.score.noise import moved, noise_of_areas
from tests.report.sample import good_audit, letterless_audit

GOOD = good_audit()
PASTE = "GI-04-5e6f7a8b9c0d"
"""A certain, serious finding of the sample."""
PALE = "EV-01-99aa88bb77cc"
"""A certain, minor one."""
TEXTBOOK = "UN-01-77665544aabb"
"""A likely one."""
ALL: tuple[Rule, ...] = tuple(AGAINST_BASELINE)


# --- changing one thing of an audit ---


def changed(audit: Audit, part: str, pick: str, value: str, **update: Any) -> Audit:
    """`audit` with the items of a list changed whose `pick` is `value`."""
    items = tuple(
        each.model_copy(update=update) if getattr(each, pick) == value else each
        for each in getattr(audit, part)
    )
    assert items != getattr(audit, part)
    return audit.model_copy(update={part: items})


def task(audit: Audit, status: str, done: int = 0, *, audience: str = "desktop") -> Audit:
    """`audit` with booking by one audience changed."""

    def new(each: TaskResult) -> TaskResult:
        mine = (each.scenario, each.audience) == ("book", audience)
        return each.model_copy(update={"status": status, "done": done}) if mine else each

    return audit.model_copy(update={"tasks": tuple(new(each) for each in audit.tasks)})


def without(audit: Audit, fingerprint: str) -> Audit:
    rest = tuple(f for f in audit.findings if f.fingerprint != fingerprint)
    return audit.model_copy(update={"findings": rest})


def run(audit: Audit, **update: Any) -> Audit:
    return audit.model_copy(update={"run": audit.run.model_copy(update=update)})


# --- reading a comparison ---


def task_of(c: Comparison, audience: str = "desktop") -> TaskChange:
    return next(t for t in c.tasks if (t.scenario, t.audience) == ("book", audience))


def check_of(c: Comparison, name: str) -> CheckChange:
    return next(check for check in c.checks if check.id == name)


def area_of(c: Comparison, name: str) -> ScoreChange:
    return next(area for area in c.dimensions if area.id == name)


def finding_of(c: Comparison, fingerprint: str) -> FindingChange:
    return next(f for f in (*c.findings, *c.likely) if f.fingerprint == fingerprint)


def test_the_same_audit_twice_shows_no_change_at_all() -> None:
    c = compare(GOOD, GOOD)
    numbers = {each.change for group in (c.dimensions, c.tasks, c.checks) for each in group}
    things = {each.change for each in (*c.findings, *c.likely)} | {cap.change for cap in c.caps}
    assert numbers | {c.score.change} == things == {"same"}
    assert c.differences == ()


# --- findings ---


def test_a_finding_of_the_later_run_only_is_new() -> None:
    assert finding_of(compare(without(GOOD, PASTE), GOOD), PASTE).change == "new"


def test_a_finding_of_the_earlier_run_only_is_fixed() -> None:
    assert finding_of(compare(GOOD, without(GOOD, PASTE)), PASTE).change == "fixed"


def test_a_finding_is_not_fixed_when_its_check_was_not_made_again() -> None:
    later = changed(
        without(GOOD, PASTE), "checks", "id", "GI-04", verdict="cannot tell", share=None
    )
    assert finding_of(compare(GOOD, later), PASTE).change == "not looked at"


def test_a_finding_is_not_fixed_when_none_of_its_tasks_was_walked() -> None:
    later = without(GOOD, PALE)
    for audience in ("desktop", "phone-slow", "keyboard"):
        later = task(later, "not-tested", audience=audience)
    assert finding_of(compare(GOOD, later), PALE).change == "not looked at"


def test_likely_findings_are_listed_apart() -> None:
    c = compare(without(GOOD, TEXTBOOK), GOOD)
    assert [(f.fingerprint, f.change) for f in c.likely] == [(TEXTBOOK, "new")]
    assert TEXTBOOK not in {f.fingerprint for f in c.findings}


def test_a_likely_finding_that_became_certain_is_new_among_the_certain() -> None:
    c = compare(GOOD, changed(GOOD, "findings", "fingerprint", TEXTBOOK, confidence="certain"))
    assert finding_of(c, TEXTBOOK).change == "new"
    assert c.likely == ()


# --- checks ---


def test_a_check_that_passes_now_is_better_and_the_other_way_worse() -> None:
    later = changed(without(GOOD, PASTE), "checks", "id", "GI-04", verdict="passed", share=1.0)
    assert check_of(compare(GOOD, later), "GI-04").change == "better"
    assert check_of(compare(later, GOOD), "GI-04").change == "worse"


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.44, "same"), (0.54, "unclear"), (0.34, "unclear"), (0.55, "better"), (0.33, "worse")],
)
def test_a_share_must_move_by_more_than_a_tenth(share: float, expected: str) -> None:
    later = changed(GOOD, "checks", "id", "UN-01", share=share, note="Other.")
    assert check_of(compare(GOOD, later), "UN-01").change == expected


def test_a_verdict_that_flips_within_the_noise_on_the_same_findings_is_no_clear_change() -> None:
    before = changed(GOOD, "checks", "id", "TR-01", verdict="failed", share=0.97)
    assert check_of(compare(before, GOOD), "TR-01").change == "unclear"


def test_a_verdict_that_flips_with_a_new_finding_is_a_change_however_small_the_share() -> None:
    passed = changed(without(GOOD, PALE), "checks", "id", "EV-01", verdict="passed", share=1.0)
    later = changed(GOOD, "checks", "id", "EV-01", share=0.95)
    assert check_of(compare(passed, later), "EV-01").change == "worse"


def test_a_verdict_that_rests_on_a_task_that_works_sometimes_is_no_clear_change() -> None:
    passed = changed(without(GOOD, PALE), "checks", "id", "EV-01", verdict="passed", share=1.0)
    sometimes = GOOD
    for audience in ("desktop", "phone-slow", "keyboard"):
        sometimes = task(sometimes, "flaky", 3, audience=audience)
    assert check_of(compare(passed, sometimes), "EV-01").change == "unclear"


def test_a_check_that_only_one_run_could_make_is_neither_better_nor_worse() -> None:
    later = changed(GOOD, "checks", "id", "GI-04", verdict="cannot tell", share=None)
    assert check_of(compare(GOOD, later), "GI-04").change == "only before"
    assert check_of(compare(later, GOOD), "GI-04").change == "only after"


# --- tasks ---


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("done", "failed", "worse"),
        ("done", "not-offered", "worse"),
        ("broken", "done", "better"),
        ("failed", "refused", "same"),
        ("done", "flaky", "unclear"),
        ("flaky", "failed", "unclear"),
        ("flaky", "flaky", "same"),
        ("done", "not-tested", "only before"),
        ("blocked", "done", "only after"),
        ("blocked", "not-tested", "same"),
    ],
)
def test_a_task_is_lost_or_won_back_in_all_repeats_or_not_clearly(
    before: str, after: str, expected: str
) -> None:
    old, new = task(GOOD, before, 5 if before == "done" else 0), task(GOOD, after, 0)
    assert task_of(compare(old, new)).change == expected


def test_a_task_that_was_not_asked_is_only_in_one() -> None:
    fewer = GOOD.model_copy(update={"tasks": tuple(t for t in GOOD.tasks if t.scenario != "book")})
    assert task_of(compare(fewer, GOOD)).change == "only after"


# --- scores and their noise ---


@pytest.mark.parametrize(
    ("score", "expected"), [(90.0, "same"), (85.0, "unclear"), (84.9, "worse"), (95.1, "better")]
)
def test_an_area_must_move_by_more_than_five_points(score: float, expected: str) -> None:
    later = changed(GOOD, "dimensions", "id", "trust", score=score, title="Trust them")
    assert area_of(compare(GOOD, later), "trust").change == expected


def test_an_area_that_could_not_be_measured_is_only_in_one() -> None:
    assert area_of(compare(GOOD, letterless_audit()), "keeps-up").change == "only before"


@pytest.mark.parametrize(
    ("before", "after", "ranges", "expected"),
    [
        (70.0, 78.0, ((65.0, 75.0), (74.0, 80.0)), "unclear"),
        (70.0, 72.0, ((69.5, 70.5), (71.5, 72.5)), "better"),
        (72.0, 70.0, ((71.5, 72.5), (69.5, 70.5)), "worse"),
        (70.0, 72.0, ((69.5, 70.5), None), "unclear"),
        (70.0, 76.0, ((69.5, 70.5), None), "better"),
    ],
)
def test_ranges_decide_where_both_runs_have_one(
    before: float, after: float, ranges: Any, expected: str
) -> None:
    assert moved(before, after, 5, ranges) == expected


def uncapped(low: float, high: float, find_and_do: float) -> Audit:
    audit = changed(GOOD, "dimensions", "id", "find-and-do", score=find_and_do, title="Do")
    return audit.model_copy(update={"caps": (), "range": (low, high)})


@pytest.mark.parametrize(("low", "high"), [(75.0, 85.0), (40.0, 66.0)])
def test_the_noise_of_an_area_is_led_back_from_the_noise_of_the_total(
    low: float, high: float
) -> None:
    scores = {d.id: d.score for d in GOOD.dimensions}
    weights = {d.id: float(d.weight) for d in GOOD.dimensions}
    ends = []
    for value in (low, high):
        total = portal_score({**scores, "find-and-do": value}, weights)
        assert total is not None
        ends.append(total.score)
    found = noise_of_areas(uncapped(ends[0], ends[1], (low + high) / 2))["find-and-do"]
    assert found == pytest.approx((low, high), abs=0.06)


def test_a_range_that_a_cap_cut_off_tells_no_noise() -> None:
    assert GOOD.range is not None
    assert noise_of_areas(GOOD) == {}


# --- caps ---


def test_caps_come_and_go() -> None:
    free = GOOD.model_copy(update={"caps": GOOD.caps[1:]})
    assert [c.change for c in compare(free, GOOD).caps] == ["new", "same"]
    assert {c.change for c in compare(GOOD, free).caps} == {"same", "gone"}


def test_a_cap_is_not_gone_when_its_check_was_not_made() -> None:
    later = GOOD.model_copy(update={"caps": GOOD.caps[1:]})
    later = changed(later, "checks", "id", "EV-02", verdict="cannot tell", share=None)
    assert {c.change for c in compare(GOOD, later).caps} == {"same", "not looked at"}


# --- other questions ---


def test_what_was_asked_differently_is_said() -> None:
    later = run(GOOD, settings="0", repeats=1, audiences=(("desktop", "Desktop"),))
    said = " ".join(compare(GOOD, later.model_copy(update={"method": "1.1"})).differences)
    assert "The method: 1.0 before, 1.1 now." in said
    assert "walked 5 times before, 1 now" in said
    assert "phone-slow, keyboard" in said


def test_other_settings_are_said_even_when_nothing_else_shows_them() -> None:
    assert compare(GOOD, run(GOOD, settings="0")).differences == (
        "Other settings: the portal file, a task, the words or the rubric was changed.",
    )


# --- the gate ---


def judged(
    after: Audit, before: Audit = GOOD, rules: tuple[Rule, ...] = ALL, **known: Any
) -> GateResult:
    return gate(after, rules, baseline_of(before).model_copy(update=known))


def rules_of(result: GateResult) -> list[Rule]:
    return [failure.rule for failure in result.failures]


def accepted(key: str, until: date | None = None) -> tuple[Accepted, ...]:
    decision = Accepted(key=key, title="x", reason="Next year.", on=date(2026, 1, 1), until=until)
    return (decision,)


def test_an_unchanged_run_passes() -> None:
    result = judged(GOOD)
    assert (result.verdict, result.warnings) == ("passed", ())


def test_a_new_cap_fails() -> None:
    before = GOOD.model_copy(update={"caps": GOOD.caps[1:]})
    result = judged(GOOD, before)
    assert rules_of(result) == ["new-cap"]
    assert result.failures[0].page == "/visits/book"
    assert result.failures[0].fix.startswith("Make each time a real button.")


def test_a_lost_essential_task_fails() -> None:
    result = judged(task(GOOD, "failed"))
    assert rules_of(result) == ["task-lost"]
    assert result.failures[0].key == "task:book/desktop"


@pytest.mark.parametrize(("before", "after"), [("flaky", "failed"), ("done", "flaky")])
def test_a_task_that_works_sometimes_in_either_run_does_not_fail(before: str, after: str) -> None:
    old = task(GOOD, before, 5 if before == "done" else 3)
    assert judged(task(GOOD, after, 3), old).passed


def test_a_task_that_works_only_sometimes_now_is_warned_of() -> None:
    assert any("worked before" in said for said in judged(task(GOOD, "flaky", 3)).warnings)


def test_a_lost_task_of_lower_priority_only_warns() -> None:
    lower = changed(GOOD, "tasks", "scenario", "book", priority=2)
    result = judged(task(lower, "failed"), lower)
    assert result.passed
    assert "worked before" in result.warnings[0]


def test_a_new_serious_finding_fails() -> None:
    result = judged(GOOD, without(GOOD, PASTE))
    assert rules_of(result) == ["new-serious"]
    assert result.failures[0].page == "/sign-in"


def test_a_known_finding_that_became_serious_fails() -> None:
    graver = changed(GOOD, "findings", "fingerprint", PALE, severity=4)
    assert rules_of(judged(graver)) == ["new-serious"]


@pytest.mark.parametrize("update", [{"severity": 2}, {"confidence": "likely"}])
def test_a_new_finding_that_is_minor_or_likely_only_warns(update: dict[str, Any]) -> None:
    later = changed(GOOD, "findings", "fingerprint", PASTE, **update)
    result = judged(later, without(GOOD, PASTE))
    assert result.passed
    assert result.warnings


@pytest.mark.parametrize(("score", "passes"), [(85.0, True), (84.9, False)])
def test_an_area_that_fell_by_more_than_five_points_fails(score: float, passes: bool) -> None:
    result = judged(changed(GOOD, "dimensions", "id", "trust", score=score))
    assert result.passed is passes


def test_an_area_that_fell_far_but_within_its_noise_only_warns() -> None:
    result = judged(uncapped(66.0, 75.0, 71.0), uncapped(70.0, 76.0, 78.0))
    assert result.passed
    assert "no clear change" in " ".join(result.warnings)


def test_the_total_never_fails() -> None:
    assert judged(GOOD.model_copy(update={"score": 1.0, "letter": "F"})).passed


def test_only_what_was_asked_fails() -> None:
    later = task(GOOD, "failed")
    assert judged(later, without(GOOD, PASTE), ("new-cap",)).passed


def test_a_run_that_was_cut_short_does_not_pass() -> None:
    result = judged(run(GOOD, partial=True, walked=3))
    assert result.verdict == "incomplete"
    assert "3 of 24 walks" in result.incomplete[0]


def test_an_essential_task_that_was_not_tried_any_more_does_not_pass() -> None:
    assert judged(task(GOOD, "blocked")).verdict == "incomplete"


def test_a_run_of_other_tasks_does_not_pass() -> None:
    renamed = tuple(t.model_copy(update={"scenario": f"my-{t.scenario}"}) for t in GOOD.tasks)
    result = judged(GOOD.model_copy(update={"tasks": renamed}))
    assert result.verdict == "incomplete"


def test_other_settings_are_warned_of() -> None:
    result = judged(run(GOOD, settings="0"))
    assert result.passed
    assert result.warnings[0].startswith("These runs asked different questions.")


# --- what was accepted ---


def test_what_was_accepted_passes_and_is_listed() -> None:
    result = judged(GOOD, without(GOOD, PASTE), accepted=accepted(PASTE))
    assert result.passed
    assert [(w.key, w.reason) for w in result.accepted] == [(PASTE, "Next year.")]


def test_a_cap_passes_when_every_finding_behind_it_was_accepted() -> None:
    before = GOOD.model_copy(update={"caps": GOOD.caps[1:]})
    assert judged(GOOD, before, accepted=accepted("EV-02-0123456789ab")).passed


def test_a_lost_task_can_be_accepted_by_its_key() -> None:
    assert judged(task(GOOD, "failed"), accepted=accepted("task:book/desktop")).passed


@pytest.mark.parametrize(("until", "passes"), [("2026-10-01", True), ("2026-09-30", False)])
def test_an_acceptance_holds_through_its_last_day(until: str, passes: bool) -> None:
    known = accepted(PASTE, date.fromisoformat(until))
    result = judged(GOOD, without(GOOD, PASTE), accepted=known)
    assert result.passed is passes
    if not passes:
        assert result.failures[0].note == "It was accepted until 2026-09-30; that day is over."


def test_an_acceptance_that_is_over_fails_though_the_baseline_knows_the_finding() -> None:
    result = judged(GOOD, accepted=accepted(PASTE, date(2026, 9, 30)))
    assert rules_of(result) == ["new-serious"]


# --- without a baseline ---


def test_without_a_baseline_what_is_there_fails() -> None:
    result = gate(task(GOOD, "failed"), tuple(BY_ITSELF))
    assert {"any-cap", "task-failed", "serious"} == set(rules_of(result))


def test_that_no_person_tried_the_portal_is_not_a_problem_of_the_portal() -> None:
    person = Cap(limit=89, reason="No person has tried it.")
    assert gate(GOOD.model_copy(update={"caps": (person,)}), ("any-cap",)).passed


def test_an_untried_essential_task_cannot_pass_for_done() -> None:
    assert gate(task(GOOD, "not-tested"), ("task-failed",)).verdict != "passed"


def test_a_clean_run_passes_by_itself() -> None:
    mild: tuple[FindingResult, ...] = tuple(f for f in GOOD.findings if f.severity < 3)
    assert gate(GOOD.model_copy(update={"findings": mild}), ("serious",)).passed


# --- the file ---


def test_a_baseline_reads_back_and_is_the_same_whatever_the_order() -> None:
    text = baseline_of(GOOD).to_json()
    turned = GOOD.model_copy(
        update={"findings": GOOD.findings[::-1], "tasks": GOOD.tasks[::-1], "caps": GOOD.caps[::-1]}
    )
    again = baseline_of(turned).model_copy(update={"run": baseline_of(GOOD).run})
    assert again.to_json() == text
    assert Baseline.model_validate_json(text).to_json() == text
