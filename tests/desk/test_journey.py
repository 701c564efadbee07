"""A person at the desk: from the first address to a scorecard and a copy to share."""

from __future__ import annotations

import asyncio
import statistics
import time
from pathlib import Path

import httpx
import pytest

from portal_audit.browser import Browser, Page
from portal_audit.demo.serve import DemoPortal, serve_demo
from portal_audit.desk.serving import Served, serve_desk
from portal_audit.portal import load_portal
from tests.browsing import axe_violations, with_browser
from tests.desk.conftest import MemoryKeyring
from tests.desk.visitor import Visitor

pytestmark = pytest.mark.browser

NAME = "Riverbend Family Clinic"
TASKS = ("hours", "latest-result")
SLOWEST_S = 0.2
"""What a page may take while portals are walked."""


async def tick_only(page: Page, name: str, wanted: tuple[str, ...]) -> None:
    for box in await page.locator(f"input[name={name}]").all():
        await box.set_checked(await box.get_attribute("value") in wanted)


async def assert_fits(page: Page) -> None:
    """No fault that axe knows, at a desk and on the smallest screen, and nothing to push aside."""
    await page.set_viewport_size({"width": 1280, "height": 800})
    assert await axe_violations(page) == [], page.url
    await page.set_viewport_size({"width": 320, "height": 640})
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320, page.url
    assert await axe_violations(page) == [], page.url
    await page.set_viewport_size({"width": 1280, "height": 800})


async def times_of(origin: str, cookies: dict[str, str], rounds: int = 4) -> list[float]:
    """How long pages take, asked for by another process's eyes."""
    taken = []
    async with httpx.AsyncClient(base_url=origin, cookies=cookies) as client:
        for path in ("/", "/work", "/work/state", "/scorecards", "/new") * rounds:
            began = time.perf_counter()
            answer = await client.get(path)
            taken.append(time.perf_counter() - began)
            assert answer.status_code == 200
            await asyncio.sleep(0.05)
    return taken


async def until_a_picture_is_drawn(page: Page) -> None:
    """Asked again and again: the desk's own policy forbids what Playwright would wait with."""
    drawn = "images => images.some((image) => image.complete && image.naturalWidth > 0)"
    for _ in range(100):
        if await page.locator(".shots img").evaluate_all(drawn):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("no picture is drawn")


def test_a_person_comes_from_the_first_address_to_a_scorecard_and_a_copy(
    folder: Path, memory: MemoryKeyring
) -> None:
    async def day(browser: Browser, demo: DemoPortal, served: Served) -> None:
        context = await browser.new_context(accept_downloads=True)
        page = await context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if "Security" in m.text else None)
        await page.goto(served.first)
        assert "/open/" not in page.url
        origin = page.url.rstrip("/")

        await page.get_by_role("link", name="Add a portal").click()
        await page.get_by_label("Name of the portal").fill(NAME)
        await page.get_by_label("Web address of its first page").fill(demo.origin)
        await tick_only(page, "task", TASKS)
        await tick_only(page, "audience", ("desktop",))
        await page.get_by_role("button", name="Save the portal").click()
        assert await page.get_by_role("status").inner_text() == "The portal is saved."

        await page.get_by_role("link", name="Add one").click()
        await page.get_by_label("User name").fill(demo.account.user)
        await page.get_by_label("Password").fill(demo.account.password)
        await page.get_by_label("Key for one-time codes").fill(demo.account.totp_secret)
        await page.get_by_role("button", name="Store the account").click()
        assert "stored in the keyring" in await page.inner_text("main")
        text = next(folder.glob("*.yaml")).read_text(encoding="utf-8")
        assert demo.account.user not in text
        assert demo.account.password not in text

        await page.get_by_label("Short audit").check()
        await page.get_by_role("button", name="Start the audit").click()
        await page.locator(".count", has_text="of 2 walks done").wait_for()
        cookies = {c["name"]: c["value"] for c in await context.cookies()}
        taken = await times_of(origin, cookies)
        assert statistics.median(taken) < SLOWEST_S, taken
        await page.get_by_role("button", name="Stop").wait_for()
        await page.get_by_text("It has ended.").wait_for(timeout=60_000)
        assert await page.locator(".walks li.done").count() == 2
        await page.locator(".shots img").first.scroll_into_view_if_needed()
        await until_a_picture_is_drawn(page)
        await assert_fits(page)

        await page.get_by_role("link", name="See the result").click()
        assert "A patient can" in await page.inner_text("main")
        async with context.expect_page() as opening:
            await page.get_by_role("link", name="Open the scorecard").click()
        card = await opening.value
        await card.get_by_role("heading", name=NAME, level=1).wait_for()
        assert await card.evaluate("window.origin") == "null"
        await card.close()

        result = page.url
        await page.get_by_role("link", name="Answer questions").click()
        await page.get_by_role("radio", name="Yes").first.check()
        await page.get_by_role("button", name="Keep the answers").click()
        assert "Your answers are kept" in await page.inner_text("main")
        assert page.url.startswith(result)

        await page.get_by_role("link", name="Make a copy to share").click()
        await page.get_by_label("Who shares it").fill("Kim, front desk")
        await page.get_by_role("button", name="Make the copy").click()
        async with page.expect_download() as downloading:
            await page.get_by_role("link", name="Download").click()
        copy = Path(await (await downloading.value).path()).read_text(encoding="utf-8")
        assert "Shared by Kim, front desk" in copy
        assert demo.account.password not in copy
        assert "Alvarez" not in copy

        slug = "riverbend-family-clinic"
        for path in (
            *("", "new", f"portals/{slug}", f"portals/{slug}/change", f"portals/{slug}/account"),
            *(f"portals/{slug}/reality-check", "scorecards", "trends", "reality-checks", "nothing"),
            *(part.removeprefix(origin + "/") for part in (result, page.url)),
            *(f"{result.removeprefix(origin + '/').partition('?')[0]}/{p}" for p in SUBPAGES),
        ):
            await page.goto(f"{origin}/{path}")
            await assert_fits(page)
        await page.goto(f"{origin}/new")
        await page.get_by_role("button", name="Save the portal").click()
        await page.locator("#errors:focus").wait_for()
        await assert_fits(page)
        assert faults == []
        await context.close()

    with serve_demo("after") as demo, serve_desk(folder) as served:
        with_browser(lambda browser: day(browser, demo, served))
    assert set(load_portal(next(folder.glob("*.yaml"))).scenarios) == set(TASKS)


SUBPAGES = ("questions", "share")


def test_every_page_works_without_javascript_in_dark_colors_and_when_things_are_broken(
    folder: Path, visitor: Visitor, served: Served
) -> None:
    (folder / "bad.yaml").write_text("portal: Bad\nstrat: x\n", encoding="utf-8")
    cookies = [
        {"name": name, "value": value, "url": visitor.origin}
        for name, value in visitor.client.cookies.items()
    ]

    async def look(browser: Browser) -> None:
        for dark in (False, True):
            context = await browser.new_context(
                java_script_enabled=dark, color_scheme="dark" if dark else "light"
            )
            await context.add_cookies(cookies)  # type: ignore[arg-type]
            page = await context.new_page()
            for path in ("/", "/new", "/portals/bad", "/work", "/trends", "/nothing"):
                await page.goto(visitor.origin + path)
                assert await page.get_by_role("heading", level=1).count() == 1
                if dark:
                    await assert_fits(page)
            await page.goto(visitor.origin + "/new")
            await page.get_by_role("button", name="Save the portal").click()
            assert await page.get_by_role("alert").count() == 1
            await context.close()

    with_browser(look)
