"""The wheel: what people install is the whole tool, and nothing that clashes with others."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_scenarios_reports_and_the_demo(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "portal_audit/_shipped/scenarios/words.yaml",
        "portal_audit/_shipped/scenarios/tasks/book.yaml",
        "portal_audit/_shipped/scenarios/demo/before.yaml",
        "portal_audit/_shipped/reports/",
        "portal_audit/demo/templates/",
        "portal_audit/demo/manifest.yaml",
        "portal_audit/desk/templates/base.html",
        "portal_audit/desk/static/desk.css",
        "portal_audit/desk/static/desk.js",
        "portal_audit/score/rubric.toml",
        "portal_audit/walk/stopwatch.js",
        "portal_audit/py.typed",
    ):
        assert any(name.startswith(part) for name in names), part


def test_no_other_import_package_is_installed(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"portal_audit"}


def test_the_installed_command_finds_its_data_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", tmp_path, wheel],
        check=True,
        capture_output=True,
    )
    code = (
        "import portal_audit\n"
        "from portal_audit.scenario import find_scenarios, shipped_vocabulary\n"
        "from portal_audit.resources import shipped\n"
        "from pathlib import Path\n"
        "print(portal_audit.__file__, shipped('reports').is_dir(),\n"
        "      len(find_scenarios((), Path(), shipped_vocabulary())))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    where, has_reports, tasks = said.stdout.split()
    assert where.startswith(str(tmp_path))
    assert (has_reports, tasks) == ("True", "18")
