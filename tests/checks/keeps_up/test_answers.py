"""KU-07, 08, 10, 11 and 14: finding hours, help, a reply, a reason to sign up, a clinician."""

from __future__ import annotations

import pytest

from portal_audit.checks.keeps_up.benefits import CHECK as BENEFITS
from portal_audit.checks.keeps_up.clinician_task import CHECK as CLINICIAN_TASK
from portal_audit.checks.keeps_up.help_everywhere import CHECK as HELP
from portal_audit.checks.keeps_up.hours_task import CHECK as HOURS_TASK
from portal_audit.checks.keeps_up.reply_time import CHECK as REPLY_TIME
from portal_audit.evidence import PageState, StepRecord
from portal_audit.evidence.model import Region
from portal_audit.finding import Outcome, Verdict
from portal_audit.score.rubric import load_rubric
from tests.checks.everyone.builders import block, control, evidence, state, task, walk

HOURS = task("hours", "S04", dimension="keeps-up", effort=2, limit=4)


def clicks(number: int) -> StepRecord:
    return StepRecord(number=1, kind="click", words="Click", status="done", clicks=number)


@pytest.mark.parametrize(("number", "share"), [(2, 1.0), (4, 0.5), (5, 0.0)])
def test_hours_get_their_share_by_the_clicks_they_take(number: int, share: float) -> None:
    seen = evidence(walks=(walk("hours", steps=(clicks(number),)),), scenarios=(HOURS,))
    assert HOURS_TASK.judge(seen).share == share


def test_hours_that_cannot_be_found_get_nothing_and_the_reason() -> None:
    seen = evidence(
        walks=(walk("hours", status="failed", reason="No “Hours” here."),), scenarios=(HOURS,)
    )
    outcome = HOURS_TASK.judge(seen)
    assert outcome.share == 0
    assert "No “Hours” here." in outcome.findings[0].problem


def test_hours_found_in_some_tries_only_count_half() -> None:
    walks = (walk("hours", steps=(clicks(1),)), walk("hours", status="failed", repeat=2))
    assert HOURS_TASK.judge(evidence(walks=walks, scenarios=(HOURS,))).share == 0.5


def test_hours_not_looked_for_cannot_be_told() -> None:
    blocked = evidence(walks=(walk("hours", status="blocked"),), scenarios=(HOURS,))
    assert HOURS_TASK.judge(blocked).verdict is Verdict.CANNOT_TELL
    assert HOURS_TASK.judge(evidence()).verdict is Verdict.CANNOT_TELL


def test_a_portal_that_has_no_hours_is_not_judged() -> None:
    online = HOURS.model_copy(update={"not_applicable": "Online only."})
    outcome = HOURS_TASK.judge(evidence(scenarios=(online,)))
    assert outcome.verdict is Verdict.NOT_APPLICABLE


CLINICIAN = task("find-clinician", "S17", dimension="keeps-up", priority=1, effort=3, limit=6)


@pytest.mark.parametrize(("number", "share"), [(3, 1.0), (6, 0.5), (7, 0.0)])
def test_a_clinician_gets_a_share_by_the_clicks_it_takes(number: int, share: float) -> None:
    tried = walk("find-clinician", steps=(clicks(number),))
    outcome = CLINICIAN_TASK.judge(evidence(walks=(tried,), scenarios=(CLINICIAN,)))
    assert outcome.share == share
    assert outcome.measures == {"clinician_clicks": number}


def test_a_clinician_who_cannot_be_found_is_reported_with_the_reason() -> None:
    tried = walk("find-clinician", status="failed", reason="“Dr. Hannah Lee” is not there.")
    outcome = CLINICIAN_TASK.judge(evidence(walks=(tried,), scenarios=(CLINICIAN,)))
    assert outcome.share == 0
    assert "“Dr. Hannah Lee” is not there." in outcome.findings[0].problem


def test_a_portal_that_offers_no_list_of_clinicians_is_not_judged_by_it() -> None:
    tried = walk("find-clinician", status="not-offered")
    outcome = CLINICIAN_TASK.judge(evidence(walks=(tried,), scenarios=(CLINICIAN,)))
    assert outcome.verdict is Verdict.NOT_APPLICABLE


def test_a_portal_that_offers_no_hours_fails() -> None:
    tried = walk("hours", status="not-offered")
    assert HOURS_TASK.judge(evidence(walks=(tried,), scenarios=(HOURS,))).share == 0


def test_a_clinician_whom_nobody_looked_for_cannot_be_told() -> None:
    assert CLINICIAN_TASK.judge(evidence()).verdict is Verdict.CANNOT_TELL


def test_the_task_score_decides_the_points_of_finding_a_clinician() -> None:
    weighed = load_rubric().weight_of("KU-14")
    assert weighed is not None
    assert weighed.scenario == "S17"


def menu(path: str, *names: str, region: Region = "nav") -> PageState:
    controls = tuple(control(name, region=region) for name in names)
    return state(path, controls=controls, signed_in=True)


def test_help_at_the_same_place_on_every_page_passes() -> None:
    pages = (menu("/a", "Home", "Bills", "Help"), menu("/b", "Home", "New here", "Bills", "Help"))
    assert HELP.judge(evidence(*pages)).verdict is Verdict.PASSED


def test_a_signed_in_page_without_help_is_reported() -> None:
    outcome = HELP.judge(evidence(menu("/a", "Home", "Help"), menu("/b", "Home")))
    assert outcome.share == 0.5
    assert [place.url for place in outcome.findings[0].where] == ["/b"]


def test_help_that_moves_in_the_menu_is_reported() -> None:
    pages = (menu("/a", "Home", "Bills", "Help"), menu("/b", "Help", "Home", "Bills"))
    (finding,) = HELP.judge(evidence(*pages)).findings
    assert finding.about == "help moves"


def test_an_open_dialog_hides_help_without_fault() -> None:
    pages = (menu("/a", "Home", "Help"), menu("/b", "Confirm visit", region="dialog"))
    assert HELP.judge(evidence(*pages)).verdict is Verdict.PASSED


def test_help_cannot_be_told_from_public_pages() -> None:
    public = state("/", controls=(control("Help"),))
    assert HELP.judge(evidence(public)).verdict is Verdict.CANNOT_TELL


TEXT = control("Message", "textbox", tag="textarea")


def writing(words: str) -> Outcome:
    page = state("/messages/new", block(words), controls=(TEXT,), signed_in=True)
    return REPLY_TIME.judge(evidence(page))


@pytest.mark.parametrize(
    "words",
    [
        "We reply within 2 business days.",
        "You will hear from us by the end of the next working day.",
        "A nurse answers in one to two days.",
        "Expect a response in 24-48 hours.",
    ],
)
def test_a_message_page_that_says_when_passes(words: str) -> None:
    assert writing(words).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "words", ["We will reply soon.", "Messages are kept for 30 days. We read every answer."]
)
def test_a_message_page_that_does_not_say_when_fails(words: str) -> None:
    outcome = writing(words)
    assert outcome.share == 0
    assert [place.url for place in outcome.findings[0].where] == ["/messages/new"]


def test_a_reply_time_on_the_confirmation_counts() -> None:
    form = state("/messages/new", block("Write"), controls=(TEXT,), signed_in=True)
    sent = state("/sent", block("Sent. We reply within 2 days."), signed_in=True)
    seen = evidence(
        form,
        sent,
        walks=(walk("message", states=(form.id, sent.id)),),
        scenarios=(task("message", "S06"),),
    )
    assert REPLY_TIME.judge(seen).verdict is Verdict.PASSED


def test_a_run_that_saw_no_message_page_cannot_tell() -> None:
    seen = evidence(state("/bills", block("You owe $45."), signed_in=True))
    assert REPLY_TIME.judge(seen).verdict is Verdict.CANNOT_TELL


def test_a_home_page_with_three_benefits_passes() -> None:
    home = state(
        "/",
        block("See your test results", "item"),
        block("Ask for a refill of your medicine", "item"),
        block("Book or change a visit", "item"),
    )
    assert BENEFITS.judge(evidence(home)).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "words",
    [
        "Leverage digital engagement for diagnostics, encounters and Rx orders.",
        "See your test results and book a visit.",
    ],
)
def test_a_home_page_with_fewer_plain_benefits_fails(words: str) -> None:
    outcome = BENEFITS.judge(evidence(state("/", block(words))))
    assert outcome.share == 0
    assert len(outcome.findings) == 1


def test_menu_entries_are_no_benefits() -> None:
    names = ("Test results", "Refills", "Book a visit", "Pay bills")
    entries = [block(name, "link", region="nav") for name in names]
    assert BENEFITS.judge(evidence(state("/", block("Welcome"), *entries))).share == 0


def test_benefits_cannot_be_told_without_the_home_page() -> None:
    seen = evidence(state("/bills", block("You owe $45."), signed_in=True))
    assert BENEFITS.judge(seen).verdict is Verdict.CANNOT_TELL
