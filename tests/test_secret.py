"""References to secrets: found, or missed with a message that tells nothing."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest

from portal_audit import secret


def test_a_variable_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PASSWORD", "abc")
    assert secret.reveal("${env:SOME_PASSWORD}") == "abc"


def test_a_missing_variable_says_how_to_set_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME_PASSWORD", raising=False)
    with pytest.raises(secret.SecretProblem, match="export SOME_PASSWORD"):
        secret.reveal("${env:SOME_PASSWORD}")


def test_a_file_is_read_without_its_last_line_end(tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("abc\n")
    assert secret.reveal(f"${{file:{tmp_path}/pw}}") == "abc"


def test_a_one_time_code_is_made_from_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    seed = pyotp.random_base32()
    monkeypatch.setenv("SEED", seed)
    assert pyotp.TOTP(seed).verify(secret.reveal("${totp:env:SEED}"), valid_window=1)


def test_a_short_seed_as_many_portals_give_it_makes_codes_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SEED", "gezd gnbv gy3t qojq")  # 80 bits
    code = secret.reveal("${totp:env:SEED}")
    assert code.isdigit()
    assert len(code) == 6


def test_a_bad_seed_is_named_by_its_place_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEED", "not-base-32!!")
    with pytest.raises(secret.SecretProblem) as caught:
        secret.reveal("${totp:env:SEED}")
    assert "env:SEED" in str(caught.value)
    assert "not-base-32" not in str(caught.value)


@pytest.mark.parametrize("text", ["hunter2", "${vault:x}", "${env:}", "a ${env:X}"])
def test_anything_but_a_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\$\{env:PORTAL_PASSWORD\}"):
        secret.check_reference(text)
