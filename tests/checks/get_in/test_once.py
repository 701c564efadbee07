"""GI-16 and GI-19: nothing typed twice, and nobody signed in twice."""

from __future__ import annotations

from typing import Any

import pytest

from portal_audit.checks.everyone.typed_again import CHECK as EVERYONE
from portal_audit.checks.get_in.no_second_sign_in import CHECK as SECOND
from portal_audit.checks.get_in.typed_once import CHECK as TWICE
from portal_audit.evidence import (
    Control,
    Found,
    PageState,
    PlannedScenario,
    RunEvidence,
    StepRecord,
)
from portal_audit.finding import Outcome, Severity, Verdict
from tests.checks.builders import (
    CODE,
    HOST,
    PASSWORD,
    RESET,
    SIGN_IN,
    USER,
    control,
    evidence,
    field,
    private,
    sign_in_page,
    state,
    step,
    text,
    walk,
)

BOOK = PlannedScenario(id="book", method="S08", title="Book.", priority=3, dimension="find-and-do")
DRAFT = PlannedScenario(id="draft", method="S09", title="Draft.", priority=3, dimension="get-in")
SCENARIOS = (SIGN_IN, RESET, BOOK, DRAFT)

# --- GI-16 ---

BORN = field("Date of birth")


def types(number: int, name: str, again: int | None = None) -> StepRecord:
    found = Found(role="textbox", name=name, how="label", target=f"[{name}]")
    return step(number=number, kind="fill", found=found, chars=10, again=again)


def two_pages(
    second: Control, again: int | None, *others: Control, scenario: str = "reset"
) -> RunEvidence:
    """The birth date on one page, then `second` on the next."""
    first, then = state("/who", controls=[BORN]), state("/more", controls=[second, *others])
    steps = (
        step(number=1, kind="click", clicks=1, state=first.id),
        types(2, BORN.name),
        step(number=3, kind="click", clicks=1, state=then.id),
        types(4, second.name, again),
    )
    walks = [walk(first, then, scenario=scenario, steps=steps)]
    return evidence(first, then, walks=walks, scenarios=SCENARIOS)


def test_the_same_question_on_a_later_page_of_getting_in_fails() -> None:
    outcome = TWICE.judge(two_pages(BORN, 2))
    [finding] = outcome.findings
    assert (outcome.share, finding.severity) == (0, Severity.MINOR)
    assert "“Date of birth”" in finding.problem
    assert [place.url for place in finding.where] == ["/more"]


def test_what_getting_in_asks_twice_is_reported_once() -> None:
    assert EVERYONE.judge(two_pages(BORN, 2)).findings == ()


def test_what_another_task_asks_twice_is_not_of_getting_in() -> None:
    run = two_pages(BORN, 2, scenario="book")
    assert TWICE.judge(run).verdict is Verdict.NOT_APPLICABLE
    assert EVERYONE.judge(run).findings != ()


def test_another_question_on_the_later_page_passes() -> None:
    outcome = TWICE.judge(two_pages(field("Code"), None))
    assert (outcome.verdict, outcome.share) == (Verdict.PASSED, 1)


def test_a_box_that_takes_it_over_passes() -> None:
    offer = control("Same as before", "checkbox")
    assert TWICE.judge(two_pages(BORN, 2, offer)).verdict is Verdict.PASSED


def test_a_new_password_repeated_on_the_same_page_passes() -> None:
    first = state("/who", controls=[BORN])
    asks = state("/new", controls=[field("Password", "password"), field("Again", "password")])
    steps = (
        step(number=1, kind="click", state=first.id),
        types(2, BORN.name),
        step(number=3, kind="click", state=asks.id),
        types(4, "Password"),
        types(5, "Again"),
    )
    walks = [walk(first, asks, scenario="reset", steps=steps)]
    run = evidence(first, asks, walks=walks, scenarios=SCENARIOS)
    assert TWICE.judge(run).verdict is Verdict.PASSED


def test_a_password_repeated_on_a_later_page_is_the_exception_of_wcag() -> None:
    new = field("New password", "password", "new-password")
    first, then = state("/new", controls=[new]), state("/again", controls=[new])
    steps = (
        step(number=1, kind="click", state=first.id),
        types(2, new.name),
        step(number=3, kind="click", state=then.id),
        types(4, new.name, 2),
    )
    walks = [walk(first, then, scenario="reset", steps=steps)]
    run = evidence(first, then, walks=walks, scenarios=SCENARIOS)
    assert TWICE.judge(run).verdict is Verdict.PASSED


def test_typing_on_one_page_only_is_not_applicable() -> None:
    page = state("/who", controls=[BORN])
    steps = (step(number=1, kind="click", state=page.id), types(2, BORN.name))
    run = evidence(page, walks=[walk(page, scenario="reset", steps=steps)], scenarios=SCENARIOS)
    assert TWICE.judge(run).verdict is Verdict.NOT_APPLICABLE


# --- GI-19 ---

HOME, BILLS = private("/home"), private("/bills")


def way(*states: PageState, scenario: str = "book", **more: Any) -> Outcome:
    walks = [walk(*states, scenario=scenario, **more)]
    return SECOND.judge(evidence(*states, walks=walks, scenarios=SCENARIOS))


def asks(path: str = "/billing/sign-in", **more: Any) -> PageState:
    return state(path, *more.pop("blocks", ()), **({"controls": (USER, PASSWORD)} | more))


def test_going_from_page_to_page_without_being_asked_again_passes() -> None:
    outcome = way(sign_in_page(), HOME, BILLS)
    assert (outcome.verdict, outcome.share) == (Verdict.PASSED, 1)


@pytest.mark.parametrize("states", [(HOME,), (sign_in_page(),), ()])
def test_fewer_than_two_signed_in_pages_cannot_tell(states: tuple[PageState, ...]) -> None:
    assert way(*states).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    "page",
    [
        asks(),
        asks(url="https://pay.example/sign-in"),
        asks(kind="sign-in-wall"),
        asks(kind="sign-in-wall", controls=()),
        private("/locked", controls=(PASSWORD,)),
    ],
    ids=["page", "other host", "wall", "wall whose fields were not read", "password alone"],
)
def test_a_page_that_asks_to_sign_in_again_is_a_major_problem(page: PageState) -> None:
    outcome = way(sign_in_page(), HOME, page)
    [finding] = outcome.findings
    assert (outcome.share, finding.severity) == (0, Severity.MAJOR)
    assert [place.url for place in finding.where] == [page.path, "/home"]
    assert "“home”" in finding.problem


def test_a_sign_in_form_in_a_frame_of_another_host_is_named_with_its_host() -> None:
    framed = [c.model_copy(update={"frame": "https://pay.example/login"}) for c in (USER, PASSWORD)]
    [finding] = way(HOME, private("/pay", controls=framed)).findings
    assert "pay.example" in finding.problem


def test_the_host_of_the_portal_itself_is_not_named() -> None:
    [finding] = way(HOME, asks()).findings
    assert HOST not in finding.problem


def test_the_first_sign_in_is_not_a_second_one() -> None:
    assert way(sign_in_page(), HOME, BILLS, scenario="sign-in").verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "controls",
    [
        (PASSWORD, field("New password", "password", "new-password")),
        (field("New e-mail address"), PASSWORD),
        (field("Name"), field("Street"), field("City"), PASSWORD),
        (field("Card number"), field("CVV", "password")),
        (field("Security code", "password"), CODE),
    ],
    ids=["new password", "new address", "many fields", "card", "code"],
)
def test_forms_that_change_or_pay_something_are_no_sign_in(controls: tuple[Control, ...]) -> None:
    assert way(HOME, BILLS, private("/form", controls=controls)).findings == ()


def test_a_sign_in_box_in_the_header_of_a_public_page_is_not_in_the_way() -> None:
    box = [c.model_copy(update={"region": "header"}) for c in (USER, PASSWORD)]
    assert way(HOME, BILLS, state("/hours", controls=box)).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "words", ["Your session has ended.", "You were signed out.", "Su sesión ha caducado."]
)
def test_a_page_that_says_that_time_ran_out_is_another_matter(words: str) -> None:
    ended = asks(blocks=(text(words),), kind="sign-in-wall")
    assert way(HOME, BILLS, ended).findings == ()


def test_a_page_that_states_the_time_limit_has_not_ended_anything() -> None:
    stated = asks(blocks=(text("We sign you out after 20 minutes without use."),))
    assert way(HOME, stated).findings != ()


@pytest.mark.parametrize(
    "left",
    [
        step(kind="sign_out", clicks=1),
        step(
            kind="click",
            clicks=1,
            found=Found(role="link", name="Log out", how="role", target="#out"),
        ),
    ],
    ids=["step", "click"],
)
def test_a_task_that_signs_out_may_be_asked_again(left: StepRecord) -> None:
    assert way(HOME, BILLS, asks(), steps=(left,)).findings == ()


def test_a_task_that_changes_the_password_may_be_asked_again() -> None:
    new = (field("New password", "password"), field("Confirm password", "password"))
    assert way(HOME, private("/password", controls=new), asks()).findings == ()


def test_a_task_that_stays_away_for_a_while_may_be_asked_again() -> None:
    assert way(HOME, BILLS, asks(), scenario="draft").findings == ()


def test_one_page_that_asks_two_tasks_is_one_finding() -> None:
    page = asks()
    walks = [walk(HOME, page, scenario="book"), walk(BILLS, page, scenario="message")]
    run = evidence(HOME, BILLS, page, walks=walks, scenarios=SCENARIOS)
    [finding] = SECOND.judge(run).findings
    assert {place.url for place in finding.where} == {"/billing/sign-in", "/home", "/bills"}
