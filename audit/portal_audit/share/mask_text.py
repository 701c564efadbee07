"""Takes what is known, and what is recognised, out of words, addresses and whole records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import unquote

from pydantic import BaseModel

from portal_audit.evidence import PageState, RunEvidence, Walk
from portal_audit.language.wordset import word_set
from portal_audit.result import Audit
from portal_audit.share.known import GONE, Known
from portal_audit.share.recognise import labelled, recognised
from portal_audit.share.span import Kind, Span, joined

Model = TypeVar("Model", bound=BaseModel)

PLACE: dict[Kind, str] = {
    "secret": "[secret]",
    "canary": "[masked]",
    "your word": "[masked]",
    "name": "[name]",
    "date of birth": "[date of birth]",
    "phone number": "[phone]",
    "e-mail address": "[e-mail]",
    "record number": "[number]",
    "social security number": "[number]",
    "field value": "[value]",
}
"""What stands there instead."""
_OURS = word_set(
    "schema schema_ id fingerprint check checks rule dimension dimensions severity confidence "
    "priority status verdict letter letter_without_caps effort scenario scenarios audience "
    "audiences tasks findings rendering digest role tag kind how region shot state states walks "
    "walk method settings tool browser axe machine started today date name_from timed resource "
    "same_site impact version help help_url tags source wcag profile same_walk_as baseline "
    "question part scheme field shard examined width height x y"
)
"""Keys whose plain strings are words of Portal Audit: ids, dates, fixed words."""
_THEIRS = frozenset({"facts", "measures", "words"})
"""Whatever is inside may be the page's own, however its key is called."""


@dataclass(slots=True)
class Told:
    """What was masked: how often, and two of each kind, made unreadable."""

    counts: Counter[Kind] = field(default_factory=Counter)
    examples: dict[Kind, list[str]] = field(default_factory=dict)

    def add(self, kind: Kind, text: str) -> None:
        self.counts[kind] += 1
        shown = self.examples.setdefault(kind, [])
        example = hinted(text)
        if kind not in ("secret", "canary") and len(shown) < 2 and example not in shown:
            shown.append(example)


def hinted(text: str) -> str:
    """`M... A...` for “Maria Alvarez”: enough to know it again, too little to learn it."""
    return " ".join(f"{word[0]}..." for word in re.findall(r"[^\W_]+", unquote(text))[:3])


class Masker:
    """Masks the strings of one run; counts what it masked."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.told = Told()
        self._spans: dict[str, list[Span]] = {}

    def spans(self, text: str) -> list[Span]:
        """The parts of `text` that must not get out."""
        found = self._spans.get(text)
        if found is None:
            found = self._spans[text] = spans(self.known, text)
        return found

    def text(self, text: str) -> str:
        """`text` with every such part replaced by what it is."""
        pieces, done = [], 0
        for span in self.spans(text):
            self.told.add(span.kind, text[span.start : span.end])
            pieces += [text[done : span.start], PLACE[span.kind]]
            done = span.end
        return "".join((*pieces, text[done:])) if pieces else text

    def data(self, data: Any, *, ours: bool = False, theirs: bool = False) -> Any:
        """Plain data with every string masked; `ours`: its strings are words of Portal Audit,
        `theirs`: none of them is, at whatever depth."""
        if isinstance(data, str):
            return data if ours else self.text(data)
        if isinstance(data, dict):
            return {
                key: self.data(
                    value, ours=key in _OURS and not theirs, theirs=theirs or key in _THEIRS
                )
                for key, value in data.items()
            }
        if isinstance(data, list):
            return [self.data(value, ours=ours, theirs=theirs) for value in data]
        return data

    def model(self, model: Model) -> Model:
        """A masked copy."""
        data = self.data(model.model_dump(mode="json", by_alias=True))
        return type(model).model_validate(data)


def spans(known: Known, text: str) -> list[Span]:
    """The parts of `text` that must not get out, in their order."""
    if len(text) < 3:
        return []
    found = [
        Span(*match.span(), kind)
        for kind, pattern in known.patterns
        for match in pattern.finditer(text)
    ]
    for span in recognised(text):
        here = text[span.start : span.end]
        if not known.may_stay(span.kind, here) and not GONE.search(here):
            found.append(span)
    return joined(found)


def mask_audit(audit: Audit, masker: Masker, pictures: Collection[str]) -> Audit:
    """The result with its words masked; its scores, ids and verdicts stay. Only these pictures are
    still there."""
    masked = masker.model(audit)
    return masked.model_copy(
        update={
            "findings": tuple(
                finding.model_copy(
                    update={
                        "where": tuple(
                            place
                            if place.shot in pictures
                            else place.model_copy(update={"shot": "", "crop": None})
                            for place in finding.where
                        )
                    }
                )
                for finding in masked.findings
            ),
            "timelines": tuple(
                line.model_copy(
                    update={
                        "steps": tuple(
                            step if step.shot in pictures else step.model_copy(update={"shot": ""})
                            for step in line.steps
                        )
                    }
                )
                for line in masked.timelines
            ),
        }
    )


def mask_evidence(evidence: RunEvidence, masker: Masker, pictures: Collection[str]) -> RunEvidence:
    """The evidence masked, without cookies, response headers and the queries of addresses."""
    return RunEvidence(
        run=masker.model(evidence.run),
        walks=tuple(_walk(walk, masker) for walk in evidence.walks),
        states={
            name: mask_state(state, masker, pictures) for name, state in evidence.states.items()
        },
        answers=evidence.answers,
        trials={name: masker.model(trial) for name, trial in evidence.trials.items()},
        mail=masker.model(evidence.mail) if evidence.mail else None,
        mail_page=mask_state(evidence.mail_page, masker, pictures) if evidence.mail_page else None,
    )


def mask_state(state: PageState, masker: Masker, pictures: Collection[str]) -> PageState:
    """One page: its words, and what a label before them says they are."""
    data = state.model_copy(update={"headers": None}).model_dump(mode="json")
    blocks = data["blocks"] or []
    for number, span in labelled_blocks(state, masker.known).items():
        text = blocks[number]["text"]
        masker.told.add(span.kind, text[span.start : span.end])
        blocks[number]["text"] = text[: span.start] + PLACE[span.kind] + text[span.end :]
    if state.shot and state.shot not in pictures:
        data |= {"shot": None, "shot_size": (0, 0)}
    return PageState.model_validate(masker.data(data))


def labelled_blocks(state: PageState, known: Known) -> dict[int, Span]:
    """Blocks, by number, that are what the block before them says."""
    blocks = state.blocks or ()
    found: dict[int, Span] = {}
    for number, block in enumerate(blocks[1:], 1):
        span = labelled(blocks[number - 1].text, block.text)
        if span and not known.may_stay(span.kind, block.text[span.start : span.end]):
            found[number] = span
    return found


def _walk(walk: Walk, masker: Masker) -> Walk:
    bare = walk.model_copy(
        update={
            "cookies": (),
            "requests": tuple(
                request.model_copy(update={"url": request.url.partition("?")[0]})
                for request in walk.requests
            ),
        }
    )
    return masker.model(bare)
