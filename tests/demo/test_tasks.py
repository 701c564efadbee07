"""A patient's tasks, done by sending forms."""

from __future__ import annotations

import re

import pyotp
import pytest
from starlette.testclient import TestClient

from tests.demo.visitor import EditionName, Visitor


@pytest.fixture(params=["before", "after"])
def visitor(request: pytest.FixtureRequest) -> Visitor:
    edition: EditionName = request.param
    return Visitor(edition)


def first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found
    return found[0]


def first_slot(browser: TestClient) -> str:
    return first(r'(?<=data-slot=")[^"]+', browser.get("/appointments").text)


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


def test_a_forgotten_password_can_be_replaced_by_the_link_that_was_sent() -> None:
    visitor = Visitor("after")
    sent = visitor.browser.post("/forgot", data={"email": visitor.account.email}).text
    letter = first(r"/reset/[\w-]+", sent)
    assert "12 letters" in visitor.browser.post(letter, data={"password": "short"}).text
    answer = visitor.browser.post(letter, data={"password": "river stone lamp"}).text
    assert "Your new password is set" in answer
    new = {"user": visitor.account.user, "password": "river stone lamp"}
    assert visitor.browser.post("/sign-in", data=new).url.path == "/code"
    assert visitor.browser.get(letter).status_code == 404


def test_an_invitation_leads_to_an_account_that_can_sign_in() -> None:
    visitor = Visitor("after")
    who = {"code": visitor.account.invitation.lower(), "born": "04/02/1961"}
    page = visitor.browser.post("/activate", data=who)
    new = {"user": "maria.new", "password": "river stone lamp"}
    assert "Your account is ready" in visitor.browser.post(page.url.path, data=new).text
    assert visitor.browser.post("/sign-in", data=new).url.path == "/code"


def test_the_old_portal_activates_nobody() -> None:
    visitor = Visitor("before")
    who = {"code": visitor.account.invitation, "born": "04/02/1961", "mrn": "", "ssn": ""}
    assert "ERR-3107" in visitor.browser.post("/activate", data=who).text


def test_an_invitation_of_somebody_else_is_refused() -> None:
    visitor = Visitor("after")
    who = {"code": visitor.account.invitation, "born": "01/01/2000"}
    page = visitor.browser.post("/activate", data=who)
    assert (page.url.path, 'class="error"' in page.text) == ("/activate", True)


def test_a_code_can_be_sent_another_way() -> None:
    visitor = Visitor("after")
    visitor.give_password()
    page = visitor.browser.post("/code/other", data={"by": "text"}).text
    code = first(r"(?<=<strong>)\d{6}(?=</strong>)", page)
    assert visitor.browser.post("/code", data={"code": code}).url.path == "/home"


def test_a_remembered_device_needs_no_code_for_30_days() -> None:
    visitor = Visitor("after")
    visitor.give_password()
    code = pyotp.TOTP(visitor.account.totp_secret).now()
    visitor.browser.post("/code", data={"code": code, "remember": "on"})
    visitor.browser.post("/sign-out")
    visitor.give_password()
    assert visitor.browser.get("/home").url.path == "/home"
    visitor.browser.post("/sign-out")
    visitor.wait(days=31)
    visitor.give_password()
    assert visitor.browser.get("/home").url.path == "/sign-in"


def first_visit(browser: TestClient) -> str:
    return first(r"(?<=/appointments/)\d+-\d+(?=/cancel)", browser.get("/appointments").text)


def test_a_visit_can_be_cancelled_and_the_last_one_too(visitor: Visitor) -> None:
    visitor.sign_in()
    page = visitor.browser.post(f"/appointments/{first_visit(visitor.browser)}/cancel")
    assert "Your visit was cancelled" in page.text
    assert "You have no visits now" in page.text
    assert visitor.browser.get("/home").status_code == 200


def test_a_moved_visit_has_its_new_time_only() -> None:
    visitor = Visitor("after")
    visitor.sign_in()
    old, slot = first_visit(visitor.browser), first_slot(visitor.browser)
    page = visitor.browser.post(f"/appointments/{old}/move", data={"slot": slot})
    assert "Your visit was moved" in page.text
    assert first_visit(visitor.browser) != old
    assert visitor.browser.get(f"/appointments/{old}/move").status_code == 404


def test_the_note_of_a_past_visit_can_be_read(visitor: Visitor) -> None:
    visitor.sign_in()
    page = visitor.browser.get("/appointments/past").text
    note = first(r"/appointments/past/[\d-]+", page)
    assert "128" in visitor.browser.get(note).text


def test_only_the_repaired_portal_keeps_a_draft_until_it_is_sent(visitor: Visitor) -> None:
    visitor.sign_in()
    written = {"to": "Front desk", "subject": "Pill", "text": "Half a sent"}
    visitor.browser.post("/messages/draft", data=written)
    kept = visitor.edition == "after"
    assert ("Half a sent" in visitor.browser.get("/messages").text) == kept
    assert ("Half a sent" in visitor.browser.get("/messages/new").text) == kept
    visitor.browser.post("/messages/new", data={**written, "text": "A whole sentence."})
    assert "Half a sent" not in visitor.browser.get("/messages").text


def test_only_the_repaired_portal_does_what_the_preferences_say(visitor: Visitor) -> None:
    visitor.sign_in()
    page = visitor.browser.post("/preferences", data={"text_size": "large"}).text
    assert "Your choices were saved" in page
    effective = visitor.edition == "after"
    assert ("You get no e-mails" in page) == effective
    assert ("new large" in visitor.browser.get("/home").text) == effective


def test_every_result_has_its_own_explanation(visitor: Visitor) -> None:
    visitor.sign_in()
    pages = [visitor.browser.get(f"/results/{slug}").text for slug in ("cholesterol", "kidney")]
    words = [page.split("<h2>", 1)[1].split("</p>", 1)[0] for page in pages]
    assert words[0] != words[1]


def test_a_helper_and_a_doctor_can_be_named() -> None:
    visitor = Visitor("after")
    visitor.sign_in()
    assert "Ana Ruiz" in visitor.browser.post("/family/add", data={"name": "Ana Ruiz"}).text
    page = visitor.browser.post("/documents/share", data={"who": "Dr. Kim"}).text
    assert "We will send your record to Dr. Kim" in page
