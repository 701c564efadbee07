"""A patient's tasks, done by sending forms."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.demo.visitor import EditionName, Visitor


@pytest.fixture(params=["before", "after"])
def visitor(request: pytest.FixtureRequest) -> Visitor:
    edition: EditionName = request.param
    return Visitor(edition)


def first_slot(browser: TestClient) -> str:
    found = re.search(r'data-slot="([^"]+)"', browser.get("/appointments").text)
    assert found
    return found[1]


def test_password_and_code_lead_to_the_patients_home(visitor: Visitor) -> None:
    visitor.sign_in()
    assert visitor.browser.get("/home").url.path == "/home"


def test_the_password_alone_does_not_sign_in(visitor: Visitor) -> None:
    visitor.give_password()
    assert visitor.browser.get("/home").url.path == "/sign-in"


def test_a_wrong_password_is_refused(visitor: Visitor) -> None:
    page = visitor.browser.post(
        "/sign-in", data={"user": visitor.account.user, "password": "wrong"}
    )
    assert (page.url.path, 'class="error"' in page.text) == ("/sign-in", True)
    assert visitor.browser.get("/home").url.path == "/sign-in"


def test_a_wrong_code_is_refused(visitor: Visitor) -> None:
    visitor.give_password()
    page = visitor.browser.post("/code", data={"code": "0"})
    assert (page.url.path, 'class="error"' in page.text) == ("/code", True)
    assert visitor.browser.get("/home").url.path == "/sign-in"


def test_a_booked_visit_is_listed_and_its_time_is_gone(visitor: Visitor) -> None:
    visitor.sign_in()
    slot = first_slot(visitor.browser)
    page = visitor.browser.post("/appointments/book", data={"slot": slot, "reason": "Check-up"})
    assert "Your visit is booked" in page.text
    assert ": Check-up" in visitor.browser.get("/appointments").text
    assert first_slot(visitor.browser) != slot


def test_a_time_that_is_not_offered_cannot_be_booked(visitor: Visitor) -> None:
    visitor.sign_in()
    page = visitor.browser.post(
        "/appointments/book", data={"slot": "2020-01-01T03:00:00", "reason": "Check-up"}
    )
    assert "Your visit is booked" not in page.text


def test_two_browsers_can_book_the_same_time(visitor: Visitor) -> None:
    second = visitor.another_browser()
    visitor.sign_in()
    visitor.sign_in(second)
    slot = first_slot(visitor.browser)
    for browser in (visitor.browser, second):
        page = browser.post("/appointments/book", data={"slot": slot, "reason": "Check-up"})
        assert "Your visit is booked" in page.text


def test_a_sent_message_is_copied_to_sent(visitor: Visitor) -> None:
    visitor.sign_in()
    sent = {"to": "My nurse", "subject": "Pill", "text": "May I take it <b>at night</b>?"}
    page = visitor.browser.post("/messages/new", data=sent)
    assert "Your message was sent" in page.text
    assert "May I take it &lt;b&gt;at night&lt;/b&gt;?" in visitor.browser.get("/messages").text


def test_an_empty_message_is_not_sent(visitor: Visitor) -> None:
    visitor.sign_in()
    page = visitor.browser.post("/messages/new", data={"to": "My nurse", "text": " "})
    assert 'class="error"' in page.text
    assert "<h2>Sent</h2>" not in visitor.browser.get("/messages").text


def test_a_refill_can_be_asked_for(visitor: Visitor) -> None:
    visitor.sign_in()
    page = visitor.browser.post("/medicines/lisinopril/refill")
    assert "Your refill request was sent" in page.text


def test_after_signing_out_the_repaired_portal_shows_nothing_to_an_old_cookie() -> None:
    visitor = Visitor("after")
    visitor.sign_in()
    cookies = dict(visitor.browser.cookies)
    visitor.browser.post("/sign-out")
    visitor.browser.cookies.update(cookies)
    assert visitor.browser.get("/home").url.path == "/sign-in"


@pytest.mark.parametrize(("edition", "still_in", "out"), [("before", 5, 7), ("after", 20, 22)])
def test_the_server_ends_an_idle_session(edition: EditionName, still_in: int, out: int) -> None:
    visitor = Visitor(edition)
    visitor.sign_in()
    visitor.wait(minutes=still_in)
    assert visitor.browser.get("/home").url.path == "/home"
    visitor.wait(minutes=out)
    assert visitor.browser.get("/home").url.path == "/sign-in"


def test_every_offered_time_lies_in_the_future(visitor: Visitor) -> None:
    visitor.sign_in()
    offered = re.findall(r'data-slot="([^"]+)"', visitor.browser.get("/appointments").text)
    assert len(offered) >= 9
    assert min(offered) > visitor.now.isoformat()
