"""Sign-in in its common shapes: user name first, terms to accept, offers to put off, a refusal."""

from __future__ import annotations

import pytest

from portal_audit.walk.job import Bundle
from tests.portals.doors import PASSWORD, USER, door
from tests.portals.serve import served
from tests.walk.walking import walks

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _account_of_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINY_USER", USER)
    monkeypatch.setenv("TINY_PASSWORD", PASSWORD)


def through(shape: str, audience: str = "desktop") -> Bundle:
    with served(door(shape)) as origin:
        [bundle] = walks(origin, "sign-in", audience=audience)
    return bundle


@pytest.mark.parametrize("shape", ["plain", "user-first"])
def test_a_form_in_one_page_or_in_two_lets_the_patient_in(shape: str) -> None:
    assert through(shape).walk.status == "done"


def test_terms_are_accepted_and_offers_put_off_and_both_are_recorded() -> None:
    walk = through("terms").walk
    assert (walk.status, walk.reason) == ("done", "")
    forced = [event.text for event in walk.events if event.kind == "forced-choice"]
    assert forced == ["Our terms have changed", "Go paperless?"]


def test_terms_can_be_accepted_with_the_keyboard_alone() -> None:
    assert through("terms", audience="keyboard").walk.status == "done"


@pytest.mark.usefixtures("impatient")
def test_a_wrong_password_is_a_refusal_in_the_portals_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TINY_PASSWORD", "not this")
    walk = through("plain").walk
    assert walk.status == "refused"
    assert "That did not work." in walk.reason
