"""Sessions of people in a run: counted, added later, refused when they do not fit, masked."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from portal_audit.evidence import Attempt, RealityCheck
from portal_audit.evidence.people import PageVisit
from portal_audit.evidence.people import Tester as Person
from tests.cli.command import portal_audit

pytestmark = pytest.mark.browser


def session(start: str, name: str = "one") -> RealityCheck:
    tried = Attempt(
        scenario="hours",
        title="Are you open?",
        outcome="success",
        seconds=20,
        seq=6,
        comment="Nora Canary found it at once.",
        pages=(PageVisit(path="/hours", heading="Hours", at=0, how="start", on_path=True),),
        shot=f"{name}/hours.webp",
    )
    return RealityCheck(
        id=name,
        start=start,
        portal="Tiny Clinic",
        started="2026-11-20T10:00:00+00:00",
        tester=Person(role="nurse"),
        tasks=(tried,),
    )


def keep(session: RealityCheck, folder: Path) -> Path:
    (folder / session.id).mkdir(parents=True, exist_ok=True)
    (folder / session.id / "hours.webp").write_bytes(b"RIFF....WEBP")
    file = folder / f"{session.id}.json"
    file.write_text(session.to_json(), encoding="utf-8")
    return file


@pytest.fixture
def run(origin: str, portal_file: Any, tmp_path: Path) -> Path:
    """A run of one task, held before anybody tried."""
    file = portal_file(origin)
    out = tmp_path / "run"
    assert portal_audit("run", file, "--scenario", "hours", "--quick", "--out", out).code == 0
    return out


def people(run: Path) -> Any:
    return json.loads((run / "audit.json").read_text(encoding="utf-8"))["people"]


def test_a_session_beside_the_portal_file_is_counted_by_the_next_run(
    origin: str, portal_file: Any, tmp_path: Path
) -> None:
    file = portal_file(origin)
    keep(session(origin), file.parent / "reality-checks")
    keep(session("https://other.example/", name="two"), file.parent / "reality-checks")
    (file.parent / "reality-checks" / "broken.json").write_text("{", encoding="utf-8")
    said = portal_audit("run", file, "--dry-run")
    assert "Reality checks of one person are counted." in said.out
    out = tmp_path / "run"
    said = portal_audit("run", file, "--scenario", "hours", "--quick", "--out", out)
    assert said.code == 0
    assert "broken.json" in said.err
    assert people(out)["sessions"] == 1
    assert "People tried it" in (out / "scorecard.html").read_text(encoding="utf-8")
    assert (out / "evidence/people/one/hours.webp").exists()


def test_a_session_is_added_to_a_run_that_is_there_and_replaces_itself(
    run: Path, origin: str, tmp_path: Path
) -> None:
    assert people(run) is None
    file = keep(session(origin), tmp_path / "kept")
    for _ in range(2):
        said = portal_audit("score", run, "--sessions", file)
        assert said.code == 0, said.err
    assert people(run)["sessions"] == 1
    before = (run / "audit.json").read_bytes()
    portal_audit("score", run)
    assert (run / "audit.json").read_bytes() == before


def test_a_session_that_does_not_fit_is_refused_with_its_reason(
    run: Path, origin: str, tmp_path: Path
) -> None:
    for key, value, said in (
        ("start", "https://other.example/", "held at other.example"),
        ("shot", "../../secret.webp", "elsewhere"),
        ("schema", "portal-audit-session/9", "schema"),
        ("outcome", "wonderful", "outcome"),
    ):
        file = keep(session(origin), tmp_path / key)
        data = json.loads(file.read_text(encoding="utf-8"))
        (data if key in data else data["tasks"][0])[key] = value
        file.write_text(json.dumps(data), encoding="utf-8")
        answer = portal_audit("score", run, "--sessions", file)
        assert answer.code == 2
        assert said in answer.err
        assert "Traceback" not in answer.err
    assert people(run) is None


def test_what_people_wrote_is_masked_in_a_shared_copy(
    run: Path, origin: str, tmp_path: Path
) -> None:
    portal_audit("score", run, "--sessions", keep(session(origin), tmp_path / "kept"))
    page, bundle = tmp_path / "copy.html", tmp_path / "copy.zip"
    for copy in (page, bundle):
        said = portal_audit("share", run, "--to", copy, "--mask", "Nora Canary", "--check")
        assert said.code == 0, said.err + said.out
    text = page.read_text(encoding="utf-8")
    assert "found it at once" in text
    assert "Nora" not in text
    with zipfile.ZipFile(bundle) as packed:
        assert not any("people" in name for name in packed.namelist())
