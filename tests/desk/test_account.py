"""The test account: into the keyring, and never out of it again."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from portal_audit import secret
from portal_audit.portal import load_portal
from tests.desk.conftest import MemoryKeyring, set_aside
from tests.desk.visitor import Visitor, words

SECRETS = {
    "user": "maria.secret-user",
    "password": ' pa"ss<wörd> ',
    "code": "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP",
}


class Jammed(MemoryKeyring):
    """Takes the user name and no more, and quotes what it was given."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if username.endswith(".password"):
            raise RuntimeError(f"cannot store {password}")
        super().set_password(service, username, password)


@pytest.fixture
def file(folder: Path) -> Path:
    path = folder / "tiny.yaml"
    path.write_text("portal: Tiny\nstart: https://t.example/ # ours\n", encoding="utf-8")
    return path


def shown(visitor: Visitor) -> str:
    """Everything that the pages say afterwards."""
    paths = ("/", "/portals/tiny", "/portals/tiny/account", "/portals/tiny/change")
    return "".join(visitor.get(path).text for path in paths)


def assert_nothing_shown(text: str) -> None:
    assert "secret-user" not in text
    assert "wörd" not in text
    assert "3PXP" not in text


def test_the_account_is_stored_and_the_file_says_only_where(
    visitor: Visitor, memory: MemoryKeyring, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = visitor.post("/portals/tiny/account", SECRETS)
    assert "The test account is stored" in words(answer)
    account = load_portal(file).account
    assert account is not None
    assert account.code is not None
    assert account.password.startswith("${keyring:portal-audit/tiny-")
    assert account.code.startswith("${totp:keyring:portal-audit/tiny-")
    assert secret.reveal(account.user) == SECRETS["user"]
    assert secret.reveal(account.password) == SECRETS["password"]
    assert len(secret.reveal(account.code)) == 6
    assert_nothing_shown(answer.text + shown(visitor) + caplog.text + file.read_text("utf-8"))
    assert "# ours" in file.read_text("utf-8")


def test_a_new_account_takes_the_place_of_the_old_one_whole(
    visitor: Visitor, memory: MemoryKeyring, file: Path
) -> None:
    visitor.post("/portals/tiny/account", SECRETS)
    visitor.post("/portals/tiny/account", {"user": "other", "password": "else"})
    assert sorted(memory.kept.values()) == ["else", "other"]
    account = load_portal(file).account
    assert account is not None
    assert account.code is None


def test_accounts_of_two_folders_do_not_get_mixed_up(
    visitor: Visitor, memory: MemoryKeyring, file: Path, tmp_path: Path
) -> None:
    from portal_audit.desk.accounts import names_for

    assert names_for(file) != names_for(tmp_path / "tiny.yaml")


def test_removing_the_account_empties_the_file_and_the_keyring(
    visitor: Visitor, memory: MemoryKeyring, file: Path
) -> None:
    visitor.post("/portals/tiny/account", SECRETS)
    answer = visitor.post("/portals/tiny/account/remove")
    assert "The test account was removed" in words(answer)
    assert memory.kept == {}
    assert file.read_text("utf-8") == "portal: Tiny\nstart: https://t.example/ # ours\n"


def test_what_is_wrong_is_said_without_what_was_typed(
    visitor: Visitor, memory: MemoryKeyring, file: Path
) -> None:
    for fields in (
        {"user": SECRETS["user"]},
        {"password": SECRETS["password"]},
        SECRETS | {"code": "123456 3PXP!"},
    ):
        answer = visitor.post("/portals/tiny/account", fields)
        assert answer.status_code == 422
        assert_nothing_shown(answer.text)
    assert memory.kept == {}


def test_without_a_keyring_it_says_so_and_writes_nothing(visitor: Visitor, file: Path) -> None:
    for _ in set_aside(NoKeyring()):  # type: ignore[no-untyped-call]
        before = file.read_text("utf-8")
        said = words(visitor.get("/portals/tiny/account"))
        assert "no keyring that works" in said
        assert "environment variables" in said
        answer = visitor.post("/portals/tiny/account", SECRETS)
        assert answer.status_code == 422
        assert_nothing_shown(answer.text)
        assert file.read_text("utf-8") == before


def test_a_keyring_that_jams_leaves_nothing_half_done(visitor: Visitor, file: Path) -> None:
    jammed = Jammed()
    for _ in set_aside(jammed):
        answer = visitor.post("/portals/tiny/account", SECRETS)
        assert "did not take it (RuntimeError)" in words(answer)
        assert_nothing_shown(answer.text)
        assert jammed.kept == {}
        assert load_portal(file).account is None
