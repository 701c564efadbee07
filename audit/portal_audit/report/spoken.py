"""Text for a page in the reader's language; what is in another one is marked for screen readers."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from portal_audit.report.neutral import brief, visible
from portal_audit.report.phrases import Phrases
from portal_audit.report.texts import Texts
from portal_audit.report.translate import WRITTEN, Part, Translator

_NO_LIMIT = 2_000
_LONGER = 1.3
"""Spanish takes more room than English for the same."""


class Spoken:
    """The filters of a template that print what the audit says. In English they mark nothing."""

    def __init__(self, texts: Texts, translator: Translator) -> None:
        self._t = texts
        self._translator = translator
        self._phrases = Phrases(texts, translator)

    def say(self, text: str, limit: int = _NO_LIMIT) -> str:
        """Words of ours, translated."""
        if self._translator.language == WRITTEN:
            return text if limit == _NO_LIMIT else brief(text, limit)
        return _marked(self._translator.parts(text), round(limit * _LONGER))

    def words(self, text: str, limit: int = _NO_LIMIT) -> str:
        """The same for an attribute or inside another text, where nothing can be marked."""
        if self._translator.language == WRITTEN:
            return text if limit == _NO_LIMIT else brief(text, limit)
        return brief(self._translator(text), round(limit * _LONGER))

    def own(self, text: str, limit: int = _NO_LIMIT) -> str:
        """Words of the portal."""
        if self._translator.language == WRITTEN:
            return text if limit == _NO_LIMIT else brief(text, limit)
        return _marked((self._translator.own(text),), limit)

    def sentence(self, text: str, limit: int) -> str:
        """Words of ours as a sentence: with a capital and a full stop."""
        if self._translator.language == WRITTEN:
            return self._phrases.sentence(brief(text, limit))
        (first, language), *others = self._translator.parts(text)
        parts = [Part(first[:1].upper() + first[1:], language), *others]
        closed = self._phrases.sentence(parts[-1].text) != parts[-1].text
        return _marked([*parts, Part("." if closed else "")], round(limit * _LONGER))

    def tell(self, key: str, **words: str) -> str:
        """The scorecard's own text `key`, filled with words of the portal."""
        text = self._t(key, **words)
        if self._translator.language == WRITTEN:
            return text
        parts = [Part(text)]
        for value in words.values():
            before, found, after = parts.pop().text.partition(value)
            parts += (Part(before), self._translator.own(found), Part(after))
        return _marked(parts, _NO_LIMIT)


def _marked(parts: Iterable[Part], limit: int) -> Markup:
    """Each part in another language in an element that names it."""
    marked = Markup()
    left = limit
    for text, language in parts:
        shown = visible(text)
        if len(shown) > left:
            shown = shown[: max(0, left - 1)].rstrip() + "…"
        inside = escape(shown)
        marked += (
            Markup('<span lang="{}">{}</span>').format(language, inside) if language else inside
        )
        left -= len(text)
        if left < 0:
            break
    return marked
