"""EV-31: menus compared from page to page."""

from __future__ import annotations

from portal_audit.checks.everyone.consistent import CHECK
from portal_audit.evidence import Control, PageState
from portal_audit.finding import Verdict
from tests.checks.builders import HOST, control, evidence, private


def page(path: str, *names: str, renamed: str = "") -> PageState:
    """A page whose menu has these items, each leading to /its-name."""
    links: list[Control] = [
        control(
            renamed if renamed and name == names[-1] else name,
            region="nav",
            href=f"https://{HOST}/{name}",
        )
        for name in names
    ]
    return private(path, controls=links)


HOME = page("/home", "visits", "results", "bills")


def test_the_same_menu_everywhere_passes() -> None:
    outcome = CHECK.judge(evidence(HOME, page("/bills", "visits", "results", "bills")))
    assert outcome.verdict is Verdict.PASSED


def test_a_shorter_menu_in_the_same_order_passes() -> None:
    assert CHECK.judge(evidence(HOME, page("/bills", "visits", "bills"))).findings == ()


def test_a_menu_in_another_order_is_a_finding_on_that_page() -> None:
    [finding] = CHECK.judge(evidence(HOME, page("/bills", "bills", "visits"))).findings
    assert (finding.rule, finding.wcag) == ("menu-order", ("3.2.3",))
    assert [place.url for place in finding.where] == ["/bills"]


def test_another_name_for_the_same_place_is_for_a_person_to_check() -> None:
    other = page("/bills", "visits", "results", "bills", renamed="Payments")
    [finding] = CHECK.judge(evidence(HOME, other)).findings
    assert (finding.rule, finding.confidence) == ("other-name", "likely")


def test_a_counter_behind_a_name_makes_no_other_name() -> None:
    other = page("/bills", "visits", "results", "bills", renamed="bills (2)")
    assert CHECK.judge(evidence(HOME, other)).findings == ()


def test_one_page_alone_cannot_be_compared() -> None:
    assert CHECK.judge(evidence(HOME)).verdict is Verdict.CANNOT_TELL
