"""Who is behind a host: the table `scenarios/trackers.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from portal_audit import yamlfile
from portal_audit.checks.trust.pages import is_own
from portal_audit.evidence import Request, RunEvidence
from portal_audit.resources import shipped

Hosts = dict[str, tuple[str, ...]]
CATEGORIES = ("advertising", "social", "analytics", "replay", "tag-manager")


class TrackerFile(BaseModel):
    """`trackers.yaml`: owner -> hosts for each purpose."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    advertising: Hosts
    social: Hosts
    analytics: Hosts
    replay: Hosts
    tag_manager: Hosts = Field(alias="tag-manager")
    allowed: tuple[str, ...]
    disguised: Hosts


@dataclass(frozen=True, slots=True)
class Tracker:
    """Who hears of a request, and what for."""

    owner: str
    category: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A request to a tracker."""

    tracker: Tracker
    request: Request


@cache
def _table() -> tuple[dict[str, Tracker], frozenset[str], tuple[tuple[str, Tracker], ...]]:
    file = yamlfile.load(shipped("scenarios") / "trackers.yaml", TrackerFile)
    by_host = {
        host: Tracker(owner, category)
        for category in CATEGORIES
        for owner, hosts in getattr(file, category.replace("-", "_")).items()
        for host in hosts
    }
    purposes = {tracker.owner: tracker.category for tracker in reversed(by_host.values())}
    paths = tuple(
        (path, Tracker(owner, purposes.get(owner, "analytics")))
        for owner, given in file.disguised.items()
        for path in given
    )
    return by_host, frozenset(file.allowed), paths


def tracker_of(request: Request, own: bool = False) -> Tracker | None:
    """The tracker a request goes to; None for all other hosts.

    `own`: the host is the portal's, so that only a disguised path can make it a tracker.
    """
    by_host, allowed, disguised = _table()
    if not own and request.host not in allowed:
        labels = request.host.split(".")
        for start in range(len(labels) - 1):
            found = by_host.get(".".join(labels[start:]))
            if found:
                return found
    parts = urlsplit(request.url)
    address = f"{parts.path}?{parts.query}"
    return next((tracker for path, tracker in disguised if address.startswith(path)), None)


def hits(evidence: RunEvidence, categories: tuple[str, ...]) -> Iterator[Hit]:
    """Requests to trackers of these categories, whether or not they were answered."""
    for walk in evidence.walks:
        for request in walk.requests:
            tracker = tracker_of(request, own=is_own(evidence, request.host))
            if tracker and tracker.category in categories:
                yield Hit(tracker, request)
