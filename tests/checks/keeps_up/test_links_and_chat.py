"""KU-01 and KU-09: what leads nowhere, and who answers."""

from __future__ import annotations

from typing import Any

import pytest

from portal_audit.checks.keeps_up.broken_links import CHECK as LINKS
from portal_audit.checks.keeps_up.chat import CHECK as CHAT
from portal_audit.evidence import Answer, Observation
from portal_audit.finding import Outcome, Verdict
from tests.checks.builders import (
    HOST,
    control,
    evidence,
    home,
    private,
    request,
    state,
    text,
    trial,
    walk,
)

# --- KU-01 ---


def broken(name: str, status: float = 404) -> Observation:
    facts: dict[str, bool | float | str] = {
        "href": f"https://{HOST}/{name.lower()}",
        "name": name,
        "page": "start-desktop",
        "status": status,
    }
    return Observation(kind="broken-link", target="a", snippet=name, facts=facts)


def links(*seen: Observation, asked: float = 20) -> Outcome:
    return LINKS.judge(evidence(home(), trials=[trial("links", *seen, asked=asked, left_out=2.0)]))


def test_links_that_all_lead_somewhere_pass() -> None:
    assert links().verdict is Verdict.PASSED


def test_a_broken_link_is_named_with_the_page_it_stands_on() -> None:
    outcome = links(broken("Parking"))
    assert outcome.share == 0
    assert "Parking" in outcome.findings[0].title
    assert outcome.findings[0].where[0].url == "/"


def test_one_broken_link_in_a_hundred_is_half() -> None:
    assert links(broken("Parking"), asked=100).share == 0.5


def test_a_picture_that_did_not_come_is_told_and_one_of_another_site_is_not() -> None:
    def with_picture(url: str) -> Outcome:
        asked = request(url, page="/", resource="image", status=404)
        walks = [walk(home(), requests=(asked,))]
        return LINKS.judge(evidence(home(), walks=walks, trials=[trial("links", asked=9.0)]))

    assert with_picture(f"https://{HOST}/logo.png").findings[0].title == "Pictures are missing"
    assert with_picture("https://cdn.example.org/logo.png").findings == ()


def test_links_that_were_not_followed_cannot_tell() -> None:
    assert LINKS.judge(evidence(home())).verdict is Verdict.CANNOT_TELL


# --- KU-09 ---

OPEN = control("Open the chat", "button")


def chat(*words: str, trials: Any = (), answers: tuple[Answer, ...] = (), **more: Any) -> Outcome:
    button = control("Open the chat", "button", **more)
    help_page = private("/help", *(text(w) for w in words), controls=[button])
    return CHAT.judge(evidence(help_page, trials=trials, answers=answers))


def test_a_chat_that_says_who_answers_and_when_passes() -> None:
    outcome = chat("Our front desk answers the chat. Most people wait less than 1 minute.")
    assert outcome.verdict is Verdict.PASSED


def test_a_chat_without_a_word_about_it_keeps_only_the_third_for_the_keyboard() -> None:
    assert chat("Welcome.").share == pytest.approx(1 / 3)


def test_a_chat_that_no_key_opens_loses_a_third() -> None:
    opened = trial("chat", by_keyboard=False, opened=True, says="You talk to a robot.")
    outcome = chat("The chat answers within 2 minutes.", trials=[opened])
    assert outcome.share == pytest.approx(2 / 3)


def test_what_the_chat_itself_says_counts() -> None:
    opened = trial("chat", by_keyboard=True, opened=True, says="I am an automated assistant.")
    assert chat("The chat answers at once.", trials=[opened]).verdict is Verdict.PASSED


@pytest.mark.parametrize(("seconds", "share"), [(45, 1.0), (90, 5 / 6), (300, 2 / 3)])
def test_the_time_that_a_person_measured_counts(seconds: float, share: float) -> None:
    said = Answer(
        check="KU-09", page="", question="seconds", yes=True, amount=seconds, date="2026-11-24"
    )
    outcome = chat("People of our team answer the chat.", answers=(said,))
    assert outcome.share == pytest.approx(share)


def test_a_portal_without_a_chat_has_no_such_check() -> None:
    assert CHAT.judge(evidence(private())).verdict is Verdict.NOT_APPLICABLE


def test_a_page_part_that_only_holds_the_word_is_no_chat() -> None:
    part = control("Help. Our front desk answers the chat. " * 4, "generic")
    assert CHAT.judge(evidence(state("/x", controls=[part]), private())).verdict is (
        Verdict.NOT_APPLICABLE
    )
