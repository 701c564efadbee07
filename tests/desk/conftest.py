"""A desk that is open, a keyring in memory, and a person's way in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from portal_audit.desk.serving import Served, serve_desk
from tests.desk.visitor import Visitor


class MemoryKeyring(KeyringBackend):
    """Keeps what it is given, for as long as a test takes."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


def set_aside(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def memory() -> Iterator[KeyringBackend]:
    yield from set_aside(MemoryKeyring())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    room = tmp_path / "portals"
    room.mkdir()
    return room


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    with serve_desk(folder) as desk:
        yield desk


@pytest.fixture
def visitor(served: Served) -> Iterator[Visitor]:
    """A browser that has used the first address."""
    with Visitor(served.first, served.desk) as found:
        yield found
