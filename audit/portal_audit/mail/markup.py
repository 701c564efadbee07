"""What the HTML of a mail says: its words block by block, its links, its pictures.

Read without a browser, so that a mail can be judged without one; how it looks is the browser's to
say (`walk/letter.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from portal_audit.language.wordset import word_set
from portal_audit.mail.tokens import Token, tokens

MOST_BLOCKS = 2_000
MOST_LINKS = 300
MOST_PICTURES = 300
_VOID = word_set("area base br col embed hr img input link meta source track wbr")
_UNREAD = word_set("script style title template noscript textarea select object iframe")
_BLOCK = word_set(
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d])|"
    r"font-size\s*:\s*[01](?:px|pt|em)?\s*(?:;|!|$)|max-height\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_STYLE_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")\s]+)", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class FoundLink:
    """A link as it stands in the mail: secret."""

    href: str
    words: str = ""
    only_picture: bool = True
    """No words besides text alternatives."""


@dataclass(slots=True)
class FoundPicture:
    """A picture as it stands in the mail: secret."""

    src: str
    width: int | None = None
    height: int | None = None
    alt: str | None = None
    hidden: bool = False


@dataclass(slots=True)
class Markup:
    """What the HTML says. Holds patients' details."""

    blocks: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Blocks that are not shown."""
    links: list[FoundLink] = field(default_factory=list)
    pictures: list[FoundPicture] = field(default_factory=list)


def read_markup(html: str) -> Markup:
    """Read the HTML of a mail. Whatever it is, nothing raises."""
    reader = _Reader()
    for token in tokens(html):
        reader.take(token)
    reader.flush()
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = Markup()
        self._words: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []
        """Open elements: name, not shown, not read."""
        self._link: FoundLink | None = None

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @property
    def _unread(self) -> bool:
        return bool(self._open) and self._open[-1][2]

    def take(self, token: Token) -> None:
        if token.kind == "open":
            self._begin(token.name, token.attributes)
        elif token.kind == "close":
            self._end(token.name)
        elif token.kind == "raw" and token.name == "style":
            for address in _STYLE_ADDRESS.findall(token.words):
                self._add_picture(FoundPicture(address))
        elif token.kind == "words" and not self._unread:
            self._words.append(token.words)
            if self._link is not None and token.words.strip():
                self._link.only_picture = False
                self._add_to_link(token.words)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        style = given.get("style", "")
        hides = self._hidden or "hidden" in given or bool(_HIDING.search(style))
        if tag in _BLOCK or tag == "br" or hides != self._hidden:
            self.flush()
        for address in [*_STYLE_ADDRESS.findall(style), given.get("background", "")]:
            self._add_picture(FoundPicture(address, hidden=hides))
        if tag == "img":
            self._image(given, hides)
        if tag == "a" and given.get("href", "").strip() and not hides:
            self._begin_link(given["href"].strip())
        if tag == "area" and given.get("href", "").strip():
            self.found.links.append(FoundLink(given["href"].strip(), given.get("alt", "")))
        if tag not in _VOID and len(self._open) < 500:
            self._open.append((tag, hides, self._unread or tag in _UNREAD))

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._link = None
        if tag in _BLOCK:
            self.flush()
        for place in range(len(self._open) - 1, max(-1, len(self._open) - 40), -1):
            if self._open[place][0] == tag:
                if self._open[place][1] and not (place and self._open[place - 1][1]):
                    self.flush()
                del self._open[place:]
                break

    def flush(self) -> None:
        """What was read since the last block is one."""
        text = " ".join("".join(self._words).split()).strip("\u200c\u200b\u00ad\u034f\ufeff ")
        self._words.clear()
        text = re.sub(r"(?:[\u200c\u200b\u034f\u00ad\ufeff]\s*){2,}", " ", text).strip()
        into = self.found.hidden if self._hidden else self.found.blocks
        if text and len(into) < MOST_BLOCKS:
            into.append(text)

    def _begin_link(self, href: str) -> None:
        if len(self.found.links) < MOST_LINKS:
            self._link = FoundLink(href)
            self.found.links.append(self._link)

    def _add_to_link(self, words: str) -> None:
        if self._link is not None and len(self._link.words) < 300:
            self._link.words = " ".join(f"{self._link.words} {words}".split())

    def _image(self, given: dict[str, str], hides: bool) -> None:
        style = given.get("style", "")
        picture = FoundPicture(
            given.get("src", "").strip(),
            _pixels(given.get("width", "")) or _styled(style, "width"),
            _pixels(given.get("height", "")) or _styled(style, "height"),
            given.get("alt"),
            hides,
        )
        if given.get("width", "").strip() == "0" or given.get("height", "").strip() == "0":
            picture.hidden = True
        self._add_picture(picture)
        self._add_to_link(picture.alt or "")

    def _add_picture(self, picture: FoundPicture) -> None:
        if picture.src and len(self.found.pictures) < MOST_PICTURES:
            self.found.pictures.append(picture)


def _pixels(value: str) -> int | None:
    match = _PIXELS.match(value)
    return int(match[1]) if match else None


def _styled(style: str, name: str) -> int | None:
    match = re.search(rf"(?<![-\w]){name}\s*:\s*(\d{{1,5}})(?:\.\d+)?px", style, re.IGNORECASE)
    return int(match[1]) if match else None
