"""The amount of drug given in each week of treatment, in the unit of its code, exact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from core.case import Per, Therapy
from core.dosing import DAY_MINUTES, is_rate, ordered_amount
from core.schedule.calendar import WEEK, infusion_days, spread, weeks

_EVERY_DAY = Decimal(7)


@dataclass(frozen=True, slots=True)
class WeekDose:
    """What is given in one week: offset of its first day, infusion days, whole amount."""

    first: int
    days: int
    amount: Fraction


def filled(therapy: Therapy) -> Therapy:
    """The order with what it leaves open: every day when how often is not said, all day long
    for a rate whose minutes are not said (named in the result as assumptions)."""
    dose = therapy.dose
    if dose is None or dose.unit is None:
        return therapy
    if therapy.administrations_per_week is None and (dose.per is Per.DAY or is_rate(dose.unit)):
        therapy = replace(therapy, administrations_per_week=_EVERY_DAY)
    if therapy.minutes is None and is_rate(dose.unit):
        therapy = replace(therapy, minutes=DAY_MINUTES)
    return therapy


def week_doses(therapy: Therapy, unit: str, days: int) -> tuple[WeekDose, ...] | None:
    """The dose of every week or part of a week; None when the order does not say enough."""
    therapy = filled(therapy)
    dose = therapy.dose
    if dose is None or dose.unit is None:
        return None
    per_minute = is_rate(dose.unit)
    one = ordered_amount(therapy, unit) if per_minute else _one(therapy, dose.per, unit)
    if one is None:
        return None
    often = therapy.administrations_per_week
    runs = _by_week(infusion_days(often, therapy.minutes, days))
    starts = _by_week(spread(often, days) if often else ())
    found: list[WeekDose] = []
    for number, week in enumerate(weeks(days)):
        running = runs[number]
        if dose.per is Per.DAY and not per_minute:
            count = running
        elif often is None:  # a weekly dose: a part of a week takes it whole
            count = 1
        else:
            count = starts[number]
        found.append(WeekDose(week.first, running, one * count))
    return tuple(found)


def _by_week(offsets: tuple[int, ...]) -> Counter[int]:
    """How many of the days fall into each week, counted from 0."""
    return Counter(offset // WEEK for offset in offsets)


def _one(therapy: Therapy, per: Per | None, unit: str) -> Fraction | None:
    """What one infusion day, one infusion, or one week (by what the dose is per) takes."""
    amount = ordered_amount(therapy, unit)
    often = therapy.administrations_per_week
    if amount is None or per is None or (per is Per.ADMINISTRATION and often is None):
        return None
    return amount / Fraction(often) if per is Per.WEEK and often is not None else amount
