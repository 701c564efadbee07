"""Words on menus and buttons: what patients call the thing (`scenarios/glossary/labels.yaml`)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from portal_audit.resources import shipped
from portal_audit.yamlfile import load

_LONGEST_LABEL = 5
"""Words; a longer name is a sentence and says what it means by itself."""
_TOKEN = re.compile(r"[^\W_]+")


class Label(BaseModel):
    """One thing with the patients' word for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: str = Field(min_length=1)
    instead_of: tuple[str, ...] = Field(min_length=1)


class LabelFile(BaseModel):
    """`labels.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: tuple[Label, ...]


class Labels:
    """The table, ready to look names up."""

    def __init__(self, file: LabelFile) -> None:
        self._words = sorted(
            (
                (_tokens(name), name, label.say)
                for label in file.labels
                for name in label.instead_of
            ),
            key=lambda entry: -len(entry[0]),
        )
        self._answers: dict[str, tuple[str, str] | None] = {}

    def better(self, name: str) -> tuple[str, str] | None:
        """The word in `name` that hides its meaning, and the words to say; None when it is plain.

        A name that also holds the plain words ("Medicines (Rx)") is plain.
        """
        if name not in self._answers:  # the same menu is on every page
            self._answers[name] = self._better(name)
        return self._answers[name]

    def _better(self, name: str) -> tuple[str, str] | None:
        tokens = _tokens(name)
        if len(tokens) > _LONGEST_LABEL:
            return None
        for hidden, word, say in self._words:
            if _holds(tokens, hidden):
                return None if _holds(tokens, _tokens(say)) else (word, say)
        return None


def _tokens(name: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(name)]


def _holds(tokens: list[str], part: list[str]) -> bool:
    width = len(part)
    return any(tokens[at : at + width] == part for at in range(len(tokens) - width + 1))


@lru_cache(maxsize=1)
def shipped_labels() -> Labels:
    """The table that comes with the tool. Raises FileProblem when the file is broken."""
    return read_labels(shipped("scenarios") / "glossary" / "labels.yaml")


def read_labels(path: Path) -> Labels:
    """The table in `path`. Raises FileProblem with file, line and remedy."""
    return Labels(load(path, LabelFile))
