"""Whatever goes wrong: one clear message, the right exit code, no traceback, nothing secret."""

from __future__ import annotations

import signal
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import Said, portal_audit, start
from tests.conftest import Write
from tests.portals.tiny import PASSWORD, Tiny


def assert_clean(said: Said, code: int, words: str) -> None:
    assert said.code == code, said.all
    assert words in said.err
    assert "Traceback" not in said.all
    assert PASSWORD not in said.all
    assert "\x1b" not in said.all


def test_a_missing_portal_file_is_named(tmp_path: Path) -> None:
    assert_clean(portal_audit("run", tmp_path / "no.yaml"), 2, "there is no such file")


def test_a_mistyped_key_is_named_with_its_line(portal_file: Write) -> None:
    file = portal_file("http://127.0.0.1:9/", more="audience: [desktop]")
    assert_clean(portal_audit("run", file), 2, 'unknown key "audience"')


def test_an_unknown_scenario_names_the_nearest(portal_file: Write) -> None:
    file = portal_file("http://127.0.0.1:9/")
    said = portal_audit("run", file, "--scenario", "bok")
    assert_clean(said, 2, 'Did you mean "book"?')


def test_an_unknown_audience_names_the_nearest(portal_file: Write) -> None:
    said = portal_audit("run", portal_file("http://127.0.0.1:9/"), "--audience", "keybord")
    assert_clean(said, 2, 'Did you mean "keyboard"?')


def test_a_secret_that_is_not_set_is_named(
    portal_file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = portal_file("http://127.0.0.1:9/")
    monkeypatch.delenv("TINY_PASSWORD")
    assert_clean(portal_audit("run", file, cwd=tmp_path), 2, "TINY_PASSWORD is not set")
    assert not (tmp_path / "out").exists()


def test_an_unknown_command_is_refused() -> None:
    assert portal_audit("rnu").code == 2


def test_help_teaches_where_to_start() -> None:
    said = portal_audit("--help")
    assert said.code == 0
    assert "portal-audit demo" in said.out
    assert "Exit codes" in said.out


@pytest.mark.browser
def test_a_dead_host_is_unreachable(portal_file: Write, tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    file = portal_file(f"http://127.0.0.1:{port}/")
    assert_clean(portal_audit("run", file, cwd=tmp_path), 3, "Nothing answers at 127.0.0.1")


@pytest.mark.browser
def test_a_host_that_does_not_exist_is_unreachable(portal_file: Write, tmp_path: Path) -> None:
    file = portal_file("http://no-such-clinic.localhost.invalid/")
    assert_clean(portal_audit("run", file, cwd=tmp_path), 3, "no-such-clinic")


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[str]:
    """An https address with a certificate nobody vouches for."""
    from tests.portals.certificate import self_signed

    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.2)
    ended = threading.Event()

    def answer() -> None:
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
                connection.settimeout(2)
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                continue

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listening.getsockname()[1]}/"
    ended.set()
    thread.join()
    listening.close()


@pytest.mark.browser
def test_a_certificate_nobody_trusts_is_said_in_plain_words(
    untrusted: str, portal_file: Write, tmp_path: Path
) -> None:
    said = portal_audit("run", portal_file(untrusted), cwd=tmp_path)
    assert_clean(said, 3, "cannot be trusted")


@pytest.mark.browser
def test_a_wrong_password_ends_with_3_and_keeps_the_public_pages(
    origin: str,
    tiny: Tiny,
    portal_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    file = portal_file(origin)
    monkeypatch.setenv("TINY_PASSWORD", "not-the-password")
    said = portal_audit("run", file, "--out", tmp_path / "run")
    assert_clean(said, 3, "did not let the test account in")
    assert "not-the-password" not in said.all
    assert (tmp_path / "run/scorecard.html").exists()
    assert tiny.sign_ins == [False]
    assert "hours--desktop--1" in (tmp_path / "run/journal.jsonl").read_text()


@pytest.mark.browser
def test_a_run_folder_in_use_is_not_overwritten(
    origin: str, portal_file: Write, tmp_path: Path
) -> None:
    file = portal_file(origin)
    arguments = ("run", file, "--scenario", "hours", "--out", tmp_path / "run")
    assert portal_audit(*arguments).code == 0
    assert_clean(portal_audit(*arguments), 2, "already holds a run")


@pytest.mark.browser
def test_an_output_folder_that_cannot_be_made_is_named(
    origin: str, portal_file: Write, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    said = portal_audit("run", portal_file(origin), "--out", tmp_path / "file/run")
    assert_clean(said, 2, "cannot write here")


@pytest.mark.browser
def test_ctrl_c_keeps_what_was_walked_and_resume_goes_on(
    origin: str, tiny: Tiny, portal_file: Write, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    file = portal_file(origin)
    process = start("run", file, "--out", run, "--workers", "1")
    assert process.stderr is not None
    for line in process.stderr:
        if "[2/" in line:
            process.send_signal(signal.SIGINT)
            break
    out, err = process.communicate(timeout=120)
    assert process.returncode == 4, err
    assert "Scorecard:" in out
    walked = len((run / "journal.jsonl").read_text().splitlines())
    assert walked < 7

    again = portal_audit("run", file, "--resume", run)
    assert again.code == 0, again.err
    lines = (run / "journal.jsonl").read_text().splitlines()
    assert len(lines) == len(set(lines)) == 7
