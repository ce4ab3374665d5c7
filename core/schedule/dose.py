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
    one = _one(therapy, unit)
    if one is None:
        return None
    often = therapy.administrations_per_week
    runs = _by_week(infusion_days(often, therapy.minutes, days))
    starts = _by_week(spread(often, days) if often else ())
    found: list[WeekDose] = []
    for number, week in enumerate(weeks(days)):
        running = runs[number]
        if _per_day(therapy):
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


def _per_day(therapy: Therapy) -> bool:
    dose = therapy.dose
    return (
        dose is not None
        and dose.unit is not None
        and dose.per is Per.DAY
        and not is_rate(dose.unit)
    )


def _one(therapy: Therapy, unit: str) -> Fraction | None:
    """What one infusion day, one infusion, or one week (by what the dose is per) takes."""
    amount = ordered_amount(therapy, unit)
    if amount is None or therapy.dose is None:
        return None
    if therapy.dose.unit is not None and is_rate(therapy.dose.unit):
        return amount
    if therapy.dose.per is Per.WEEK and therapy.administrations_per_week is not None:
        return amount / Fraction(therapy.administrations_per_week)
    if therapy.dose.per is Per.ADMINISTRATION and therapy.administrations_per_week is None:
        return None
    return None if therapy.dose.per is None else amount
