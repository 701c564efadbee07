"""What went wrong, in sentences a receptionist understands."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from portal_audit.browser import BrowserResponse
from portal_audit.errors import PortalUnreachable


def unreachable(url: str, problem: Exception) -> PortalUnreachable:
    """The browser's network error as a sentence with a remedy."""
    host = urlsplit(url).netloc.rsplit("@", 1)[-1]
    code = next(iter(re.findall(r"ERR_[A-Z_]+", str(problem))), "")
    if "CERT" in code or "SSL" in code:
        return PortalUnreachable(
            f"The secure connection to {host} cannot be trusted ({code}).",
            "Ask whoever runs the portal to renew or correct its certificate.",
        )
    if code == "ERR_NAME_NOT_RESOLVED":
        return PortalUnreachable(
            f"There is no host named {host}.", "Check `start:` in the portal file for a typo."
        )
    if code == "ERR_CONNECTION_REFUSED":
        return PortalUnreachable(
            f"Nothing answers at {host}.", "Is the portal running? Is the port right?"
        )
    if code == "ERR_TOO_MANY_REDIRECTS":
        return PortalUnreachable(
            f"{host} sends the browser round in circles ({code}).",
            "Try the address in your own browser; clear nothing first.",
        )
    if code == "ERR_INVALID_AUTH_CREDENTIALS":
        return _gated(host)
    return PortalUnreachable(
        f"{host} cannot be opened ({code or 'no reason given'}).",
        "Check the address and your network, then run the audit again.",
    )


def refused(url: str, answer: BrowserResponse | None) -> PortalUnreachable | None:
    """The portal stands behind the browser's own password box; None when it does not.

    With windows, Chromium calls that an error; without, it shows the page of the refusal.
    """
    if answer and answer.status == 401 and "www-authenticate" in answer.headers:
        return _gated(urlsplit(url).netloc.rsplit("@", 1)[-1])
    return None


def _gated(host: str) -> PortalUnreachable:
    return PortalUnreachable(
        f"{host} asks for a user name and password before it shows a page.",
        "Name them under `gate:` in the portal file, as references.",
    )


def sentence(name: str) -> str:
    return name[:1].upper() + name[1:]


def why(problem: Exception) -> str:
    """The reason Playwright gives, in plain words; never its log, which holds typed text."""
    text = str(problem)
    if "intercepts pointer events" in text:
        return ": something else lies on top of it"
    if "not visible" in text or "outside of the viewport" in text:
        return ": it is out of sight"
    if "not enabled" in text or "disabled" in text:
        return ": it is switched off"
    if "not stable" in text:
        return ": it never stops moving"
    return ""
