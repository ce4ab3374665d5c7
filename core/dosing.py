"""From an ordered dose to amounts: the one conversion that the schedule and the screens share.

An amount is an exact fraction in the unit asked for ("mg", "mcg", "g", "mL", "units"):
units are rounded up once, at the very end, and a rounded day would tip them.  None
means that the order does not say enough; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.case import DoseUnit, Per, Therapy

DAY_MINUTES = 1440
HOUR_MINUTES = 60
WEEK_DAYS = Fraction(7)
_KG_IN_A_POUND = Decimal("0.45359237")  # by definition
_MASS = "mass"
# Each plain unit: what it measures, and how many of the smallest unit of that kind it is.
_PLAIN: dict[str, tuple[str, int]] = {
    "ng": (_MASS, 1),
    "mcg": (_MASS, 1_000),
    "mg": (_MASS, 1_000_000),
    "g": (_MASS, 1_000_000_000),
    "mL": ("volume", 1),
    "units": ("potency", 1),
    "million units": ("potency", 1_000_000),
}


@dataclass(frozen=True, slots=True)
class UnitParts:
    """What an ordered unit is made of: a plain unit, per kg or not, per minute or not."""

    plain: str
    per_kg: bool
    per_minute: bool


def parts(unit: DoseUnit | str) -> UnitParts:
    """Take an ordered unit apart: mcg/kg/min is mcg, per kg, per minute."""
    plain, *per = str(unit).split("/")
    return UnitParts(plain, "kg" in per, "min" in per)


def needs_weight(unit: DoseUnit | str) -> bool:
    """Whether a dose in this unit only means something with the body weight."""
    return parts(unit).per_kg


def is_rate(unit: DoseUnit | str) -> bool:
    """Whether the unit is an amount a minute, which runs for the minutes of the infusion."""
    return parts(unit).per_minute


def convertible(unit: DoseUnit | str, into: str) -> bool:
    """Whether a dose in `unit` can be told in `into`: mg in g yes, mL in mg no."""
    plain = parts(unit).plain
    return plain in _PLAIN and into in _PLAIN and _PLAIN[plain][0] == _PLAIN[into][0]


def convert(amount: Decimal | Fraction, unit: str, into: str) -> Fraction | None:
    """A plain amount in another plain unit; None when the two do not measure the same."""
    if not convertible(unit, into):
        return None
    return Fraction(amount) * _PLAIN[parts(unit).plain][1] / _PLAIN[into][1]


def infusion_days_a_week(therapy: Therapy) -> Fraction | None:
    """How many days of a week the drug runs: at most 7, a fraction for cycles.

    An infusion longer than a day runs on the days that it lasts into (46 hours: two
    days); one whose length is not known is taken to fit in a day.
    """
    times = therapy.administrations_per_week
    if times is None:
        return None
    lasts = max(1, -(-(therapy.minutes or 0) // DAY_MINUTES))
    return min(WEEK_DAYS, Fraction(times) * lasts)


def administration_amount(therapy: Therapy, into: str) -> Fraction | None:
    """The amount of one infusion."""
    week = week_amount(therapy, into)
    times = therapy.administrations_per_week
    if therapy.dose is not None and therapy.dose.per is Per.ADMINISTRATION:
        return ordered_amount(therapy, into)
    return None if week is None or not times else week / Fraction(times)


def day_amount(therapy: Therapy, into: str) -> Fraction | None:
    """The amount of one day on which the drug runs."""
    dose = therapy.dose
    if dose is None or dose.unit is None:
        return None
    if dose.per is Per.DAY and not is_rate(dose.unit):
        return ordered_amount(therapy, into)
    week = week_amount(therapy, into)
    days = infusion_days_a_week(therapy)
    return None if week is None or not days else week / days


def week_amount(therapy: Therapy, into: str) -> Fraction | None:
    """The amount of one week of treatment, not rounded.

    A rate (mcg/kg/min) runs for the minutes of each infusion, whatever it is "per".
    """
    dose = therapy.dose
    one = ordered_amount(therapy, into)
    if dose is None or dose.unit is None or one is None:
        return None
    times = therapy.administrations_per_week
    if is_rate(dose.unit) or dose.per is Per.ADMINISTRATION:
        return None if times is None else one * Fraction(times)
    if dose.per is Per.DAY:
        days = infusion_days_a_week(therapy)
        return None if days is None else one * days
    return one if dose.per is Per.WEEK else None


def ordered_amount(therapy: Therapy, into: str) -> Fraction | None:
    """The ordered amount with weight and minutes worked in, for one `per` of the dose."""
    dose = therapy.dose
    if dose is None or dose.amount is None or dose.unit is None:
        return None
    made = parts(dose.unit)
    amount = convert(dose.amount, made.plain, into)
    if amount is None:
        return None
    if made.per_kg:
        if therapy.weight_kg is None:
            return None
        amount *= Fraction(therapy.weight_kg)
    if made.per_minute:
        if therapy.minutes is None:
            return None
        amount *= therapy.minutes
    return amount


def kg_from_pounds(pounds: Decimal) -> Decimal:
    """A weight in pounds as kg, to 0.01 kg."""
    return (pounds * _KG_IN_A_POUND).quantize(Decimal("0.01"))


def pounds_from_kg(kg: Decimal) -> Decimal:
    """A weight in kg as pounds, to 0.1 pound."""
    return (kg / _KG_IN_A_POUND).quantize(Decimal("0.1"))


def whole_minutes(hours: Decimal) -> Decimal:
    """Hours as whole minutes, at least one."""
    return max(Decimal(1), (hours * HOUR_MINUTES).quantize(Decimal(1)))


def hours(minutes: Decimal) -> Decimal:
    """Minutes as hours, to 0.1 hour."""
    return (minutes / HOUR_MINUTES).quantize(Decimal("0.1"))
