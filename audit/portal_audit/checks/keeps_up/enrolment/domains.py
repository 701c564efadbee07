"""Whose a host is: the domain that somebody registered, by the public suffix list.

The list's snapshot that comes with `tldextract` is used; nothing is fetched.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from portal_audit.evidence import RunEvidence

if TYPE_CHECKING:
    from tldextract import TLDExtract

LOCAL = "The portal is served from this computer, so hosts cannot be compared."
NO_PORTAL = "Which portal it is about was not said: name its file with --portal."


def registered(host: str) -> str:
    """`example.org` for `mail.portal.example.org`; the host itself when it is none."""
    found = _extractor()(host)
    if found.domain and found.suffix:
        return f"{found.domain}.{found.suffix}".casefold()
    labels = host.casefold().split(".")
    # names kept for examples (`.example`, `.test`) are no public suffixes
    is_name = len(labels) > 1 and not labels[-1].isdigit()
    return ".".join(labels[-2:]) if is_name else host.casefold()


def is_of_portal(evidence: RunEvidence, host: str) -> bool:
    """Whether `host` belongs to whom the portal's hosts belong to."""
    return registered(host) in {registered(own) for own in evidence.run.hosts}


@cache
def _extractor() -> TLDExtract:
    from tldextract import TLDExtract  # takes its time, and most commands do without

    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
