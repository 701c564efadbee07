"""The office's own lists: who works there, and when it is closed."""

from __future__ import annotations

from pathlib import Path

from portal_audit.evidence import Closing, RosterEntry
from portal_audit.portal import Portal


def read_roster(path: Path) -> tuple[RosterEntry, ...]:
    """The list of clinicians. Raises FileProblem."""
    raise NotImplementedError(path)


def closings_of(portal: Portal, beside: Path) -> tuple[Closing, ...]:
    """The days on which the office is closed, in order. Raises FileProblem."""
    return tuple(
        Closing(name=c.name, first=c.date.isoformat(), last=(c.until or c.date).isoformat())
        for c in portal.closings
        if not isinstance(c, str)
    )
