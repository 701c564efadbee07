"""What a person does in a real browser, with a real mouse and keyboard, becomes a scenario."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portal_audit.browser import Browser, Page
from portal_audit.cli.record import library_habits
from portal_audit.demo.portal_file import demo_portal, environment
from portal_audit.demo.serve import DemoPortal, serve_demo
from portal_audit.errors import PortalUnreachable
from portal_audit.evidence import Walk
from portal_audit.scenario import Scenario, load_scenario, shipped_vocabulary
from portal_audit.scenario_draft import draft_scenario
from portal_audit.walk import recording
from portal_audit.walk.job import Job
from portal_audit.walk.listening import Event
from portal_audit.walk.recording import record
from portal_audit.walk.redact import Redactor
from portal_audit.walk.surroundings import Surroundings
from portal_audit.walk.walker import walk
from tests.browsing import borrowed, with_browser
from tests.portals.serve import served
from tests.portals.tiny import PASSWORD, USER, Tiny
from tests.walk.walking import walks

pytestmark = pytest.mark.browser

HABITS = library_habits(shipped_vocabulary())

Driver = Callable[[Page], Awaitable[None]]


class Recorded:
    """A recording and the scenario file made of it."""

    def __init__(self, events: list[Event], start: str, folder: Path) -> None:
        self.events = events
        self.stream = json.dumps(events)
        self.text = draft_scenario(events, shipped_vocabulary(), HABITS, start=start, id_="mine")
        self.file = folder / "mine.yaml"
        self.file.write_text(self.text, encoding="utf-8")

    @property
    def scenario(self) -> Scenario:
        return load_scenario(self.file, shipped_vocabulary())

    @property
    def steps(self) -> list[Any]:
        """Each step as a person would have written it."""
        kept = [
            step.model_dump(by_alias=True, exclude_none=True, exclude_unset=True)
            for step in self.scenario.steps
        ]
        return [{k: _flat(v) for k, v in step.items()} for step in kept]


def _flat(value: Any) -> Any:
    if isinstance(value, dict) and "target" in value:
        return {**value["target"], **{k: v for k, v in value.items() if k != "target"}}
    return value


def recorded(start: str, driver: Driver, folder: Path) -> Recorded:
    async def watched(_browser: Browser) -> list[Event]:
        return await record(
            start,
            shipped_vocabulary(),
            asyncio.Event(),
            outcomes=HABITS.outcomes,
            closed_world=True,
            driver=driver,
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recording, "open_browser", borrowed)
        events = with_browser(watched)
    return Recorded(events, start, folder)


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoPortal]:
    with serve_demo("after") as portal:
        yield portal


async def types(page: Page, label: str, text: str) -> None:
    await page.get_by_label(label, exact=True).click()
    await page.keyboard.type(text)


async def signs_in(page: Page, demo: DemoPortal) -> None:
    await page.get_by_role("link", name="Sign in").first.click()
    await types(page, "User name", demo.account.user)
    await types(page, "Password", demo.account.password)
    await page.get_by_role("button", name="Show password").click()
    await page.get_by_label("Password", exact=True).click()
    await page.keyboard.press("End")
    await page.keyboard.type("x")
    await page.keyboard.press("Backspace")
    await page.get_by_role("button", name="Sign in").click()
    await types(page, "6-digit code", pyotp.TOTP(demo.account.totp_secret).now())
    await page.get_by_text("Remember this device").click()
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("heading", name="Welcome").wait_for()


def books_a_visit(demo: DemoPortal) -> Driver:
    async def driver(page: Page) -> None:
        await signs_in(page, demo)
        await page.get_by_role("link", name="Appointments").click()
        await page.get_by_role("button", name="Book a visit").click()
        await page.get_by_label("Reason").focus()
        await page.keyboard.type("Check")
        await page.locator(".slot").nth(2).click()
        await page.get_by_role("button", name="Confirm visit").click()
        await page.get_by_text("Your visit is booked").wait_for()

    return driver


@pytest.fixture(scope="module")
def booking(demo: DemoPortal, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """Somebody signed in to the repaired demo portal and booked a visit."""
    return recorded(demo.origin + "/", books_a_visit(demo), tmp_path_factory.mktemp("booking"))


def walked(demo: DemoPortal, scenario: Scenario, *, writes: bool) -> Walk:
    portal = demo_portal(demo).model_copy(update={"writes": writes})
    job = Job(portal=portal, scenario=scenario, audience="desktop", repeat=1)

    async def once(browser: Browser) -> Walk:
        around = Surroundings(shipped_vocabulary(), Redactor([demo.account.password]))
        return (await walk(job, browser, around)).walk

    return with_browser(once)


@pytest.fixture
def account(demo: DemoPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(demo.account).items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("account")
def test_a_recorded_booking_walks_to_done_in_a_fresh_walk(
    booking: Recorded, demo: DemoPortal
) -> None:
    done = walked(demo, booking.scenario, writes=True)
    assert (done.status, done.reason) == ("done", "")


@pytest.mark.usefixtures("account")
def test_a_recorded_booking_stops_before_it_books_where_writing_is_not_allowed(
    booking: Recorded, demo: DemoPortal
) -> None:
    done = walked(demo, booking.scenario, writes=False)
    assert (done.status, done.stopped_before_commit) == ("done", True)


def test_a_recorded_booking_is_written_in_the_words_of_the_vocabulary(booking: Recorded) -> None:
    assert booking.steps == [
        {"sign_in": True},
        {"click": {"link": "{appointments}"}},
        {"click": {"button": "{book_a_visit}"}},
        {"choose": {"label": "{reason}", "option": "{check_up}"}},
        {"click": {"first": "{available_time}"}},
        {"click": {"button": "{confirm_visit}"}, "commits": True},
    ]


def test_user_name_password_and_code_are_nowhere(booking: Recorded, demo: DemoPortal) -> None:
    secrets = (demo.account.user, demo.account.password, demo.account.totp_secret)
    for secret in secrets:
        assert secret not in booking.text
        assert secret not in booking.stream
    assert not [e for e in booking.events if e.get("text")]


def test_how_long_a_password_is_cannot_be_counted(booking: Recorded) -> None:
    typed = [
        e for e in booking.events if e["kind"] == "type" and e["control"]["name"] == "Password"
    ]
    assert len(typed) == 1


def test_a_message_is_recorded_with_its_words(demo: DemoPortal, tmp_path: Path) -> None:
    async def driver(page: Page) -> None:
        await signs_in(page, demo)
        await page.get_by_role("link", name="Messages").click()
        await page.get_by_role("link", name="Write a message").click()
        await types(page, "Subject", "My pills")
        await types(page, "Message", "May I take them with food?")
        await page.keyboard.press("Backspace")
        await page.keyboard.type("?")
        await page.get_by_role("button", name="Send message").click()
        await page.get_by_text("was sent").wait_for()

    told = recorded(demo.origin + "/", driver, tmp_path)
    assert told.steps[1:] == [
        {"click": {"link": "{messages}"}},
        {"click": {"link": "{write_a_message}"}},
        {"fill": {"label": "{message_subject}", "text": "My pills"}},
        {"fill": {"label": "{message_text}", "text": "May I take them with food?"}},
        {"click": {"button": "{send_message}"}, "commits": True},
    ]
    assert told.scenario.done.see[0].text == "{message_sent}"


def test_a_card_number_in_the_frame_of_another_site_is_recorded_but_not_read(
    demo: DemoPortal, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await signs_in(page, demo)
        await page.get_by_role("link", name="Bills").click()
        await page.get_by_role("link", name="Pay this bill").click()
        await page.frame_locator("iframe").get_by_label("Card number").click()
        await page.keyboard.type("4111 1111")

    told = recorded(demo.origin + "/", driver, tmp_path)
    assert told.steps[-1] == {"fill": {"label": "{card_number}", "text": "Sample text"}}
    assert "4111" not in told.stream


def test_signing_in_with_enter_is_one_step_and_the_recording_walks(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("link", name="Sign in").click()
        await types(page, "User name", USER)
        await types(page, "Password", PASSWORD)
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="Appointments").click()
        await page.get_by_role("button", name="Book a visit").click()
        await page.get_by_label("Reason").focus()
        await page.keyboard.type("Check")
        await page.get_by_role("button", name="9:20").click()
        await page.get_by_role("button", name="Confirm visit").click()

    told = recorded(origin + "/", driver, tmp_path)
    assert [*told.steps[0]] == ["sign_in"]
    assert [*told.steps[1]] == ["click"]
    assert USER not in told.stream
    assert PASSWORD not in told.stream
    [bundle] = walks(origin, told.text)
    assert (bundle.walk.status, bundle.walk.reason) == ("done", "")
    assert tiny.booked == 2


def on_the_home_page(tiny: Tiny, origin: str, folder: Path, body: str, driver: Driver) -> Recorded:
    tiny.home = body
    return recorded(origin + "/", driver, folder)


def test_a_click_on_a_label_is_one_tick_of_its_box(tiny: Tiny, origin: str, tmp_path: Path) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_text("Text me").click()

    body = '<label for="t">Text me</label> <input type="checkbox" id="t">'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"check": {"checkbox": "Text me"}}]


def test_enter_in_a_field_is_the_click_on_the_button_of_its_form(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await types(page, "Find", "flu shot")
        await page.keyboard.press("Enter")

    body = '<form><label>Find <input name="q"></label><button>Look</button></form>'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [
        {"fill": {"label": "Find", "text": "flu shot"}},
        {"click": {"button": "Look"}},
    ]


def test_of_two_alike_the_one_beside_its_own_words_is_meant(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("button", name="Details").nth(1).click()

    tells = "onclick=\"said.textContent = 'It is fine'\""
    body = (
        "<ul><li><h2>Blood count</h2> <button>Details</button></li>"
        f"<li><h2>Cholesterol</h2> <button {tells}>Details</button></li></ul>"
        '<p id="said" role="status"></p>'
    )
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"click": {"button": "Details", "near": "Cholesterol"}}]
    [bundle] = walks(origin, told.text)
    assert (bundle.walk.status, bundle.walk.reason) == ("done", "")


def test_of_two_alike_in_different_parts_of_the_page_the_part_is_named(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("main").get_by_role("link", name="Hours").click()

    body = '<a href="/hours">Hours</a>'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"click": {"link": "{hours}", "in": "main"}}]


def test_a_control_without_words_is_named_by_a_selector(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await page.locator("#bell").click()

    body = '<button id="bell"><svg width="20" height="20"></svg></button>'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"click": {"css": "#bell"}}]
    assert "has no words" in told.text


def test_something_made_of_a_div_is_named_by_its_words(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_text("Open the letter").click()
        await page.get_by_text("Only words").click()

    body = '<div onclick="this.dataset.a=1"><b>Open the letter</b></div><p>Only words</p>'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"click": {"named": "Open the letter"}}]


def test_a_list_that_is_gone_when_the_button_goes_down_is_still_recorded(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("option", name="Dr. No").hover()
        await page.mouse.down()
        await page.mouse.up()
        await asyncio.sleep(0.2)

    body = '<div role="listbox"><div role="option" onmousedown="this.remove()">Dr. No</div></div>'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"click": {"option": "Dr. No"}}]


def test_a_field_about_a_person_is_never_read(tiny: Tiny, origin: str, tmp_path: Path) -> None:
    async def driver(page: Page) -> None:
        await types(page, "Date of birth", "04/07/1956")
        await types(page, "E-mail", "maria@example.org")

    body = "<label>Date of birth <input></label><label>E-mail <input></label><button>Go</button>"
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert "1956" not in told.stream
    assert "maria@" not in told.stream
    assert told.steps == [
        {"fill": {"label": "{birth_date}", "text": "{my_birth_date}"}},
        {"fill": {"label": "{user_name_or_email}", "text": "{my_user_name_or_email}"}},
    ]


def test_a_new_password_is_never_read_and_is_no_signing_in(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await types(page, "New password", PASSWORD)
        await types(page, "Again", PASSWORD)

    body = (
        '<form><label>New password <input type="password"></label>'
        '<label>Again <input type="password"></label></form>'
    )
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert PASSWORD not in told.stream
    assert [[*step] for step in told.steps] == [["fill"], ["fill"]]


def test_words_typed_into_an_editable_part_are_not_taken_for_its_name(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("textbox").click()
        await page.keyboard.type("Hello nurse")

    body = '<div contenteditable="true" role="textbox" aria-label="Your question"></div>'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"fill": {"label": "Your question", "text": "Hello nurse"}}]


def test_what_a_script_clicks_is_not_recorded(tiny: Tiny, origin: str, tmp_path: Path) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("button", name="One").click()

    body = (
        "<button onclick=\"document.querySelector('#two').click()\">One</button>"
        '<button id="two">Two</button>'
    )
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"click": {"button": "One"}}]


def test_the_page_cannot_see_that_it_is_recorded(tiny: Tiny, origin: str, tmp_path: Path) -> None:
    seen: list[list[str]] = []
    names = "() => Object.getOwnPropertyNames(window)"

    async def driver(page: Page) -> None:
        seen.append(await page.evaluate(names))
        await page.get_by_role("link", name="Hours").click()

    async def bare(browser: Browser) -> list[str]:
        page = await browser.new_page()
        try:
            await page.goto(origin + "/")
            return [str(name) for name in await page.evaluate(names)]
        finally:
            await page.close()

    recorded(origin + "/", driver, tmp_path)
    assert set(seen[0]) == set(with_browser(bare))


def test_a_click_after_which_the_page_asks_whether_one_is_sure_commits(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
        await page.get_by_role("button", name="Archive").click()

    body = "<button onclick=\"confirm('Sure?')\">Archive</button>"
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps == [{"click": {"button": "Archive"}, "commits": True}]


def test_a_new_tab_is_recorded_too(tiny: Tiny, origin: str, tmp_path: Path) -> None:
    async def driver(page: Page) -> None:
        async with page.expect_popup() as popup:
            await page.get_by_role("link", name="Directions").click()
        tab = await popup.value
        await tab.get_by_role("link", name="Sign in").wait_for()
        await asyncio.sleep(0.3)  # a person looks first
        await tab.get_by_role("link", name="(555) 010-0199").click()

    body = '<a href="/hours" target="_blank">Directions</a>'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert told.steps[0] == {"click": {"link": "Directions"}}
    assert len(told.steps) == 2


def test_a_click_that_brings_a_file_is_a_download(tmp_path: Path) -> None:
    async def home(request: Request) -> Response:
        return HTMLResponse('<h1>Letters</h1><a href="/letter">Visit letter</a>')

    async def letter(request: Request) -> Response:
        headers = {"content-disposition": "attachment; filename=letter.txt"}
        return Response("Dear patient", headers=headers)

    async def driver(page: Page) -> None:
        async with page.expect_download():
            await page.get_by_role("link", name="Visit letter").click()

    app = Starlette(routes=[Route("/", home), Route("/letter", letter)])
    with served(app) as origin:
        told = recorded(origin + "/", driver, tmp_path)
    assert told.steps == [{"download": {"link": "Visit letter"}}]


def test_the_name_of_a_chosen_file_is_not_told(tiny: Tiny, origin: str, tmp_path: Path) -> None:
    card = tmp_path / "maria-lopez-card.png"
    card.write_bytes(b"x")

    async def driver(page: Page) -> None:
        async with page.expect_file_chooser() as chooser:
            await page.get_by_label("Your photo").click()
        await (await chooser.value).set_files(card)
        # Playwright hands over files by script, which a person does not.
        await asyncio.sleep(0.2)
        await page.get_by_role("link", name="Hours").click()

    body = '<label>Your photo <input type="file"></label>'
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert "maria" not in told.stream


def test_the_address_bar_is_said_and_not_made_a_step(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("button", name="Look").click()
        await page.goto(origin + "/hours")

    told = on_the_home_page(tiny, origin, tmp_path, "<button>Look</button>", driver)
    assert told.steps == [{"click": {"button": "Look"}}]
    assert "Here you used the address bar" in told.text


def test_hostile_names_are_quoted_and_mean_themselves(
    tiny: Tiny, origin: str, tmp_path: Path
) -> None:
    async def driver(page: Page) -> None:
        for button in await page.get_by_role("button").all():
            await button.click()

    names = ['"}\n- open: /evil #', "{secret_key}", "/(a+)+$/", "x: &a *b !!python", "${env:HOME}"]
    body = "".join(f"<button>{name}</button>" for name in names)
    told = on_the_home_page(tiny, origin, tmp_path, body, driver)
    assert [[*step] for step in told.steps] == [["click"]] * 5
    [bundle] = walks(origin, told.text)
    assert (bundle.walk.status, bundle.walk.reason) == ("done", "")


def test_closing_the_window_ends_the_recording(origin: str, tmp_path: Path) -> None:
    async def driver(page: Page) -> None:
        await page.get_by_role("link", name="Hours").click()
        await page.get_by_role("heading", name="Hours").wait_for()
        await asyncio.sleep(0.3)
        await page.close()
        await asyncio.sleep(60)

    told = recorded(origin + "/", driver, tmp_path)
    assert len(told.steps) == 1
    assert told.scenario.done.see[0].heading is not None


def test_a_portal_that_does_not_answer_is_said(tmp_path: Path) -> None:
    async def driver(page: Page) -> None:
        raise AssertionError("there is no page")

    with pytest.raises(PortalUnreachable, match="Nothing answers"):
        recorded("http://127.0.0.1:4/", driver, tmp_path)
