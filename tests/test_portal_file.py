"""The portal file: what is accepted, and what is said about a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_audit.errors import FileProblem
from portal_audit.portal import load_portal
from portal_audit.yamlfile import load_tree

GOOD = """portal: Clinic
start: https://portal.example.org/
account: {user: pat, password: "${env:PASS}", code: "${totp:env:SEED}"}
words: {appointments: Visits, results: [Labs, Results]}
mask: [".patient-name", "data-phi"]
"""


def problem(tmp_path: Path, text: str | bytes) -> str:
    file = tmp_path / "portal.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(FileProblem) as caught:
        load_portal(file)
    return str(caught.value)


def test_a_portal_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "portal.yaml"
    file.write_text(GOOD)
    portal = load_portal(file)
    assert portal.words == {"appointments": ("Visits",), "results": ("Labs", "Results")}
    assert portal.allowed_hosts == {"portal.example.org"}
    assert portal.writes is False


def test_an_attribute_name_in_mask_means_every_element_with_it(tmp_path: Path) -> None:
    file = tmp_path / "portal.yaml"
    file.write_text(GOOD)
    assert load_portal(file).mask_selectors == (".patient-name", "[data-phi]")


def test_an_unknown_key_names_the_line_and_the_nearest_word(tmp_path: Path) -> None:
    said = problem(tmp_path, GOOD.replace("account:", "acount:"))
    assert "portal.yaml:3: unknown key" in said
    assert 'Did you mean "account"?' in said


def test_an_unknown_key_within_a_part_is_compared_with_that_parts_keys(tmp_path: Path) -> None:
    said = problem(tmp_path, GOOD.replace("password:", "pasword:"))
    assert 'Did you mean "password"?' in said


def test_a_literal_password_is_refused_and_not_repeated(tmp_path: Path) -> None:
    said = problem(tmp_path, GOOD.replace("${env:PASS}", "hunter2-literal"))
    assert "portal.yaml:3" in said
    assert "${env:PORTAL_PASSWORD}" in said
    assert "hunter2" not in said


def test_a_password_in_the_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    said = problem(tmp_path, GOOD.replace("https://", "https://pat:hunter2@"))
    assert "must not stand in the address" in said
    assert "hunter2" not in said


def test_a_start_that_is_no_address_says_how_to_write_one(tmp_path: Path) -> None:
    said = problem(tmp_path, GOOD.replace("https://portal.example.org/", "portal.example.org"))
    assert "portal.yaml:2" in said
    assert "https://" in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("portal: [\n", "not valid YAML"),
        ("portal: a\nportal: b\n", "is there twice"),
        ("- just\n- a list\n", "expected `key: value`"),
        ("", "expected `key: value`"),
        (b"portal: \xff\xfe\n", "not UTF-8"),
        ("portal: Clinic\n", 'the key "start" is missing'),
    ],
)
def test_a_broken_file_is_one_clear_message(tmp_path: Path, text: str | bytes, words: str) -> None:
    assert words in problem(tmp_path, text)


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "portal.yaml").write_text(GOOD)
    with pytest.raises(FileProblem) as caught:
        load_portal(tmp_path / "portl.yaml")
    assert 'Did you mean "portal.yaml"?' in str(caught.value)


def test_words_that_older_yaml_took_for_truth_or_time_are_text(tmp_path: Path) -> None:
    file = tmp_path / "portal.yaml"
    file.write_text("off: no\nopens: 9:30\nday: 2026-11-24\ncount: 12\nopen: true\n")
    assert dict(load_tree(file)) == {
        "off": "no",
        "opens": "9:30",
        "day": "2026-11-24",
        "count": 12,
        "open": True,
    }


def test_a_file_that_repeats_itself_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "portal.yaml"
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    file.write_text("\n".join(lines))
    with pytest.raises(FileProblem, match="repeats itself without end"):
        load_tree(file)
