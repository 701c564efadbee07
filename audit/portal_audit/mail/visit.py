"""Opening the main link of a mail once, on the auditor's wish: some work only once."""

from __future__ import annotations

import re
import ssl
import urllib.error
import urllib.request

from portal_audit.evidence.mail import LinkVisit
from portal_audit.mail.markup import read_markup

SECONDS = 20
MOST_BYTES = 500_000
_OVER = re.compile(
    r"[^.!?]{0,80}\b(?:(?:link|invitation|code|page|token) (?:has |is |was )?(?:already |now )?"
    r"(?:expired|no longer (?:valid|works|active)|invalid|not valid|been used|used)|"
    r"(?:expired|invalid) (?:link|invitation|code|token))\b[^.!?]{0,80}",
    re.IGNORECASE,
)


def visit(address: str) -> LinkVisit:
    """What `address` answers to one GET, redirects followed as a browser does."""
    if not address.casefold().startswith(("https://", "http://")):
        return LinkVisit(why_not="It is no web address.")
    request = urllib.request.Request(address, headers={"User-Agent": "Portal Audit"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            page = answer.read(MOST_BYTES).decode("utf-8", errors="replace")
            return LinkVisit(status=answer.status, says=_says(page))
    except urllib.error.HTTPError as problem:
        return LinkVisit(status=problem.code)
    except urllib.error.URLError as problem:
        reason = problem.reason
        if isinstance(reason, ssl.SSLError):
            return LinkVisit(why_not="Its certificate is not to be trusted.")
        return LinkVisit(why_not="The server did not answer.")
    except (OSError, ValueError, LookupError):
        return LinkVisit(why_not="The server did not answer as web servers do.")


def _says(page: str) -> str:
    """The page's own words when it says that the link is over."""
    for block in read_markup(page).blocks:
        if match := _OVER.search(block):
            return " ".join(match[0].split())[:160]
    return ""
