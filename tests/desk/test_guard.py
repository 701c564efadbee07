"""Who may come in to the desk, and who may not."""

from __future__ import annotations

import http.client
from pathlib import Path

import httpx
import pytest

from portal_audit.desk.serving import Served
from tests.desk.visitor import Visitor
from tests.share.planted import run_folder

PORTAL = "portal: Tiny\nstart: http://127.0.0.1:9/\n"


def test_the_first_address_gives_a_cookie_that_scripts_and_other_sites_cannot_use(
    served: Served,
) -> None:
    answer = httpx.get(served.first)
    cookie = answer.headers["set-cookie"].casefold()
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert served.first.rpartition("/")[2].casefold() not in cookie


def test_the_first_address_works_once(served: Served) -> None:
    assert httpx.get(served.first).status_code == 303
    again = httpx.get(served.first)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers
    assert "used before" in again.text


def test_a_wrong_token_does_not_use_up_the_right_one(served: Served) -> None:
    assert httpx.get(served.first + "x").status_code == 403
    assert httpx.get(served.first.rsplit("/", 1)[0] + "/").status_code == 403
    assert httpx.get(served.first).status_code == 303


@pytest.mark.parametrize("path", ["/", "/new", "/work/state", "/scorecards", "/nothing"])
def test_without_the_cookie_no_page_opens(served: Served, path: str) -> None:
    origin = served.first.split("/open/")[0]
    answer = httpx.get(origin + path)
    assert answer.status_code == 403
    assert str(served.desk.folder) not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:{port}", "127.0.0.1:1"])
def test_a_name_that_was_bent_to_this_computer_is_refused(visitor: Visitor, host: str) -> None:
    port = visitor.origin.rpartition(":")[2]
    answer = visitor.client.get("/", headers={"Host": host.format(port=port)})
    assert answer.status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_form_sent_by_another_page_is_refused_even_with_the_cookie(
    visitor: Visitor, folder: Path, headers: dict[str, str]
) -> None:
    fields = {"name": "X", "start": "https://x.example/", "task": "hours", "audience": "desktop"}
    assert visitor.post("/new", fields, headers=headers).status_code == 403
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("csrf", ["", "wrong"])
def test_a_form_without_the_desks_own_word_is_refused(
    visitor: Visitor, folder: Path, csrf: str
) -> None:
    fields = {"name": "X", "start": "https://x.example/", "task": "hours", "audience": "desktop"}
    answer = visitor.post("/new", fields, csrf=csrf)
    assert answer.status_code == 403
    assert list(folder.iterdir()) == []


def test_a_form_that_is_too_large_is_refused(visitor: Visitor) -> None:
    assert visitor.post("/new", {"name": "x" * 300_000}).status_code == 413


@pytest.mark.parametrize("path", ["/", "/new", "/work", "/nothing", "/static/desk.css"])
def test_every_answer_forbids_foreign_parts_frames_and_copies(visitor: Visitor, path: str) -> None:
    headers = visitor.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "/portals/..%2F..%2Fsecret",
        "/portals/%2e%2e",
        "/scorecards/tiny/..%2F..%2F..",
        "/scorecards/..%2Ftiny/one",
        "/scorecards/tiny/one/shared/..%2F..%2F..%2Fsecret.html/file",
        "/scorecards/tiny/one/shared/..%5Csecret.html/file",
        "/work/pictures/..%2F..%2F..%2Fsecret.webp",
        "/static/..%2Fapp.py",
        "/static/../app.py",
    ],
)
def test_no_address_leads_out_of_the_folder(visitor: Visitor, folder: Path, path: str) -> None:
    (folder / "tiny.yaml").write_text(PORTAL, encoding="utf-8")
    (folder.parent / "secret.yaml").write_text(PORTAL, encoding="utf-8")
    (folder.parent / "secret.html").write_text("secret", encoding="utf-8")
    run_folder(folder / "runs" / "tiny" / "one")
    (folder / "runs" / "tiny" / "secret.html").write_text("secret", encoding="utf-8")
    # httpx would tidy the path up before it sends it.
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.client.cookies.items())
    connection = http.client.HTTPConnection(visitor.origin.removeprefix("http://"))
    connection.request("GET", path, headers={"Cookie": cookies})
    answer = connection.getresponse()
    assert answer.status == 404
    assert b"secret" not in answer.read()
    connection.close()


def test_the_scorecard_is_kept_apart_from_the_desk(visitor: Visitor, folder: Path) -> None:
    run_folder(folder / "runs" / "tiny" / "one")
    from portal_audit.evidence.store import RunFolder
    from portal_audit.pipeline import score_run

    score_run(RunFolder.open(folder / "runs" / "tiny" / "one"))
    answer = visitor.get("/scorecards/tiny/one/scorecard")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts;")
    assert "allow-same-origin" not in policy
    assert "connect-src" not in policy  # so that default-src 'none' holds
    assert visitor.desk.csrf not in answer.text
