"""EV-33: nobody types the same thing twice."""

from __future__ import annotations

from typing import Any

from portal_audit.checks.everyone.typed_again import CHECK
from portal_audit.evidence import Found, PageState, PlannedScenario, RunEvidence, StepRecord
from portal_audit.finding import Outcome
from tests.checks.builders import control, evidence, field, private, step, walk

BOOK = PlannedScenario(id="book", method="S08", title="Book.", priority=3, dimension="find-and-do")
PHONE, MOBILE = field("Phone", autocomplete="tel"), field("Mobile", autocomplete="tel")


def typed(number: int, name: str, shown: PageState, **more: Any) -> StepRecord:
    found = Found(role="textbox", name=name, how="label", target=f"[{name}]")
    return step(number=number, kind="fill", found=found, chars=8, state=shown.id, **more)


def task(second: PageState, name: str = "Phone", again: int | None = 1) -> RunEvidence:
    """Phone typed on one page, then `name` on `second`."""
    first = private("/ask", controls=[PHONE])
    steps = (
        step(number=0, state=first.id),
        typed(1, "Phone", first),
        step(number=2, kind="click", state=second.id),
        typed(3, name, second, again=again),
    )
    walks = [walk(first, second, scenario="book", steps=steps)]
    return evidence(first, second, walks=walks, scenarios=(BOOK,))


def judged(*controls: Any, name: str = "Phone", again: int | None = 1) -> Outcome:
    return CHECK.judge(task(private("/confirm", controls=controls), name, again))


def test_the_same_field_on_a_later_page_is_a_finding_that_takes_no_points() -> None:
    outcome = judged(PHONE)
    [finding] = outcome.findings
    assert (finding.rule, finding.wcag, outcome.share) == ("typed-again", ("3.3.7",), 1.0)
    assert [place.url for place in finding.where] == ["/confirm"]


def test_a_field_of_another_name_and_the_same_purpose_is_the_same_question() -> None:
    assert judged(MOBILE, name="Mobile").findings != ()


def test_other_words_in_the_same_field_are_another_answer() -> None:
    assert judged(PHONE, again=None).findings == ()


def test_a_field_of_another_name_and_purpose_is_another_question() -> None:
    assert judged(field("Reason"), name="Reason").findings == ()


def test_a_box_that_takes_it_over_spares_the_typing() -> None:
    assert judged(PHONE, control("Same as before", "checkbox")).findings == ()


def test_looking_for_the_same_again_is_no_fault() -> None:
    search = control("Phone", "searchbox", autocomplete="tel")
    assert judged(search).findings == ()
