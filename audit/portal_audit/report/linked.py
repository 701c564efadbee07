"""Addresses and JSON for the formats that other programs follow links in.

Every path and every source may have been written by the page it is about. What comes out here is
a valid web address or reference (RFC 3986): spaces and letters beyond ASCII percent-encoded, never
`javascript:`, never another host.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from portal_audit.report.neutral import safe_link, visible

_LONGEST = 2_000
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_A_PATH = "/%!$&'()*+,;=@~-._?"
"""`:` is left out: before the first `/` it would make a scheme of what stands before it."""
_IN_AN_ADDRESS = _IN_A_PATH + ":#"


def origin(start: str) -> str:
    """Scheme and host of the portal with a `/` at the end; "" when `start` is no web address."""
    if not safe_link(start):
        return ""
    parts = urlsplit(start)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{quote(host, safe='.-:[]')}/"


def page_reference(path: str) -> str:
    """The page's path, relative to the portal's `origin`; `./` for the first page.

    "" when `path` does not begin with `/`: then it names no page of the portal.
    """
    if not path.startswith("/"):
        return ""
    steps = [step for step in _one_line(path).split("/") if step not in ("", ".", "..")]
    ending = "/" if steps and path.endswith("/") else ""
    return _quoted("/".join(steps), _IN_A_PATH) + ending or "./"


def page_address(base: str, path: str) -> str:
    """The page's whole address; `base` itself when `path` names no page."""
    return base + page_reference(path).removeprefix("./")


def web_address(address: str) -> str:
    """`address` as a valid web address, or "" when it is none."""
    return _quoted(address, _IN_AN_ADDRESS) if safe_link(address) else ""


def urn(*names: str) -> str:
    """A name of our own for what has no web address."""
    return ":".join(("urn:portal-audit", *(quote(visible(name), safe="-._~") for name in names)))


def utc(moment: str) -> str:
    """An ISO time as `2026-10-01T08:12:44Z`, or "" when it is none. No zone means UTC."""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    zoned = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def json_bytes(document: object) -> bytes:
    """`document` as JSON; every text in it is made `visible`."""
    return (json.dumps(_visible(document), ensure_ascii=False, indent=1) + "\n").encode()


def _visible(value: object) -> object:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {_visible(key): _visible(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_visible(each) for each in value]
    return value


def _quoted(text: str, safe: str) -> str:
    return _LOOSE_PERCENT.sub("%25", quote(_one_line(text), safe=safe))


def _one_line(text: str) -> str:
    return visible(text)[:_LONGEST]
