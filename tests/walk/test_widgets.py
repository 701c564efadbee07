"""Pickers, filtering lists, long lists and passing messages, with a mouse and with keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal_audit.walk import hands
from tests.portals.serve import served
from tests.portals.widgets import widgets_app
from tests.walk.walking import steps

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("impatient")]

WAYS = pytest.mark.parametrize("audience", ["desktop", "keyboard"])


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    with served(widgets_app()) as address:
        yield address


@WAYS
def test_a_date_is_typed_as_the_scenario_writes_it(portal: str, audience: str) -> None:
    bundle = steps(
        portal,
        "/birthday",
        "fill: {label: Date of birth, text: 1961-04-09}",
        done="Born 1961-04-09",
        audience=audience,
    )
    assert bundle.walk.status == "done", bundle.walk.reason


@WAYS
def test_a_day_is_picked_in_a_calendar(portal: str, audience: str) -> None:
    bundle = steps(
        portal,
        "/calendar",
        "click: Choose date",
        "click: Next month",
        "click: {button: 24 December 2026}",
        done="You chose Thursday",
        audience=audience,
    )
    assert bundle.walk.status == "done", bundle.walk.reason


@WAYS
def test_a_list_that_fills_as_one_types_is_typed_into(portal: str, audience: str) -> None:
    bundle = steps(
        portal,
        "/suggestions",
        "choose: {label: Clinician, option: Dr. Lee}",
        done="With Dr. Lee",
        audience=audience,
    )
    assert bundle.walk.status == "done", bundle.walk.reason


def test_a_row_that_exists_only_when_scrolled_to_is_scrolled_to(portal: str) -> None:
    bundle = steps(portal, "/long-list", "click: Open visit 150", done="This is visit 150")
    assert bundle.walk.status == "done", bundle.walk.reason


def test_a_message_that_vanishes_was_seen(portal: str) -> None:
    bundle = steps(portal, "/toast", "click: Save", done="Your settings are saved")
    assert bundle.walk.status == "done", bundle.walk.reason


def test_a_control_that_is_drawn_anew_all_the_time_is_pressed(portal: str) -> None:
    bundle = steps(portal, "/restless", "click: Check me in", done="You are checked in")
    assert bundle.walk.status == "done", bundle.walk.reason


def test_a_control_drawn_anew_under_the_finger_is_pressed_once_more(portal: str) -> None:
    bundle = steps(portal, "/slippery", "click: Check me in", done="You are checked in by press 2")
    assert bundle.walk.status == "done", bundle.walk.reason
    assert sum(step.clicks for step in bundle.walk.steps) == 2


def test_a_control_that_acts_as_the_finger_comes_down_is_not_pressed_again(portal: str) -> None:
    bundle = steps(portal, "/heard", "click: Check me in", done="You are checked in by press 1")
    assert bundle.walk.status == "done", bundle.walk.reason


def test_a_page_that_a_service_worker_answers_is_a_page(portal: str) -> None:
    bundle = steps(portal, "/worker", "see: Ready", "click: My visits", done="Served by the worker")
    assert bundle.walk.status == "done", bundle.walk.reason


def test_a_chain_of_redirects_is_followed(portal: str) -> None:
    bundle = steps(portal, "/detour", "click: My results", done="Your results")
    assert bundle.walk.status == "done", bundle.walk.reason
    assert bundle.walk.steps[-1].navigated


def test_two_controls_of_the_same_name_are_counted_and_the_first_is_used(portal: str) -> None:
    bundle = steps(portal, "/twins", "click: Open letter", done="First")
    found = bundle.walk.steps[-1].found
    assert found is not None
    assert (bundle.walk.status, found.candidates) == ("done", 2)


def test_two_links_to_the_same_place_are_one(portal: str) -> None:
    bundle = steps(portal, "/same-place", "click: Results", done="Your results")
    found = bundle.walk.steps[-1].found
    assert found is not None
    assert found.candidates == 1


def test_a_control_without_a_role_is_found_by_its_text_and_that_is_evidence(portal: str) -> None:
    bundle = steps(portal, "/painted", "click: Open chart", done="It opened")
    found = bundle.walk.steps[-1].found
    assert found is not None
    assert (bundle.walk.status, found.how) == ("done", "text")


@pytest.mark.parametrize("link", ["Read here", "Read in a new tab"])
def test_a_pdf_that_opens_in_the_browser_is_read_and_left_again(
    portal: str, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A new tab with the browser's reader takes its time on a busy machine.
    monkeypatch.setattr(hands, "STEP_SECONDS", 15.0)
    bundle = steps(portal, "/letters", f"download: {link}", done="Letters")
    assert bundle.walk.status == "done", bundle.walk.reason
    assert [e.text for e in bundle.walk.events if e.kind == "download"]
    assert {state.kind for state in bundle.states} == {"page"}
