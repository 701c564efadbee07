"""A walk: what it does, what it counts, and what it never writes down."""

from __future__ import annotations

import pytest

from portal_audit.walk.job import Bundle
from tests.portals.tiny import PASSWORD, SLOT_FOR_MICE, Tiny
from tests.walk.walking import walks

pytestmark = pytest.mark.browser


def everything(bundle: Bundle) -> str:
    """All text of a bundle's evidence."""
    return bundle.walk.model_dump_json() + "".join(s.model_dump_json() for s in bundle.states)


def test_a_task_is_done_when_its_outcome_is_seen_and_its_effort_is_counted(
    origin: str, tiny: Tiny
) -> None:
    [bundle] = walks(origin, "book")
    walk = bundle.walk
    assert (walk.status, walk.reason, tiny.booked) == ("done", "", 1)
    assert (walk.clicks, walk.fields) == (4, 1)  # signing in first is none of it
    assert walk.klm_seconds > 3 * 2.65


def test_every_wait_is_measured_inside_the_page(origin: str) -> None:
    [bundle] = walks(origin, "book")
    timed = [step for step in bundle.walk.steps if step.wait_ms is not None]
    assert len(timed) >= 4
    assert {step.timed for step in timed} == {"page"}


def test_without_writes_the_walk_stops_just_before_the_click_that_commits(
    origin: str, tiny: Tiny
) -> None:
    [bundle] = walks(origin, "book", writes=False)
    assert bundle.walk.status == "done"
    assert bundle.walk.stopped_before_commit
    assert bundle.walk.steps[-1].status == "stopped"
    assert tiny.booked == 0


def test_keys_alone_are_enough_on_a_portal_made_of_real_controls(origin: str, tiny: Tiny) -> None:
    [bundle] = walks(origin, "book", audience="keyboard")
    assert bundle.walk.status == "done"
    assert sum(step.keys for step in bundle.walk.steps) >= 8
    assert tiny.booked == 1


def test_a_control_that_tab_does_not_reach_fails_the_keyboard_task_with_that_reason(
    origin: str, tiny: Tiny
) -> None:
    tiny.slot = SLOT_FOR_MICE
    [bundle] = walks(origin, "book", audience="keyboard")
    assert bundle.walk.status == "failed"
    assert "cannot be reached with the Tab key" in bundle.walk.reason


def test_the_same_control_can_be_used_with_a_mouse(origin: str, tiny: Tiny) -> None:
    tiny.slot = SLOT_FOR_MICE
    [bundle] = walks(origin, "book")
    assert bundle.walk.status == "done"


def test_a_control_that_never_turns_up_is_named_with_the_page(origin: str) -> None:
    [bundle] = walks(
        origin,
        """
        id: lost
        as: "Find what is not there."
        steps:
          - click: {link: Hours}
          - click: {button: "Book a balloon"}
            seconds: 1
        done: {see: Done}
        """,
    )
    assert bundle.walk.status == "failed"
    assert bundle.walk.reason == ("Could not find the button “Book a balloon” on the page “Hours”.")


def test_a_task_whose_first_thing_is_missing_is_not_offered(origin: str) -> None:
    [bundle] = walks(
        origin,
        """
        id: none
        as: "Fax my records."
        steps:
          - click: "Fax"
            seconds: 1
        done: {see: Done}
        """,
    )
    assert bundle.walk.status == "not-offered"


def test_neither_password_nor_user_name_nor_masked_name_is_in_the_evidence(origin: str) -> None:
    bundles = walks(origin, "sign-in", "book")
    text = "".join(everything(bundle) for bundle in bundles)
    assert PASSWORD not in text
    assert "Testpatient" not in text
    assert "[masked]" in text
    assert all(PASSWORD.encode() not in p for b in bundles for p in b.pictures.values())


def test_a_signed_in_session_is_shared_so_that_a_live_portal_sees_one_sign_in(
    origin: str, tiny: Tiny
) -> None:
    signed_in, booked = walks(origin, "sign-in", "book")
    assert (signed_in.walk.status, booked.walk.status) == ("done", "done")
    assert tiny.sign_ins == [True]
    assert (booked.walk.clicks, booked.walk.fields) == (4, 1)


def test_a_page_state_is_probed_once_for_each_rendering(origin: str) -> None:
    first, second = walks(origin, "hours", "hours")
    assert len(first.states) == 2
    assert second.states == ()
    assert second.walk.states == first.walk.states


def test_a_page_state_holds_every_section(origin: str) -> None:
    [bundle] = walks(origin, "hours")
    hours = bundle.states[-1]
    assert (hours.kind, hours.status, hours.heading, hours.lang) == ("page", 200, "Hours", "en")
    assert hours.missing == {}
    assert all((hours.blocks, hours.controls, hours.tree, hours.vitals, hours.headers))
    assert hours.axe is not None
    assert hours.axe.passes > 5
    assert hours.shot in bundle.pictures
    assert bundle.pictures[str(hours.shot)][8:12] == b"WEBP"


def test_the_cookie_that_keeps_a_patient_signed_in_is_known_as_such(origin: str) -> None:
    [bundle] = walks(origin, "sign-in")
    [cookie] = bundle.walk.cookies
    assert (cookie.name, cookie.session, cookie.http_only, cookie.secure) == (
        *("session", True, True, False),
    )


@pytest.mark.usefixtures("impatient")
def test_a_refused_account_is_not_tried_twice(
    origin: str, tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINY_PASSWORD", "not-the-password")
    refused, blocked = walks(origin, "sign-in", "book")
    assert refused.walk.status == "refused"
    assert "The page says: “That did not match.”" in refused.walk.reason
    assert blocked.walk.status == "blocked"
    assert tiny.sign_ins == [False]


def test_a_page_that_only_signed_in_patients_see_is_marked_so(origin: str) -> None:
    [bundle] = walks(origin, "sign-in")
    assert {s.path: s.signed_in for s in bundle.states} == {
        "/": False,
        "/sign-in": False,
        "/me": True,
    }
    assert {r.path for r in bundle.states if r.paste} == {"/sign-in"}
