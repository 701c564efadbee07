"""Addresses in a mail without what opens an account: codes in paths, values of queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

SECRET = "[secret]"
ADDRESS = re.compile(r"(?:https?://|(?<![\w.@-])www\.)[^\s<>\"“”]+", re.IGNORECASE)
"""A web address in plain text."""
BARE = re.compile(
    r"(?:https?://)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
"""Words that are an address and nothing else."""
_TRAILING = re.compile(r"[.,;:!?'’)\]}>*_]+$")
_WORDS = re.compile(r"(?:[a-z]{1,24}|[A-Z]{1,24}|[A-Z]?[a-z]{1,24}(?:[A-Z][a-z]{1,24}){0,3})")
_SHORT_NUMBER = re.compile(r"(?:[a-zA-Z]{0,12}\d{1,4}|\d{4}|v\d+(?:\.\d+)*)")
_TELLING_KEY = re.compile(
    r"tok|code|key|pin|otp|sig|auth|invit|activ|ticket|guid|uuid|hash|secret|pass|user|uid|mail|"
    r"patient|mrn|id$|^[a-z]$",
    re.IGNORECASE,
)
_UNSAYABLE = re.compile(r"[b-df-hj-np-tv-xz]{6}", re.IGNORECASE)
_SAYABLE = 10
"""Letters from which a word must be one that can be said."""
_SHORTEST = 5
"""Characters of a code worth looking for elsewhere."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads, without its secrets."""

    scheme: str
    host: str
    path: str
    shown: str
    """The whole address as it may be shown, queries as `?key=[secret]`."""
    key: str
    """The address itself: secret, to tell two addresses apart in memory."""
    secrets: tuple[str, ...] = ()
    """Codes in it, to be taken out wherever else they stand."""
    personal: bool = False
    """It holds a code or something about the reader."""
    asks: bool = False
    """It has a query or a code."""


def address_of(url: str) -> Address:
    """What may be told of `url`. Nothing raises: an address that is none has no host."""
    url = url.strip()
    if url.casefold().startswith("www."):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return Address("", "", "", "[no address]", url)
    scheme = parts.scheme.casefold()
    if scheme not in ("http", "https", ""):
        return Address(scheme, "", "", f"{scheme}:", url)
    segments = parts.path.split("/")
    secrets = [segment for segment in segments if looks_like_a_code(unquote(segment))]
    path = "/".join(SECRET if looks_like_a_code(unquote(s)) else s for s in segments)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    told = [(key, value) for key, value in pairs if value and _TELLING_KEY.search(key)]
    secrets += [value for _, value in pairs if looks_like_a_code(value)]
    secrets += [value for _, value in told if "@" in value or any(map(str.isdigit, value))]
    if pairs:
        query = "&".join(f"{SECRET if looks_like_a_code(k) else k}={SECRET}" for k, _ in pairs)
    else:
        secrets += [parts.query] if looks_like_a_code(parts.query) else []
        query = SECRET if parts.query else ""
    secrets += [s for s in re.split(r"[/?&=]", parts.fragment) if looks_like_a_code(s)]
    fragment = parts.fragment if parts.fragment.isalpha() else SECRET if parts.fragment else ""
    shown = (f"{scheme}:" if scheme else "") + (f"//{host}" if host else "")
    shown += path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    asked = sorted((k, v) for k, v in pairs if not k.casefold().startswith("utm_"))
    return Address(
        scheme,
        host,
        path[:300],
        shown[:500],
        key=f"{scheme}://{host}{parts.path.rstrip('/')}?{asked}#{parts.fragment}",
        secrets=tuple(dict.fromkeys(s for s in secrets if len(s) >= _SHORTEST)),
        personal=bool(secrets or told),
        asks=bool(secrets or parts.query),
    )


def looks_like_a_code(word: str) -> bool:
    """Whether a piece of an address is no word that people chose: letters and digits mixed, a long
    number, or letters that cannot be said."""
    pieces = [piece for piece in re.split(r"[-_.+ ]", word) if piece]
    if not all(_is_chosen(piece) for piece in pieces):
        return True
    return len(pieces) >= 4 and sum(any(map(str.isdigit, piece)) for piece in pieces) >= 2


def _is_chosen(piece: str) -> bool:
    if _SHORT_NUMBER.fullmatch(piece):
        return True
    if not _WORDS.fullmatch(piece):
        return False
    vowels = sum(letter in "aeiouyAEIOUY" for letter in piece)
    return len(piece) < _SAYABLE or (vowels >= 0.2 * len(piece) and not _UNSAYABLE.search(piece))


def addresses_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Every web address in plain text: where it starts and ends, and itself."""
    for match in ADDRESS.finditer(text):
        url = match[0]
        if tail := _TRAILING.search(url):
            cut = tail[0]
            if ")" in cut and "(" in url:
                cut = ""
            url = url[: len(url) - len(cut)]
        yield match.start(), match.start() + len(url), url


def without_secrets(text: str) -> str:
    """`text` with the secrets of its web addresses taken out."""
    pieces = []
    done = 0
    for start, end, url in addresses_in(text):
        pieces += [text[done:start], address_of(url).shown]
        done = end
    return "".join(pieces) + text[done:]


def host_shown(words: str) -> str:
    """The host in words that are an address and nothing else; "" for other words."""
    match = BARE.fullmatch(_TRAILING.sub("", words.strip()))
    return match[1].casefold() if match else ""
