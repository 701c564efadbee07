"""Every page of both editions is there, and the repaired one keeps its promises."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from portal_audit.demo.app import payment_app
from tests.demo.visitor import ONLY_REPAIRED, PAY_ORIGIN, PRIVATE, PUBLIC, EditionName, Visitor

UNTITLED = {("before", "/summary")}
"""Pages whose missing title is a seeded fault."""

EDITIONS: tuple[EditionName, ...] = ("before", "after")


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> EditionName:
    name: EditionName = request.param
    return name


@pytest.fixture(scope="module")
def signed_in(edition: EditionName) -> Visitor:
    visitor = Visitor(edition)
    visitor.sign_in()
    return visitor


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_there_and_has_a_title(edition: EditionName, path: str) -> None:
    page = Visitor(edition).browser.get(path)
    assert (page.status_code, page.url.path) == (200, path)
    assert re.search(r"<title>[^<]+</title>", page.text)


@pytest.mark.parametrize("path", PRIVATE)
def test_a_patients_page_is_there_and_has_a_title(
    signed_in: Visitor, edition: EditionName, path: str
) -> None:
    page = signed_in.browser.get(path)
    assert (page.status_code, page.url.path) == (200, path)
    if (edition, path) not in UNTITLED:
        assert re.search(r"<title>[^<]+</title>", page.text)


@pytest.mark.parametrize("path", ONLY_REPAIRED)
def test_some_pages_are_only_in_the_repaired_edition(
    signed_in: Visitor, edition: EditionName, path: str
) -> None:
    assert signed_in.browser.get(path).status_code == (200 if edition == "after" else 404)


@pytest.mark.parametrize(
    "path", [*PRIVATE, *ONLY_REPAIRED, "/documents/visit-summary.pdf", "/documents/record.pdf"]
)
def test_a_patients_page_sends_a_stranger_to_the_sign_in_page(
    edition: EditionName, path: str
) -> None:
    assert Visitor(edition).browser.get(path).url.path == "/sign-in"


@pytest.mark.parametrize("path", ["/", "/home", "/results/cholesterol", "/bills"])
def test_the_repaired_edition_loads_nothing_from_elsewhere(path: str) -> None:
    visitor = Visitor("after")
    visitor.sign_in()
    page = visitor.browser.get(path).text
    assert re.findall(r'src="(?:https?:)?//[^"]*', page) == []


def test_the_old_edition_asks_trackers_for_scripts_on_patients_pages() -> None:
    visitor = Visitor("before")
    visitor.sign_in()
    assert "https://connect.facebook.net/" in visitor.browser.get("/results").text


def test_the_repaired_edition_defends_a_record_page() -> None:
    visitor = Visitor("after")
    visitor.sign_in()
    headers = visitor.browser.get("/summary").headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_only_the_repaired_edition_protects_its_cookie() -> None:
    set_cookie = {}
    for edition in EDITIONS:
        visitor = Visitor(edition)
        sent = {"user": visitor.account.user, "password": visitor.account.password}
        answer = visitor.browser.post("/sign-in", data=sent, follow_redirects=False)
        set_cookie[edition] = answer.headers["set-cookie"].casefold()
    for word in ("secure", "httponly", "samesite=lax"):
        assert word in set_cookie["after"]
        assert word not in set_cookie["before"]


def test_the_card_form_is_framed_from_the_other_origin(signed_in: Visitor) -> None:
    assert f'src="{PAY_ORIGIN}/card"' in signed_in.browser.get("/pay").text


def test_the_card_form_asks_for_a_card(edition: EditionName) -> None:
    page = TestClient(payment_app(edition)).get("/card")
    assert "Card number" in page.text


@pytest.mark.parametrize("path", ["/documents/visit-summary.pdf", "/documents/record.pdf"])
def test_only_the_repaired_editions_pdfs_are_tagged(
    signed_in: Visitor, edition: EditionName, path: str
) -> None:
    file = signed_in.browser.get(path).content
    assert file.startswith(b"%PDF-")
    assert (b"/StructTreeRoot" in file and b"/Lang" in file) == (edition == "after")
    offset = int(file.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    assert file[offset : offset + 4] == b"xref"
