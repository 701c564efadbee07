"""A session as a person has it: both windows in a real browser, the demo portal behind them.

The person is played with Playwright. With Xvfb on the machine the windows are real ones.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pyotp
import pytest

from portal_audit.browser import BrowserContext, Page
from portal_audit.demo.serve import DemoPortal, serve_demo
from portal_audit.evidence.people import Attempt, RealityCheck
from portal_audit.pipeline import Silent, run_audit
from portal_audit.plan import make_plan
from portal_audit.portal import load_portal
from portal_audit.reality import Wish, hold
from tests.browsing import axe_violations

FILE = """portal: Riverbend Family Clinic
start: {start}/
account:
  user: "${{env:RC_USER}}"
  password: "${{env:RC_PASSWORD}}"
  code: "${{totp:env:RC_TOTP}}"
scenarios: [sign-in, hours, latest-result, message]
{more}
"""
SIGN_IN, HOURS, RESULT, MESSAGE = "sign-in", "hours", "latest-result", "message"


@pytest.fixture(scope="module", autouse=True)
def screen() -> Iterator[None]:
    """A screen in memory where the machine can have one."""
    if os.environ.get("DISPLAY") or not shutil.which("Xvfb"):
        yield
        return
    read, write = os.pipe()
    xvfb = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", f":{told.readline().strip()}")
        yield
    xvfb.terminate()
    xvfb.wait(timeout=10)


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoPortal]:
    with serve_demo("after") as portal, pytest.MonkeyPatch.context() as patch:
        patch.setenv("RC_USER", portal.account.user)
        patch.setenv("RC_PASSWORD", portal.account.password)
        patch.setenv("RC_TOTP", portal.account.totp_secret)
        yield portal


@pytest.fixture(scope="module")
def walked(demo: DemoPortal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that knows the shortest ways."""
    folder = tmp_path_factory.mktemp("walked")
    file = folder / "portal.yaml"
    mask = 'mask: [".patient-name"]'
    file.write_text(FILE.format(start=demo.origin, more=mask), encoding="utf-8")
    plan = make_plan(load_portal(file), folder, audiences=("desktop",), repeat=1, closer=False)
    asyncio.run(run_audit(plan, folder / "run", Silent()))
    return folder / "run"


class Person:
    """Somebody at the two windows."""

    def __init__(self, card: Page, portal: BrowserContext, demo: DemoPortal) -> None:
        self.card = card
        self.portal = portal
        self.demo = demo

    @property
    def page(self) -> Page:
        return self.portal.pages[-1]

    async def presses(self, button: str) -> None:
        await self.card.get_by_role("button", name=button, exact=True).click()
        await self.card.wait_for_load_state()

    async def agrees(self) -> None:
        await self.presses("I agree, let us begin")

    async def goes(self, *links: str) -> None:
        for name in links:
            await self.page.get_by_role("link", name=name).first.click()
            await self.page.wait_for_load_state()
            await asyncio.sleep(0.3)  # people look before they click again

    async def signs_in(self) -> None:
        account = self.demo.account
        await self.goes("Sign in")
        for label, text in (("User name", account.user), ("Password", account.password)):
            await self.page.get_by_label(label, exact=True).click()
            await self.page.keyboard.type(text)
        await self.page.keyboard.press("Enter")
        await self.page.get_by_label("code").first.wait_for()
        await self.page.get_by_label("code").first.click()
        await self.page.keyboard.type(pyotp.TOTP(account.totp_secret).now())
        await self.page.keyboard.press("Enter")
        await (
            self.page.get_by_role("button", name="Sign out")
            .or_(self.page.get_by_role("link", name="Sign out"))
            .first.wait_for()
        )

    async def starts_signed_in(self) -> None:
        """Through the first task, to the card of the second."""
        await self.agrees()
        await self.presses("Start")
        await self.signs_in()
        await self.presses("I'm done")

    async def answers(self, ease: int = 6, **words: str) -> None:
        await self.card.locator(f"[name=seq][value='{ease}']").check(force=True)
        for label, text in words.items():
            await self.card.locator(f"[name={label}]").fill(text)
        await self.presses("Next")

    async def finishes(self) -> None:
        await self.presses("Finish")
        await self.card.close()


Plays = Callable[[Person], Awaitable[None]]


def held(
    demo: DemoPortal,
    folder: Path,
    plays: Plays,
    *tasks: str,
    run: Path | None = None,
    more: str = "",
    moderated: bool = False,
) -> RealityCheck:
    """The session that comes of it, read from its file."""
    file = folder / "portal.yaml"
    file.write_text(FILE.format(start=demo.origin, more=more), encoding="utf-8")

    async def driver(card: Page, portal: BrowserContext) -> None:
        await plays(Person(card, portal, demo))
        await asyncio.sleep(5)  # until the session has noticed that the card is closed

    wish = Wish(file, tasks, role="receptionist", seed=1, run=run, moderated=moderated)
    path = asyncio.run(hold(wish, say=lambda _: None, driver=driver)).path
    return RealityCheck.model_validate_json(path.read_bytes())


def the(session: RealityCheck, scenario: str) -> Attempt:
    return next(task for task in session.tasks if task.scenario == scenario)


def test_a_person_signs_in_gets_lost_once_and_reads_a_result(
    demo: DemoPortal, walked: Path, tmp_path: Path
) -> None:
    async def plays(person: Person) -> None:
        await person.starts_signed_in()
        await person.answers(ease=4, comment="The code was a surprise.")
        await person.presses("Start")
        await person.goes("Appointments")
        await person.page.go_back()
        await asyncio.sleep(0.3)
        await person.page.mouse.click(4, 400)
        await asyncio.sleep(1.3)
        await person.goes("Test results", "Cholesterol test")
        await person.presses("I'm done")
        await person.answers(ease=5, own_words="It is a bit high.")
        await person.card.locator("[name=meets_needs][value='5']").check(force=True)
        await person.card.locator("[name=easy_to_use][value='4']").check(force=True)
        await person.card.locator("[name=signing_in]").fill("Fine, but the code came late.")
        await person.finishes()

    session = held(
        demo, tmp_path, plays, SIGN_IN, RESULT, run=walked, more='mask: [".patient-name"]'
    )
    assert [task.outcome for task in session.tasks] == ["success", "success"]
    result = the(session, RESULT)
    assert (result.different, result.visited, result.least) == (4, 5, 3)
    assert result.lostness == pytest.approx(0.32, abs=0.005)
    assert (result.backtracks, result.dead, result.first_click) == (1, 1, "off_path")
    assert (result.seq, result.own_words) == (5, "It is a bit high.")
    assert (session.post.meets_needs, session.post.easy_to_use) == (5, 4)
    assert (session.tester.role, session.ended) == ("receptionist", "")
    assert (tmp_path / "reality-checks" / result.shot).read_bytes()[8:12] == b"WEBP"
    assert result.pages[0].heading == "Welcome, [masked]"
    keys = the(session, SIGN_IN).keys
    assert keys["char"] >= len(demo.account.user) + len(demo.account.password)
    everything = b"".join(f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())
    for secret in (demo.account.user, demo.account.password, demo.account.totp_secret):
        assert secret.encode() not in everything


def test_somebody_gives_up_and_somebody_believes_wrongly_to_be_done(
    demo: DemoPortal, walked: Path, tmp_path: Path
) -> None:
    async def plays(person: Person) -> None:
        await person.agrees()
        await person.presses("Start")
        await person.presses("I'm done")
        assert await person.card.get_by_role("heading", name="How was it?").is_visible()
        await person.answers(ease=2)
        await person.presses("Start")
        await person.presses("I give up")
        assert not await person.card.locator("[name=confidence]").count()
        await person.answers(ease=1)
        await person.finishes()

    session = held(demo, tmp_path, plays, SIGN_IN, HOURS, run=walked)
    assert [task.outcome for task in session.tasks] == ["false-success", "gave-up"]
    assert session.tasks[0].why == "The portal did not show “Sign out”."
    assert session.tasks[0].seconds < 3


def test_the_last_click_is_held_back_and_nothing_is_sent(
    demo: DemoPortal, walked: Path, tmp_path: Path
) -> None:
    async def plays(person: Person) -> None:
        await person.starts_signed_in()
        await person.answers()
        words = await person.card.locator("dl").first.inner_text()
        assert "Question about my pills" in words
        await person.presses("Start")
        await person.goes("Messages")
        await person.page.get_by_role("link", name="Write a message").click()
        await person.page.get_by_label("To", exact=True).select_option(index=1)
        await person.page.get_by_label("Subject").fill("Question about my pills")
        await person.page.get_by_label("Message", exact=True).fill("With food?")
        await person.page.get_by_role("button", name="Send message").click()
        await person.card.get_by_text("It is not really made here").wait_for()
        assert await person.page.get_by_role("button", name="Send message").is_visible()
        await person.presses("I'm done")
        await person.answers()
        await person.finishes()

    session = held(demo, tmp_path, plays, SIGN_IN, MESSAGE, run=walked)
    assert the(session, MESSAGE).outcome == "success"
    assert "With food?" not in session.to_json()


def test_an_interruption_does_not_count_and_the_moderator_may_give_a_hint(
    demo: DemoPortal, walked: Path, tmp_path: Path
) -> None:
    async def plays(person: Person) -> None:
        await person.agrees()
        await person.presses("Start")
        await person.presses("I was interrupted")
        await asyncio.sleep(3)
        await person.presses("Go on")
        await person.card.get_by_label("In a few words").fill("Look at the top")
        await person.presses("Hint given")
        await person.goes("Hours")
        await person.presses("I'm done")
        await person.answers()
        await person.finishes()

    session = held(demo, tmp_path, plays, HOURS, run=walked, moderated=True)
    task = session.tasks[0]
    assert (task.outcome, task.hints, task.alone) == ("success", 1, False)
    assert task.paused >= 3
    assert task.remarks[0].words == "Look at the top"


def test_closing_the_portals_window_costs_one_task_and_closing_the_card_keeps_the_rest(
    demo: DemoPortal, walked: Path, tmp_path: Path
) -> None:
    async def plays(person: Person) -> None:
        await person.agrees()
        await person.presses("Start")
        for page in list(person.portal.pages):
            await page.close()
        await person.card.get_by_text("The portal's window was closed").wait_for()
        await person.presses("Next")
        await person.presses("Start")
        assert person.portal.pages  # a new window
        await person.card.close()

    session = held(demo, tmp_path, plays, SIGN_IN, HOURS, run=walked)
    assert [task.outcome for task in session.tasks] == ["stopped", "stopped"]
    assert session.ended == "The task card was closed."


def test_a_patient_who_is_not_on_the_list_ends_the_session_kindly(
    demo: DemoPortal, walked: Path, tmp_path: Path
) -> None:
    async def plays(person: Person) -> None:
        await person.starts_signed_in()
        assert await person.card.get_by_text("does not show the name of a test patient").count()
        await person.card.close()

    session = held(
        demo, tmp_path, plays, SIGN_IN, RESULT, run=walked, more="test_patients: [Xaver Nobody]"
    )
    assert session.tasks == ()
    assert session.ended.startswith("This page does not show the name of a test patient")


def test_every_card_can_be_used_by_everyone(demo: DemoPortal, walked: Path, tmp_path: Path) -> None:
    faults: list[str] = []

    async def look(person: Person) -> None:
        faults.extend(await axe_violations(person.card))
        wide = await person.card.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        faults.extend(["too wide"] if wide > 1 else [])

    async def plays(person: Person) -> None:
        await look(person)
        # By keyboard alone, from the top.
        await person.card.get_by_role("button", name="I agree").focus()
        await person.card.keyboard.press("Enter")
        await person.card.get_by_role("button", name="Start").wait_for()
        await look(person)
        await person.card.keyboard.press("Tab")  # the account
        await person.card.keyboard.press("Tab")
        await person.card.keyboard.press("Enter")
        await person.card.get_by_role("button", name="I'm done").wait_for()
        await look(person)
        await person.presses("I was interrupted")
        await look(person)
        await person.presses("I give up")
        await look(person)
        await person.answers()
        await look(person)
        await person.finishes()

    held(demo, tmp_path, plays, HOURS, run=walked, moderated=True)
    assert faults == []


def test_without_a_run_the_shortest_ways_are_walked_first(demo: DemoPortal, tmp_path: Path) -> None:
    async def plays(person: Person) -> None:
        await person.agrees()
        await person.presses("Start")
        await person.goes("Hours")
        await person.presses("I'm done")
        await person.answers()
        await person.finishes()

    began = time.monotonic()
    session = held(demo, tmp_path, plays, HOURS)
    assert session.tasks[0].least == 2, time.monotonic() - began
    assert session.tasks[0].lostness == 0
