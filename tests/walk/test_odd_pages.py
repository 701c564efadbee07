"""What a patient meets on the way: frames, shadow roots, dialogs, tabs, things that come late."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.portals.odd import odd_app
from tests.portals.serve import served
from tests.walk.walking import steps, walks

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def abroad() -> Iterator[str]:
    """A second portal, under a host name of its own."""
    with served(odd_app()) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def odd(abroad: str) -> Iterator[str]:
    with served(odd_app(abroad)) as address:
        yield address


def test_a_control_in_an_open_shadow_root_is_found(odd: str) -> None:
    bundle = steps(odd, "/shadow", "click: Deep button", done="It worked")
    assert bundle.walk.status == "done"


def test_a_control_in_a_frame_of_the_portal_is_found(odd: str) -> None:
    assert steps(odd, "/frame", "click: Pay", done="Paid").walk.status == "done"


def test_a_control_in_a_frame_from_another_allowed_host_is_found(odd: str) -> None:
    bundle = steps(odd, "/abroad", "click: Pay", done="Paid", hosts=("localhost",))
    assert bundle.walk.status == "done"
    assert bundle.walk.steps[-1].found is not None
    assert "localhost" in bundle.walk.steps[-1].found.frame


def test_axe_looks_into_frames_from_another_host(odd: str) -> None:
    bundle = steps(odd, "/abroad", done="Abroad", hosts=("localhost",))
    axe = bundle.states[-1].axe
    assert axe is not None
    assert axe.frames == 2
    [alt] = [hit for hit in axe.violations if hit.rule == "image-alt"]
    assert alt.nodes[0].target.startswith("iframe >>> ")
    assert alt.nodes[0].box is not None
    assert alt.nodes[0].box.y > 50


def test_the_right_one_of_several_is_the_one_beside_the_words(odd: str) -> None:
    bundle = steps(
        odd, "/rows", "click: {button: Refill, near: Lisinopril}", done="Lisinopril asked"
    )
    assert bundle.walk.status == "done"


def test_an_alert_is_read_and_closed(odd: str) -> None:
    bundle = steps(odd, "/alert", "click: Save", done="after")
    assert bundle.walk.status == "done"
    assert [(e.kind, e.text) for e in bundle.walk.events] == [("dialog", "alert: Saved!")]


def test_a_question_is_answered_with_no_unless_the_step_commits(odd: str) -> None:
    assert steps(odd, "/confirm", "click: Cancel visit", done="Kept").walk.status == "done"


def test_a_question_of_a_step_that_commits_is_answered_with_yes(odd: str) -> None:
    text = """
        id: cancel
        as: "Cancel my visit."
        steps:
          - open: /confirm
          - click: Cancel visit
            commits: true
        done: {see: Cancelled}
        stopped: {see: Cancel visit}
        """
    [bundle] = walks(odd, text)
    assert bundle.walk.status == "done"


@pytest.mark.usefixtures("impatient")
def test_a_new_tab_is_followed(odd: str) -> None:
    bundle = steps(odd, "/tab", "click: Open bill", "click: Pay", done="Paid")
    assert bundle.walk.status == "done"


def test_an_outcome_that_comes_late_is_waited_for_and_timed(odd: str) -> None:
    bundle = steps(odd, "/late", "click: Load", done="Here at last")
    wait = bundle.walk.steps[-1].wait_ms
    assert bundle.walk.status == "done"
    assert wait is not None
    assert 690 < wait < 1_500


def test_a_control_under_something_else_cannot_be_used_and_the_reason_says_so(odd: str) -> None:
    text = """
        id: covered
        as: "Press it."
        steps:
          - open: /covered
          - click: Under
            seconds: 1
        done: {see: Done}
        """
    [bundle] = walks(odd, text)
    assert bundle.walk.status == "failed"
    assert "something else lies on top of it" in bundle.walk.reason


def test_a_box_is_ticked_a_radio_button_picked_a_key_pressed(odd: str) -> None:
    bundle = steps(
        odd,
        "/verbs",
        "check: Text me",
        "choose: {label: How, option: By mail}",
        "press: F2",
        done="texted mailed pressed",
    )
    assert bundle.walk.status == "done", bundle.walk.reason


def test_a_file_is_uploaded(odd: str, tmp_path: Path) -> None:
    card = tmp_path / "card.png"
    card.write_bytes(b"x")
    bundle = steps(odd, "/verbs", f"upload: {{label: Card, file: {card}}}", done="card.png")
    assert bundle.walk.status == "done", bundle.walk.reason


def test_a_download_is_taken_and_noted(odd: str) -> None:
    bundle = steps(odd, "/verbs", "download: Get the file", done="Verbs")
    assert bundle.walk.status == "done", bundle.walk.reason
    assert ("download", "file.txt") in [(e.kind, e.text) for e in bundle.walk.events]


@pytest.mark.usefixtures("impatient")
def test_the_walk_does_not_leave_the_portals_hosts(odd: str) -> None:
    bundle = steps(odd, "/away", "click: Leave", done="Odd")
    assert bundle.walk.status == "failed"
    assert [e.kind for e in bundle.walk.events] == ["fence"]
    assert any(r.blocked and r.host == "localhost" for r in bundle.walk.requests)


@pytest.mark.usefixtures("impatient")
def test_an_error_page_is_no_page(odd: str) -> None:
    bundle = steps(odd, "/broken", done="nowhere")
    assert bundle.states[-1].kind == "error"
    assert bundle.states[-1].status == 500


def test_a_field_without_a_label_is_found_by_its_neighbour_and_that_is_evidence(odd: str) -> None:
    bundle = steps(
        odd, "/no-labels", "fill: {label: Reason, text: abc}", "click: Go on", done="Got 3"
    )
    assert bundle.walk.status == "done", bundle.walk.reason
    found = next(step.found for step in bundle.walk.steps if step.kind == "fill")
    assert found is not None
    assert found.how == "near"


def test_a_password_field_that_refuses_paste_is_noticed(odd: str) -> None:
    bundle = steps(odd, "/paste", done="Sign in")
    trials = {trial.field: trial for trial in bundle.states[-1].paste or ()}
    assert trials["user"].arrived == trials["user"].pasted
    assert (trials["password"].arrived, trials["password"].prevented) == (0, True)


def test_blocks_are_what_a_patient_can_read_in_the_pages_own_letters(odd: str) -> None:
    bundle = steps(odd, "/hidden", done="Seen")
    blocks = bundle.states[-1].blocks
    assert blocks is not None
    assert [b.text for b in blocks] == ["Words", "Seen", "Quiet words"]


def test_a_page_is_taken_down_only_when_it_has_stopped_changing(odd: str) -> None:
    bundle = steps(odd, "/growing", done="Visit a")
    words = {block.text for block in bundle.states[-1].blocks or ()}
    assert {"Visit a", "Visit j"} <= words


def test_what_is_typed_is_neither_in_the_accessibility_tree_nor_in_the_picture(odd: str) -> None:
    bundle = steps(odd, "/secret-box", "fill: {label: Note, text: WWWWWWW}", done="Noted")
    state = bundle.states[-1]
    assert state.tree is not None
    assert 'textbox "Note"' in state.tree
    assert 'heading "Box" [level=1]' in state.tree
    assert "WWW" not in state.tree
    [field] = [control for control in state.controls or () if control.role == "textbox"]
    assert field.box is not None
    left, top = field.box.x, field.box.y
    inside = (left + 2, top + 2, left + field.box.width - 2, top + field.box.height - 2)
    picture = Image.open(io.BytesIO(bundle.pictures[str(state.shot)])).convert("L").crop(inside)
    darkest, _ = picture.getextrema()
    assert isinstance(darkest, int)
    assert darkest > 200


def test_a_notice_about_cookies_is_closed_once_and_recorded(odd: str) -> None:
    bundle = steps(odd, "/banner", "click: Book", done="Booked")
    assert bundle.walk.status == "done"
    notes = [event.text for event in bundle.walk.events if event.kind == "banner"]
    assert notes == ["A notice about cookies was closed: “Only necessary”"]


def test_what_lies_on_top_of_a_control_is_closed_as_a_person_would(odd: str) -> None:
    bundle = steps(odd, "/offer", "click: Book", done="Booked")
    assert bundle.walk.status == "done"
    [note] = [event.text for event in bundle.walk.events if event.kind == "obstacle"]
    assert note == "“Book” was covered; “No thanks” took that away"
