"""From an .eml file to evidence, and to HTML that a browser may show."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path

from portal_audit.evidence.mail import Mail, MailLink, MailPicture, Part
from portal_audit.mail import headers
from portal_audit.mail.addresses import Address, address_of, addresses_in, host_shown
from portal_audit.mail.file import Message, read_mail
from portal_audit.mail.markup import FoundPicture, Markup, read_markup
from portal_audit.mail.parts import Parts, parts_of
from portal_audit.mail.scrub import Scrubber

MOST_SHOWN = 600_000
"""Characters of HTML that a browser is given."""
_WRAPPED = 50
"""Characters from which a line of plain text is taken to go on in the next."""
_ITEM = re.compile(r"\s*(?:[-*•·>#]|\d{1,2}[.)]|={3,}|_{3,})")
_CID = re.compile(r"cid:([^\"'\s)>]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail, read. Only `mail` may be written down."""

    mail: Mail
    html: str
    """To be shown in a browser: scrubbed, its own pictures put in; "" when there is none."""
    addresses: tuple[str, ...] = field(repr=False)
    """Where each of `mail.links` leads. Secret: these open accounts."""
    secrets: tuple[str, ...] = field(repr=False)
    """What must not get out, for whoever writes down what the browser shows."""


def read_letter(path: Path) -> Letter:
    """The mail at `path`, as evidence. Raises FileProblem when it is none."""
    return letter_of(read_mail(path))


def letter_of(message: Message) -> Letter:
    """`message` without anything of the patient's."""
    source = message.mail
    parts = parts_of(source)
    markup = read_markup(parts.html)
    name, address = headers.sender(source)
    domain = address.rpartition("@")[2].strip("> ").casefold()
    scrubber = Scrubber(headers.people(source), sender=name, domain=domain)
    text = paragraphs(parts.text)
    subject = headers.words_of(source, "subject")
    scrubber.learn([subject, *text, *markup.blocks, *markup.hidden], _every_address(parts, markup))
    said = headers.verdicts(source)
    schemes, host, one_click = headers.unsubscribe(source)
    links, addresses = _links(parts, markup, scrubber)
    mail = Mail(
        subject=scrubber.text(subject, 300),
        subject_length=len(subject),
        from_name=scrubber.text(name, 120),
        from_domain=domain[:253],
        date=headers.sent_on(source),
        received="received" in {key.casefold() for key in source},
        damaged=tuple(dict.fromkeys((*message.damaged, *parts.damaged))),
        signatures=headers.signatures(source),
        checked=said is not None,
        verdicts=said or {},
        unsubscribe=schemes,
        unsubscribe_host=host,
        one_click=one_click,
        mailing=headers.signs_of_a_mailing(source),
        has_text=bool(parts.text.strip()),
        has_html=bool(parts.html.strip()),
        alternative=parts.alternative,
        text=tuple(scrubber.text(block) for block in text),
        html=tuple(scrubber.text(block) for block in markup.blocks),
        hidden=scrubber.text(" ".join(markup.hidden), 1_000),
        html_bytes=parts.html_bytes,
        links=links,
        pictures=tuple(_picture(found, scrubber) for found in markup.pictures),
    )
    shown = _with_pictures(scrubber.markup(parts.html[:MOST_SHOWN]), parts)
    return Letter(mail, shown, addresses, scrubber.secrets)


def paragraphs(text: str) -> list[str]:
    """Plain text paragraph by paragraph, wrapped lines joined."""
    found: list[str] = []
    goes_on = False
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line:
            goes_on = False
            continue
        if goes_on and not _ITEM.match(raw):
            found[-1] += f" {line}"
        else:
            found.append(line)
        goes_on = len(line) >= _WRAPPED or raw.endswith(" ")
    return found


def _every_address(parts: Parts, markup: Markup) -> list[str]:
    """Every address in the mail, hidden ones and those of scripts included."""
    found = [link.href for link in markup.links] + [picture.src for picture in markup.pictures]
    source = parts.html.replace("&amp;", "&").replace("\\/", "/")
    return found + [url for _, _, url in addresses_in(source)]


def _links(
    parts: Parts, markup: Markup, scrubber: Scrubber
) -> tuple[tuple[MailLink, ...], tuple[str, ...]]:
    """The links of the HTML, then the addresses in the plain text; and where they lead."""
    raw: list[tuple[Part, str, str, bool]] = [
        ("html", link.href, link.words, link.only_picture) for link in markup.links
    ]
    raw += [("text", url, url, False) for _, _, url in addresses_in(parts.text)][:100]
    numbers: dict[str, int] = {}
    links = []
    for part, href, words, only_picture in raw:
        address = address_of(href)
        number = numbers.setdefault(address.key, len(numbers))
        links.append(_link(part, address, number, words, only_picture, scrubber))
    return tuple(links), tuple(href for _, href, _, _ in raw)


def _link(
    part: Part, address: Address, number: int, words: str, only_picture: bool, scrubber: Scrubber
) -> MailLink:
    return MailLink(
        part=part,
        words=scrubber.text(words, 200),
        shows=host_shown(words),
        scheme=address.scheme,
        host=address.host,
        path=address.path,
        address=number,
        secret=address.personal,
        picture=only_picture,
    )


def _picture(found: FoundPicture, scrubber: Scrubber) -> MailPicture:
    address = address_of(found.src)
    dot = found.width is not None and found.height is not None and found.width * found.height <= 4
    return MailPicture(
        host=address.host,
        url=address.shown if address.host else f"{address.scheme}:",
        width=found.width,
        height=found.height,
        alt=None if found.alt is None else scrubber.text(found.alt, 200),
        unseen=found.hidden or dot,
        asks=address.asks,
    )


def _with_pictures(html: str, parts: Parts) -> str:
    """`cid:` addresses replaced by the pictures that came with the mail."""

    def put_in(match: re.Match[str]) -> str:
        known = parts.pictures.get(match[1])
        if known is None:
            return match[0]
        kind, content = known
        return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"

    return _CID.sub(put_in, html)
