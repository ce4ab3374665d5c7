"""Dates of a treatment: rental months, weeks, infusion days and visit days.

Days are counted as offsets from the first day (0); a length of 42 days covers 0 to 41.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.dosing import DAY_MINUTES

WEEK = 7


@dataclass(frozen=True, slots=True)
class Week:
    """One week of treatment, or the part of one at its end; `first` is its offset."""

    first: int
    length: int


def months(start: date, days: int) -> tuple[date, ...]:
    """The first days of the rental months: the day of the month of `start`, each month.

    A month without that day takes its last one; a month that begins after the treatment
    has ended is not rented.
    """
    return months_from(start, start, days)


def months_from(base: date, start: date, days: int) -> tuple[date, ...]:
    """The first days of months counted from a base day, up to the end of a stretch of days."""
    end = start + timedelta(days=days)
    found: list[date] = []
    while (day := months_later(base, len(found))) < end:
        found.append(day)
    return tuple(found)


def months_later(start: date, count: int) -> date:
    """The same day of the month, so many months later; the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def weeks(days: int) -> tuple[Week, ...]:
    """The weeks counted from the first day; the last may be a part of one."""
    return tuple(Week(first, min(WEEK, days - first)) for first in range(0, days, WEEK))


def spread(per_week: Decimal, days: int) -> tuple[int, ...]:
    """The offsets of something done so often a week, the first on the first day, evenly.

    Offsets repeat when it is done several times a day; a fraction of 1 spreads over weeks
    (0.5 is every 14 days).
    """
    if per_week <= 0:
        return ()
    times, in_days = per_week.as_integer_ratio()
    in_days *= WEEK
    found: list[int] = []
    while (offset := len(found) * in_days // times) < days:
        found.append(offset)
    return tuple(found)


def infusion_days(per_week: Decimal | None, minutes: int | None, days: int) -> tuple[int, ...]:
    """The offsets on which the drug runs; every day when how often is not said.

    An infusion longer than a day runs on the days that it lasts into (46 hours: two days).
    """
    if per_week is None:
        return tuple(range(days))
    lasts = max(1, -(-(minutes or 0) // DAY_MINUTES))
    found = {start + day for start in spread(per_week, days) for day in range(lasts)}
    return tuple(sorted(day for day in found if day < days))


def visit_days(per_week: Decimal, infusions: tuple[int, ...], days: int) -> tuple[int, ...]:
    """The offsets of the visits: spread evenly, each moved back to an infusion day, one a day.

    `infusions` are in order.
    """
    found: set[int] = set()
    for wanted in spread(per_week, days):
        before = bisect_right(infusions, wanted)
        if before:
            found.add(infusions[before - 1])
    return tuple(sorted(found))
