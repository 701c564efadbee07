"""What becomes of passwords that are typed where a new one is made up, on served pages."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portal_audit.browser import Browser
from portal_audit.checks.get_in.new_password import CHECK
from portal_audit.evidence import Observation, RunEvidence
from portal_audit.page import look_at
from portal_audit.walk.exam.new_password import NEW_PASSWORD, PHRASE, WORDS
from portal_audit.walk.probes.paste import SAMPLE
from tests.browsing import with_browser
from tests.portals.faults.pages import AT_ONCE, page
from tests.portals.serve import served

pytestmark = pytest.mark.browser


def form(
    new: str = "", rule: str = "12 letters or more", *, script: str = "", more: str = ""
) -> str:
    """A page that asks for a new password, with what a test adds to its field."""
    return page(
        "<h1>Choose a new password</h1><form method=post action=/sent>"
        f"<p><label for=made>New password</label> <input id=made type=password {new}></p>"
        f"<p id=rule>{rule}</p>{more}<p id=says></p><button>Save</button></form>"
        f"<script>{script}</script>"
    )


REPEAT = "<p><label>Repeat password <input id=again type=password></label></p>"
TELLS = "made.onblur = () => {{ says.textContent = {test} ? {words} : ''; }};"
PAGES = {
    "good": form("autocomplete=new-password", more=REPEAT),
    "says-when-typed": form(
        script=TELLS.format(test="!/[A-Z]/.test(made.value)", words="'Must have a capital letter'")
    ),
    "echoes": form(script=TELLS.format(test="true", words="'Weak: ' + made.value")),
    "pattern": form(r'pattern="(?=.*\d)(?=.*[A-Z]).{8,}"'),
    "length-pattern": form('pattern=".{12,}"'),
    "cut": form("maxlength=20"),
    "cut-by-script": form(script="made.oninput = () => { made.value = made.value.slice(0, 14); };"),
    "hint": form(
        rule="",
        script="made.onfocus = () => { rule.textContent = 'At least 12 characters'; };",
    ),
    "must-be-alike": form(
        more=REPEAT,
        script="again.onblur = () => { says.textContent ="
        " again.value === made.value ? 'Alike' : 'Not alike'; };",
    ),
    "sends": form(
        script="made.oninput = () => fetch('/sent', {method: 'POST', body: made.value});"
    ),
    "sign-in": page(
        "<h1>Sign in</h1><form><label>User name <input autocomplete=username></label>"
        "<label>Password <input type=password autocomplete=current-password></label></form>"
    ),
}


class Looked:
    """What came of looking at each page, and the bodies of what the pages have sent."""

    def __init__(self, runs: dict[str, RunEvidence], sent: list[str]) -> None:
        self.runs = runs
        self.sent = sent

    def typed(self, name: str) -> list[Observation]:
        [state] = self.runs[name].states.values()
        assert "new-password" in state.examined, state.missing
        return [seen for seen in state.observations if seen.kind == "new-password"]

    def rules(self, name: str) -> list[str]:
        return [finding.rule for finding in CHECK.judge(self.runs[name]).findings]


@pytest.fixture(scope="module")
def looked() -> Iterator[Looked]:
    sent: list[str] = []

    async def answer(request: Request) -> Response:
        if request.method == "POST":
            sent.append((await request.body()).decode())
        return HTMLResponse(PAGES.get(request.url.path[1:], ""))

    app = Starlette(routes=[Route("/{rest:path}", answer, methods=["GET", "POST"])])
    with served(app) as origin:

        async def all_of_them(browser: Browser) -> dict[str, RunEvidence]:
            few = asyncio.Semaphore(AT_ONCE)

            async def look(name: str) -> RunEvidence:
                async with few:
                    return await look_at(f"{origin}/{name}", browser, exams=(NEW_PASSWORD,))

            return dict(zip(PAGES, await asyncio.gather(*map(look, PAGES)), strict=True))

        yield Looked(with_browser(all_of_them), sent)


def test_a_field_that_takes_everything_takes_a_phrase_and_two_words(looked: Looked) -> None:
    assert [
        (seen.facts["typed"], seen.facts["arrived"], seen.facts["valid"])
        for seen in looked.typed("good")
    ] == [(64, 64, True), (8, 8, True), (15, 15, True)]
    assert looked.rules("good") == []


def test_a_demand_that_comes_with_the_typing_is_heard(looked: Looked) -> None:
    assert {seen.facts["says"] for seen in looked.typed("says-when-typed")} == {
        "Must have a capital letter"
    }
    assert looked.rules("says-when-typed") == ["composition"]


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("pattern", ["composition"]),
        ("length-pattern", []),
        ("cut", ["longest"]),
        ("cut-by-script", ["longest"]),
        ("hint", []),
        ("must-be-alike", []),
    ],
)
def test_a_page_is_judged_by_what_it_does_with_passwords(
    looked: Looked, name: str, rules: list[str]
) -> None:
    assert looked.rules(name) == rules


def test_the_field_to_repeat_it_gets_the_same(looked: Looked) -> None:
    assert {seen.facts["says"] for seen in looked.typed("must-be-alike")} == {"Alike"}


def test_what_was_typed_is_in_no_answer(looked: Looked) -> None:
    assert all(seen.facts["says"] == "Weak: …" for seen in looked.typed("echoes"))
    told = "".join(run.model_dump_json() for run in looked.runs.values())
    assert [words for words in (PHRASE, *WORDS) if words in told] == []


def test_nothing_that_was_typed_is_sent(looked: Looked) -> None:
    assert len(looked.typed("sends")) == 3
    assert set(looked.sent) <= {"", SAMPLE}, "only what was pasted into the page itself"


def test_a_sign_in_page_is_left_alone(looked: Looked) -> None:
    assert looked.typed("sign-in") == []
