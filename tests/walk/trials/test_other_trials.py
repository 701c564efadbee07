"""Signing out, wrong passwords, links, and waiting for the server."""

from __future__ import annotations

import pytest

from portal_audit.evidence import Control, PageState
from portal_audit.walk.trials.links import LINKS
from portal_audit.walk.trials.lock_out import LOCK_OUT
from portal_audit.walk.trials.server_limit import SERVER_LIMIT
from portal_audit.walk.trials.sign_out import SIGNING_OUT
from portal_audit.walk.trials.wrong_password import WRONG_PASSWORD
from tests.checks.builders import control, private, state
from tests.portals.resting import Resting
from tests.walk.trials.trying import ACCOUNT, tried

pytestmark = pytest.mark.browser

# --- signing out ---


def test_signing_out_that_ends_the_visit_leaves_nothing() -> None:
    facts = tried(SIGNING_OUT, Resting()).facts
    assert facts == {
        "offered": True,
        "back_shows": False,
        "opens_again": False,
        "cookie_works": False,
    }


def test_a_visit_that_the_server_does_not_end_is_found_by_its_old_cookie() -> None:
    facts = tried(SIGNING_OUT, Resting(forgets=False)).facts
    assert (facts["cookie_works"], facts["opens_again"]) == (True, False)


def test_a_page_that_the_browser_may_keep_is_shown_by_the_back_button() -> None:
    assert tried(SIGNING_OUT, Resting(no_store=False)).facts["back_shows"] is True


# --- wrong passwords ---


def test_what_a_wrong_password_is_answered_is_read_and_heard() -> None:
    facts = tried(WRONG_PASSWORD, Resting()).facts
    assert facts["says"] == "That user name or password is not right."
    assert (facts["announced"], facts["user_kept"], facts["reset"]) == (True, True, True)


def test_a_silent_answer_that_forgets_the_user_name_is_told() -> None:
    facts = tried(WRONG_PASSWORD, Resting(wrong_says="", keeps_user=False)).facts
    assert (facts["says"], facts["announced"], facts["user_kept"]) == ("", False, False)


def test_no_wrong_password_is_tried_with_an_account_that_was_refused() -> None:
    portal = Resting()
    trial = tried(WRONG_PASSWORD, portal, refused="The portal did not let it in.")
    assert not trial.made
    assert portal._wrong == 0


@pytest.mark.parametrize(
    ("locks_after", "locked"),
    [pytest.param(0, False, marks=pytest.mark.deep), (5, True), (6, False)],
)
def test_five_wrong_passwords_are_tried_with_the_spare_account_alone(
    locks_after: int, locked: bool
) -> None:
    portal = Resting(locks_after=locks_after)
    assert tried(LOCK_OUT, portal, spare_account=ACCOUNT).facts["locked"] is locked


# --- links ---


def link(name: str, href: str) -> Control:
    return control(name, href=href)


def followed(
    *links: Control, signed_in: bool = False, shown: tuple[Control, ...] = ()
) -> tuple[Resting, dict[str, float]]:
    """The portal that was asked, and the broken links with their status.

    `shown`: what the page shows now, when that is not what the walk saw.
    """
    portal = Resting()
    html = "".join(f"<a href='{each.href}'>{each.name}</a>" for each in shown or links)
    portal.public, portal.links = ("", html) if signed_in else (html, "")
    page: PageState = private("/me", controls=links) if signed_in else state("/", controls=links)
    trial = tried(LINKS, portal, states=[page])
    assert trial.made, trial.why_not
    found = {str(o.facts["name"]): float(o.facts["status"]) for o in trial.observations}
    return portal, found


def test_links_to_nothing_and_to_errors_are_found_and_others_are_not() -> None:
    _, found = followed(
        link("Fine", "/fine"),
        link("Moved", "/moved"),
        link("Gone", "/gone"),
        link("Boom", "/boom"),
        link("Elsewhere", "/bounce"),
        link("Private", "/me"),
    )
    assert found == {"Gone": 404, "Boom": 500}


def test_a_link_that_might_do_something_is_never_followed() -> None:
    portal, _ = followed(
        link("Sign out", "/out"),
        link("Delete my account", "/fine"),
        link("Cancel", "/me"),
        signed_in=True,
    )
    assert portal.asked == []


def test_a_link_that_its_page_no_longer_shows_is_not_broken() -> None:
    _, found = followed(link("Cancelled visit", "/visits/1"), shown=(link("Fine", "/fine"),))
    assert found == {}


def test_only_the_portals_own_hosts_are_asked() -> None:
    _, found = followed(link("Others", "http://elsewhere.invalid/x"), link("Mail", "mailto:a@b.c"))
    assert found == {}


def test_each_address_is_asked_for_once() -> None:
    portal, _ = followed(link("Fine", "/fine"), link("Fine again", "/fine#part"))
    assert portal.asked == ["HEAD /fine"]


# --- the server's limit ---


def test_the_server_is_asked_after_real_waiting() -> None:
    trial = tried(SERVER_LIMIT, Resting(server_s=6), idle=(0.02, 0.2))
    assert trial.facts == {"alive_after_m": 0.02, "ended_after_m": 0.2}


def test_a_portal_with_one_visit_at_a_time_is_not_tested() -> None:
    trial = tried(SERVER_LIMIT, Resting(one_visit=True), idle=(0.01, 0.02))
    assert "ends the one before" in trial.why_not
