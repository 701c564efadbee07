"""`portal-audit desk` on the terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal_audit.audit_file import load_audit
from portal_audit.desk.serving import Served
from tests.cli.command import portal_audit
from tests.conftest import Write
from tests.desk.visitor import Visitor
from tests.portals.tiny import Tiny


def test_the_other_commands_start_without_the_desk() -> None:
    code = (
        "import sys, portal_audit.cli.app\n"
        "print([m for m in sys.modules if m.startswith(('portal_audit.desk', 'keyring'))])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    said = portal_audit("desk", "--portals", tmp_path / "none", "--no-open")
    assert said.code == 2
    assert "There is no folder" in said.err


def test_a_port_in_use_is_said(served: Served) -> None:
    port = served.first.split(":")[2].split("/")[0]
    said = portal_audit("desk", "--portals", served.desk.folder, "--no-open", "--port", port)
    assert said.code == 2
    assert f"Port {port} cannot be used" in said.err


@pytest.mark.browser
def test_ctrl_c_stops_a_running_audit_and_keeps_its_result(
    tiny: Tiny, origin: str, portal_file: Write
) -> None:
    file = portal_file(origin, more="repeat: 40")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "portal_audit", "desk"),
            *("--portals", file.parent, "--no-open"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    try:
        assert process.stdout
        first = process.stdout.readline().strip()
        assert first.startswith("http://127.0.0.1:")
        with Visitor(first) as visitor:
            page = f"/portals/{file.stem}"
            assert visitor.press(page, {"quick": "yes"}, f"{page}/audit").status_code == 200
            until = time.monotonic() + 40
            while not list(file.parent.glob("runs/*/*/evidence/walks/*.json")):
                assert time.monotonic() < until
                time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=40)
    finally:
        process.kill()
    assert process.returncode == 4, err
    assert "Kept: " in err
    [run] = file.parent.glob("runs/*/*")
    assert load_audit(run).run.partial
    assert (run / "scorecard.html").is_file()
    assert out == ""
