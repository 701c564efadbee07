"""A part of a text that tells who somebody is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "secret",
    "canary",
    "your word",
    "name",
    "date of birth",
    "phone number",
    "e-mail address",
    "record number",
    "social security number",
    "field value",
]
KINDS: tuple[Kind, ...] = (
    "secret",
    "canary",
    "your word",
    "name",
    "date of birth",
    "phone number",
    "e-mail address",
    "record number",
    "social security number",
    "field value",
)
"""The graver first: where two overlap, the first one names the part."""


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    kind: Kind


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in their order, those that overlap made one."""
    whole: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if whole and span.start < whole[-1].end:
            last = whole[-1]
            kind = min(last.kind, span.kind, key=KINDS.index)
            whole[-1] = Span(last.start, max(last.end, span.end), kind)
        else:
            whole.append(span)
    return whole
