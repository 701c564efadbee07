"""What only another shape of the page, or its picture, shows."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

import pytest

from portal_audit.browser import Browser
from portal_audit.finding import Finding
from portal_audit.walk.exam.pixels import PIXELS
from portal_audit.walk.exam.shapes import SHAPES
from portal_audit.walk.probes.probe import ask
from tests.browsing import with_browser
from tests.portals.faults.pages import findings_of, mostly_deep, rules, wanted
from tests.portals.faults.shapes import PAGES

pytestmark = pytest.mark.browser

Found = dict[str, tuple[Finding, ...]]

REFLOW = ("EV-05", "", "1.4.10")
CUT = ("EV-27", "cut-off-when-enlarged", "1.4.4")
OVER = ("EV-27", "overlap-when-enlarged", "1.4.4")
SPACED = ("EV-06", "cut-off-when-spaced", "1.4.12")
TURNED = ("EV-28", "page-turned-on-its-side", "1.3.4")
PALE = ("EV-07", "contrast-over-image", "1.4.3")
FIELD = ("EV-29", "field-not-visible", "1.4.11")

FAULTS = {
    "cut-when-enlarged": {CUT, SPACED},
    "cut-by-window-height": {CUT, SPACED},
    "cut-in-one-line": {CUT},
    "cut-only-when-narrow": {CUT},
    "spills-when-enlarged": {OVER},
    "too-wide": {REFLOW},
    "columns-side-by-side": {REFLOW},
    "cut-at-the-edge": {REFLOW},
    "part-that-scrolls": {REFLOW},
    "scrolling-part-too-wide": {REFLOW},
    "cut-when-spaced": {SPACED},
    "turned": {TURNED},
    "turned-in-radians": {TURNED},
    "turned-by-its-own-property": {TURNED},
    "turned-by-matrix-on-tablets": {TURNED},
    "pale-on-gradient": {PALE},
    "pale-on-picture": {PALE},
    "field-without-line": {FIELD},
}
MINE = {check for check, _, _ in (REFLOW, CUT, SPACED, TURNED, PALE, FIELD)}
FOR_A_PERSON = [
    ("cards-to-leaf-through", "EV-27", "cut-off-when-enlarged-perhaps"),
    ("tidy-single-line", "EV-27", "cut-off-when-enlarged-perhaps"),
    ("shortened-with-a-button", "EV-27", "cut-off-when-enlarged-perhaps"),
    ("tidy-single-line", "EV-06", "cut-off-when-spaced-perhaps"),
    ("pale-in-part", "EV-07", "contrast-over-image-perhaps"),
    ("picture-that-did-not-come", "EV-07", "contrast-over-image-perhaps"),
    ("field-with-pale-line", "EV-29", "field-too-pale"),
]

OFTEN = ("tidy-single-line", "pale-in-part", "field-with-pale-line")


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest) -> Found:
    pages = wanted(request, PAGES, "columns-side-by-side", "too-wide")
    return findings_of(pages, exams=(SHAPES, PIXELS))


@pytest.mark.parametrize(
    "name",
    mostly_deep(
        FAULTS,
        *("cut-when-enlarged", "spills-when-enlarged", "too-wide", "part-that-scrolls"),
        *("cut-when-spaced", "turned", "pale-on-gradient", "field-without-line"),
    ),
)
def test_exactly_the_faults_of_a_page_are_certain(found: Found, name: str) -> None:
    certain = {
        (f.check, f.rule, criterion)
        for f in found[name]
        if f.check in MINE and f.confidence == "certain"
        for criterion in f.wcag
    }
    assert certain == FAULTS[name]


@pytest.mark.parametrize(
    "name",
    mostly_deep(
        (name for name in PAGES if name not in FAULTS),
        *("grows-when-enlarged", "for-screen-readers", "fits", "data-table", "room-when-spaced"),
        *("turned-both-ways", "dark-enough-on-gradient", "field-with-line", "tidy-single-line"),
        *("pale-in-part", "field-with-pale-line"),
    ),
)
def test_a_page_without_a_fault_has_no_certain_finding(found: Found, name: str) -> None:
    certain = {(f.check, f.rule) for f in found[name] if f.confidence == "certain"}
    assert {pair for pair in certain if pair[0] in MINE} == set()


@pytest.mark.parametrize(
    ("name", "check", "rule"),
    [
        pytest.param(*each, marks=[] if each[0] in OFTEN else [pytest.mark.deep])
        for each in FOR_A_PERSON
    ],
)
def test_what_is_doubtful_is_left_to_a_person(
    found: Found, name: str, check: str, rule: str
) -> None:
    assert rule in rules(found[name], check, certain=False) - rules(found[name], check)


def test_sideways_scrolling_is_one_finding_with_every_place(found: Found) -> None:
    (finding,) = [f for f in found["columns-side-by-side"] if f.check == "EV-05"]
    assert finding.about == "sideways scrolling"
    assert len(finding.where) == 2


def test_places_stand_where_the_page_is_pictured_not_where_the_narrow_one_put_them(
    found: Found,
) -> None:
    (finding,) = [f for f in found["too-wide"] if f.check == "EV-05"]
    box = finding.where[0].box
    assert box is not None
    assert box.width == 800


def test_the_page_is_left_as_it_was_found() -> None:
    async def looks(browser: Browser) -> tuple[list[object], list[object]]:
        context = await browser.new_context()
        page = await context.new_page()
        await page.set_content(PAGES["cut-when-enlarged"] + PAGES["pale-on-gradient"])
        copy = SimpleNamespace(
            page=page,
            cdp=await context.new_cdp_session(page),
            ask=partial(ask, page.main_frame),
        )

        async def look() -> list[object]:
            here = "[document.documentElement.outerHTML, document.adoptedStyleSheets.length]"
            return [*await page.evaluate(here), page.viewport_size]

        before = await look()
        await SHAPES.examine(copy)  # type: ignore[arg-type]
        await PIXELS.examine(copy)  # type: ignore[arg-type]
        after = await look()
        await context.close()
        return before, after

    before, after = with_browser(looks)
    assert before == after
