"""What the office itself knows, as it was at the time of the run: its people, its closings."""

from __future__ import annotations

from portal_audit.evidence.base import Evidence


class RosterEntry(Evidence):
    """Somebody who sees patients, or did."""

    name: str
    """As the office writes it, titles included: `Dr. Hannah Lee`."""
    left: bool = False
    """The list says so in its status column."""
    start: str = ""
    """First day, ISO; "" when not given."""
    end: str = ""
    """Last day, ISO; "" when not given."""
    accepting: bool | None = None
    """Takes new patients; None when not given."""


class Closing(Evidence):
    """Days on which the office is closed."""

    name: str
    """What for: `Thanksgiving`."""
    first: str
    """ISO."""
    last: str
    """ISO; the same as `first` for one day."""
