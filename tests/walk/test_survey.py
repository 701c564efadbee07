"""A newcomer's look at a portal, in a real browser; and what can be told from what is seen."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_audit.errors import PortalUnreachable
from portal_audit.portal import Account
from portal_audit.scenario import shipped_vocabulary
from portal_audit.walk import survey as room
from portal_audit.walk.sights import Seen, Survey, Thing, clean, find_form, find_names, is_name
from portal_audit.walk.survey import survey
from tests.browsing import borrowed, with_browser
from tests.portals.serve import served
from tests.portals.tiny import Tiny

ACCOUNT = Account(user="${env:TINY_USER}", password="${env:TINY_PASSWORD}")
VOCABULARY = shipped_vocabulary()


def look(start: str, account: Account | None = None) -> Survey:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "open_browser", borrowed)
        return with_browser(lambda _: survey(start, VOCABULARY, account=account))


@dataclass
class Pages:
    """A portal of a few pages that writes down what is asked of it."""

    pages: dict[str, str]
    asked: list[tuple[str, str, float]] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        if path == "/favicon.ico":
            return Response(status_code=404)
        self.asked.append((request.method, path, time.monotonic()))
        if path == "/slow":
            await asyncio.sleep(6)
        if request.method == "POST" and path == "/in":
            sent = (await request.body()).decode()
            return RedirectResponse("/me" if "name=ann" in sent else "/", 303)
        if path not in self.pages:
            return Response(status_code=404)
        return HTMLResponse(
            f'<!doctype html><html lang="en"><title>Clinic</title>{self.pages[path]}'
        )

    @property
    def posts(self) -> list[str]:
        return [path for method, path, _ in self.asked if method == "POST"]

    @contextmanager
    def served(self) -> Iterator[str]:
        methods = ["GET", "POST"]
        with served(Starlette(routes=[Route("/{p:path}", self.answer, methods=methods)])) as at:
            yield at + "/"


FORM = """<form method="post" action="/in"><label>Patient number <input name="name"></label>
<label>Secret word <input type="password" name="pass"></label><button>Enter</button></form>"""


@pytest.mark.browser
def test_the_form_behind_the_sign_in_link_is_found(origin: str) -> None:
    form = look(origin + "/").form
    assert form is not None
    assert (form.on_home, form.link) == (False, "Sign in")
    assert form.user is not None
    assert form.user.name == "User name"


@pytest.mark.browser
def test_a_form_on_the_home_page_is_found_and_its_words_too() -> None:
    with Pages({"/": f"<h1>Clinic</h1>{FORM}"}).served() as start:
        form = look(start).form
    assert form is not None
    assert form.on_home
    assert form.user is not None
    assert form.user.name == "Patient number"


@pytest.mark.browser
def test_a_form_that_asks_for_the_user_name_first_is_found() -> None:
    first = '<form><label>User name <input name="u"></label><button>Next</button></form>'
    pages = Pages({"/": '<a href="/s">Log in</a>', "/s": first})
    with pages.served() as start:
        form = look(start).form
    assert form is not None
    assert form.password is None


@pytest.mark.browser
def test_without_an_account_no_form_is_sent() -> None:
    search = '<form method="post" action="/find"><input name="q"><button>Go</button></form>'
    pages = Pages({"/": f"{search}{FORM}"})
    with pages.served() as start:
        look(start)
    assert pages.posts == []


@pytest.mark.browser
def test_with_an_account_only_the_sign_in_form_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINY_USER", "ann")
    other = '<form method="post" action="/find"><input name="q"><button>Continue</button></form>'
    inside = f'<nav><a href="/out">Sign out</a><a href="/b">My bills</a></nav>{other}'
    pages = Pages({"/": f"{other}{FORM}", "/me": inside, "/b": f"{inside}<h1>My bills</h1>"})
    with pages.served() as start:
        found = look(start, ACCOUNT)
    assert found.entry == "signed in"
    assert pages.posts == ["/in"]


@pytest.mark.browser
def test_behind_the_sign_in_the_menu_is_read(origin: str) -> None:
    found = look(origin + "/", ACCOUNT)
    assert found.entry == "signed in"
    assert found.names["appointments"].name == "Appointments"


@pytest.mark.browser
def test_a_portal_that_is_slow_to_let_the_account_in_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TINY_USER", "ann")
    form = FORM.replace("/in", "/slow").replace('method="post"', "")
    pages = Pages({"/": form, "/slow": '<a href="/out">Sign out</a>'})
    with pages.served() as start:
        assert look(start, ACCOUNT).entry == "signed in"


@pytest.mark.browser
def test_a_refused_account_is_tried_once(
    origin: str, tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINY_PASSWORD", "not-the-password")
    found = look(origin + "/", ACCOUNT)
    assert found.entry == "refused"
    assert "That did not match." in found.reason
    assert tiny.sign_ins == [False]


@pytest.mark.browser
def test_at_most_three_links_of_the_menus_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINY_USER", "ann")
    names = ("Hours", "Visits", "Bills", "Messages", "Test results", "Medicines", "Help")
    menu = "".join(f'<a href="/{n.split()[0]}">{n}</a> ' for n in (*names, "Sign out"))
    inside = {f"/{n.split()[0]}": f"<nav>{menu}</nav><h1>{n}</h1>" for n in names}
    pages = Pages({"/": f"<nav>{menu}</nav>{FORM}", "/me": f"<nav>{menu}</nav>", **inside})
    pages.pages["/"] = pages.pages["/"].replace('<a href="/Sign">Sign out</a>', "")
    with pages.served() as start:
        found = look(start, ACCOUNT)
    followed = {path for _, path, _ in pages.asked} - {"/", "/in", "/me"}
    assert followed == {"/Hours", "/Bills", "/Visits"}
    assert set(found.pages) == {"hours", "bills", "appointments"}


@pytest.mark.browser
def test_a_menu_link_that_leads_elsewhere_is_not_followed() -> None:
    with Pages({"/": "<h1>Other</h1>"}).served() as other:
        elsewhere = other.replace("127.0.0.1", "localhost")
        with Pages({"/": f'<nav><a href="{elsewhere}">Hours</a></nav>'}).served() as start:
            found = look(start)
    assert found.pages == {}


@pytest.mark.browser
def test_another_computer_is_asked_for_one_page_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "is_loopback", lambda host: False)
    links = '<a href="/h">Hours</a> <a href="/s">Sign in</a>'
    pages = Pages({"/": links, "/h": links, "/s": FORM})
    with pages.served() as start:
        look(start)
    times = [when for _, _, when in pages.asked]
    assert len(times) >= 3
    assert min(b - a for a, b in itertools.pairwise(times)) > 0.9


@pytest.mark.browser
def test_a_page_that_is_not_there_is_no_portal(origin: str) -> None:
    with pytest.raises(PortalUnreachable, match="404"):
        look(origin + "/no-such-page")


@pytest.mark.browser
def test_the_user_name_on_a_page_does_not_get_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINY_USER", "ann.k")
    inside = '<nav><a href="/out">Sign out</a> <a href="/x">Bills of ann.k</a></nav>'
    with Pages({"/": FORM, "/me": inside}).served() as start:
        found = look(start, ACCOUNT)
    assert found.entry == "signed in"
    assert "bills" not in found.names
    assert "ann.k" not in str(found)


def test_the_whole_name_is_better_than_a_part_of_one() -> None:
    things = [Thing("link", "Past appointments and more"), Thing("link", "My visits")]
    assert find_names(("appointments",), things, VOCABULARY)["appointments"].name == "My visits"


def test_the_name_of_one_thing_is_no_part_of_the_name_of_another() -> None:
    things = [Thing("link", "Contact us"), Thing("link", "Message center")]
    found = find_names(("messages", "send_message"), things, VOCABULARY)
    assert found["messages"].name == "Message center"
    assert "send_message" not in found


def test_a_name_with_a_date_is_no_name_for_a_kind_of_thing() -> None:
    things = [Thing("link", "Appointments on May 4"), Thing("link", "Past appointments")]
    found = find_names(("appointments",), things, VOCABULARY)
    assert found["appointments"].name == "Past appointments"


def test_a_name_between_slashes_is_no_name() -> None:
    assert not is_name("/(a+)+$/")
    assert not is_name("{sign_in}")


def test_what_cannot_be_seen_is_taken_out_of_text() -> None:
    assert clean("a\nb\u2028c\u202ed\x00e\ufefff") == "a b cdef"


def test_a_lone_e_mail_field_on_the_home_page_is_no_way_in() -> None:
    seen = Seen("http://x/", things=(Thing("textbox", "E-mail", "email"), Thing("button", "Go")))
    assert find_form(seen, VOCABULARY, on_home=True) is None
    assert find_form(seen, VOCABULARY, on_home=False) is not None
