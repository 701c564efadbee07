"""Which links of the mail are what it wants people to do, and which stand beside."""

from __future__ import annotations

import re

from portal_audit.evidence import Mail
from portal_audit.evidence.mail import MailLink
from portal_audit.language.wordset import word_set

BESIDE = re.compile(
    r"\b(?:unsubscribe|opt[- ]?out|preferences|privacy|terms|legal|disclaimer|notice|accessibility|"
    r"help|faqs?|questions?|support|contact|directions|map|locations?|hours|facebook|instagram|"
    r"twitter|youtube|linkedin|app store|google play|(?:get|download) (?:the|our) app|"
    r"(?:view|open|read|see) (?:this |it )?(?:e-?mail )?(?:in|on) (?:your|a|the) (?:web )?browser|"
    r"web version|español|espanol|home ?page|our (?:web ?)?site|website)\b",
    re.IGNORECASE,
)
"""Words of links that stand beside the one thing to do."""
SOCIAL = word_set(
    "facebook.com instagram.com twitter.com x.com youtube.com linkedin.com maps.google.com "
    "apps.apple.com play.google.com"
)
SHORTENERS = word_set(
    "bit.ly bitly.com j.mp tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly rebrand.ly rb.gy "
    "cutt.ly shorturl.at t.ly tiny.cc lnkd.in s.id short.io bl.ink snip.ly soo.gd qr.ae ln.run "
    "shorte.st adf.ly dub.sh dlvr.it trib.al hubs.ly hubs.li"
)
"""Services that hide where a link leads. Written by us; short on purpose."""


def web_links(mail: Mail) -> tuple[MailLink, ...]:
    """Links to web addresses: those of the HTML, or of the plain text where there is no HTML."""
    web = [link for link in mail.links if link.scheme in ("http", "https") and link.host]
    return tuple(link for link in web if link.part == ("html" if mail.has_html else "text"))


def main_links(mail: Mail) -> tuple[MailLink, ...]:
    """Links to what the mail wants people to do, each address once, the first link of it."""
    first: dict[int, MailLink] = {}
    for link in web_links(mail):
        if not _stands_beside(link):
            first.setdefault(link.address, link)
    found = list(first.values())
    # The clinic's own site in the signature is no second thing to do.
    doing = [link for link in found if link.secret or not _is_a_home_page(link)]
    return tuple(doing or found[:1])


def is_shortener(host: str) -> bool:
    return host.removeprefix("www.") in SHORTENERS


def _stands_beside(link: MailLink) -> bool:
    host = link.host.removeprefix("www.")
    words = f"{link.words} {link.path.replace('/', ' ').replace('-', ' ')}"
    return host in SOCIAL or (not link.secret and bool(BESIDE.search(words)))


def _is_a_home_page(link: MailLink) -> bool:
    return link.path in ("", "/") and bool(link.shows or link.picture)
