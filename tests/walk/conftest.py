from __future__ import annotations

import pytest

from portal_audit.walk import hands
from tests.portals.tiny import PASSWORD, USER


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINY_USER", USER)
    monkeypatch.setenv("TINY_PASSWORD", PASSWORD)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not turn up within two seconds does not turn up: for tests of things missing."""
    monkeypatch.setattr(hands, "STEP_SECONDS", 2.0)
