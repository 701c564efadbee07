"""Sign-in in its common shapes: user name first, terms to accept, offers to put off, a refusal."""

from __future__ import annotations

import io

import pytest

from portal_audit.walk.job import Bundle
from tests.portals.doors import CODE, PASSWORD, USER, door
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


class Terminal(io.StringIO):
    """A person at the keyboard who has typed this."""

    def isatty(self) -> bool:
        return True


def test_a_code_that_comes_by_mail_is_asked_of_the_person_at_the_keyboard(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(CODE + "\n"))
    with served(door("code")) as origin:
        [bundle] = walks(origin, "sign-in", code="${prompt:Code from the e-mail}")
    assert bundle.walk.status == "done", bundle.walk.reason
    assert "Code from the e-mail: " in capsys.readouterr().err
    assert CODE not in bundle.walk.model_dump_json()


@pytest.mark.usefixtures("impatient")
def test_a_code_nobody_can_give_is_said_to_be_asked_for() -> None:
    walk = through("code").walk
    assert walk.status == "refused"
    assert "code" in walk.reason


def test_signing_in_at_another_host_is_followed_there_and_back() -> None:
    elsewhere = served(door("elsewhere"))
    with elsewhere as identity:
        identity = identity.replace("127.0.0.1", "localhost")
        with served(door("plain", identity)) as origin:
            [bundle] = walks(origin, "sign-in", hosts=("localhost",))
    assert bundle.walk.status == "done", bundle.walk.reason


@pytest.mark.usefixtures("impatient")
def test_a_sign_in_host_that_the_portal_file_does_not_name_is_named() -> None:
    with served(door("elsewhere")) as identity:
        identity = identity.replace("127.0.0.1", "localhost")
        with served(door("plain", identity)) as origin:
            [bundle] = walks(origin, "sign-in")
    assert bundle.walk.status != "done"
    assert "localhost, which is not among the hosts of the portal file" in bundle.walk.reason


def test_a_session_that_has_ended_between_two_tasks_is_renewed() -> None:
    app = door("plain")
    task = """
        id: look
        as: "Look in."
        needs: signed-in
        steps: [{see: Welcome}]
        done: {see: Welcome}
        """
    with served(app) as origin:
        first, second = walks(
            origin, task, task, between=lambda: setattr(app.state, "expired", True)
        )
    assert (first.walk.status, second.walk.status) == ("done", "done")
    assert app.state.sign_ins == 2
