"""The scorecard as a reader meets it: in a real browser, opened from disk."""

from __future__ import annotations

import pytest

from portal_audit.browser import Page
from portal_audit.result import Audit
from portal_audit.walk.probes.axe import current_axe
from tests.report import sample
from tests.report.conftest import Open

pytestmark = pytest.mark.browser

AXE = "async () => (await axe.run({rules: {'target-size': {enabled: true}}})).violations.map("
AXE += "(rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).join(' ')}`)"
INJECTED = """() => [
  ...[...document.scripts].slice(1),
  ...document.querySelectorAll('img, iframe, object, embed, [onload], [onerror], [onclick]'),
  ...[...document.links].filter((a) => !/^(https?|file):/.test(a.protocol)),
].map((element) => element.outerHTML)"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("audit", "width", "scheme"),
    [
        (sample.good_audit(), 1280, "light"),
        (sample.good_audit(), 1280, "dark"),
        (sample.good_audit(), 390, "light"),
        (sample.letterless_audit(), 1280, "light"),
        (sample.empty_audit(), 390, "dark"),
    ],
    ids=["light", "dark", "phone", "no letter", "empty"],
)
def test_the_scorecard_is_clean_by_axe(
    open_scorecard: Open, audit: Audit, width: int, scheme: str
) -> None:
    violations: list[str] = []

    async def look(page: Page) -> None:
        # Closed parts are read, too.
        await page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        await page.evaluate(current_axe().axe_script)
        violations.extend(await page.evaluate(AXE))

    open_scorecard(audit, look, width=width, scheme=scheme)
    assert violations == []


def test_the_scorecard_asks_for_nothing_and_breaks_no_rule_of_its_policy(
    open_scorecard: Open,
) -> None:
    async def read(page: Page) -> None:
        await page.mouse.wheel(0, 5000)
        await page.wait_for_load_state("networkidle")

    assert open_scorecard(sample.good_audit(), read) == []


def test_the_policy_stops_what_is_not_the_scorecards_own(open_scorecard: Open) -> None:
    async def intrude(page: Page) -> None:
        await page.evaluate("document.body.append(Object.assign(new Image(), {src: 'x.png'}))")

    trouble = open_scorecard(sample.good_audit(), intrude)
    assert any("Content Security Policy" in each for each in trouble)


def test_hostile_text_stays_text(open_scorecard: Open) -> None:
    injected: list[str] = []
    words: list[str] = []

    async def look(page: Page) -> None:
        injected.extend(await page.evaluate(INJECTED))
        words.append(await page.locator(".finding").first.inner_text())

    assert open_scorecard(sample.hostile_audit(), look) == []
    assert injected == []
    assert sample.HOSTILE[0] in words[0]


def test_characters_that_turn_text_around_are_spelt_out(open_scorecard: Open) -> None:
    async def look(page: Page) -> None:
        text = await page.locator("body").inner_text()
        assert "[U+202E]gpj.exe" in text
        assert "\u202e" not in text

    open_scorecard(sample.hostile_audit(), look)


@pytest.mark.parametrize("audit", [sample.good_audit(), sample.hostile_audit()])
def test_nothing_is_wider_than_a_screen_of_320_pixels(open_scorecard: Open, audit: Audit) -> None:
    async def measure(page: Page) -> None:
        await page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        assert await page.evaluate(OVERFLOW) <= 0

    open_scorecard(audit, measure, width=320)


def test_every_finding_can_be_read_without_javascript(open_scorecard: Open) -> None:
    async def read(page: Page) -> None:
        for finding in sample.good_audit().findings:
            assert await page.get_by_role("heading", name=finding.title).last.is_visible()
        assert not await page.locator("#tools").is_visible()
        assert not await page.locator(".copy").first.is_visible()

    open_scorecard(sample.good_audit(), read, javascript=False)


def test_the_task_grid_stays_a_table_on_a_phone(open_scorecard: Open) -> None:
    async def count(page: Page) -> None:
        grid = page.get_by_role("table", name="Each task, for each kind of visitor")
        assert await grid.get_by_role("cell").count() == 24
        assert await grid.get_by_role("rowheader").count() == 8

    open_scorecard(sample.good_audit(), count, width=390)


def test_search_narrows_the_findings(open_scorecard: Open) -> None:
    async def search(page: Page) -> None:
        await page.get_by_label("Search").fill("paste password")
        assert await page.locator(".finding:visible h4").all_inner_texts() == [
            "The password cannot be pasted"
        ]
        assert await page.get_by_role("status").inner_text() == "Showing 1 of 7"

    open_scorecard(sample.good_audit(), search)


def test_a_visitor_is_chosen_by_the_keyboard(open_scorecard: Open) -> None:
    async def choose(page: Page) -> None:
        await page.get_by_label("Visitor", exact=True).focus()
        await page.keyboard.type("Phone")
        titles = await page.locator(".finding:visible h4").all_inner_texts()
        assert "The card form traps the keyboard" not in titles
        assert "The password cannot be pasted" in titles

    open_scorecard(sample.good_audit(), choose)


def test_the_smallest_repair_can_come_first_and_the_worst_again(open_scorecard: Open) -> None:
    async def order(page: Page) -> None:
        titles = page.locator(".finding:visible h4")
        worst_first = await titles.all_inner_texts()
        await page.get_by_label("Order").select_option("Smallest repair first")
        by_effort = await titles.all_inner_texts()
        assert by_effort[-1] == "The card form traps the keyboard"
        await page.get_by_role("button", name="Show all").click()
        assert await titles.all_inner_texts() == worst_first

    open_scorecard(sample.good_audit(), order)


def test_a_link_to_a_finding_shows_it_though_the_filter_hides_it(open_scorecard: Open) -> None:
    async def follow(page: Page) -> None:
        await page.get_by_label("Search").fill("holiday")
        await page.get_by_role("link", name="See why").click()
        await page.locator("#f-EV-02-0123456789ab").wait_for(state="visible", timeout=5_000)

    open_scorecard(sample.good_audit(), follow)


def test_a_finding_can_be_copied_as_issue_text(open_scorecard: Open) -> None:
    async def copy(page: Page) -> None:
        await page.locator(".copy").first.click()
        await page.get_by_role("button", name="Copied").wait_for(timeout=5_000)
        await page.get_by_label("Search").focus()
        await page.keyboard.press("Control+V")
        pasted = await page.get_by_label("Search").input_value()
        assert "The time buttons cannot be reached with the keyboard (Stops patients" in pasted

    open_scorecard(sample.good_audit(), copy)


def test_the_letter_is_printed_without_its_background(open_scorecard: Open) -> None:
    async def read(page: Page) -> None:
        await page.emulate_media(media="print")
        ink, ground = await page.locator(".letter").evaluate(
            "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        assert ink != "rgb(255, 255, 255)"
        assert ground == "rgba(0, 0, 0, 0)"

    open_scorecard(sample.good_audit(), read, scheme="dark")


def test_paper_shows_what_is_folded_on_the_screen(open_scorecard: Open) -> None:
    async def read(page: Page) -> None:
        folded = page.get_by_text("Every try succeeds").first
        assert not await folded.is_visible()
        await page.emulate_media(media="print")
        assert await folded.is_visible()

    open_scorecard(sample.good_audit(), read, javascript=False)
