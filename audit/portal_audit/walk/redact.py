"""Take secrets and patient details out of everything that is about to be written.

Redaction happens at the door: the recorder passes every string through one `Redactor` before it
becomes evidence, so that no later room has anything to clean.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit, urlunsplit

SECRET = "[secret]"
MASKED = "[masked]"

_VALUE_ATTRIBUTE = re.compile(r"(\svalue=)(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
# Control characters, and halves of characters that no file can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Redactor:
    """Knows the secrets and masked words of a run; lives in memory only."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._replacements: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None
        for secret in secrets:
            self.hide(secret)

    def hide(self, secret: str) -> None:
        """Never let this secret through, in any of its usual encodings."""
        self._learn(secret, SECRET, shortest=3)

    def knows(self, secret: str) -> bool:
        """Whether it has been hidden already."""
        return secret in self._replacements

    def mask(self, words: str) -> None:
        """Replace these words of a masked part wherever they turn up again."""
        self._learn(" ".join(words.split()), MASKED, shortest=5)

    def _learn(self, text: str, replacement: str, shortest: int) -> None:
        if len(text) < shortest or text in self._replacements:
            return
        for form in {text, html.escape(text), quote(text), quote_plus(text), quote(text, safe="")}:
            self._replacements.setdefault(form, replacement)
        longest_first = sorted(self._replacements, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def text(self, text: str, cap: int = 2_000) -> str:
        """`text` without secrets, masked words and control characters, at most `cap` long."""
        text = _CONTROL.sub("", text)
        if self._pattern is not None:
            text = self._pattern.sub(self._replacement, text)
        return text if len(text) <= cap else text[: cap - 1] + "…"

    def _replacement(self, found: re.Match[str]) -> str:
        exact = self._replacements.get(found[0])
        if exact is not None:
            return exact
        folded = found[0].casefold()
        return next(r for form, r in self._replacements.items() if form.casefold() == folded)

    def snippet(self, markup: str, cap: int = 300) -> str:
        """HTML without the values of its fields."""
        return self.text(_VALUE_ATTRIBUTE.sub(r'\1""', markup), cap)

    def url(self, url: str) -> str:
        """An address without the values of its query and without its fragment.

        A value that holds words of a masked part is told to be one. A fragment that is a route of a
        single-page app (`#/visits`) is kept.
        """
        if url.startswith(("data:", "blob:", "javascript:")):
            return url.split(":", 1)[0] + ":"
        try:
            parts = urlsplit(url)
        except ValueError:
            return self.text(url, 200)
        asked = parse_qsl(parts.query, keep_blank_values=True)
        query = "&".join(f"{quote(key)}={self._mark(value)}" for key, value in asked)
        fragment = parts.fragment.split("?")[0] if parts.fragment.startswith(("/", "!/")) else ""
        host = parts.netloc.rsplit("@", 1)[-1]
        return self.text(urlunsplit((parts.scheme, host, parts.path, query, fragment)), 500)

    def _mark(self, value: str) -> str:
        """MASKED for a value that holds masked words, "" for any other."""
        return MASKED if MASKED in self.text(value) else ""

    def everything(self, data: Any) -> Any:
        """`data` (plain lists, mappings, strings) with every string redacted."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, dict):
            return {key: self.everything(value) for key, value in data.items()}
        if isinstance(data, (list, tuple)):
            return [self.everything(value) for value in data]
        return data
