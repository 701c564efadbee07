"""What is written, and what a look at it finds."""

from __future__ import annotations

import base64
import io
import resource
from pathlib import Path

import pytest
from PIL import Image

from portal_audit.errors import FileProblem
from portal_audit.share.bundle import check_target, write_whole, zipped
from portal_audit.share.check import digest, leaks, unpacked
from portal_audit.share.known import Asked, Known, learn
from portal_audit.share.logo import read_logo, shown_size
from tests.share.planted import CANARY, CLINIC_PHONE, PASSWORD, planted


@pytest.fixture(scope="module")
def known() -> Known:
    return learn(planted(), Asked(secrets=(PASSWORD,), canaries=(CANARY,)))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.html", "<p>Hello Mar<b>ia</b></p>", "name"),
        ("a.html", "<p title='Maria&#32;Alvarez'>", "name"),
        ("a.html", "<p>&#77;aria</p>", "name"),
        ("a.html", "<a href='/u/%4Daria'>x</a>", "name"),
        ("a.html", "<a href='/u/%254Daria'>x</a>", "name"),
        ("a.html", "<!-- Zanzibar Violet -->", "canary"),
        ("a.html", "<script>let user = 'MARIA'</script>", "name"),
        ("a.html", "<p>DOB: 5/6/1950</p>", "date of birth"),
        ("a.json", '{"a": ["\\u004daria"]}', "name"),
        ("a.json", '{"phone": "541 555 0199"}', "phone number"),
        ("a.jsonl", '{"a": "MRN 99887766"}\n', "record number"),
        ("README.txt", f"It was {PASSWORD}", "secret"),
        ("notes.txt", "born 1961-03-04", "date of birth"),
        ("maria.json", "{}", "name in its name"),
    ],
)
def test_a_planted_leak_is_found_in_any_writing(
    known: Known, name: str, content: str, kind: str
) -> None:
    found = leaks({name: content.encode()}, known)
    assert (name, kind) in {(each.file, each.kind) for each in found}
    said = " ".join(map(str, found)).casefold().replace(name, "")
    assert not any(word in said for word in ("maria", "alvarez", "zanzibar", "horse", "1961"))


def test_the_offices_own_is_no_leak(known: Known) -> None:
    page = f"<p>Call {CLINIC_PHONE}</p><p>Patient: [name]</p><p>Welcome, neighbors</p>"
    assert leaks({"a.html": page.encode()}, known) == ()


def picture_of(colour: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(out, "WEBP", **more)
    return out.getvalue()


def test_only_pictures_that_we_drew_may_be_in_it(known: Known) -> None:
    ours, other = picture_of("red"), picture_of("blue")
    page = "<img src='data:image/webp;base64,%s'>"
    inside = page % base64.b64encode(other).decode()
    files = {"a.webp": ours, "b.webp": other, "c.html": inside.encode()}
    assert [each.file for each in leaks(files, known, {digest(ours)})] == ["b.webp", "c.html"]
    exif = Image.Exif()
    exif[0x010E] = "x"
    noted = picture_of("red", exif=exif)
    [leak] = leaks({"a.webp": noted}, known, {digest(noted)})
    assert "EXIF" in leak.kind
    assert leaks({"a.html": b"<img src='data:image/svg+xml,<svg>'>"}, known, set())


def test_a_zip_is_the_same_whenever_it_is_made() -> None:
    one = zipped({"b": b"2", "a": b"1"})
    assert one == zipped({"a": b"1", "b": b"2"})
    assert list(unpacked("x.zip", one)) == ["a", "b"]


@pytest.mark.parametrize("name", ["x.pdf", "no/such/x.zip", "there.zip", "folder.html"])
def test_a_target_that_cannot_be_meant_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "there.zip").write_bytes(b"old")
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(FileProblem):
        check_target(tmp_path / name, force=False)
    check_target(tmp_path / "there.zip", force=True)


def test_a_full_disk_leaves_the_old_file_and_nothing_half(tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    target.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))  # stands in for the end of the disk
    try:
        with pytest.raises(FileProblem, match="Nothing was written"):
            write_whole(target, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("x.zip", b"old")]


def test_a_logo_is_drawn_anew(tmp_path: Path) -> None:
    file = tmp_path / "logo.jpg"
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", (1000, 500), "teal").save(file, exif=exif)
    address = read_logo(file)
    assert address.startswith("data:image/png;base64,")
    data = base64.b64decode(address.partition(",")[2])
    assert b"secret place" not in data
    assert shown_size(address) == (160, 80)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Save it as PNG"),
        (b"<?xml version='1.0'?><svg/>", "Save it as PNG"),
        (b"\x89PNG\r\n\x1a\n broken", "no picture"),
        (b"<html>", "no picture"),
        (b"x" * 200_001, "larger than 200 kB"),
        (None, "cannot be read"),
    ],
    ids=["svg", "xml", "broken", "html", "large", "missing"],
)
def test_what_is_no_picture_is_no_logo(tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "logo.png"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileProblem, match=says):
        read_logo(file)
