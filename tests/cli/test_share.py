"""`portal-audit share`: nothing of the patient gets out, and what is wrong is said."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from portal_audit.browser import Page
from portal_audit.evidence.store import RunFolder
from portal_audit.share.check import pictures_in
from portal_audit.walk.probes.axe import current_axe
from tests.browsing import with_browser
from tests.cli.command import Said, portal_audit
from tests.report.conftest import visit
from tests.share.planted import (
    ACCOUNT,
    CLINIC_PHONE,
    PASSWORD,
    PLANTED,
    SHOT,
    WORDS,
    portal_file,
    run_folder,
)


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ACCOUNT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def run(tmp_path: Path, account: None) -> Path:
    return run_folder(tmp_path / "run")


def share(run: Path, to: str, *more: str | Path) -> tuple[Said, Path]:
    target = run.parent / to
    portal = portal_file(run.parent)
    said = portal_audit("share", run, "--to", target, "--portal", portal, "--mask", WORDS, *more)
    return said, target


def assert_clean(name: str, data: bytes) -> None:
    text = data.decode("utf-8", "ignore").casefold()
    assert [word for word in PLANTED if word in text] == [], name


def test_nothing_planted_is_in_the_page(run: Path) -> None:
    said, target = share(run, "x.html", "--check", "--by", "Pat Doe, River Consulting")
    assert (said.code, said.err) == (0, ""), said.all
    page = target.read_bytes()
    assert_clean("x.html", page)
    assert b"Shared by Pat Doe, River Consulting" in page
    assert "name: " in said.out
    assert "m... a..." in said.out.casefold()
    assert "home-desktop.webp: " in said.out
    assert "profile-desktop.webp: left out" in said.out
    assert not any(word in said.out.casefold() for word in PLANTED)
    for picture in pictures_in(page.decode()):
        assert not Image.open(io.BytesIO(picture)).getexif()


def test_nothing_planted_is_in_the_zip_and_it_is_always_the_same(run: Path) -> None:
    said, target = share(run, "x.zip", "--check")
    assert said.code == 0, said.all
    with zipfile.ZipFile(target) as packed:
        names = packed.namelist()
        for name in names:
            assert_clean(name, packed.read(name))
            assert_clean("names", name.encode())
        home = packed.read("evidence/states/home-desktop.json").decode()
        readme = packed.read("README.txt").decode()
    assert CLINIC_PHONE in home
    assert "Riverbend Family Clinic" in readme
    assert SHOT in names
    assert "evidence/shots/profile-desktop.webp" not in names
    assert '"headers"' not in home
    assert_clean("x.zip", target.read_bytes())
    again, other = share(run, "y.zip")
    assert again.code == 0
    assert other.read_bytes() == target.read_bytes()


def test_the_score_is_the_one_of_the_whole_evidence(run: Path) -> None:
    scored = portal_audit("score", run)
    assert scored.code == 0
    _, target = share(run, "x.zip")
    with zipfile.ZipFile(target) as packed:
        shared = packed.read("audit.json").decode()
    whole = (run / "audit.json").read_text(encoding="utf-8")
    for key in ('"score":', '"letter":', '"fingerprint":', '"verdict":'):
        assert [line for line in shared.splitlines() if key in line] == [
            line for line in whole.splitlines() if key in line
        ]


def test_the_check_of_a_run_names_files_and_kinds_and_no_secret(run: Path) -> None:
    portal = portal_file(run.parent)
    said = portal_audit("share", run, "--check", "--portal", portal, "--mask", WORDS)
    assert said.code == 1
    assert "evidence/states/home-desktop.json: name" in said.out
    assert "evidence/states/profile-desktop.json: secret" in said.out
    assert "evidence/shots/home-desktop.webp: words to mask in a picture" in said.out
    assert not any(word in said.all.casefold() for word in PLANTED if word != "sunflower")


def test_a_leak_that_masking_cannot_reach_stops_the_file(run: Path) -> None:
    said, target = share(run, "x.html", "--check", "--note", f"Sign in with {PASSWORD}")
    assert said.code == 1
    assert "x.html: secret" in said.out
    assert PASSWORD not in said.all
    assert not target.exists()


def test_secrets_that_are_not_set_are_not_asked_for(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ACCOUNT:
        monkeypatch.delenv(name)
    said, target = share(run, "x.html")
    assert said.code == 0
    assert target.exists()


def test_a_clean_run_passes_its_check(tmp_path: Path) -> None:
    from tests.checks.builders import evidence, home, text

    run = run_folder(tmp_path / "run", evidence(home(text(f"Call {CLINIC_PHONE}."))))
    said = portal_audit("share", run, "--check")
    assert (said.code, said.out) == (0, "Nothing to mask was found.\n")


def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(run: Path) -> None:
    here = run.parent
    there = here / "there.zip"
    there.write_bytes(b"old")
    svg = here / "logo.svg"
    svg.write_text("<svg/>", encoding="utf-8")
    before = sorted(here.iterdir())
    for arguments, words in (
        ((here, "--to", here / "x.zip"), "not a run folder"),
        ((run,), "Where should the copy go?"),
        ((run, "--to", here / "x.docx"), ".html or .zip"),
        ((run, "--to", here / "no" / "x.zip"), "there is no folder"),
        ((run, "--to", "/proc/x.zip"), "cannot write here"),
        ((run, "--to", there), "--force"),
        ((run, "--to", here / "x.html", "--logo", svg), "Save it as PNG"),
        ((run, "--to", here / "x.html", "--portal", here / "none.yaml"), "none.yaml"),
    ):
        said = portal_audit("share", *arguments)
        assert said.code == 2, said.all
        assert words in said.err
        assert "fault in Portal Audit" not in said.err
    assert sorted(here.iterdir()) == before
    assert there.read_bytes() == b"old"
    assert portal_audit("share", run, "--to", there, "--force").code == 0
    assert zipfile.is_zipfile(there)


@pytest.mark.browser
def test_the_shared_page_is_clean_by_axe_and_shows_who_shares_it(run: Path) -> None:
    RunFolder.open(run)
    logo = run.parent / "logo.png"
    Image.new("RGB", (300, 90), "teal").save(logo)
    said, target = share(
        run, "x.html", "--by", "River <b>Consulting</b>", "--logo", logo, "--note", "Read page 1."
    )
    assert said.code == 0, said.all
    violations: list[str] = []

    async def look(page: Page) -> None:
        await page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        await page.evaluate(current_axe().axe_script)
        violations.extend(
            await page.evaluate("async () => (await axe.run()).violations.map((rule) => rule.id)")
        )
        shown = page.get_by_role("img", name="River <b>Consulting</b>")
        assert await shown.evaluate("(img) => [img.naturalWidth, img.width]") == [300, 150]
        assert await page.get_by_text("Read page 1.").is_visible()

    trouble = with_browser(lambda browser: visit(browser, target, look, 1280, "light", True, ""))
    assert violations == []
    assert trouble == []
