"""Paints over what tells who the patient is, in the pictures of pages. Never a blur: words can be
read back out of one."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from portal_audit.evidence import AxeNode, Block, Box, Control, Observation, PageState
from portal_audit.share.known import GONE
from portal_audit.share.mask_text import Masker, labelled_blocks

PAINT = (64, 73, 82)
MARGIN = 4
"""CSS pixels around a box: letters reach over the edge of their line."""
QUALITY = 80
MOST_OF_A_PAGE = 0.25
"""An element larger than this share of the picture holds the words in a block of its own."""

Rectangle = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture of a page as it may be handed on."""

    data: bytes
    """WebP."""
    boxes: tuple[Rectangle, ...]
    """What is painted over: left, top, right, bottom (not included) in its own pixels."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A picture that cannot be handed on."""

    why: str


def paint(state: PageState, masker: Masker, run: Path, *, private: bool) -> Painted | Dropped:
    """The picture of `state`, painted over, written anew without what was stored beside it."""
    try:
        file = (run / (state.shot or "")).resolve()
        if not file.is_relative_to(run.resolve()):
            return Dropped("it lies outside the run folder")
        with Image.open(file) as stored:
            picture = stored.convert("RGB")
    # Pillow raises these for files that are broken, truncated, of no known kind or too large.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Dropped("the picture cannot be read")
    boxes = boxes_to_paint(state, masker, picture.size)
    if boxes is None:
        return Dropped("it shows words to mask, and where they stand is not known")
    if private and state.blocks is None:
        return Dropped("the words of this page were not gathered")
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    pen = ImageDraw.Draw(fresh)
    for left, top, right, bottom in boxes:
        pen.rectangle((left, top, right - 1, bottom - 1), fill=PAINT)
    out = io.BytesIO()
    fresh.save(out, "WEBP", quality=QUALITY, method=4)
    return Painted(out.getvalue(), boxes)


def boxes_to_paint(
    state: PageState, masker: Masker, size: tuple[int, int]
) -> tuple[Rectangle, ...] | None:
    """Where words to mask stand, in pixels of the picture; None when that is not known of all."""
    labelled = labelled_blocks(state, masker.known)
    sure = [
        block.box
        for number, block in enumerate(state.blocks or ())
        if number in labelled or _shows(block, masker)
    ]
    sure += [control.box for control in state.controls or () if _shows(control, masker)]
    told = any(masker.spans(text) for text in (state.heading, state.tree or ""))
    if any(box is None for box in sure):
        return None
    boxes = [_pixels(box, state.shot_scale, size) for box in sure if box]
    most = _area((0, 0, *size)) * MOST_OF_A_PAGE
    for element in _elements(state):
        if not element.box or not _shows(element, masker):
            continue
        pixels = _pixels(element.box, state.shot_scale, size)
        if not any(_overlap(pixels, box) for box in boxes):  # else its words are in that block
            told = True
            if _area(pixels) <= most:
                boxes.append(pixels)
    if told and not sure and not boxes:
        return None
    return tuple(dict.fromkeys(box for box in boxes if _area(box)))


def is_painted(picture: Image.Image, box: Rectangle) -> bool:
    """Whether nothing but paint is there; WebP may shift a colour by a little."""
    part = picture.convert("RGB").crop(box)
    return all(
        abs(value - paint) <= 12
        for channel, paint in zip(part.split(), PAINT, strict=True)
        for value in channel.tobytes()
    )


def _shows(part: Block | Control | Observation | AxeNode, masker: Masker) -> bool:
    match part:
        case Block():
            return _tells(part.text, masker)
        case Control():
            return any(_tells(t, masker) for t in (part.name, part.label, part.placeholder))
        case Observation():
            said = (value for value in part.facts.values() if isinstance(value, str))
            return any(_tells(text, masker) for text in (part.snippet, *said))
        case AxeNode():
            return _tells(part.snippet, masker)


def _tells(text: str, masker: Masker) -> bool:
    """Whether words stand there that were masked, now or when they were gathered."""
    return bool(GONE.search(text) or masker.spans(text))


def _elements(state: PageState) -> Iterable[Observation | AxeNode]:
    yield from state.observations
    if state.axe:
        for hit in (*state.axe.violations, *state.axe.incomplete):
            yield from hit.nodes


def _pixels(box: Box, scale: float, size: tuple[int, int]) -> Rectangle:
    left, top = (max(0, math.floor((start - MARGIN) * scale)) for start in (box.x, box.y))
    right = min(size[0], math.ceil((box.x + box.width + MARGIN) * scale))
    bottom = min(size[1], math.ceil((box.y + box.height + MARGIN) * scale))
    return (min(left, right), min(top, bottom), max(0, right), max(0, bottom))


def _area(box: Rectangle) -> int:
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 0
