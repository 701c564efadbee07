"""Looks for what a shared file must not hold, in every form in which it could stand there."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_plus

from PIL import Image

from portal_audit.errors import FileProblem
from portal_audit.share.known import GONE, Known
from portal_audit.share.recognise import recognised

_PICTURES = (".webp", ".png", ".jpg", ".jpeg", ".gif")
_DATA = re.compile(r"data:image/(?!svg)[\w.+-]+;base64,([A-Za-z0-9+/=]+)")
_SVG_DATA = re.compile(r"data:image/svg", re.IGNORECASE)
_NOT_READ = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(?:!--.*?--|/?[a-zA-Z][^<>]*)>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|em|i|mark|small|span|strong|wbr)\b[^<>]*>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_METADATA = ("exif", "xmp", "comment", "icc_profile", "XML:com.adobe.xmp")


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """Something that must not be handed on. Never says what."""

    file: str
    kind: str
    times: int = 1

    def __str__(self) -> str:
        return f"{self.file}: {self.kind}" + (f" ({self.times} places)" if self.times > 1 else "")


def leaks(
    files: Mapping[str, bytes], known: Known, pictures: Collection[str] | None = None
) -> tuple[Leak, ...]:
    """What is left in these files. `pictures` are the digests of those that we drew ourselves;
    None: of none it is asked who drew it."""
    found: set[Leak] = set()
    for name, data in files.items():
        if name.casefold().endswith(_PICTURES):
            found |= {Leak(name, why) for why in _of_picture(data, pictures)}
            continue
        text = data.decode("utf-8", "replace")
        found |= {Leak(name, f"{kind} in its name") for kind in _known_in(name, known)}
        found |= _of_text(name, text, known)
        found |= {Leak(name, why) for why in _of_pictures_inside(text, pictures)}
    return tuple(sorted(found))


def members(file: Path) -> dict[str, bytes]:
    """The files of a run folder, of a ZIP, or the one file itself. Raises FileProblem."""
    try:
        if file.is_dir():
            return {
                each.relative_to(file).as_posix(): each.read_bytes()
                for each in sorted(file.rglob("*"))
                if each.is_file()
            }
        data = file.read_bytes()
    except OSError as problem:
        raise FileProblem(file, f"cannot be read: {problem.strerror}.") from None
    return unpacked(file.name, data)


def unpacked(name: str, data: bytes) -> dict[str, bytes]:
    """What a shared file holds, by name."""
    if not name.casefold().endswith(".zip"):
        return {name: data}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


def digest(picture: bytes) -> str:
    return hashlib.sha256(picture).hexdigest()


def pictures_in(page: str) -> Iterator[bytes]:
    """The pictures that stand in an HTML page itself."""
    for match in _DATA.finditer(page):
        yield base64.b64decode(match[1])


def _of_text(name: str, text: str, known: Known) -> set[Leak]:
    bare = _DATA.sub("data:", text)
    kinds: dict[str, int] = {}
    for form in _forms(bare):
        for kind, times in _known_in(form, known).items():
            kinds[kind] = max(times, kinds.get(kind, 0))
    for kind, times in _recognised_in(name, bare, known).items():
        kinds[kind] = max(times, kinds.get(kind, 0))
    return {Leak(name, kind, times) for kind, times in kinds.items()}


def _forms(text: str) -> Iterator[str]:
    """`text` as it stands, and with one and with two layers of each writing taken off."""
    seen = set()
    waiting = [text]
    for _ in range(2):
        waiting = [
            form
            for each in waiting
            for form in (
                each,
                html.unescape(each),
                unquote(each),
                unquote_plus(each),
                _ESCAPE.sub(lambda match: chr(int(match[1], 16)), each),
            )
        ]
        waiting = list(dict.fromkeys(waiting))
    waiting += [_INLINE.sub("", html.unescape(text)), _TAG.sub(" ", html.unescape(text))]
    for form in waiting:
        folded = " ".join(form.split())
        if folded not in seen:
            seen.add(folded)
            yield folded


def _known_in(text: str, known: Known) -> dict[str, int]:
    counted = {kind: len(pattern.findall(text)) for kind, pattern in known.patterns}
    return {kind: times for kind, times in counted.items() if times}


def _recognised_in(name: str, text: str, known: Known) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for part in _readable(name, text):
        for span in recognised(part):
            here = part[span.start : span.end]
            if not known.may_stay(span.kind, here) and not GONE.search(here):
                kinds[span.kind] = kinds.get(span.kind, 0) + 1
    return kinds


def _readable(name: str, text: str) -> Iterator[str]:
    """The texts that a reader meets, one by one."""
    if name.casefold().endswith((".json", ".jsonl")):
        for line in text.splitlines() if name.endswith(".jsonl") else [text]:
            try:
                yield from _strings(json.loads(line))
            except ValueError:
                yield line
    elif name.casefold().endswith((".html", ".htm")):
        shown = _INLINE.sub("", _NOT_READ.sub("\n", text))
        yield from map(html.unescape, _TAG.split(shown))
        for match in _TAG.finditer(shown):
            yield from (html.unescape(value) for value in re.findall(r'"([^"]*)"', match[0]))
    else:
        yield text


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def _of_pictures_inside(text: str, pictures: Collection[str] | None) -> Iterator[str]:
    if _SVG_DATA.search(text):
        yield "a drawing (SVG) that was not made by Portal Audit"
    for picture in pictures_in(text):
        yield from _of_picture(picture, pictures)


def _of_picture(data: bytes, pictures: Collection[str] | None) -> Iterator[str]:
    if pictures is not None and digest(data) not in pictures:
        yield "a picture that was not painted over and drawn anew"
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if any(key in picture.info for key in _METADATA):
                yield "something stored beside a picture (EXIF or the like)"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        yield "a picture that cannot be read"
