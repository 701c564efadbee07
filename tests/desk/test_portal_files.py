"""Portal files by form: what is written, what is kept, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_audit.desk.portal_files import free_path, portal_files, save, values_of
from portal_audit.errors import FileProblem
from portal_audit.portal import load_portal
from tests.desk.visitor import Visitor, words

BY_HAND = """# Our portal. Ask Kim before you change it.
portal: "Tiny Clinic"   # as patients know it
start: https://tiny.example/

# Where the bills are paid.
hosts:
  - pay.tiny.example
  # the old one
  - old.tiny.example

account: {user: "${env:U}", password: "${env:P}"}
writes: false
words:
  hours: [Opening times, "No"]   # ours
scenarios: [sign-in, hours]
audiences: [desktop]
not_applicable:
  hours: We have no office.
"""
FIELDS = {
    "name": "Tiny Clinic",
    "start": "https://tiny.example/",
    "hosts": "pay.tiny.example\nold.tiny.example",
    "task": ["sign-in"],
    "audience": ["desktop"],
}


@pytest.fixture
def by_hand(folder: Path) -> Path:
    file = folder / "tiny.yaml"
    file.write_text(BY_HAND, encoding="utf-8")
    return file


def test_a_change_keeps_comments_and_every_key_that_the_form_does_not_know(
    visitor: Visitor, by_hand: Path
) -> None:
    answer = visitor.post("/portals/tiny/change", FIELDS | {"name": "Tiny Clinic of Elm Street"})
    assert answer.status_code == 200
    assert "The portal is saved" in words(answer)
    first = 'portal: "Tiny Clinic"   # as patients know it'
    assert by_hand.read_text(encoding="utf-8") == BY_HAND.replace(
        first, "portal: Tiny Clinic of Elm Street"
    )


def test_saving_without_a_change_changes_nothing(visitor: Visitor, by_hand: Path) -> None:
    visitor.post("/portals/tiny/change", FIELDS)
    assert by_hand.read_text(encoding="utf-8") == BY_HAND


def test_keys_are_taken_out_and_put_in_where_they_are(by_hand: Path) -> None:
    before = values_of(by_hand)
    save(by_hand, {"hosts": None, "writes": True, "repeat": 3})
    assert values_of(by_hand) == {key: value for key, value in before.items() if key != "hosts"} | {
        "writes": True,
        "repeat": 3,
    }
    text = by_hand.read_text(encoding="utf-8")
    assert "# Ask Kim" not in text
    assert "Ask Kim before you change it" in text
    assert "# ours" in text
    assert "old.tiny.example" not in text


@pytest.mark.parametrize(
    "text",
    [
        '{portal: Tiny, start: "https://t.example/", words: {a: [b]}}\n',
        "portal: &name Tiny\nstart: https://t.example/\nallowed_words: [*name]\n",
        "start: https://t.example/\nportal: |\n  Tiny\n# the end",
        "portal: Tiny\r\nstart: https://t.example/\r\nmask: [.a]\r\n",
        "---\nportal: Tiny\nstart: https://t.example/\n...\n",
    ],
)
def test_files_written_in_other_ways_say_the_same_after_a_change(folder: Path, text: str) -> None:
    file = folder / "t.yaml"
    file.write_bytes(text.encode())
    before = values_of(file)
    save(file, {"portal": "Ünïted: #1 'Clinic'", "writes": True})
    assert values_of(file) == before | {"portal": "Ünïted: #1 'Clinic'", "writes": True}


def test_a_change_that_would_break_the_file_is_not_written(by_hand: Path) -> None:
    with pytest.raises(FileProblem, match="not a web address"):
        save(by_hand, {"start": "nowhere"})
    assert by_hand.read_text(encoding="utf-8") == BY_HAND


def test_a_new_portal_stops_before_last_steps_and_means_all_tasks(
    visitor: Visitor, folder: Path
) -> None:
    form = visitor.get("/new")
    assert 'name="writes" value="yes">' in form.text
    ticked = [part for part in form.text.split("<input") if 'name="task"' in part]
    assert all("checked" in part for part in ticked)
    fields = FIELDS | {"task": [part.split('value="')[1].split('"')[0] for part in ticked]}
    visitor.post("/new", fields)
    file = folder / "tiny-clinic.yaml"
    assert load_portal(file).writes is False
    assert "scenarios" not in values_of(file)


def test_two_portals_of_one_name_get_two_files(folder: Path) -> None:
    first = free_path(folder, "Ärzte & Co. ../../x")
    assert first.parent == folder
    first.write_text("portal: x\n", encoding="utf-8")
    assert free_path(folder, "Ärzte & Co. ../../x") != first


def test_what_is_wrong_is_listed_first_and_said_at_the_field(
    visitor: Visitor, folder: Path
) -> None:
    answer = visitor.post("/new", {"start": "tiny.example", "hosts": "https://pay.example/x"})
    said = words(answer)
    assert answer.status_code == 422
    assert "Please mend these 5" in said
    for field in ("name", "start", "hosts", "audiences", "tasks"):
        assert f'href="#{field}"' in answer.text
        assert f'id="{field}-wrong"' in answer.text
    assert "<title>Error: " in answer.text
    assert 'value="tiny.example"' in answer.text
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "start", ["https://a:b@c.example/", "https://[::1", "https://x:abc/", "javascript:alert(1)"]
)
def test_addresses_that_are_none_are_refused_kindly(visitor: Visitor, start: str) -> None:
    answer = visitor.post("/new", FIELDS | {"start": start})
    assert answer.status_code == 422
    assert 'href="#start"' in answer.text


def test_a_broken_file_is_listed_with_its_error_and_the_others_still_work(
    visitor: Visitor, by_hand: Path
) -> None:
    (by_hand.parent / "bad.yaml").write_text("portal: Bad\nstrat: https://x/\n", encoding="utf-8")
    (by_hand.parent / "worse.yaml").write_text("portal: [\n", encoding="utf-8")
    (by_hand.parent / "other.yaml").write_text("services: {}\n", encoding="utf-8")
    said = words(visitor.get("/"))
    assert 'unknown key "strat"' in said
    assert "Tiny Clinic" in said
    assert "YAML" not in said
    assert set(portal_files(by_hand.parent)) == {"bad", "worse", "tiny"}
    assert "cannot be used" in words(visitor.get("/portals/bad"))
    assert visitor.post("/portals/bad/audit").status_code == 422


def test_a_task_that_is_left_out_with_a_reason_stays_left_out(
    visitor: Visitor, by_hand: Path
) -> None:
    assert "We have no office" in words(visitor.get("/portals/tiny/change"))
    visitor.post("/portals/tiny/change", FIELDS | {"task": ["sign-in", "find-clinician"]})
    portal = load_portal(by_hand)
    assert set(portal.scenarios) == {"sign-in", "hours", "find-clinician"}
    assert portal.not_applicable == {"hours": "We have no office."}


def test_words_of_a_portal_file_are_never_read_as_html(visitor: Visitor, folder: Path) -> None:
    name = "<script>alert(1)</script>"
    visitor.post("/new", FIELDS | {"name": name})
    for path in ("/", f"/portals/{next(iter(portal_files(folder)))}", "/reality-checks"):
        page = visitor.get(path)
        assert name not in page.text
        assert "&lt;script&gt;" in page.text
