"""Reading an .eml file: what is no mail is named and refused, what is damaged is read as far as it
goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
    MessageDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import EmailMessage
from pathlib import Path

from portal_audit.errors import FileProblem

MOST_BYTES = 25_000_000
"""Gmail and Outlook take no larger mail."""
MOST_PARTS = 100
"""Parts within parts; ordinary mails have less than ten. Python reads them by recursion."""

HOW_TO_SAVE = (
    "Save the message as .eml: in Gmail, open it, the three dots, “Download message”; in Outlook "
    "on the web, the three dots, “Save as” or “Download”; in Apple Mail or Thunderbird, “Save As”."
)
_KNOWN_HEADER = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-type|"
    rb"delivered-to|dkim-signature|authentication-results)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER_FILES = (
    (b"%PDF", "this is a PDF, not a mail."),
    (b"\xd0\xcf\x11\xe0", "this is a mail in Outlook's own form (.msg)."),
    (b"PK\x03\x04", "this is a ZIP or Word file, not a mail."),
    (b"\x89PNG", "this is a picture, not a mail."),
    (b"\xff\xd8\xff", "this is a picture, not a mail."),
    (b"GIF8", "this is a picture, not a mail."),
)
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype html|html|head|body|\?xml)", re.IGNORECASE)
_HEAD = 64_000
"""Bytes in which the headers begin."""
_CUT = (
    CloseBoundaryNotFoundDefect,
    StartBoundaryNotFoundDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
)


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as it was read, and what is wrong with the file. Holds patients' details."""

    mail: EmailMessage
    damaged: tuple[str, ...]


def read_mail(path: Path) -> Message:
    """The mail at `path`. Raises FileProblem when there is none or it cannot be one."""
    data = _unpacked(path, _bytes(path))
    if data.lower().count(b"boundary") > 2 * MOST_PARTS or data.lower().count(b"message/rfc822") > (
        MOST_PARTS
    ):
        raise FileProblem(
            path,
            f"this mail has more than {MOST_PARTS} parts within parts.",
            "No ordinary mail is built so. Give the invitation as a patient gets it.",
        )
    try:
        mail = message_from_bytes(data, policy=policy.default)
    except (RecursionError, ValueError, LookupError, AttributeError, IndexError, TypeError):
        raise FileProblem(path, "this mail cannot be taken apart.", HOW_TO_SAVE) from None
    return Message(mail, tuple(_damage(mail)))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise FileProblem(path, "this is a folder, not a mail.", "Name the .eml file in it.")
        if size > MOST_BYTES:
            raise FileProblem(
                path,
                f"this file has {size / 1e6:.0f} MB; a mail has at most {MOST_BYTES / 1e6:.0f}.",
                "Give the invitation alone, not a whole mailbox.",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileProblem(path, "there is no such file.", "Check the name.") from None
    except OSError as problem:
        raise FileProblem(path, f"cannot be read: {problem.strerror or problem}.") from None
    if not data.strip():
        raise FileProblem(path, "this file is empty.", HOW_TO_SAVE)
    return data


def _unpacked(path: Path, data: bytes) -> bytes:
    """The mail itself, whatever a mail program has put around it."""
    for start, what in _OTHER_FILES:
        if data.startswith(start):
            raise FileProblem(path, what, HOW_TO_SAVE)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if _WEB_PAGE.match(data):
        raise FileProblem(
            path, "this is the HTML of a mail without its head (sender, subject).", HOW_TO_SAVE
        )
    if number := re.match(rb"(\d+)\s*\r?\n", data):  # Apple's .emlx: length, mail, notes
        data = data[number.end() : number.end() + int(number[1][:12])]
    if data.startswith(b"From "):  # a mailbox file of one mail
        if len(re.findall(rb"^From \S+ .*\d{4}\r?$", data, re.MULTILINE)) > 1:
            raise FileProblem(
                path, "this is a mailbox of several mails.", "Save the invitation alone, as .eml."
            )
        data = data.split(b"\n", 1)[-1]
    head = data[:_HEAD]
    if b"\x00" in head or not _KNOWN_HEADER.search(re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]):
        raise FileProblem(
            path, "this is not a mail: it has no head with sender and subject.", HOW_TO_SAVE
        )
    return data


def _damage(mail: EmailMessage) -> list[str]:
    """What is missing or broken, in words."""
    defects: list[MessageDefect] = []
    for part in mail.walk():
        if not part.is_multipart():
            _decode(part)
        defects += part.defects
    found = []
    if any(isinstance(defect, _CUT) for defect in defects):
        found.append("The mail is cut: its last part does not end. What came before was read.")
    if any(isinstance(defect, InvalidBase64CharactersDefect) for defect in defects):
        found.append("A part of the mail is not encoded as it says.")
    if not mail.get_payload():
        found.append("The mail has a head, but nothing in it.")
    return found


def _decode(part: EmailMessage) -> None:
    """Makes the parser note what is wrong with the encoding of a part."""
    try:
        part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        part.defects.append(InvalidBase64CharactersDefect())
