"""A page with known delays, and the self-check of the stopwatch on it."""

from __future__ import annotations

from portal_audit.clockpage.selfcheck import ClockReport, self_check

__all__ = ["ClockReport", "self_check"]
