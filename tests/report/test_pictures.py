from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from portal_audit.report import pictures
from portal_audit.report.pictures import Picture, cut_pictures
from portal_audit.result import FindingResult, PlaceResult
from tests.report import sample

SMALL = (68, 1028, 342, 1122)


def finding(number: int, shot: str, crop: tuple[int, int, int, int] | None) -> FindingResult:
    place = PlaceResult(url="/visits/book", shot=shot, crop=crop)
    model = sample.good_audit().findings[0]
    return model.model_copy(update={"fingerprint": f"X-{number}", "where": (place,)})


def cut(run_dir: Path, shot: str, crop: tuple[int, int, int, int] | None) -> Picture | None:
    return cut_pictures([finding(1, shot, crop)], run_dir).get("X-1")


def image(picture: Picture) -> Image.Image:
    data = base64.b64decode(picture.uri.partition(",")[2])
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_small_element_is_shown_amid_its_neighbours_and_framed(run_dir: Path) -> None:
    picture = cut(run_dir, sample.SHOT, SMALL)
    assert picture is not None
    assert picture.marked
    assert picture.width == 640
    red, green, blue = (band.tobytes() for band in image(picture).split())
    pixels = zip(red, green, blue, strict=True)
    assert any(r > 180 and g < 60 and 60 < b < 160 for r, g, b in pixels)


def test_a_tall_element_is_cut_to_its_beginning(run_dir: Path) -> None:
    picture = cut(run_dir, sample.SHOT, (0, 0, 1280, 1600))
    assert picture is not None
    assert picture.height <= pictures.MAX_HEIGHT


def test_without_a_crop_the_top_of_the_page_is_shown(run_dir: Path) -> None:
    picture = cut(run_dir, sample.SHOT, None)
    assert picture is not None
    assert not picture.marked
    assert (picture.width, picture.height) == (640, 384)


@pytest.mark.parametrize(
    "crop", [(5000, 5000, 5100, 5100), (-50, -50, 10, 10), (300, 300, 300, 300), (90, 90, 20, 20)]
)
def test_a_crop_that_makes_no_sense_breaks_nothing(
    run_dir: Path, crop: tuple[int, int, int, int]
) -> None:
    assert cut(run_dir, sample.SHOT, crop) is not None


def test_a_broken_screenshot_is_left_out(tmp_path: Path) -> None:
    whole = sample.run_folder(tmp_path) / sample.SHOT
    (tmp_path / "broken.webp").write_bytes(whole.read_bytes()[:300])
    assert cut(tmp_path, "broken.webp", SMALL) is None


def test_a_missing_screenshot_is_left_out(tmp_path: Path) -> None:
    assert cut(tmp_path, "gone.webp", SMALL) is None


def test_a_screenshot_outside_the_run_folder_is_left_out(tmp_path: Path) -> None:
    sample.run_folder(tmp_path / "other")
    (tmp_path / "run").mkdir()
    assert cut(tmp_path / "run", f"../other/{sample.SHOT}", SMALL) is None


def test_the_first_findings_get_the_pictures_when_there_are_too_many(run_dir: Path) -> None:
    many = [finding(n, sample.SHOT, (n, n, n + 50, n + 50)) for n in range(80)]
    cuts = cut_pictures(many, run_dir)
    assert list(cuts) == [f"X-{n}" for n in range(pictures.MAX_PICTURES)]


def test_the_pictures_stop_at_their_share_of_the_file(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 9_000)
    many = [finding(n, sample.SHOT, (n * 20, 300, n * 20 + 200, 360)) for n in range(20)]
    cuts = cut_pictures(many, run_dir)
    assert 0 < len(cuts) < 20
    assert sum(len(picture.uri) for picture in cuts.values()) <= 9_000
