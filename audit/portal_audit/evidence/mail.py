"""The e-mail that invites patients, as plain data.

Written by the room `mail`, which takes out first whose it is and what opens an account: no name or
address of the patient, no value of a link's query, no code.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from portal_audit.evidence.base import Evidence

Part = Literal["html", "text"]


class Signature(Evidence):
    """One DKIM signature (RFC 6376)."""

    domain: str
    """Who signed: `d=`."""
    covers: tuple[str, ...]
    """Names of the headers that it signs, small letters: `h=`."""


class MailLink(Evidence):
    """One link, or one address in plain text."""

    part: Part
    words: str
    """As patients see it; addresses without their secrets."""
    shows: str = ""
    """The host in the words, when the words are an address."""
    scheme: str = ""
    host: str = ""
    path: str = ""
    """Parts that look like a code are masked; there is no query."""
    address: int
    """Links of one number lead to the same address."""
    secret: bool = False
    """The address holds a code: it is this patient's own."""
    picture: bool = False
    """Shown as a picture alone; `words` are its text alternative."""


class MailPicture(Evidence):
    """One picture."""

    host: str = ""
    """Who is asked for it; "" when it came with the mail."""
    url: str = ""
    """Query values removed, keys kept."""
    width: int | None = None
    """As the HTML states it, in pixels; None when it does not."""
    height: int | None = None
    alt: str | None = None
    """Text alternative; None when the attribute is missing."""
    unseen: bool = False
    """One pixel large or hidden: nobody is meant to see it."""
    asks: bool = False
    """Its address has a query or a code, so that each reader asks for another one."""


class LinkVisit(Evidence):
    """What the main link answered when it was opened, on the auditor's wish (`--check-link`)."""

    status: int | None = None
    """Of HTTP; None when nothing answered."""
    says: str = ""
    """The page's own words when it says that the link no longer works."""
    why_not: str = ""
    """Why it could not be opened, one plain sentence."""


class Mail(Evidence):
    """One e-mail, as far as the checks need it. No address of a person, no secret of a link."""

    subject: str
    subject_length: int = 0
    """Characters, as it was sent."""
    from_name: str = ""
    from_domain: str = ""
    date: str = ""
    """ISO, the day it was sent; "" when it does not say."""
    received: bool = False
    """It has been delivered: it carries the marks of the servers it passed."""
    damaged: tuple[str, ...] = ()
    """What is missing or broken, plain sentences."""
    signatures: tuple[Signature, ...] = ()
    checked: bool = False
    """The receiving mailbox wrote down what it checked (Authentication-Results, RFC 8601)."""
    verdicts: dict[str, str] = Field(default_factory=dict)
    """What it found: `spf`, `dkim`, `dmarc` -> `pass`, `fail`, `none` ..."""
    unsubscribe: tuple[str, ...] = ()
    """Schemes of the addresses in List-Unsubscribe: `https`, `mailto`."""
    unsubscribe_host: str = ""
    one_click: bool = False
    """List-Unsubscribe-Post asks for one click (RFC 8058)."""
    mailing: tuple[str, ...] = ()
    """Headers that only a mailing to many has, e.g. `Precedence: bulk`."""
    has_text: bool = False
    has_html: bool = False
    alternative: bool = False
    """Text and HTML are offered as two forms of one message."""
    text: tuple[str, ...] = ()
    """The plain text, paragraph by paragraph."""
    html: tuple[str, ...] = ()
    """The words of the HTML, block by block, hidden ones left out."""
    hidden: str = ""
    """Hidden words of the HTML: mailboxes show them beside the subject."""
    html_bytes: int = 0
    links: tuple[MailLink, ...] = ()
    pictures: tuple[MailPicture, ...] = ()
    visit: LinkVisit | None = None
    """None when the main link was not opened."""
