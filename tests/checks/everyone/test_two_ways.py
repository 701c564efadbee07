"""EV-35: more than one way leads to each page."""

from __future__ import annotations

from portal_audit.checks.everyone.two_ways import CHECK
from portal_audit.evidence import Control, PageState
from portal_audit.finding import Verdict
from tests.checks.builders import HOST, control, evidence, private

SEARCH = control("Search", "searchbox")


def page(path: str, *links: str, more: tuple[Control, ...] = ()) -> PageState:
    return private(
        path, controls=[*(control(link, href=f"https://{HOST}{link}") for link in links), *more]
    )


MENU = ("/home", "/visits", "/bills")
MENU_PAGES = (page("/visits", *MENU), page("/bills", *MENU))


def test_a_page_that_one_page_alone_leads_to_is_for_a_person_to_judge() -> None:
    hidden = page("/forms", *MENU)
    outcome = CHECK.judge(evidence(page("/home", *MENU, "/forms"), *MENU_PAGES, hidden))
    [finding] = outcome.findings
    assert (finding.rule, finding.confidence, outcome.share) == ("one-way", "likely", 1.0)
    assert [place.url for place in finding.where] == ["/forms"]


def test_an_item_of_a_list_and_a_form_belong_to_one_page() -> None:
    home = page("/home", *MENU, "/home/3", "/pay")
    parts = (page("/home/3"), page("/pay", more=(control("Amount", "textbox"),)))
    assert CHECK.judge(evidence(home, *MENU_PAGES, *parts)).findings == ()


def test_a_search_is_another_way() -> None:
    home = page("/home", *MENU, "/forms", more=(SEARCH,))
    assert CHECK.judge(evidence(home, *MENU_PAGES, page("/forms", *MENU))).findings == ()


def test_a_page_in_the_menu_has_several_ways() -> None:
    menu = (*MENU, "/forms")
    pages = [page(path, *menu) for path in menu]
    assert CHECK.judge(evidence(*pages)).findings == ()


def test_a_step_of_a_task_needs_no_second_way() -> None:
    outcome = CHECK.judge(evidence(page("/home", *MENU), *MENU_PAGES, page("/done")))
    assert outcome.findings == ()


def test_few_pages_tell_nothing() -> None:
    assert CHECK.judge(evidence(*MENU_PAGES)).verdict is Verdict.CANNOT_TELL
