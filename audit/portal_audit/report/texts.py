"""The words of the scorecard: `reports/texts/LANGUAGE.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


class Texts:
    """Looks a text up by its dotted key and fills in the values.

    A text that depends on a number is a table with `one` and `other`, chosen by `n`.
    """

    def __init__(self, texts: dict[str, Any]) -> None:
        self._texts = texts

    @classmethod
    def load(cls, file: Path) -> Texts:
        """Raises `OSError` and `tomllib.TOMLDecodeError`."""
        return cls(tomllib.loads(file.read_text(encoding="utf-8")))

    def __call__(self, key: str, **values: object) -> str:
        """Raises `KeyError` naming the key when there is no such text."""
        text: Any = self._texts
        for part in key.split("."):
            if not isinstance(text, dict) or part not in text:
                raise KeyError(f"no text “{key}”")
            text = text[part]
        if isinstance(text, dict):
            text = text["one" if values["n"] == 1 else "other"]
        return str(text).format(**values) if values else str(text)

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """A text of several paragraphs, parted by empty lines."""
        return tuple(" ".join(part.split()) for part in self(key).split("\n\n"))
