"""What a medical word probably means, from what it is built of: "hepatomegaly", a large liver.

Only for words that the glossary has not. The parts stand in `scenarios/glossary/parts.yaml`.
"""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from portal_audit.resources import shipped
from portal_audit.yamlfile import load


class Parts(BaseModel):
    """Roots and what they mean, endings and what they make of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roots: dict[str, str]
    ends: dict[str, str]


@lru_cache(maxsize=1)
def _parts() -> Parts:
    return load(shipped("scenarios") / "glossary" / "parts.yaml", Parts)


@lru_cache(maxsize=50_000)
def built_of(word: str) -> str:
    """The likely meaning of a word in small letters; "" when its parts are not known."""
    parts = _parts()
    for size in range(min(len(word) - 2, max(map(len, parts.ends))), 2, -1):
        meaning = parts.ends.get(word[-size:])
        if meaning is None:
            continue
        for root in (word[:-size], word[:-size].removesuffix("o"), word[:-size].removesuffix("i")):
            if root in parts.roots:
                return meaning.format(parts.roots[root])
    return ""
