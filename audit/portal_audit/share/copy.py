"""A run as it may be handed on, and what its owner should look at before."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from portal_audit.evidence import PageState, RunEvidence
from portal_audit.result import Audit
from portal_audit.share.check import Leak
from portal_audit.share.known import Known
from portal_audit.share.mask_pixels import Dropped, Painted, is_painted, paint
from portal_audit.share.mask_text import Masker, Told, hinted, mask_audit, mask_evidence
from portal_audit.share.names import is_name

_MOST_NAMES = 5
_MAYBE_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]*){1,2}")
_DRAWN = re.compile(r"^\s*- (?:Canvas|figure|graphics\S*|SvgRoot|Video)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Copy:
    """A masked copy of a run, in memory."""

    evidence: RunEvidence
    audit: Audit
    pictures: dict[str, Painted]
    """By their name in the run folder."""
    dropped: dict[str, str]
    """Pictures left out, and why."""
    told: Told
    by_eye: tuple[str, ...]
    """What a person should look at, plain sentences."""


def copy_run(evidence: RunEvidence, audit: Audit, known: Known, run: Path) -> Copy:
    """Mask everything: words, addresses, pictures."""
    masker = Masker(known)
    pictures: dict[str, Painted] = {}
    dropped: dict[str, str] = {}
    shown = [*evidence.states.values(), *([evidence.mail_page] if evidence.mail_page else [])]
    for state in shown:
        if not state.shot:
            continue
        private = state.id in known.private or state is evidence.mail_page
        match paint(state, masker, run, private=private):
            case Painted() as painted:
                pictures[state.shot] = painted
            case Dropped(why):
                dropped[state.shot] = why
    return Copy(
        mask_evidence(evidence, masker, pictures),
        mask_audit(audit, masker, pictures),
        pictures,
        dropped,
        masker.told,
        tuple(_by_eye(evidence, known, pictures)),
    )


def unpainted(copy: Copy) -> list[Leak]:
    """Pictures that are not as they were meant: a place to paint over shows something else."""
    left = []
    for name, painted in sorted(copy.pictures.items()):
        with Image.open(io.BytesIO(painted.data)) as picture:
            if not all(is_painted(picture, _inner(box)) for box in painted.boxes):
                left.append(Leak(name, "a place in a picture that is not painted over"))
    return left


def shown_in_pictures(evidence: RunEvidence, known: Known) -> list[Leak]:
    """Pictures of the run itself that show words to mask."""
    masker = Masker(known)
    return [
        Leak(state.shot, "words to mask in a picture")
        for _, state in sorted(evidence.states.items())
        if state.shot and any(masker.spans(block.text) for block in state.blocks or ())
    ]


def _inner(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Without its edge: there WebP mixes in the colours beside it."""
    left, top, right, bottom = box
    if right - left < 12 or bottom - top < 12:
        return ((left + right) // 2, (top + bottom) // 2) * 2
    return (left + 4, top + 4, right - 4, bottom - 4)


def _by_eye(evidence: RunEvidence, known: Known, pictures: dict[str, Painted]) -> list[str]:
    said: list[str] = []
    states = [state for _, state in sorted(evidence.states.items()) if state.id in known.private]
    for state in states:
        if state.shot in pictures and _has_pictures(state):
            said.append(
                f"{state.path}: it shows a picture, chart or drawing; words in there are not seen."
            )
        if state.shot in pictures and any(block.frame for block in state.blocks or ()):
            said.append(f"{state.path}: a part of it comes from another page (a frame).")
    papers = {paper.name for walk in evidence.walks for paper in walk.papers}
    if papers:
        said.append(
            f"{len(papers)} PDFs were given to the patient: their names are told, "
            "what stands in them is not part of the copy."
        )
    for name in known.ambiguous:
        said.append(
            f"“{hinted(name)}” is a name, and a word that others use as well: alone it was left."
        )
    for text, path in list(_maybe_names(evidence, states).items())[:_MOST_NAMES]:
        said.append(f"“{hinted(text)}” in the page head of {path}: if it is a name, --mask it.")
    return list(dict.fromkeys(said))


def _has_pictures(state: PageState) -> bool:
    inside = (b for b in state.blocks or () if b.kind == "image")
    return any(block.region not in ("header", "footer", "nav") for block in inside) or bool(
        _DRAWN.search(state.tree or "")
    )


def _maybe_names(evidence: RunEvidence, private: list[PageState]) -> dict[str, str]:
    """Words in the heads of private pages that look like a name and stand nowhere in public."""
    own = {state.id for state in private}
    public = {
        block.text
        for name, state in evidence.states.items()
        if name not in own
        for block in state.blocks or ()
    }
    return {
        block.text: state.path
        for state in reversed(private)
        for block in state.blocks or ()
        if block.region == "header"
        and block.text not in public
        and _MAYBE_NAME.fullmatch(block.text)
        and all(map(is_name, re.findall(r"[^\W\d_]+", block.text)))
    }
