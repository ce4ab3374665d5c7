"""Orders in words: doses, how often, how long.  Shared by the question screens and the review."""

from __future__ import annotations

from decimal import Decimal

from core.case import DoseUnit, Per
from core.dosing import DAY_MINUTES, HOUR_MINUTES
from core.words import Words

CONTINUOUS = "continuous"
TIMES_A_WEEK: dict[str, Decimal] = {
    "1-a-day": Decimal(7),
    "2-a-day": Decimal(14),
    "3-a-day": Decimal(21),
    "4-a-day": Decimal(28),
    "6-a-day": Decimal(42),
    "every-2-days": Decimal("3.5"),
    "1-a-week": Decimal(1),
    "every-2-weeks": Decimal("0.5"),
    "every-3-weeks": Decimal("0.333333"),
    "every-4-weeks": Decimal("0.25"),
}
"""The usual ways to say how often, in infusions a week."""


def dose_text(words: Words, amount: Decimal, unit: DoseUnit, per: Per | None) -> str:
    """An ordered dose: "40 mg a day", "0.375 mcg/kg/min"."""
    said = amount_text(words, amount, unit)
    return words(f"dose-text.{per}", dose=said) if per else said


def amount_text(words: Words, amount: Decimal, unit: str) -> str:
    """An amount and its unit: "1,000 units"."""
    return words("dose-text.amount", number=words.number(amount), unit=words(f"unit.{unit}"))


def times_text(words: Words, per_week: Decimal) -> str:
    """How often: "once a day", "every 3 weeks", "5 times a week"."""
    for name, times in TIMES_A_WEEK.items():
        if per_week == times:
            return words(f"times.{name}")
    return words("times.a-week", number=words.number(per_week))


def often_text(words: Words, per_week: Decimal, minutes: int | None) -> str:
    """How often, or "all the time, day and night" for an infusion that never stops."""
    if never_stops(per_week, minutes):
        return words(f"times.{CONTINUOUS}")
    return times_text(words, per_week)


def never_stops(per_week: Decimal | None, minutes: int | None) -> bool:
    """Whether one infusion follows the other, day and night."""
    return per_week == TIMES_A_WEEK["1-a-day"] and minutes == DAY_MINUTES


def minutes_text(words: Words, minutes: int) -> str:
    """How long: "all day and night", "8 hours", "1 hour 30 minutes"."""
    if minutes == DAY_MINUTES:
        return words("minutes.all-day")
    hours, rest = divmod(minutes, HOUR_MINUTES)
    said_hours = words("minutes.hours", n=hours)
    said_rest = words("minutes.minutes", n=rest)
    if not hours:
        return said_rest
    return words("minutes.both", hours=said_hours, minutes=said_rest) if rest else said_hours


def days_text(words: Words, days: int) -> str:
    """How long in all: "6 weeks", "10 days"."""
    weeks, rest = divmod(days, 7)
    return words("length.days", n=days) if rest or not weeks else words("length.weeks", n=weeks)
