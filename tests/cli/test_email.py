"""`portal-audit email`, and a run with an invitation e-mail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portal_audit.browser import Browser
from portal_audit.evidence.store import RunFolder
from portal_audit.resources import shipped
from portal_audit.walk.probes.axe import current_axe
from tests.browsing import with_browser
from tests.cli.command import portal_audit
from tests.mail.making import LINK, TOKEN, html, made
from tests.portals.serve import served

AXE = "async () => (await axe.run()).violations.map((rule) => rule.id)"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
DEMO = shipped("scenarios") / "demo"


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    file = tmp_path / "invitation.eml"
    file.write_bytes(made())
    return file


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    file = tmp_path / "riverbend.yaml"
    file.write_text(
        "portal: Riverbend Family Clinic\nstart: https://portal.riverbend.example/\n",
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"%PDF-1.4", "PDF"), (b"\xd0\xcf\x11\xe0", ".msg"), (b"Hello.\n", "no head")],
)
def test_a_bad_file_is_one_clear_error(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "bad.eml"
    file.write_bytes(content)
    answer = portal_audit("email", file)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.all
    assert answer.out == ""


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    answer = portal_audit("email", tmp_path / "no.eml")
    assert answer.code == 2
    assert "no.eml" in answer.err


def test_plain_text_is_judged_without_a_browser(
    tmp_path: Path, portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_BROWSER", str(tmp_path / "none"))
    file = tmp_path / "plain.eml"
    file.write_bytes(made(markup=None))
    answer = portal_audit("email", file, "--portal", portal)
    assert answer.code == 0, answer.err
    assert "EM-11  NOT APPLICABLE" in answer.out


@pytest.mark.browser
def test_the_repaired_invitation_passes_whatever_applies(portal: Path) -> None:
    answer = portal_audit("email", DEMO / "invitation-after.eml", "--portal", portal, "--json")
    assert answer.code == 0, answer.err
    said = json.loads(answer.out)
    verdicts = {check["id"]: check["verdict"] for check in said["checks"]}
    assert verdicts.pop("EM-04") == "not applicable"
    assert verdicts.pop("EM-13") == "cannot tell"
    assert set(verdicts.values()) == {"passed"}
    assert said["score"] == 100


@pytest.mark.browser
def test_the_faulty_invitation_fails_whatever_can_be_told(portal: Path) -> None:
    answer = portal_audit("email", DEMO / "invitation-before.eml", "--portal", portal)
    assert answer.code == 0, answer.err
    assert "0 of 13 passed" in answer.out
    for number in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12):
        assert f"EM-{number:02d}  FAILED" in answer.out
    assert "EM-09  HALF" in answer.out
    assert "Fix: Begin the link with https://." in answer.out


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("invitation-before.eml", 390, "dark"), ("invitation-after.eml", 1280, "light")],
)
def test_the_page_is_clean_small_and_asks_for_nothing(
    tmp_path: Path, name: str, width: int, scheme: str
) -> None:
    page_file = tmp_path / "card.html"
    assert portal_audit("email", DEMO / name, "--html", page_file).code == 0
    asked: list[str] = []

    async def look(browser: Browser) -> tuple[list[str], int, int]:
        page = await browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page.on("request", lambda request: asked.append(request.url[:60]))
        page.on("console", lambda message: asked.append(message.text))
        try:
            await page.goto(page_file.as_uri())
            pictures = await page.locator("figure img").count()
            wider = await page.evaluate(WIDER)
            await page.evaluate(current_axe().axe_script)
            return await page.evaluate(AXE), wider, pictures
        finally:
            await page.close()

    violations, wider, pictures = with_browser(look)
    assert violations == []
    assert wider <= 0
    assert pictures == 1
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.browser
def test_hostile_words_stay_words_and_secrets_stay_in_the_mail(tmp_path: Path) -> None:
    file, page = tmp_path / "hostile.eml", tmp_path / "card.html"
    evil = "<script>alert(1)</script>\x1b[31m\u202egpj"
    markup = html(button=f'<a href="{LINK}">{evil}{LINK}</a><a href="https://x.example/">2</a>')
    file.write_bytes(made(subject="Maria <img src=x onerror=alert(1)> \x1b[31m", markup=markup))
    for more in ((), ("--json",), ("--html", page)):
        answer = portal_audit("email", file, *more)
        assert answer.code == 0, answer.err
        for secret in (TOKEN, "Maria", "Quintero", "\x1b"):
            assert secret not in answer.all
    written = page.read_text(encoding="utf-8")
    assert "<img src=x" not in written
    assert "<script" not in written
    assert TOKEN not in written


class Office:
    """A portal whose activation page writes down who comes."""

    def __init__(self) -> None:
        self.came: list[str] = []
        self.answer: Response = HTMLResponse("<p>Choose a password</p>")

    def app(self) -> Starlette:
        async def activate(request: Request) -> Response:
            self.came.append(str(request.url.query))
            return self.answer

        return Starlette(routes=[Route("/activate", activate)])


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def invited(office: Office, tmp_path: Path) -> Iterator[Path]:
    """A mail that leads to the office."""
    with served(office.app()) as address:
        file = tmp_path / "invited.eml"
        file.write_bytes(
            made(text=f"Set up your account:\n{address}/activate?t={TOKEN}\n", markup=None)
        )
        yield file


def test_the_link_is_opened_once_and_only_on_the_auditor_s_wish(
    office: Office, invited: Path
) -> None:
    assert "EM-13  CANNOT TELL" in portal_audit("email", invited).out
    assert office.came == []
    answer = portal_audit("email", invited, "--check-link")
    assert "EM-13  PASSED" in answer.out
    assert office.came == [f"t={TOKEN}"]
    assert TOKEN not in answer.all


def test_a_link_that_is_over_is_told(office: Office, invited: Path) -> None:
    office.answer = HTMLResponse("<p>Sorry.</p><p>This link has expired. Call us.</p>")
    said = portal_audit("email", invited, "--check-link").out
    assert "EM-13  FAILED" in said
    assert "This link has expired" in said
    office.answer = Response(status_code=410)
    assert "status 410" in portal_audit("email", invited, "--check-link").out


@pytest.mark.browser
def test_a_run_keeps_the_mail_and_judges_it(
    origin: str, portal_file: object, mail: Path, tmp_path: Path
) -> None:
    file = portal_file(origin, more="invitation: invitation.eml")  # type: ignore[operator]
    out = tmp_path / "run"
    answer = portal_audit("run", file, "--scenario", "hours", "--out", out, "--quick")
    assert answer.code == 0, answer.err
    evidence = RunFolder.open(out).load()
    assert evidence.mail is not None
    assert evidence.mail_page is not None
    assert evidence.mail_page.id not in evidence.states
    assert (out / str(evidence.mail_page.shot)).exists()
    before = (out / "audit.json").read_bytes()
    [check] = [c for c in json.loads(before)["checks"] if c["id"] == "KU-13"]
    assert "rules for the invitation e-mail are met" in check["note"]
    assert portal_audit("score", out).code == 0
    assert (out / "audit.json").read_bytes() == before
    for kept in out.rglob("*"):
        if kept.is_file():
            content = kept.read_bytes()
            assert TOKEN.encode() not in content
            assert b"Quintero" not in content


def test_a_bad_invitation_stops_a_run_before_anything_is_opened(
    portal_file: object, tmp_path: Path
) -> None:
    file = portal_file("http://127.0.0.1:9/", more="invitation: no.eml")  # type: ignore[operator]
    out = tmp_path / "run"
    answer = portal_audit("run", file, "--out", out)
    assert answer.code == 2
    assert "no.eml" in answer.err
    assert not out.exists()
