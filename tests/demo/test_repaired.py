"""The repaired edition in a real browser: clean by axe on every page, with every rule."""

from __future__ import annotations

import pyotp
import pytest

from portal_audit.browser import Browser, Frame, Page
from portal_audit.demo.serve import DemoPortal, serve_demo
from portal_audit.walk.probes.axe import current_axe
from tests.browsing import with_browser
from tests.demo.visitor import ONLY_REPAIRED, PRIVATE, PUBLIC

pytestmark = pytest.mark.browser

RUN = """async () => (await axe.run({rules: {"target-size": {enabled: true}}})).violations
  .map((rule) => rule.id + ": " + rule.nodes.map((node) => node.html.slice(0, 120)).join(" | "))"""


async def faults_of(frame: Frame) -> list[str]:
    await frame.evaluate(current_axe().axe_script)
    return list(await frame.evaluate(RUN))


async def sign_in(page: Page, portal: DemoPortal) -> None:
    await page.goto(portal.origin + "/sign-in")
    await page.get_by_label("User name", exact=True).fill(portal.account.user)
    await page.get_by_label("Password", exact=True).fill(portal.account.password)
    await page.get_by_role("button", name="Sign in").click()
    code = pyotp.TOTP(portal.account.totp_secret).now()
    await page.get_by_label("6-digit code").fill(code)
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("button", name="Sign out").wait_for()


async def faults_of_all(browser: Browser, width: int) -> tuple[dict[str, list[str]], list[str]]:
    found: dict[str, list[str]] = {}
    too_wide: list[str] = []
    with serve_demo("after") as portal:
        async with await browser.new_context(viewport={"width": width, "height": 844}) as context:
            page = await context.new_page()

            async def look(path: str) -> None:
                await page.goto(portal.origin + path)
                await see(path)

            async def see(place: str) -> None:
                await page.wait_for_load_state()
                found[place] = await faults_of(page.main_frame)
                if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    too_wide.append(place)

            for path in PUBLIC:
                await look(path)
            await page.goto(portal.origin + "/forgot")
            await page.get_by_label("E-mail address").fill(portal.account.email)
            await page.get_by_role("button", name="Send me a link").click()
            await see("reset sent")
            await page.get_by_role("link", name="Open the link in the e-mail").click()
            await see("new password")
            await page.goto(portal.origin + "/activate")
            await page.get_by_label("Code from your invitation").fill(portal.account.invitation)
            await page.get_by_label("Date of birth").fill("04/02/1961")
            await page.get_by_role("button", name="Continue").click()
            await see("new account")
            await sign_in(page, portal)
            for path in (*PRIVATE, *ONLY_REPAIRED):
                await look(path)
                for frame in page.frames[1:]:
                    found[f"frame in {path}"] = await faults_of(frame)
            for words in ("Move this visit", "Cancel this visit"):
                await page.goto(portal.origin + "/appointments")
                await page.get_by_role("link", name=words).click()
                await see(words)
            await page.goto(portal.origin + "/appointments/past")
            await page.get_by_role("link", name="Read the visit note").first.click()
            await see("visit note")
            await page.goto(portal.origin + "/messages/new")
            await page.get_by_label("Message").fill("I feel dizzy.")
            await page.get_by_text("Draft saved.").wait_for()
            await page.goto(portal.origin + "/messages")
            await page.get_by_role("link", name="Continue writing").wait_for()
            await see("a kept draft")
            await page.goto(portal.origin + "/appointments")
            await page.get_by_role("button", name="Book a visit").click()
            found["booking dialog"] = await faults_of(page.main_frame)
            await page.goto(portal.origin + "/help")
            await page.get_by_role("button", name="Open the chat").click()
            found["chat"] = await faults_of(page.main_frame)
    return found, too_wide


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.deep), 320])
def test_every_page_dialog_and_frame_is_clean_by_axe_and_fits(width: int) -> None:
    found, too_wide = with_browser(lambda browser: faults_of_all(browser, width))
    assert "frame in /pay" in found
    assert {place: faults for place, faults in found.items() if faults} == {}
    assert too_wide == []


def test_a_patient_is_warned_and_can_stay_signed_in() -> None:
    async def stay(browser: Browser) -> tuple[str, str]:
        with serve_demo("after") as portal:
            async with await browser.new_context() as context:
                page = await context.new_page()
                await page.clock.install()
                await sign_in(page, portal)
                await page.clock.run_for(18 * 60_000 + 1_000)
                await page.get_by_role("button", name="Stay signed in").click()
                await page.clock.run_for(17 * 60_000)
                kept = page.url
                await page.clock.run_for(4 * 60_000)
                await page.wait_for_url("**/sign-in")
                return kept, page.url

    kept, ended = with_browser(stay)
    assert kept.endswith("/home")
    assert ended.endswith("/sign-in")
