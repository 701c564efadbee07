"""Who is behind a host: the table `scenarios/trackers.yaml`, and the auditor's own before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from portal_audit.checks.pages import counted
from portal_audit.checks.trust.pages import is_own
from portal_audit.evidence import Request, RunEvidence
from portal_audit.resources import shipped
from portal_audit.trackers import ALLOWED, CATEGORIES, DISGUISED, Sheet, read_table


@dataclass(frozen=True, slots=True)
class Tracker:
    """Who hears of a request, and what for."""

    owner: str
    category: str
    table: str
    """Which table says so, in a sentence."""
    by_path: bool = False
    """Known by the path only: whether the host passes requests on cannot be seen."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A request to a tracker."""

    tracker: Tracker
    request: Request


@dataclass(frozen=True, slots=True)
class Table:
    """What one table says, to look it up."""

    name: str
    hosts: dict[str, Tracker | None]
    """None: allowed."""
    paths: tuple[tuple[str, Tracker], ...]
    purposes: dict[str, str]
    """Owner -> category."""

    @staticmethod
    def of(sheet: Sheet, name: str, purposes: dict[str, str] | None = None) -> Table:
        """`purposes`: of owners whose paths the sheet has, but whose hosts it has not."""
        purposes = dict(purposes or {})
        hosts: dict[str, Tracker | None] = {}
        # One owner in several categories goes by the first: from last to first, the first stays.
        for category in reversed(CATEGORIES):
            for owner, given in sheet.get(category, {}).items():
                purposes[owner] = category
                hosts |= dict.fromkeys(given, Tracker(owner, category, name))
        for given in sheet.get(ALLOWED, {}).values():
            hosts |= dict.fromkeys(given)
        paths = tuple(
            (path, Tracker(owner, purposes.get(owner, "analytics"), name, by_path=True))
            for owner, given in sheet.get(DISGUISED, {}).items()
            for path in given
        )
        return Table(name, hosts, paths, purposes)

    def entry(self, host: str) -> str:
        """The longest entry that `host` is, or is part of; "" when there is none."""
        labels = host.casefold().split(".")
        names = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((name for name in names if name in self.hosts), "")

    def by_path(self, address: str) -> Tracker | None:
        """The tracker whose paths begin as `address` does."""
        return next((t for path, t in self.paths if address.startswith(path)), None)


@cache
def ours() -> Table:
    """The shipped table."""
    file = read_table(shipped("scenarios") / "trackers.yaml")
    sheet = file.sheet()
    hosts = sum(len(given) for key in CATEGORIES for given in sheet.get(key, {}).values())
    month = date.fromisoformat(f"{file.version}-01").strftime("%B %Y")
    return Table.of(sheet, f"our table of {month}, {counted(hosts, 'host')}")


def tables_of(evidence: RunEvidence) -> tuple[Table, ...]:
    """The tables of a run, those that count first in front."""
    own = evidence.run.trackers
    if not own:
        return (ours(),)
    return Table.of(own, "the auditor's own table", ours().purposes), ours()


def tracker_of(request: Request, tables: tuple[Table, ...], own: bool = False) -> Tracker | None:
    """The tracker a request goes to; None for all other hosts.

    `own`: the host is the portal's, so that only a disguised path can make it a tracker.
    """
    parts = urlsplit(request.url)
    address = f"{parts.path}?{parts.query}"
    for table in tables:
        entry = "" if own else table.entry(request.host)
        tracker = (table.hosts[entry] if entry else None) or table.by_path(address)
        if tracker or entry:  # also an allowed host: the tables behind are not asked
            return tracker
    return None


def hits(evidence: RunEvidence, categories: tuple[str, ...]) -> Iterator[Hit]:
    """Requests to trackers of these categories, whether or not they were answered."""
    tables = tables_of(evidence)
    for walk in evidence.walks:
        for request in walk.requests:
            tracker = tracker_of(request, tables, own=is_own(evidence, request.host))
            if tracker and tracker.category in categories:
                yield Hit(tracker, request)
