"""What is learned on the patient's pages is masked wherever it stands; the office's own stays."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from portal_audit.evidence import Box, PageState, RunEvidence
from portal_audit.share.known import Asked, learn, private_states
from portal_audit.share.mask_pixels import (
    Dropped,
    Painted,
    boxes_to_paint,
    is_painted,
    paint,
)
from portal_audit.share.mask_text import Masker, hinted, mask_evidence
from tests.checks.builders import evidence, home, private, sign_in_page, step, text, walk
from tests.share.planted import CLINIC_MAIL, CLINIC_PHONE, LINE, NEXT, SHOT, picture, planted


def masker(*states: PageState, asked: Asked | None = None) -> Masker:
    seen = evidence(*states, walks=(walk(*states, steps=(step(),)),))
    return Masker(learn(seen, asked or Asked()))


def greeted(*words: str) -> Masker:
    return masker(home(text(f"Call {CLINIC_PHONE}")), private("/home", *map(text, words)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A note for MARIA.", "A note for [name]."),
        ("Alvarez, Maria", "[name]"),
        ("Maria J. Alvarez", "[name]"),
        ("LogoffMaria AlvarezHome", "Logoff[name]Home"),
        ("Marian and Mariana stay", "Marian and Mariana stay"),
        ("https://p.example/u/maria-alvarez/edit", "https://p.example/u/[name]/edit"),
        ("https://p.example/?q=Maria%20Alvarez", "https://p.example/?q=[name]"),
        ("#row_alvarez > td", "#row_[name] > td"),
        ("due 1961-03-04, Mar 4, 1961", "due [date of birth], [date of birth]"),
        ("tel:5415550177", "tel:[phone]"),
        (f"Call {CLINIC_PHONE}", f"Call {CLINIC_PHONE}"),
        ("Your glucose was 99 on 03/04/2026", "Your glucose was 99 on 03/04/2026"),
    ],
)
def test_a_name_a_day_and_a_number_are_masked_in_every_form(before: str, after: str) -> None:
    known = greeted("Welcome, Maria Alvarez", "DOB: 3/4/1961", "Cell: (541) 555-0177")
    assert known.text(before) == after


def test_accents_may_be_left_out_or_encoded() -> None:
    known = greeted("Hola, José Núñez.")
    assert known.text("Jose Nunez; Jos%C3%A9; N&uacute;&#241;ez").count("[name]") >= 2
    assert "os%C3%A9" not in known.text("Jos%C3%A9")


def test_a_name_that_is_also_a_word_is_masked_only_as_a_name() -> None:
    known = greeted("Welcome, Bill Will", "Pay your bill")
    assert known.text("Pay your bill. Bill Will paid. Mr. Will will.") == (
        "Pay your bill. [name] paid. [name] will."
    )
    assert known.known.ambiguous == ("Bill", "Will")


def test_a_clinician_with_the_patients_family_name_keeps_hers() -> None:
    known = masker(
        home(text("Our doctors: Hannah Lee")), private("/home", text("Welcome, Maria Lee"))
    )
    assert known.text("Dr. Hannah Lee wrote to Maria Lee, Ms. Lee") == (
        "Dr. Hannah Lee wrote to [name], [name]"
    )


def test_public_pages_are_those_seen_before_signing_in() -> None:
    start, wall = home(), sign_in_page()
    inside, unsure = private("/home"), private("/print", signed_in=False)
    own = walk(start, wall, inside, unsure, steps=(step(),))
    lent = walk(unsure, inside, scenario="reset")
    seen = evidence(start, wall, inside, unsure, walks=(own, lent))
    assert private_states(seen) == {inside.id, unsure.id}


def test_what_the_office_tells_everybody_stays() -> None:
    known = masker(
        home(text(f"{CLINIC_PHONE}, {CLINIC_MAIL}")),
        private("/home", text("503.555.0142, 541-555-0177, help@riverbend.example, me@x.example")),
    )
    assert known.text("503.555.0142 541-555-0177 HELP@riverbend.example me@x.example") == (
        "503.555.0142 [phone] HELP@riverbend.example [e-mail]"
    )


def test_an_account_called_after_its_owner_gives_the_name_away() -> None:
    known = masker(home(), asked=Asked(users=("maria.alvarez", "test.user")))
    assert known.text("maria.alvarez: Hello Alvarez family, test user") == (
        "[secret]: Hello [name] family, test user"
    )


def test_secrets_canaries_and_ones_own_words_are_masked() -> None:
    asked = Asked(secrets=("Pa$$ w0rd&",), canaries=("Zanzibar Violet",), words=("Sunflower Lane",))
    known = masker(home(), asked=asked)
    assert known.text("Pa$$ w0rd&amp; ZANZIBAR-violet; sunflower  lane; Sunflowers") == (
        "[secret] [masked]; [masked]; Sunflowers"
    )
    assert all("Pa" not in each for each in known.told.examples.get("secret", ()))
    assert hinted("Maria Alvarez") == "M... A..."


def test_evidence_loses_cookies_headers_and_queries() -> None:
    seen = planted()
    masked = mask_evidence(seen, Masker(learn(seen, Asked())), ())
    assert all(not w.cookies for w in masked.walks)
    assert all(s.headers is None and s.shot is None for s in masked.states.values())
    assert all("?" not in r.url for w in masked.walks for r in w.requests)
    assert isinstance(masked, RunEvidence)


def painted(folder: Path) -> tuple[Painted | Dropped, Masker]:
    seen = planted()
    known = Masker(learn(seen, Asked()))
    picture(folder)
    return paint(seen.states["home-desktop"], known, folder, private=True), known


def test_the_place_of_a_masked_word_is_painted_over_whole(tmp_path: Path) -> None:
    result, _ = painted(tmp_path)
    assert isinstance(result, Painted)
    image = Image.open(io.BytesIO(result.data))
    assert not image.getexif()
    assert not {"exif", "xmp"} & set(image.info)
    for box in (LINE, NEXT):
        inner = (int(box.x), int(box.y), int(box.x + box.width), int(box.y + box.height))
        assert is_painted(image, inner)
        assert len(image.convert("L").crop(inner).getcolors(256) or ()) < 8
    phone = image.convert("L").crop((40, 220, 440, 250))
    assert len(phone.getcolors(256) or ()) > 10, "the office's phone number stays"


def test_a_picture_is_painted_in_its_own_pixels_with_a_margin(tmp_path: Path) -> None:
    state = private(
        "/home",
        text("Welcome, Maria").model_copy(update={"box": Box(x=10, y=-2, width=100, height=10)}),
        shot_scale=2.0,
    )
    assert boxes_to_paint(state, masker(state), (200, 300)) == ((12, 0, 200, 24),)


@pytest.mark.parametrize(
    "state",
    [
        private("/a", text("Welcome, Maria"), shot=SHOT),
        private("/b", heading="Welcome, Maria", shot=SHOT),
        private("/c", shot=SHOT).model_copy(update={"blocks": None}),
        private("/d", shot="evidence/shots/none.webp"),
        private("/e", shot="../../etc/passwd"),
    ],
    ids=["no box", "heading alone", "no blocks", "no picture", "outside"],
)
def test_a_picture_that_cannot_be_made_safe_is_left_out(tmp_path: Path, state: PageState) -> None:
    picture(tmp_path)
    assert isinstance(paint(state, masker(state), tmp_path, private=True), Dropped)


def test_words_masked_when_they_were_gathered_are_painted_over_too(tmp_path: Path) -> None:
    picture(tmp_path)
    state = private("/a", text("Hello [masked]").model_copy(update={"box": LINE}), shot=SHOT)
    result = paint(state, masker(state), tmp_path, private=True)
    assert isinstance(result, Painted)
    assert len(result.boxes) == 1
