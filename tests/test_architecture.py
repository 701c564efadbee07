"""Rooms: who may import whom (design section 1). An arrow only points down."""

from __future__ import annotations

import ast
from pathlib import Path

import portal_audit

PACKAGE = Path(portal_audit.__file__).parent

ROOMS: dict[str, set[str]] = {
    "evidence": {"errors", "evidence"},
    "steps": {"steps", "errors", "yamlfile"},
    "language": {"language", "evidence", "resources", "errors", "yamlfile"},
    "finding": {"evidence"},
    "checks": {
        *("checks", "evidence", "finding", "language", "resources", "errors", "yamlfile"),
        "result",  # what is shown as it is: the hardest page
        "trackers",
    },
    "trackers": {"errors", "yamlfile"},
    "mail": {"mail", "evidence", "errors", "language"},
    "result": set(),
    "comparison": {"result"},
    "baseline": {"result", "comparison"},
    "gate_result": {"result"},
    "score": {
        *("score", "evidence", "finding", "result", "errors"),
        *("comparison", "baseline", "gate_result"),
    },
    "report": {
        *("report", "result", "resources", "errors", "finding", "language"),
        *("comparison", "gate_result", "history"),
        "browser",  # the pdf is printed
    },
    "history": {"history", "result", "errors"},
    "share": {"share", "evidence", "result", "errors", "language"},
    "reality": {
        *("reality", "walk", "steps", "evidence", "browser", "errors", "portal", "scenario"),
        *("plan", "executor", "pipeline", "secret", "sessions", "yamlfile"),
        "score",  # lostness
    },
    "walk": {
        *("walk", "steps", "evidence", "browser", "errors", "portal", "scenario", "secret"),
    },
    "answering": {"checks", "evidence", "pipeline", "report", "result"},
    "handing_on": {"evidence", "pipeline", "portal", "report", "secret", "share"},
    "desk": {
        *("desk", "answering", "handing_on", "pipeline", "plan", "portal", "portal_draft"),
        *("scenario", "secret", "sessions", "yamlfile", "errors", "evidence", "audit_file"),
        *("result", "reality", "browser"),
        *("checks", "share"),  # their questions, and how a copy is written
        *("history", "report"),  # the page of what became of each problem
        "walk",  # who walks
    },
}
"""What each room may import from the package, at run time or as a type."""


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{a.name}" for a in node.names]
            found |= {node.module, *names} if node.module == "portal_audit" else {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def files_of(room: str) -> list[Path]:
    single = PACKAGE / f"{room}.py"
    return [single] if single.exists() else sorted((PACKAGE / room).rglob("*.py"))


def test_only_browser_py_imports_playwright() -> None:
    importers = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if any(name.split(".")[0] == "playwright" for name in imports_of(file))
    }
    assert importers == {"browser.py"}


def test_every_room_imports_only_what_is_above_it() -> None:
    strays = []
    for room, allowed in ROOMS.items():
        for file in files_of(room):
            for name in imports_of(file):
                parts = name.split(".")
                if parts[0] == "portal_audit" and len(parts) > 1 and parts[1] not in allowed:
                    strays.append(f"{file.relative_to(PACKAGE)} imports {name}")
    assert strays == []


def test_checks_and_score_do_not_look_at_the_clock_or_at_chance() -> None:
    forbidden = {"time", "asyncio", "subprocess", "socket", "urllib.request", "httpx"}
    for room in ("checks", "score", "language"):
        for file in files_of(room):
            assert not imports_of(file) & forbidden, file


def test_no_module_is_longer_than_a_person_can_read() -> None:
    long = {
        file.relative_to(PACKAGE).as_posix(): lines
        for file in PACKAGE.rglob("*.py")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 600
    }
    assert long == {}
