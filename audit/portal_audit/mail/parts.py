"""The parts of a mail: its two forms, text and HTML, and the pictures that came with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

MOST_DEPTH = 8
MOST_LOOKED_AT = 60
MOST_CHARACTERS = 1_000_000
"""Of one form; Gmail cuts after a tenth of that."""
MOST_PICTURE_BYTES = 3_000_000
"""All pictures of a mail together that are shown."""
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@dataclass(slots=True)
class Parts:
    """What a mail consists of. Holds patients' details."""

    text: str = ""
    html: str = ""
    html_bytes: int = 0
    alternative: bool = False
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Content-ID -> kind and bytes."""
    damaged: list[str] = field(default_factory=list)


def parts_of(mail: EmailMessage) -> Parts:
    """The first plain text and the first HTML that are no attachments, and inline pictures."""
    parts = Parts()
    within: dict[str, int] = {}
    """Form -> the group of alternatives in which it stands."""
    room = MOST_PICTURE_BYTES
    for part, group in _leaves(mail, parts):
        kind = part.get_content_type()
        if kind in _PICTURES and (name := _content_id(part)) and room > 0:
            content = _bytes(part)
            room -= len(content)
            if room > 0:
                parts.pictures[name] = (kind, content)
        if kind not in ("text/plain", "text/html") or kind in within or _is_attached(part):
            continue
        content = _bytes(part)
        within[kind] = group
        if kind == "text/html":
            parts.html_bytes = len(content)
            parts.html = _decoded(part, content, parts)
        else:
            parts.text = _decoded(part, content, parts)
    groups = set(within.values())
    parts.alternative = len(within) == 2 and len(groups) == 1 and groups != {0}
    low = parts.html.lower()
    if "<html" in low and "</html" not in low:
        parts.damaged.append("The end of the HTML is missing.")
    return parts


def _leaves(mail: EmailMessage, parts: Parts) -> Iterator[tuple[EmailMessage, int]]:
    """Every part that holds something, with the number of the alternatives it is one of (0: none).

    Attached mails are not entered: they are somebody else's.
    """
    waiting: list[tuple[EmailMessage, int, int]] = [(mail, 0, 0)]
    looked_at = groups = 0
    while waiting:
        part, depth, group = waiting.pop()
        looked_at += 1
        if depth > MOST_DEPTH or looked_at > MOST_LOOKED_AT:
            parts.damaged.append("The mail has more parts than were looked at.")
            return
        kind = part.get_content_type()
        inner = part.get_payload()
        if not kind.startswith("multipart/"):
            if kind != "message/rfc822":
                yield part, group
            continue
        if kind == "multipart/alternative":
            groups += 1
            group = groups
        if isinstance(inner, list):
            waiting += [
                (each, depth + 1, group)
                for each in reversed(inner)
                if isinstance(each, EmailMessage)
            ]


def _is_attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except (ValueError, AttributeError, IndexError, TypeError):
        return False


def _content_id(part: EmailMessage) -> str:
    try:
        return str(part.get("content-id", "")).strip().strip("<>")
    except (ValueError, AttributeError, IndexError, TypeError):
        return ""


def _bytes(part: EmailMessage) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return b""
    return content if isinstance(content, bytes) else b""


def _decoded(part: EmailMessage, content: bytes, parts: Parts) -> str:
    """The words of a part; by its charset, else UTF-8, else Windows' Western one."""
    try:
        named = part.get_content_charset() or "us-ascii"
    except (ValueError, LookupError, AttributeError, TypeError):
        named = "us-ascii"
    tried = dict.fromkeys([named if named != "us-ascii" else "utf-8", "utf-8", "cp1252"])
    for number, charset in enumerate(tried):
        try:
            text = content.decode(charset)
        except (LookupError, ValueError):
            continue
        if number:
            parts.damaged.append(f"A part says that it is written in “{named[:20]}”; it is not.")
        break
    else:
        text = content.decode("utf-8", errors="replace")
        parts.damaged.append("Some characters of the mail are broken.")
    if len(text) > MOST_CHARACTERS:
        parts.damaged.append("Only the first million characters were looked at.")
    return text[:MOST_CHARACTERS].replace("\x00", "")
