"""What tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browsing import close_browser
from tests.portals.serve import served
from tests.portals.tiny import PASSWORD, USER, Tiny

PORTAL_FILE = """portal: Tiny Clinic
start: {start}
account: {{user: "${{env:TINY_USER}}", password: "${{env:TINY_PASSWORD}}"}}
writes: {writes}
scenarios: [sign-in, hours, book]
audiences: [desktop]
mask: [".patient-name"]
{more}
"""

LONGEST = (
    "test_demo_audit.py",
    "test_hostile_pages.py",
    "test_init.py",
    "test_recording.py",
    "test_shapes.py",
    "test_meanings.py",
    "test_acting.py",
    "test_repaired.py",
    "test_merge.py",
    "test_pytest_plugin.py",
    "test_time_limit.py",
    "test_other_trials.py",
)
"""Files of minutes. Begun first, so that nobody waits for them in the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else 99)


def pytest_unconfigure() -> None:
    close_browser()


Write = Callable[..., Path]


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()


@pytest.fixture
def origin(tiny: Tiny) -> Iterator[str]:
    """The tiny portal, served; change `tiny` to change it."""
    with served(tiny.app()) as address:
        yield address


@pytest.fixture
def portal_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a portal file for an address and sets the account's variables."""
    monkeypatch.setenv("TINY_USER", USER)
    monkeypatch.setenv("TINY_PASSWORD", PASSWORD)

    def write(start: str, *, writes: bool = True, more: str = "") -> Path:
        file = tmp_path / "portal.yaml"
        text = PORTAL_FILE.format(start=start, writes=str(writes).lower(), more=more)
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture(autouse=True)
def _plain_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.delenv("PORTAL_AUDIT_DEBUG", raising=False)
    monkeypatch.delenv("PORTAL_AUDIT_HISTORY", raising=False)
    os.environ.pop("FORCE_COLOR", None)
