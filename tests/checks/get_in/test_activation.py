"""GI-20: the way from the invitation to an account."""

from __future__ import annotations

from typing import Any

import pytest

from portal_audit.checks.get_in.activation import CHECK
from portal_audit.evidence import Control, PageState, PlannedScenario, Walk
from portal_audit.evidence.model import WalkStatus
from portal_audit.finding import Finding, Outcome, Severity, Verdict
from tests.checks.builders import (
    PASSWORD,
    SIGN_IN,
    USER,
    control,
    evidence,
    field,
    home,
    private,
    state,
    step,
    text,
    walk,
)

INVITED = PlannedScenario(
    id="activate", method="S03", title="I was invited.", priority=3, dimension="get-in"
)
CODE, BORN = field("Code from your invitation"), field("Date of birth", autocomplete="bday")
NEW = field("Password", "password", "new-password")
FORMER_EDITION = (
    field("Activation code"),
    field("Date of birth"),
    field("Medical record number"),
    field("Last 4 digits of SSN"),
    field("Guarantor account number"),
)


def who(*controls: Control, words: str = "Welcome", **more: Any) -> PageState:
    return state("/activate", text(words), controls=controls, **more)


ACCOUNT = state("/account", controls=(USER, NEW))


def tried(*pages: PageState, status: WalkStatus = "done", **more: Any) -> Walk:
    steps = (step(kind="click", clicks=1, state=pages[0].id),) if pages else ()
    values: dict[str, Any] = {"status": status, "steps": steps} | more
    return walk(home(), *pages, scenario="activate", **values)


def judged(*pages: PageState, walks: list[Walk] | None = None, **more: Any) -> Outcome:
    run = evidence(
        home(controls=[control("Sign in"), field("Search"), field("E-mail for news")]),
        *pages,
        walks=[tried(*pages, **more)] if walks is None else walks,
        scenarios=(SIGN_IN, INVITED),
    )
    return CHECK.judge(run)


def by_thing(outcome: Outcome) -> dict[str, Finding]:
    return {finding.about: finding for finding in outcome.findings}


def test_an_invitation_that_leads_to_an_account_passes() -> None:
    outcome = judged(who(CODE, BORN), ACCOUNT)
    assert (outcome.verdict, outcome.findings) == (Verdict.PASSED, ())
    assert outcome.measures["identity_questions"] == 2


def test_a_run_that_did_not_try_it_cannot_tell() -> None:
    assert judged(walks=[]).verdict is Verdict.CANNOT_TELL
    assert judged(walks=[tried(status="not-tested")]).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("status", ["failed", "refused", "broken"])
def test_an_invitation_that_leads_nowhere_is_a_major_problem(status: WalkStatus) -> None:
    outcome = judged(who(CODE, BORN), status=status, reason="The button does nothing.")
    finding = by_thing(outcome)["activation"]
    assert (outcome.share, finding.severity) == (0, Severity.MAJOR)
    assert [place.url for place in finding.where] == ["/activate"]
    assert "The button does nothing." in finding.problem


def test_a_portal_that_shows_no_way_for_invited_patients_says_so() -> None:
    outcome = judged(walks=[tried(status="not-offered")])
    assert "Nothing shows" in outcome.findings[0].title


def test_what_works_now_and_then_is_a_minor_problem() -> None:
    pages = (who(CODE, BORN), ACCOUNT)
    walks = [tried(*pages), tried(*pages, status="failed", repeat=2)]
    outcome = judged(*pages, walks=walks)
    assert (outcome.share, outcome.findings[0].severity) == (0.5, Severity.MINOR)


def test_five_questions_are_too_many() -> None:
    outcome = judged(who(*FORMER_EDITION), status="failed")
    finding = by_thing(outcome)["identity questions"]
    assert finding.severity is Severity.MINOR
    assert finding.problem.startswith("5 things")
    assert {place.url for place in finding.where} == {"/activate"}


def test_four_questions_are_not_too_many() -> None:
    four = (CODE, BORN, field("Last name"), field("ZIP code"))
    assert judged(who(*four), ACCOUNT).verdict is Verdict.PASSED


def test_questions_of_several_pages_are_added_up() -> None:
    more = state("/more", controls=(field("Last name"), field("ZIP code"), field("Phone")))
    outcome = judged(who(CODE, BORN), more, ACCOUNT)
    assert "identity questions" in by_thing(outcome)
    assert outcome.share == 0.5


def test_one_question_asked_on_two_pages_counts_once() -> None:
    more = state("/more", controls=(BORN, field("Last name"), field("ZIP code")))
    assert judged(who(CODE, BORN), more, ACCOUNT).verdict is Verdict.PASSED


def test_a_date_in_three_fields_is_one_question() -> None:
    parts = [
        control(name, "combobox", tag="select", name_from="label")
        for name in ("Month", "Day", "Year")
    ]
    outcome = judged(who(CODE, *parts), ACCOUNT)
    assert outcome.measures["identity_questions"] == 2


def test_user_name_and_password_are_no_questions() -> None:
    mail = field("E-mail address", "email")
    account = state("/account", controls=(mail, USER, NEW, field("Repeat password", "password")))
    assert judged(who(CODE, BORN), account).measures["identity_questions"] == 2


def test_what_is_asked_on_the_page_of_the_password_before_it_counts() -> None:
    page = who(*FORMER_EDITION[:3], field("Last name"), field("ZIP code"), USER, NEW, field("City"))
    assert judged(page).measures["identity_questions"] == 5


def test_what_may_be_left_empty_does_not_count() -> None:
    spare = field("Medical record number (optional)")
    outcome = judged(who(CODE, BORN, spare), ACCOUNT)
    assert outcome.verdict is Verdict.PASSED


def test_what_comes_after_the_password_does_not_count() -> None:
    after = private("/welcome", controls=(field("Phone"), field("Street"), field("City")))
    assert judged(who(CODE, BORN), ACCOUNT, after).measures["identity_questions"] == 2


def test_fields_of_the_sign_in_page_on_the_way_do_not_count() -> None:
    door = state("/sign-in", controls=(field("Member"), PASSWORD))
    assert judged(door, who(CODE, BORN), ACCOUNT).measures["identity_questions"] == 2


@pytest.mark.parametrize("name", ["Medical record number", "MRN", "Guarantor account number"])
def test_a_number_of_the_offices_own_is_a_major_problem(name: str) -> None:
    finding = by_thing(judged(who(CODE, field(name)), ACCOUNT))["record number"]
    assert finding.severity is Severity.MAJOR
    assert f"“{name}”" in finding.problem


def test_a_number_that_the_invitation_shows_is_a_minor_problem() -> None:
    words = "Your record number is printed at the top of your letter."
    page = who(CODE, field("Medical record number"), words=words)
    assert by_thing(judged(page, ACCOUNT))["record number"].severity is Severity.MINOR


@pytest.mark.parametrize("kind", ["text", "password"])
def test_the_social_security_number_is_a_minor_problem(kind: str) -> None:
    outcome = judged(who(CODE, field("Last 4 digits of SSN", kind)), ACCOUNT)
    assert by_thing(outcome)["social security number"].severity is Severity.MINOR


def test_the_former_edition_of_the_demo_has_all_faults() -> None:
    outcome = judged(who(*FORMER_EDITION), status="failed", reason="It stays where it is.")
    assert set(by_thing(outcome)) == {
        "activation",
        "identity questions",
        "record number",
        "social security number",
    }
