"""The pytest plugin, in a pytest of its own on the tiny portal."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import Write
from tests.portals.tiny import PASSWORD, SLOT_FOR_MICE, Tiny

pytest_plugins = ["pytester"]

TESTS = """
def test_a_task(portal_walk):
    walked = portal_walk("hours")
    assert walked.done, walked.told
    assert [step.status for step in walked.steps]
    assert walked.states[-1].heading == "Hours"
    assert walked.picture.is_file()

def test_a_task_again_as_another(portal_walk):
    walked = portal_walk("book", audience="keyboard")
    assert not walked.done
    assert "Tab key" in walked.reason

def test_a_slip_of_the_pen(portal_walk):
    portal_walk("bok")

def test_a_page(page_audit):
    page = page_audit("{origin}/bad")
    assert page.serious, page.told
    assert {{"button-name"}} <= {{finding.rule for finding in page.serious}}
    worst = page.findings[0]
    assert worst.check and worst.title and worst.target and worst.severity >= 3
    assert "4.1.2" in worst.wcag
    assert "bad" in page.told

def test_in_a_loop(page_audit):
    import asyncio

    async def ask():
        return page_audit("{origin}/hours")  # Playwright's own tests have a loop in this thread

    assert asyncio.run(ask()).url

def test_a_page_that_is_not_there(page_audit):
    page_audit("{origin}/nowhere")
"""


def run_pytest(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """pytest as a team runs it, in a process of its own; our conftest is not theirs."""
    return pytester.runpytest_subprocess(*arguments, timeout=180)


def nodes(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if "::" in line]


def test_loading_the_plugin_costs_next_to_nothing() -> None:
    code = (
        "import sys, pytest\n"
        "before = set(sys.modules)\n"
        "import portal_audit.pytest_plugin\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert said.stdout.split() == ["portal_audit", "portal_audit.pytest_plugin"]


def test_a_run_without_a_portal_loads_nothing_heavy(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n"
        "def test_it():\n"
        "    ours = {name for name in sys.modules if name.startswith('portal_audit')}\n"
        "    assert ours <= {'portal_audit', 'portal_audit.pytest_plugin'}\n"
        "    assert not {'playwright', 'pydantic'} & set(sys.modules)\n"
    )
    result = run_pytest(pytester, "-q")
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*portal:*")


def test_each_task_as_each_audience_is_a_test_and_only_the_portal_is_collected(
    pytester: pytest.Pytester, portal_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = portal_file("http://127.0.0.1:9/")
    monkeypatch.delenv("TINY_PASSWORD")  # to collect, no secret is needed
    pytester.makepyfile("def test_of_the_team(): pass")
    result = run_pytest(
        pytester,
        *("--portal", str(file), "--collect-only", "-q"),
        *("--portal-audience", "desktop", "--portal-audience", "keyboard"),
    )
    assert result.ret == 0
    assert [node.rpartition("::")[2] for node in nodes(result)] == [
        *("sign-in[desktop]", "hours[desktop]", "book[desktop]"),
        *("sign-in[keyboard]", "hours[keyboard]", "book[keyboard]"),
    ]


@pytest.mark.parametrize(
    ("options", "collected"),
    [
        (["-k", "book"], ["book[desktop]"]),
        (["-m", "not portal", "."], ["test_of_the_team"]),
        (["test_of_the_team.py", "-k", "hours or team"], ["test_of_the_team", "hours[desktop]"]),
        (["{file}::hours[desktop]"], ["hours[desktop]"]),
        (["--portal-scenario", "message"], ["message[desktop]"]),
    ],
)
def test_tests_are_chosen_as_ever(
    options: list[str], collected: list[str], pytester: pytest.Pytester, portal_file: Write
) -> None:
    file = portal_file("http://127.0.0.1:9/")
    pytester.makepyfile(test_of_the_team="def test_of_the_team(): pass")
    chosen = [option.format(file=file) for option in options]
    result = run_pytest(pytester, "--portal", str(file), "--collect-only", "-q", *chosen)
    assert [node.rpartition("::")[2] for node in nodes(result)] == collected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "there is no such file"),
        ("portal: Clinic\n", "start"),
        ("portal: Clinic\nstart: https://p.example/\naudience: [desktop]\n", "unknown key"),
        ("portal: [\n", "portal.yaml:"),
    ],
)
def test_a_bad_portal_file_is_one_clear_error(
    text: str | None, words: str, pytester: pytest.Pytester
) -> None:
    file = pytester.path / "portal.yaml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    result = run_pytest(pytester, "--portal", "portal.yaml")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{words}*"])
    assert "Traceback" not in result.stderr.str() + result.stdout.str()


def test_a_missing_secret_and_a_folder_in_use_are_said_before_anything_starts(
    pytester: pytest.Pytester, portal_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = portal_file("http://127.0.0.1:9/")
    used = pytester.mkdir("used")
    (used / "run.json").write_text("{}")
    result = run_pytest(pytester, "--portal", str(file), "--portal-out", "used")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*already holds a run*"])
    monkeypatch.delenv("TINY_PASSWORD")
    result = run_pytest(pytester, "--portal", str(file))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*TINY_PASSWORD is not set*"])


@pytest.mark.browser
def test_a_task_that_fails_tells_the_story_and_no_traceback(
    origin: str, tiny: Tiny, pytester: pytest.Pytester, portal_file: Write
) -> None:
    tiny.slot = SLOT_FOR_MICE
    file = portal_file(origin)
    result = run_pytest(
        pytester,
        *("--portal", str(file), "--portal-out", "out", "-v", "--junit-xml", "junit.xml"),
        *("--portal-audience", "keyboard", "--portal-audience", "desktop"),
        *("--portal-scenario", "hours", "--portal-scenario", "book"),
    )
    result.assert_outcomes(passed=3, failed=1)
    said = result.stdout.str()
    result.stdout.fnmatch_lines(
        [
            "*portal.yaml::book?keyboard? FAILED*",
            "*book?keyboard?*",
            "It was not done: *“available time” cannot be reached with the Tab key.",
            "The task: “Book the first visit with Dr. Lee.”",
            "Tried with the keyboard alone.",
            "Step by step:",
            "* - done*",
            "* - NOT DONE*",
            "Last page: “Book a visit”, http://127.0.0.1:*/visits",
            "Picture: *.webp",
            "Evidence: *book--keyboard--1.json",
            "FAILED *::book?keyboard? - It was not done: *",
        ]
    )
    picture = next(line for line in result.outlines if line.startswith("Picture:"))
    assert Path(picture.split(maxsplit=1)[1]).is_file()
    assert said.count("Step by step:") == 1
    assert "Traceback" not in said
    assert "portal_audit/" not in said
    assert PASSWORD not in said
    assert said.count("Sign in first") == 1
    assert tiny.sign_ins == [True, True]
    junit = (pytester.path / "junit.xml").read_text(encoding="utf-8")
    assert 'name="book[keyboard]"' in junit
    assert '<failure message="It was not done: ' in junit

    again = run_pytest(
        pytester, "--portal", str(file), "--portal-audience", "all", "--lf", "--collect-only", "-q"
    )
    assert [node.rpartition("::")[2] for node in nodes(again)] == ["book[keyboard]"]


@pytest.mark.browser
def test_what_a_portal_need_not_offer_is_skipped_and_a_must_fails(
    origin: str, pytester: pytest.Pytester, portal_file: Write
) -> None:
    task = """
        id: {id}
        as: "Watch the film about the clinic."
        priority: {priority}
        steps: [{{click: Film}}]
        done: {{see: {{text: The film}}}}
    """
    file = portal_file(origin)
    names = []
    for id, priority in (("may", 1), ("must", 3)):
        path = file.parent / f"{id}.yaml"
        path.write_text(textwrap.dedent(task.format(id=id, priority=priority)), encoding="utf-8")
        names += ["--portal-scenario", path.name]
    result = run_pytest(pytester, "--portal", str(file), *names, "-rs")
    result.assert_outcomes(skipped=1, failed=1)
    result.stdout.fnmatch_lines(
        ["The portal does not offer it: *", "SKIPPED*portal.yaml:1: *Film*"]
    )


@pytest.mark.browser
def test_a_wrong_password_is_said_by_every_task_behind_it(
    origin: str,
    tiny: Tiny,
    pytester: pytest.Pytester,
    portal_file: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = portal_file(origin)
    monkeypatch.setenv("TINY_PASSWORD", "not-the-password")
    result = run_pytest(pytester, "--portal", str(file))
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(["It could not be tried: *signing in did not work*"])
    assert "not-the-password" not in result.stdout.str()
    assert tiny.sign_ins == [False]


@pytest.mark.browser
def test_a_portal_that_does_not_answer_is_said_plainly(
    pytester: pytest.Pytester, portal_file: Write
) -> None:
    file = portal_file("http://127.0.0.1:9/")
    result = run_pytest(pytester, "--portal", str(file))
    result.assert_outcomes(failed=3)
    assert "Traceback" not in result.stdout.str()
    assert "portal_audit/" not in result.stdout.str()


@pytest.mark.browser
def test_two_workers_walk_with_a_browser_and_sessions_each(
    origin: str, pytester: pytest.Pytester, portal_file: Write
) -> None:
    file = portal_file(origin)
    result = run_pytest(
        pytester,
        *("--portal", str(file), "-n", "2", "--portal-out", "out"),
        *("--portal-audience", "desktop", "--portal-audience", "keyboard"),
        *("--portal-scenario", "hours", "--portal-scenario", "book"),
    )
    result.assert_outcomes(passed=4)
    walks = list((pytester.path / "out").glob("gw*/evidence/walks/*.json"))
    assert {walk.parts[-4] for walk in walks} == {"gw0", "gw1"}
    assert len({walk.name for walk in walks}) == len(walks)


@pytest.mark.browser
def test_a_team_asks_in_its_own_tests(
    origin: str, tiny: Tiny, pytester: pytest.Pytester, portal_file: Write
) -> None:
    tiny.slot = SLOT_FOR_MICE
    tiny.home = "<button></button>"
    file = portal_file(origin)
    pytester.makeini(f"[pytest]\nportal_file = {file}\n")
    pytester.makepyfile(TESTS.format(origin=origin).replace("/bad", "/#bad"))
    result = run_pytest(pytester, "--portal-out", "out", "-v")
    result.assert_outcomes(passed=4, failed=2)
    result.stdout.fnmatch_lines(
        [
            'There is no scenario "bok".',
            '*Did you mean "book"?',
            "*/nowhere shows no page to check (it answers 404).",
        ]
    )
    assert "portal_audit/" not in result.stdout.str()
    assert "another exception" not in result.stdout.str()
    assert (pytester.path / "out/evidence/walks/book--keyboard--1.json").is_file()


def test_a_walk_without_a_portal_file_says_how_to_name_one(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(portal_walk): pass")
    result = run_pytest(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*Name its file: --portal FILE*"])
