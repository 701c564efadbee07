"""The GitHub Action and the GitLab example: nothing typed reaches a shell, every option exists."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.command import portal_audit

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load(
    (ROOT / "docs/ci-examples/gitlab-ci.yml").read_text(encoding="utf-8")
)
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SCRIPTS = [step["run"] for step in STEPS if "run" in step]
GITLAB_LINES = [
    line
    for job in GITLAB.values()
    if isinstance(job, dict)
    for line in (*job.get("before_script", ()), *job.get("script", ()))
]


def uses() -> set[tuple[str, str]]:
    """Every command of ours with each of its options, in both files."""
    found = set()
    for line in "\n".join([*SCRIPTS, *GITLAB_LINES]).splitlines():
        if form := re.search(r'(?:"\$PORTAL_AUDIT"|portal-audit) (\w+)(.*)', line):
            found |= {(form[1], option) for option in re.findall(r"--[a-z][a-z-]*", form[2])}
    return found


def step(name: str) -> dict[str, Any]:
    return next(each for each in STEPS if each.get("name") == name)


def test_no_expression_stands_in_a_script() -> None:
    assert len(SCRIPTS) == 4
    assert [script for script in SCRIPTS if "${{" in script] == []


def test_every_script_names_its_shell_and_every_step_is_told_from_the_others() -> None:
    assert all(each["shell"] == "bash" for each in STEPS if "run" in each)


def test_no_secret_is_an_input() -> None:
    assert set(ACTION["inputs"]) == {
        *("portal", "args", "python-version", "baseline", "fail-on", "artifact-name")
    }
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(ACTION["inputs"])
    assert "secrets." not in (ROOT / "action.yml").read_text(encoding="utf-8")


def test_every_named_option_exists() -> None:
    used = uses()
    assert {("run", "--out"), ("report", "--format"), ("merge", "--out")} <= used
    helps = {command: portal_audit(command, "--help").out for command, _ in used}
    assert sorted(f"{c} {o}" for c, o in used if not re.search(rf"{o}\b", helps[c])) == []
    audit = step("The audit")["run"]
    assert set(re.findall(r"--[a-z-]+(?==)", audit)) == {"--baseline", "--fail-on", "--out"}
    assert all(option in helps["run"] for option in ("--baseline", "--fail-on", "--shard"))


def test_gitlab_shows_the_scorecard_and_the_junit_report() -> None:
    artifacts = GITLAB["judge"]["artifacts"]
    assert artifacts["reports"]["junit"] == "run/junit.xml"
    assert "run/scorecard.html" in artifacts["paths"]
    assert artifacts["when"] == "always"


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_whatever_is_typed_into_an_input_stays_an_argument(tmp_path: Path) -> None:
    said = tmp_path / "said.json"
    command = tmp_path / "portal-audit"
    command.write_text(
        f"#!/usr/bin/env python3\nimport json, sys\n"
        f"json.dump(sys.argv[1:], open({str(said)!r}, 'w'))\n",
        encoding="utf-8",
    )
    command.chmod(0o755)
    bad = f'$(touch {tmp_path}/bad1) `touch {tmp_path}/bad2`; touch {tmp_path}/bad3 "'
    environment = {
        "PATH": os.environ["PATH"],
        "PORTAL_AUDIT": str(command),
        "RUN_FOLDER": "/tmp/run folder",
        "PORTAL_FILE": f"-{bad}",
        "MORE": "--audience keyboard\n --quick $(touch bad4) *",
        "BASELINE": "",
        "FAIL_ON": bad,
    }
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step("The audit")["run"]],
        check=True,
        env=environment,
        cwd=tmp_path,
    )
    assert json.loads(said.read_text()) == [
        *("run", "--out=/tmp/run folder", f"--fail-on={bad}"),
        *("--audience", "keyboard", "--quick", "$(touch", "bad4)", "*", "--", f"-{bad}"),
    ]
    assert not list(tmp_path.glob("bad*"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_summary_is_the_markdown_report_or_nothing(tmp_path: Path) -> None:
    summary = tmp_path / "summary"
    command = tmp_path / "portal-audit"
    command.write_text('#!/bin/sh\necho "# Clinic" > "$6"\n', encoding="utf-8")
    command.chmod(0o755)
    run = tmp_path / "run"
    run.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "PORTAL_AUDIT": str(command),
        "RUN_FOLDER": str(run),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    script = ["bash", "-e", "-o", "pipefail", "-c", step("The summary")["run"]]
    subprocess.run(script, check=True, env=environment)
    assert not summary.exists()
    (run / "audit.json").write_text("{}")
    subprocess.run(script, check=True, env=environment)
    assert summary.read_text() == "# Clinic\n"
