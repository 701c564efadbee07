"""The reader's language for sentences that the checks, the score and the walks wrote in English.

The catalogues `reports/texts/LANGUAGE-*.toml` hold pairs of an English sentence, as it stands in
the code, and its translation. What is filled in is `{name}` on both sides. In the translation
`{name:t}` is a piece of ours, which is translated, too, and `{name:o}` may be one; any other is the
portal's and stays as it is, `{name:d}` only a number, `{name:w}` only one word. What no pair fits
stays English, and is marked so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Literal, NamedTuple

from portal_audit.language.languages import is_plainly, language_of
from portal_audit.report.texts import Texts
from portal_audit.resources import shipped

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")
WRITTEN: Language = "en"
"""What the checks write, and nearly every portal that is audited."""

_FEW_LETTERS = 6
"""A pattern with fewer letters of its own, not at its beginning, may fit by chance."""
_LONGEST = 1_000
"""No sentence of ours is longer: what is, is taken as it is."""
_AT_ONCE = 4
"""Sentences of one pair."""
_DEEPEST = 4
"""Pieces within pieces."""
_ENOUGH_LETTERS = 10
"""With so many it is this sentence, even if a piece of it is not known."""
_LETTER = re.compile(r"[^\W\d_]")
_UNQUOTED = r"(?=(?:[^“”]*“[^“”]*”)*[^“”]*$)"
_BOUNDARY = re.compile(rf"(?<=[.!?…”)])\s+(?=[“`A-Z0-9]){_UNQUOTED}")
_MORE = re.compile(r" and \d+ more$")
_BETWEEN = re.compile(rf"(, and |; |, | and ){_UNQUOTED}")
_LIKE_I = re.compile(r"[“(]?h?[ií](?![aeo])", re.IGNORECASE)
_FILLS = {"d": r"\d[\d.,]*%?", "w": r"[\w-]+"}
"""A gap that takes only a number, or one word."""
_NO_WORDS = re.compile(r"[/.#<`]|https?:|\S*[=/<{]\S*$|\S+\.\S+$|[A-Z]+-?\d+$")


class Part(NamedTuple):
    """A run of text in one language."""

    text: str
    language: str = ""
    """ISO 639-1; "" for the reader's own, or where it makes no difference."""


class _Said(NamedTuple):
    parts: tuple[Part, ...]
    complete: bool
    """Whether every piece of ours was translated."""


class _Gap(NamedTuple):
    before: str
    name: str
    whose: str
    """`t` ours, `o` perhaps ours, `d` a number, `w` a word, "" the portal's."""


class _Pattern(NamedTuple):
    """One sentence with gaps."""

    anchor: str
    """Its longest words: a text without them needs no closer look."""
    letters: int
    by_chance: bool
    """Whether it may fit what it was not made for: then only numbers stay as they are."""
    begins_with: str
    """The gap that the English sentence begins with."""
    goes_on: bool
    """Whether the same sentence goes on behind that gap, which so holds no other."""
    readings: tuple[re.Pattern[str], ...]
    """Ways to part what fills gaps that touch each other."""
    translation: tuple[_Gap, ...]


class Translator:
    """Says English texts in the reader's language. In English it changes nothing."""

    def __init__(self, language: Language = WRITTEN, pairs: Mapping[str, str] | None = None):
        self.language = language
        self._fixed: dict[str, str] = {}
        patterns = []
        for english, translation in (pairs or {}).items():
            if _gaps(english):
                patterns.append(_compiled(english, translation))
            else:
                self._fixed[_unescaped(english)] = _unescaped(translation)
        self._folded = {english.casefold(): english for english in self._fixed}
        self._patterns = sorted(patterns, key=lambda each: -each.letters)
        self._known: dict[str, _Said] = {}
        self._pieces: dict[tuple[str, int], _Said] = {}

    def __call__(self, text: str) -> str:
        """`text` in the reader's language, as far as there are words for it."""
        return "".join(part.text for part in self.parts(text))

    def parts(self, text: str) -> tuple[Part, ...]:
        """The same, cut where the language changes."""
        return self._say(text).parts

    def knows(self, text: str) -> bool:
        """Whether all that is ours in `text` is in the reader's language."""
        return self._say(text).complete

    def own(self, text: str) -> Part:
        """Words of the portal: they stay as they are, and may be in another language."""
        return Part(text, "" if self.language == WRITTEN else _language_beside(text, self.language))

    def _say(self, text: str) -> _Said:
        if self.language == WRITTEN or not _LETTER.search(text):
            return _Said((Part(text),), complete=True)
        if text not in self._known:
            whole = self._whole(text)
            if whole is None or not whole.complete:
                listed = self._list(text, 0)
                tries = (
                    whole,
                    self._sentences(text),
                    listed if listed and listed.complete else None,
                )
                whole = min(filter(None, tries), key=_unknown)
            self._known[text] = whole
        return self._known[text]

    def _whole(self, text: str, depth: int = 0) -> _Said | None:
        """`text` by one pair: the first that fits in every piece, else the first that fits."""
        core = text.strip()
        if core in self._fixed:
            return _spaced(_Said((Part(self._fixed[core]),), complete=True), text)
        partly: _Said | None = None
        if depth > _DEEPEST or len(core) > _LONGEST:
            return None
        for pattern in self._patterns:
            if pattern.anchor not in core:
                continue
            for reading in pattern.readings:
                said = self._filled(pattern, reading.fullmatch(core), depth)
                if said is not None and said.complete:
                    return _spaced(said, text)
                if pattern.letters >= _ENOUGH_LETTERS:
                    partly = partly or said
        return _spaced(partly, text) if partly else None

    def _filled(self, pattern: _Pattern, match: re.Match[str] | None, depth: int) -> _Said | None:
        if match is None or (pattern.goes_on and _BOUNDARY.search(match[pattern.begins_with])):
            return None
        parts: list[Part] = []
        complete = True
        for gap in pattern.translation:
            parts.append(Part(gap.before))
            value = match[gap.name] if gap.name else ""
            if not value:
                continue
            if gap.whose in ("t", "o"):
                piece = self._piece(value, depth + 1)
                known = piece.complete
                if pattern.begins_with == gap.name and parts[0].text:
                    piece = _within(piece)
                parts += piece.parts if known or gap.whose == "t" else (self.own(value),)
                complete = complete and (known or gap.whose == "o")
            else:
                complete = complete and not (pattern.by_chance and _LETTER.search(value))
                more = self._whole(value, depth + 1) if _MORE.search(value) else None
                parts += more.parts if more else (self.own(value),)
        return _Said(_joined(parts), complete)

    def _piece(self, text: str, depth: int) -> _Said:
        """What fills a gap of ours: a sentence, a name in either case, or a list of such."""
        if (text, depth) not in self._pieces:
            self._pieces[text, depth] = self._piece_anew(text, depth)
        return self._pieces[text, depth]

    def _piece_anew(self, text: str, depth: int) -> _Said:
        if not _LETTER.search(text):
            return _Said((Part(text),), complete=True)
        core = text.strip()
        if core.casefold() in self._folded:
            known = self._folded[core.casefold()]
            said = _Said((Part(self._fixed[known]),), complete=True)
            if core[:1].isupper() != known[:1].isupper():
                said = _begun(said, upper=core[:1].isupper())
            return _spaced(said, text)
        if (whole := self._whole(text, depth)) and whole.complete:
            return whole
        if other := self._in_other_case(core, depth):
            return _spaced(other, text)
        if re.fullmatch(r"“[^“”]*”", core):
            inner = self._fixed.get(core[1:-1])
            part = Part(f"“{inner}”") if inner else self.own(core)
            return _spaced(_Said((part,), complete=True), text)
        listed = self._list(text, depth)
        if listed and listed.complete:
            return listed
        return whole or listed or self._sentences(text, depth)

    def _in_other_case(self, text: str, depth: int) -> _Said | None:
        """What begins a sentence here and stands within one in the catalogue, or the reverse."""
        whole = self._whole(text[:1].swapcase() + text[1:], depth)
        if whole is None or not whole.complete:
            return None
        return _begun(whole, upper=text[:1].isupper())

    def _list(self, text: str, depth: int) -> _Said | None:
        pieces = _BETWEEN.split(text)
        if len(pieces) < 3 or depth > _DEEPEST:
            return None
        items = [self._piece(item, depth + 1) for item in pieces[::2]]
        parts = list(items[0].parts)
        for between, item in zip(pieces[1::2], items[1:], strict=True):
            parts += (Part(_conjunction(between, item.parts[0].text)), *item.parts)
        return _Said(_joined(parts), all(item.complete for item in items))

    def _sentences(self, text: str, depth: int = 0) -> _Said:
        """Sentence by sentence, several at once where one pair has several."""
        ends = [match.span() for match in _BOUNDARY.finditer(text)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(text)]
        parts: list[Part] = []
        complete = True
        first = 0
        while first < len(starts):
            for last in range(min(len(starts), first + _AT_ONCE) - 1, first - 1, -1):
                whole = self._whole(text[starts[first] : stops[last]], depth)
                if whole and (whole.complete or first == last):
                    break
            else:
                whole = _Said((Part(text[starts[first] : stops[first]], WRITTEN),), complete=False)
                last = first
            gap = text[stops[last] : starts[last + 1]] if last + 1 < len(starts) else ""
            parts += (*whole.parts, Part(gap))
            complete = complete and whole.complete
            first = last + 1
        return _Said(_joined(parts), complete)


@cache
def texts_in(language: Language) -> Texts:
    """The scorecard's own words."""
    return Texts.load(shipped("reports") / "texts" / f"{language}.toml")


@cache
def translator(language: Language) -> Translator:
    """From English into `language`."""
    return Translator(language, catalogue(language))


def catalogue(language: Language) -> dict[str, str]:
    """Every pair of the shipped catalogues; none for English."""
    pairs: dict[str, str] = {}
    for file in sorted((shipped("reports") / "texts").glob(f"{language}-*.toml")):
        for table in tomllib.loads(file.read_text(encoding="utf-8")).values():
            pairs |= table
    return pairs


def in_language(filename: str, language: Language) -> str:
    """`scorecard.html`, `scorecard.es.html`."""
    stem, dot, ending = filename.rpartition(".")
    return filename if language == WRITTEN else f"{stem}.{language}{dot}{ending}"


def _gaps(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def _unescaped(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}").strip()


def _compiled(english: str, translation: str) -> _Pattern:
    pieces = list(Formatter().parse(english.strip()))
    words = [piece for piece, *_ in pieces]
    letters = sum(len(_LETTER.findall(piece)) for piece in words)
    gaps = tuple(
        _Gap(piece, name or "", form or "")
        for piece, name, form, _ in Formatter().parse(translation.strip())
    )
    touching = any(not piece and name for piece, name, *_ in pieces[1:])
    fills = {gap.name: _FILLS[gap.whose] for gap in gaps if gap.whose in _FILLS}
    quantifiers = (".*?", ".*") if touching or len(pieces) > 2 else (".*?",)
    return _Pattern(
        anchor=max(words, key=len),
        letters=letters,
        begins_with=(pieces[0][1] or "") if not words[0] else "",
        goes_on=not words[0] and len(words) > 1 and words[1].lstrip()[:1].islower(),
        by_chance=letters < _FEW_LETTERS
        and not _LETTER.search(words[0])
        and not any(gap.whose == "t" for gap in gaps),
        readings=tuple(
            re.compile(
                "".join(re.escape(piece) + _group(name, fills, many) for piece, name, *_ in pieces),
                re.DOTALL,
            )
            for many in quantifiers
        ),
        translation=gaps,
    )


def _group(name: str | None, fills: Mapping[str, str], many: str) -> str:
    return f"(?P<{name}>{fills.get(name, many)})" if name else ""


def _begun(said: _Said, *, upper: bool) -> _Said:
    """With a large or a small first letter."""
    (first, language), *others = said.parts
    letter = first[:1].upper() if upper else first[:1].lower()
    return said._replace(parts=(Part(letter + first[1:], language), *others))


def _within(said: _Said) -> _Said:
    """What began the English sentence and stands within the other."""
    return said if said.parts[0].language else _begun(said, upper=False)


def _unknown(said: _Said) -> int:
    """Letters that are still English."""
    return sum(len(_LETTER.findall(p.text)) for p in said.parts if p.language == WRITTEN)


def _spaced(said: _Said, text: str) -> _Said:
    """With the white space around `text`."""
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return said._replace(parts=_joined([Part(before), *said.parts, Part(after)]))


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbours of one language as one; nothing empty."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].language == part.language:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + part.text)
        elif part.text:
            joined.append(part)
    return tuple(joined) or (Part(""),)


def _conjunction(between: str, following: str) -> str:
    if "and" not in between:
        return between
    return " e " if _LIKE_I.match(following) else " y "


def _language_beside(text: str, reader: str) -> str:
    """Language of the portal's words; "" when it is the reader's, or when they are no words."""
    if not _LETTER.search(text) or _NO_WORDS.match(text) or is_plainly(text, reader):
        return ""
    spoken = language_of(text) or WRITTEN
    return "" if spoken == reader else spoken
