"""Dates as the demo portal writes them, and the days the clinic is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

TRAINING_AHEAD = timedelta(days=5)
"""There always is a closing to announce, so that the check of it has something to see."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A day the clinic is closed."""

    name: str
    day: date


def plain_date(day: date) -> str:
    """`November 12, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def plain_day(day: date) -> str:
    """`Thursday, November 12`."""
    return f"{day:%A}, {day:%B} {day.day}"


def plain_time(moment: datetime) -> str:
    """`9:20 AM`."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"


def plain_moment(moment: datetime) -> str:
    """`Thursday, November 12, 9:20 AM`."""
    return f"{plain_day(moment)}, {plain_time(moment)}"


def slashed(day: date) -> str:
    """`11/12/2026`."""
    return f"{day:%m/%d/%Y}"


def dashed(day: date) -> str:
    """`2026-11-12`."""
    return day.isoformat()


def laboratory(day: date) -> str:
    """`12-NOV-26`, as laboratory systems print it."""
    return f"{day:%d-%b-%y}".upper()


def closings(year: int) -> tuple[Closing, ...]:
    """The holidays of `year`, in order."""
    return (
        Closing("New Year’s Day", date(year, 1, 1)),
        Closing("Memorial Day", _nth_weekday(year, 6, 0, 1) - timedelta(weeks=1)),
        Closing("Independence Day", date(year, 7, 4)),
        Closing("Labor Day", _nth_weekday(year, 9, 0, 1)),
        Closing("Thanksgiving", _nth_weekday(year, 11, 3, 4)),
        Closing("Christmas Day", date(year, 12, 25)),
    )


def next_closing(today: date) -> Closing:
    """The next day the clinic is closed: a holiday, or staff training within a week."""
    coming = (*closings(today.year), *closings(today.year + 1))
    holiday = next(closing for closing in coming if closing.day >= today)
    if holiday.day - today <= TRAINING_AHEAD:
        return holiday
    day = today + TRAINING_AHEAD
    return Closing("staff training", day - timedelta(days=max(0, day.weekday() - 4)))


def working_days(today: date, count: int) -> tuple[date, ...]:
    """The next `count` days after `today` on which the clinic sees patients."""
    days: list[date] = []
    day = today
    while len(days) < count:
        day += timedelta(days=1)
        closed = {next_closing(today).day, *(closing.day for closing in closings(day.year))}
        if day.weekday() < 5 and day not in closed:
            days.append(day)
    return tuple(days)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)
