"""From events to a scenario file, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from portal_audit.cli.record import library_habits
from portal_audit.errors import UsageProblem
from portal_audit.scenario import load_scenario, shipped_vocabulary
from portal_audit.scenario_draft import draft_scenario

VOCABULARY = shipped_vocabulary()
HABITS = library_habits(VOCABULARY)

Event = dict[str, Any]


def control(name: str, role: str = "button", **more: Any) -> Event:
    css = f"#{role}-{''.join(c for c in name if c.isalnum())}"
    return {"name": name, "role": role, "css": css, **more}


def field(name: str, **more: Any) -> Event:
    return control(name, "textbox", tag="input", field=True, **more)


def click(name: str, role: str = "button", **more: Any) -> Event:
    return {"kind": "click", "control": control(name, role, **more)}


def typed(name: str, text: str, **more: Any) -> Event:
    return {"kind": "type", "control": field(name, **more), "text": text}


def shows(heading: str = "", *says: str) -> Event:
    return {"kind": "page", "page": {"heading": heading, "says": list(says)}}


def draft(*events: Event, start: str = "https://portal.example.org/", as_: str = "") -> str:
    return draft_scenario(events, VOCABULARY, HABITS, start=start, id_="mine", as_=as_)


def parsed(*events: Event, **more: Any) -> dict[str, Any]:
    tree = yaml.safe_load(draft(*events, **more))
    assert isinstance(tree, dict)
    return tree


def steps(*events: Event) -> list[Any]:
    found = parsed(*events)["steps"]
    assert isinstance(found, list)
    return found


def test_the_file_is_a_scenario(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(draft(click("Look"), shows("Results"), as_="See it."), encoding="utf-8")
    scenario = load_scenario(file, VOCABULARY)
    assert (scenario.id, scenario.as_) == ("mine", "See it.")


def test_what_to_check_stands_at_the_top() -> None:
    assert draft(click("Look")).startswith("# Recorded at https://portal.example.org/. This is a")


def test_the_query_of_the_address_is_not_written() -> None:
    text = draft(click("Look"), start="https://portal.example.org/in?token=abc#x")
    assert "token" not in text


def test_nothing_done_is_no_scenario() -> None:
    with pytest.raises(UsageProblem, match="Nothing was recorded"):
        draft(shows("Home"), {"kind": "went", "path": "/x"})


def test_typing_key_by_key_is_one_step_with_the_last_text() -> None:
    events = [typed("Note", "H"), typed("Note", "He"), typed("Note", "Hey")]
    assert steps(*events) == [{"fill": {"label": "Note", "text": "Hey"}}]


def test_a_field_that_is_corrected_after_another_is_one_step() -> None:
    events = [typed("Note", "Hey"), typed("Other", "Pills"), typed("Note", "Hello")]
    assert steps(*events) == [
        {"fill": {"label": "Note", "text": "Hello"}},
        {"fill": {"label": "Other", "text": "Pills"}},
    ]


def test_a_click_on_a_field_or_its_label_is_no_step_of_its_own() -> None:
    box = control("Text me", "checkbox", tag="input", type="checkbox", field=True)
    events = [
        click("Text me", "", tag="label"),
        {"kind": "click", "control": box},
        {"kind": "check", "control": box, "on": True},
    ]
    assert steps(*events) == [{"check": {"checkbox": "Text me"}}]


def test_a_box_that_was_unticked_is_switched_off() -> None:
    box = control("Text me", "checkbox", tag="input", type="checkbox", field=True)
    written = draft({"kind": "check", "control": box, "on": False})
    assert '  - check: {checkbox: "Text me"}\n    off: true\n' in written


def test_a_double_click_is_one_click() -> None:
    again = {**click("Look"), "again": True}
    assert steps(click("Look"), again) == [{"click": {"button": "Look"}}]


def test_two_clicks_on_the_same_button_are_two_steps() -> None:
    assert len(steps(click("More"), click("More"))) == 2


def test_enter_in_a_field_becomes_the_click_it_causes() -> None:
    enter = {"kind": "press", "key": "Enter", "control": field("Find")}
    events = [typed("Find", "flu"), enter, {**click("Look"), "by": "keys"}]
    assert steps(*events)[1:] == [{"click": {"button": "Look"}}]


def test_escape_is_a_key_press() -> None:
    assert steps({"kind": "press", "key": "Escape"}) == [{"press": "Escape"}]


def test_an_option_of_a_list_that_was_opened_is_a_choice() -> None:
    events = [click("Reason", "combobox"), click("Check-up", "option")]
    assert steps(*events) == [{"choose": {"label": "{reason}", "option": "{check_up}"}}]


def test_a_click_that_brought_a_file_is_a_download() -> None:
    assert steps(click("Letter", "link"), {"kind": "download"}) == [
        {"download": {"link": "Letter"}}
    ]


def test_a_chosen_file_is_a_sample_of_the_same_kind() -> None:
    card = control("Card", "file", tag="input", type="file", field=True)
    assert steps({"kind": "file", "control": card, "ending": "png"}) == [
        {"upload": {"label": "Card", "file": "sample.png"}}
    ]


def test_signing_in_is_one_step_however_it_was_done() -> None:
    secret = {"secrecy": "sign-in"}
    events = [
        click("Sign in", "link"),
        typed("User name", "", **secret),
        typed("Password", "", **secret),
        click("Show password", **secret),
        {"kind": "press", "key": "Enter", "control": field("Password", **secret)},
        {**click("Sign in", **secret), "by": "keys"},
        typed("Code", "", **secret),
        click("Verify"),
        click("Messages", "link"),
    ]
    assert steps(*events) == ["sign_in", {"click": {"link": "{messages}"}}]


def test_what_was_done_before_signing_in_stays() -> None:
    events = [click("Hours", "link"), click("Log in", "link"), typed("PIN", "", secrecy="sign-in")]
    assert steps(*events) == [{"click": {"link": "{hours}"}}, "sign_in"]


def test_signing_out_is_a_step_of_its_own() -> None:
    assert steps(click("Log out", "link")) == ["sign_out"]


def test_a_text_that_came_with_a_secret_field_is_not_written() -> None:
    text = draft(typed("Passphrase", "open sesame", secrecy="private"))
    assert "sesame" not in text


@pytest.mark.parametrize(
    "text",
    ["maria@example.org", "call 555-010-0199", "04/07/1956", "March 4, 1956", "MRN 00123456"],
)
def test_personal_looking_text_is_replaced_with_a_remark(text: str) -> None:
    written = draft(typed("Note", text))
    assert text not in written
    assert "looked personal" in written


def test_a_plain_number_is_no_personal_text() -> None:
    assert steps(typed("Note", "Take 2 pills at 9:20"))[0]["fill"]["text"] == "Take 2 pills at 9:20"


def test_a_name_of_the_vocabulary_becomes_its_placeholder() -> None:
    assert steps(click("Visits", "link")) == [{"click": {"link": "{appointments}"}}]


def test_a_placeholder_that_would_fit_two_controls_of_the_page_is_not_used() -> None:
    shared = click("Visits", "link", others=["Schedule"])
    assert steps(shared) == [{"click": {"link": "Visits"}}]


def test_a_time_of_day_is_the_first_that_is_offered() -> None:
    assert steps(click("Tuesday 9:20 AM")) == [{"click": {"first": "{available_time}"}}]


def test_a_control_without_words_is_named_by_its_selector() -> None:
    assert steps(click("", css="main > button")) == [{"click": {"css": "main > button"}}]


def test_a_name_that_looks_personal_is_not_written() -> None:
    text = draft(click("maria@example.org", css="#me"))
    assert "maria@" not in text
    assert "#me" in text


def test_of_several_alike_the_words_beside_it_are_given() -> None:
    assert steps(click("View", alike=2, first=False, near="Cholesterol")) == [
        {"click": {"button": "View", "near": "Cholesterol"}}
    ]


def test_of_several_alike_in_different_parts_the_part_is_given() -> None:
    assert steps(click("Imprint", alike=2, first=False, part="footer")) == [
        {"click": {"button": "Imprint", "in": "footer"}}
    ]


def test_of_several_alike_that_nothing_tells_apart_the_selector_is_given() -> None:
    assert steps(click("View", alike=3, first=False, css="#b")) == [{"click": {"css": "#b"}}]


@pytest.mark.parametrize(
    "name", ["Send", "Confirm visit", "Pay $45", "Submit", "Book now", "Cancel visit", "Delete"]
)
def test_a_name_that_sounds_final_commits(name: str) -> None:
    tree = parsed(click(name))
    assert tree["steps"][0]["commits"] is True
    assert tree["stopped"]["see"] == tree["steps"][0]["click"]


def test_a_button_that_only_opens_the_form_does_not_commit() -> None:
    opened, sent = parsed(click("Book a visit"), click("Confirm visit", submits=True, posts=True))[
        "steps"
    ]
    assert "commits" not in opened
    assert sent["commits"] is True


def test_a_button_of_any_name_that_opened_a_form_on_its_page_does_not_commit() -> None:
    events = [
        click("Schedule Encounter"),
        typed("Why", "A cough"),
        click("Confirm", submits=True, posts=True),
    ]
    assert ["commits" in step for step in steps(*events)] == [False, False, True]


def test_a_bare_cancel_in_a_dialog_closes_it() -> None:
    assert "commits" not in steps(click("Cancel", part_of="dialog"))[0]


def test_a_place_in_the_navigation_is_not_final() -> None:
    assert "commits" not in steps(click("Schedule", "link", part_of="nav"))[0]


def test_a_click_that_the_page_asked_about_commits() -> None:
    asked = {"kind": "dialog", "asks": True}
    assert steps(click("Archive"), asked)[0]["commits"] is True


def test_done_is_what_the_page_said_at_the_end() -> None:
    tree = parsed(click("Keep"), shows("Preferences", "Your choices are kept: 3 of 4."))
    assert tree["done"] == {"see": {"text": "Your choices are kept"}}


def test_done_is_in_the_words_of_the_vocabulary_where_it_has_them() -> None:
    tree = parsed(click("Confirm visit"), shows("Visits", "Your visit is booked: Tuesday, 9:20 AM"))
    assert tree["done"] == {"see": {"text": "{visit_booked}"}}


def test_of_several_outcomes_the_one_that_says_most_is_taken() -> None:
    tree = parsed(click("Send request"), shows("Pills", "Your refill request was sent: Lisinopril"))
    assert tree["done"] == {"see": {"text": "{refill_requested}"}}


def test_what_was_said_before_the_last_step_is_not_the_outcome() -> None:
    said = "Cookies help us"
    tree = parsed(shows("Home", said), click("Go"), shows("Labs today", said))
    assert tree["done"] == {"see": {"heading": "Labs today"}}


def test_without_anything_to_go_by_done_says_so() -> None:
    assert "write what shows success" in draft(click("Go"))


def test_an_address_typed_first_opens_the_task() -> None:
    went = {"kind": "went", "path": "/hours"}
    assert steps(went, click("Friday", "link")) == [
        {"open": "/hours"},
        {"click": {"link": "Friday"}},
    ]


HOSTILE = [
    '"}\n- open: /evil',
    "a\u2028b\u0085c\x00d\x1b[31m",
    "{not_a_key}",
    "/(a+)+$/",
    "*x &y !!python/object: z #",
    "\ud800 lone",
    "\u202egnitset",
    "x" * 5000,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_one_quoted_string(words: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    written = draft(
        click(words, alike=2, first=False, near=words),
        typed(words, words),
        click(words, alike=2, first=False, css=words),
        {"kind": "went", "path": words},
        shows(words, words),
        start="https://portal.example.org/" + words.encode("ascii", "ignore").decode(),
        as_=words,
    )
    file.write_text(written, encoding="utf-8")
    scenario = load_scenario(file, VOCABULARY)
    assert [step.kind for step in scenario.steps] == ["click", "fill", "click"]
    assert all(len(line) < 1200 for line in written.splitlines())


@pytest.mark.parametrize(
    "event",
    [{}, {"kind": 3}, {"kind": "click", "control": "no"}, {"kind": "press", "key": "F1; rm"}],
)
def test_an_event_that_is_not_what_it_should_be_is_left_out(event: Event) -> None:
    assert steps(event, click("Look")) == [{"click": {"button": "Look"}}]
