"""`portal-audit init`, as a person uses it; and the file it drafts."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal_audit.demo.serve import DemoPortal, serve_demo
from portal_audit.portal import Portal, load_portal
from portal_audit.portal_draft import account_references, draft
from portal_audit.scenario import find_scenarios, shipped_vocabulary
from portal_audit.walk.sights import Form, Language, Seen, Survey, Thing
from tests.cli.command import Said, portal_audit
from tests.cli.test_bad_input import assert_clean
from tests.portals.tiny import PASSWORD, USER, Tiny

VOCABULARY = shipped_vocabulary()
SCENARIOS = find_scenarios((), Path.cwd(), VOCABULARY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "portal.yaml"


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_USER", USER)
    monkeypatch.setenv("PORTAL_PASSWORD", PASSWORD)
    monkeypatch.delenv("PORTAL_TOTP", raising=False)


@pytest.fixture(scope="module")
def repaired() -> Iterator[DemoPortal]:
    with serve_demo("after") as demo:
        yield demo


@pytest.fixture
def after(repaired: DemoPortal, monkeypatch: pytest.MonkeyPatch) -> DemoPortal:
    return _with_its_account(repaired, monkeypatch)


@pytest.fixture(scope="module")
def looked(repaired: DemoPortal, tmp_path_factory: pytest.TempPathFactory) -> tuple[Said, Path]:
    """What one look at the repaired demo with its account said and wrote."""
    file = tmp_path_factory.mktemp("looked") / "portal.yaml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CI", "true")
        _with_its_account(repaired, patch)
        return portal_audit("init", repaired.origin + "/", "--account", "--out", file), file


@pytest.fixture
def before(monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoPortal]:
    with serve_demo("before") as demo:
        yield _with_its_account(demo, monkeypatch)


def _with_its_account(demo: DemoPortal, monkeypatch: pytest.MonkeyPatch) -> DemoPortal:
    monkeypatch.setenv("PORTAL_USER", demo.account.user)
    monkeypatch.setenv("PORTAL_PASSWORD", demo.account.password)
    monkeypatch.setenv("PORTAL_TOTP", demo.account.totp_secret)
    return demo


def written(survey: Survey, folder: Path) -> Portal:
    """The draft, written down and loaded again."""
    path = folder / "drafted.yaml"
    path.write_text(draft(survey, VOCABULARY, SCENARIOS).text, encoding="utf-8")
    return load_portal(path)


def survey_of(*things: Thing, title: str = "Clinic", with_form: bool = True) -> Survey:
    home = Seen("https://clinic.example/", title=title, things=things)
    form = Form(home, True, Thing("textbox", "User name"), Thing("textbox", "Password"))
    names = {"hours": things[0]} if things else {}
    return Survey("https://clinic.example/", home, form if with_form else None, names=names)


# --- the command ---


@pytest.mark.browser
@pytest.mark.usefixtures("after")
def test_the_file_runs_as_it_is(looked: tuple[Said, Path], tmp_path: Path) -> None:
    said, file = looked
    assert said.code == 0, said.err
    run = portal_audit(
        *("run", file, "--scenario", "sign-in", "--scenario", "hours"),
        *("--audience", "desktop", "--out", tmp_path / "run"),
    )
    assert run.code == 0, run.err
    tasks = json.loads((tmp_path / "run/audit.json").read_text())["tasks"]
    assert {(task["scenario"], task["status"]) for task in tasks} == {
        ("sign-in", "done"),
        ("hours", "done"),
    }


@pytest.mark.browser
def test_with_an_account_every_task_of_the_menu_is_listed(looked: tuple[Said, Path]) -> None:
    portal = load_portal(looked[1])
    assert {"sign-in", "hours", "book", "message", "refill", "pay-bill"} <= set(portal.scenarios)
    assert portal.words["results"] == ("Test results",)
    assert portal.words["book_a_visit"] == ("Book a visit",)
    assert ".patient-name" in portal.mask
    assert portal.writes is False


@pytest.mark.browser
def test_without_an_account_tasks_behind_the_sign_in_are_comments(
    after: DemoPortal, file: Path
) -> None:
    said = portal_audit("init", after.origin + "/", "--out", file)
    assert said.code == 0, said.err
    listed = load_portal(file).scenarios
    assert {"sign-in", "hours"} <= set(listed)
    assert {scenario.needs for scenario in SCENARIOS if scenario.id in listed} == {"nothing"}
    assert "# - book  #" in file.read_text()
    assert "Left out as comments" in said.err


@pytest.mark.browser
def test_the_office_s_own_words_are_written(before: DemoPortal, file: Path) -> None:
    assert portal_audit("init", before.origin + "/", "--account", "--out", file).code == 0
    words = load_portal(file).words
    assert words["sign_in"] == ("Logon",)
    assert words["code"] == ("OTP code",)
    assert words["bills"] == ("Statements",)


@pytest.mark.browser
def test_no_secret_is_written_or_said(after: DemoPortal, looked: tuple[Said, Path]) -> None:
    said, file = looked
    for secret in (after.account.user, after.account.password, after.account.totp_secret):
        assert secret not in file.read_text()
        assert secret not in said.all
    assert load_portal(file).account == account_references(code=True)


@pytest.mark.browser
def test_stdout_has_only_the_file_and_the_next_command(origin: str, file: Path) -> None:
    said = portal_audit("init", origin + "/", "--out", file)
    assert said.out == f"{file}\nportal-audit run {file}\n"


@pytest.mark.browser
def test_a_refused_account_ends_with_3_and_leaves_a_file_of_the_public_part(
    origin: str, tiny: Tiny, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_PASSWORD", "not-the-password")
    said = portal_audit("init", origin + "/", "--account", "--out", file)
    assert_clean(said, 3, "did not let the test account in")
    assert "not-the-password" not in said.all + file.read_text()
    assert load_portal(file).words["hours"] == ("Hours",)
    assert tiny.sign_ins == [False]


@pytest.mark.browser
def test_a_portal_that_asks_for_a_code_says_which_variable_is_missing(
    after: DemoPortal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORTAL_TOTP")
    said = portal_audit("init", after.origin + "/", "--account", "--out", file)
    assert_clean(said, 3, "PORTAL_TOTP is not set")
    assert load_portal(file).words["code"] == ("6-digit code",)


@pytest.mark.browser
def test_a_dead_host_is_unreachable(file: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    said = portal_audit("init", f"http://127.0.0.1:{port}/", "--out", file)
    assert_clean(said, 3, f"Nothing answers at 127.0.0.1:{port}.")
    assert not file.exists()


@pytest.mark.parametrize("url", ["portal.example.org", "ftp://portal.example.org/", "http://[", ""])
def test_what_is_no_web_address_is_refused(url: str, file: Path) -> None:
    assert_clean(portal_audit("init", url, "--out", file), 2, "is not a web address")


def test_an_address_with_a_password_is_refused_and_not_repeated(file: Path) -> None:
    said = portal_audit("init", f"https://ann:{PASSWORD}@portal.example.org/", "--out", file)
    assert_clean(said, 2, "without a user name or password")


def test_a_file_that_is_there_is_not_replaced(file: Path) -> None:
    file.write_text("mine")
    assert_clean(portal_audit("init", "http://127.0.0.1:9/", "--out", file), 2, "--force")
    assert file.read_text() == "mine"


@pytest.mark.browser
def test_force_replaces_the_file(origin: str, file: Path) -> None:
    file.write_text("mine")
    assert portal_audit("init", origin + "/", "--out", file, "--force").code == 0
    assert load_portal(file).start == origin + "/"


@pytest.mark.browser
def test_an_account_that_is_not_set_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    monkeypatch.delenv("PORTAL_USER")
    said = portal_audit("init", origin + "/", "--account", "--out", file)
    assert_clean(said, 2, "PORTAL_USER is not set")


# --- the page about the file ---

PAGE = Path(__file__).parents[2] / "docs/portal-file.md"


def test_the_example_of_the_page_about_the_file_loads(file: Path) -> None:
    match = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert match
    file.write_text(match[1], encoding="utf-8")
    assert load_portal(file).portal == "Riverbend Family Clinic"


def test_every_key_is_explained() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert explained == set(Portal.model_fields)


# --- the draft ---

HOSTILE = (
    'x"\nwrites: true\n#',
    "x' # y: [",
    "x: y\u2028writes: true",
    "x\u0085mask: []",
    "\ufeff&a *a !!python/object",
    "${env:HOME} \\ \\u0000",
    "true",
    "- a",
    "\ud800 \uffff \U0001f600",
    "%YAML 1.1\r---",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_page_says_cannot_write_keys_into_the_file(text: str, tmp_path: Path) -> None:
    thing = Thing("link", text, href="https://other.example/", region="nav")
    survey = survey_of(thing, Thing("link", text + "2", region="nav"), title=text)
    hostile = Seen(
        **{
            **{name: getattr(survey.home, name) for name in ("url", "title", "things")},
            "lang": text,
            "languages": (Language("es", text, text),),
            "frames": (text,),
        }
    )
    survey = Survey(survey.start, hostile, survey.form, "refused", text, names=survey.names)
    portal = written(survey, tmp_path)
    assert portal.writes is False
    assert portal.mask == ()
    assert portal.hosts == ("clinic.example",)
    assert set(portal.words) == {"user_name", "password", "hours"}


def test_a_name_in_quotes_reads_back_as_it_stands_on_the_page(tmp_path: Path) -> None:
    name = 'Hours: "today" # all \\ year'
    assert written(survey_of(Thing("link", name)), tmp_path).words["hours"] == (name,)


def test_the_portal_is_called_by_the_telling_part_of_its_title(tmp_path: Path) -> None:
    survey = survey_of(title="Home | Lakeside Hospital")
    assert written(survey, tmp_path).portal == "Lakeside Hospital"


def test_a_portal_without_a_title_is_called_by_its_host(tmp_path: Path) -> None:
    assert written(survey_of(title=""), tmp_path).portal == "clinic.example"


def test_hosts_for_signing_in_are_allowed_and_others_are_a_comment(tmp_path: Path) -> None:
    home = Seen(
        "https://www.clinic.example/",
        things=(Thing("link", "Follow us", href="https://social.example/clinic"),),
    )
    form = Form(Seen("https://login.example/"), False, None, None, "Sign in")
    survey = Survey("https://clinic.example/", home, form)
    portal = written(survey, tmp_path)
    assert portal.hosts == ("clinic.example", "www.clinic.example", "login.example")
    assert "#   social.example (link “Follow us”)" in draft(survey, VOCABULARY, SCENARIOS).text


def test_the_host_that_paying_leads_to_is_allowed(tmp_path: Path) -> None:
    survey = survey_of()
    pay = Thing("link", "Pay now", href="https://pay.example/")
    bills = Seen("https://clinic.example/bills", heading="Bills", things=(pay,))
    survey.pages["bills"] = bills
    assert "pay.example" in written(survey, tmp_path).hosts


def test_a_menu_name_that_fits_nothing_is_offered_in_a_comment(tmp_path: Path) -> None:
    survey = survey_of(Thing("link", "Hours"), Thing("link", "Zweckdienliches", region="nav"))
    text = draft(survey, VOCABULARY, SCENARIOS).text
    assert "  # help:  # not found" in text
    assert "“Zweckdienliches”" in text


def test_a_heading_that_differs_from_the_menu_is_a_second_name(tmp_path: Path) -> None:
    survey = survey_of()
    survey.names["bills"] = Thing("link", "Bills")
    survey.pages["bills"] = Seen("https://clinic.example/b", heading="What you owe us")
    assert written(survey, tmp_path).words["bills"] == ("Bills", "What you owe us")


def test_a_portal_where_nothing_was_found_still_has_a_file_that_loads(tmp_path: Path) -> None:
    portal = written(survey_of(with_form=False), tmp_path)
    assert portal.account is None
    assert portal.scenarios == ("hours",)
