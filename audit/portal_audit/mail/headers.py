"""The head of a mail: who sends it, who vouches for it, how it can be stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from urllib.parse import urlsplit

from portal_audit.evidence.mail import Signature

RECIPIENTS = (
    *(
        "to",
        "cc",
        "bcc",
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "resent-to",
        "apparently-to",
    ),
    *("x-rcpt-to", "x-forwarded-to"),
)
METHODS = ("spf", "dkim", "dmarc")
_LONGEST = 20_000
"""Characters of one header that are read."""
_COMMENT = re.compile(r"\([^()]*\)")
_VERDICT = re.compile(r"^\s*(spf|dkim|dmarc)\s*(?:/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_CAMPAIGN = re.compile(r"^x-(?:[a-z0-9]+-)*(?:campaign|mailing|newsletter)(?:-?id)?$")


def words_of(mail: EmailMessage, name: str) -> str:
    """A header on one line, decoded; "" when it is missing or cannot be read."""
    return next(iter(all_of(mail, name)), "")


def all_of(mail: EmailMessage, name: str) -> list[str]:
    """Every header of this name, topmost first.

    Python's own reading of a broken header raises all kinds of errors; then the raw words are
    decoded as far as they can be.
    """
    return [_decoded(value) for key, value in mail.raw_items() if key.casefold() == name]


def _decoded(raw: object) -> str:
    text = str(raw)[:_LONGEST]
    try:
        if "=?" in text:
            text = str(make_header(decode_header(text)))
    except (ValueError, LookupError, UnicodeError):
        pass
    text = text.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def people(mail: EmailMessage) -> Iterator[tuple[str, str]]:
    """Name and address of everybody the mail went to."""
    for name in RECIPIENTS:
        yield from getaddresses(all_of(mail, name))


def sender(mail: EmailMessage) -> tuple[str, str]:
    """The sender's shown name and address; "" for what is missing."""
    named = getaddresses(all_of(mail, "from")[:1])
    if not named:
        return "", ""
    name, address = named[0]
    if "@" not in address:  # a name with characters that Python takes for the end of it
        found = re.search(r"<([^<>\s]+@[^<>\s]+)>", words_of(mail, "from"))
        address = found[1] if found else address
    return name.strip(), address.strip()


def sent_on(mail: EmailMessage) -> str:
    """The day it was sent, ISO; "" when it does not say."""
    try:
        sent: datetime = parsedate_to_datetime(words_of(mail, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return sent.date().isoformat()


def signatures(mail: EmailMessage) -> tuple[Signature, ...]:
    """Every DKIM signature: who signed and which headers (RFC 6376, section 3.5)."""
    found = []
    for header in all_of(mail, "dkim-signature")[:20]:
        tags = {
            key.strip().casefold(): "".join(value.split())
            for key, _, value in (tag.partition("=") for tag in header.split(";"))
        }
        covers = tuple(name for name in tags.get("h", "").casefold().split(":") if name)
        found.append(Signature(domain=tags.get("d", "").casefold()[:253], covers=covers[:60]))
    return tuple(found)


def verdicts(mail: EmailMessage) -> dict[str, str] | None:
    """What the receiving mailbox found, by method; None when it wrote nothing down.

    Only the topmost header counts, and those right below it by the same server (RFC 8601, section
    5): anybody may have written the others.
    """
    by_server: list[dict[str, list[str]]] = []
    first: str | None = None
    for header in all_of(mail, "authentication-results"):
        server, said = _results(header)
        if first is None:
            first = server
        if server != first:
            break
        by_server.append(said)
    if not by_server:
        return None
    found: dict[str, str] = {}
    for method in METHODS:
        given = [verdict for said in by_server for verdict in said.get(method, ())]
        if given:  # one good signature is enough
            found[method] = "pass" if "pass" in given else given[0]
    return found


def _results(header: str) -> tuple[str, dict[str, list[str]]]:
    """The server's name ("" when it gives none, as Microsoft does) and its verdicts by method."""
    for _ in range(5):
        header = _COMMENT.sub(" ", header)
    clauses = header.split(";")
    server = "" if "=" in clauses[0] else (clauses[0].split() or [""])[0].casefold()
    said: dict[str, list[str]] = {}
    for clause in clauses:
        if match := _VERDICT.match(clause):
            said.setdefault(match[1].casefold(), []).append(match[2].casefold()[:20])
    return server, said


def unsubscribe(mail: EmailMessage) -> tuple[tuple[str, ...], str, bool]:
    """Schemes of List-Unsubscribe, host of its web address, and whether one click is enough."""
    addresses = re.findall(r"<([^<>]+)>", words_of(mail, "list-unsubscribe"))
    schemes: list[str] = []
    host = ""
    for address in addresses[:10]:
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            continue
        schemes.append(parts.scheme.casefold()[:20])
        if parts.scheme.casefold() == "https":
            host = host or (parts.hostname or "").casefold()
    post = words_of(mail, "list-unsubscribe-post").casefold().replace(" ", "")
    return tuple(dict.fromkeys(schemes)), host, post == "list-unsubscribe=one-click"


def signs_of_a_mailing(mail: EmailMessage) -> tuple[str, ...]:
    """Headers that only a mailing to many has."""
    found = []
    precedence = words_of(mail, "precedence").casefold()
    if precedence in ("bulk", "list", "junk"):
        found.append(f"Precedence: {precedence}")
    names = {key.casefold() for key in mail}
    if "list-unsubscribe" in names:
        found.append("List-Unsubscribe")
    if "list-id" in names:
        found.append("List-Id")
    found += sorted(name for name in names if _CAMPAIGN.match(name))[:3]
    return tuple(found)
