"""Reading an order back: what it comes to a day and a week, and whether it looks like a slip.

The limits are those of the reference's entry limits: they catch typing errors and
judge no treatment.  Nothing here is advice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from core.case import Dose, Per, Therapy
from core.dosing import (
    DAY_MINUTES,
    WEEK_DAYS,
    administration_amount,
    convertible,
    day_amount,
    infusion_days_a_week,
    is_rate,
    parts,
    week_amount,
)
from core.intake import questions
from core.intake.answers import Answers, therapy
from core.intake.slips import Slip, likely_slip
from core.intake.usual import fitting, usual_day_amounts
from core.reference.model import Billing, DrugCode, EntryLimit
from core.reference.store import Reference
from core.schedule.units import UnitsUnknown, week_units


class Level(StrEnum):
    """What the entry limits say of a dose."""

    NO_LIMIT = "no-limit"  # nothing to compare with, or the order does not say enough
    USUAL = "usual"
    ASK_LOW = "ask-low"
    ASK_HIGH = "ask-high"
    SLIP = "slip"  # stop: type it a second time


@dataclass(frozen=True, slots=True)
class Check:
    """The result of the entry limits.

    `day` is the amount of one infusion day and `limit` the one it was held against, both in
    `unit`.  `weight_assumed` says that the reference adult stood in for an unknown weight,
    `area_assumed` that it stood in for the body surface, which is never asked.
    """

    level: Level
    day: Decimal | None = None
    limit: Decimal | None = None
    unit: str = ""
    weight_assumed: bool = False
    area_assumed: bool = False
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What an order comes to; amounts are None where it does not say enough.

    `day` and `whole` are in `unit`, not rounded.  `whole` and `billing_units` (of code
    `hcpcs`, rounded up once) are of a week, or of one infusion where there is less than one
    a week: `per` says which.
    """

    unit: str
    day: Decimal | None
    per: Per
    whole: Decimal | None
    hcpcs: str
    billing_units: Decimal | None


def read_back(answers: Answers, reference: Reference, day: date) -> ReadBack:
    """The day total, the week total and the billing units of the answers' order."""
    order = therapy(answers)
    code = questions.code(answers, reference, day)
    unit = _told_in(order, code.unit if code else "")
    per = _rhythm(order)
    return ReadBack(
        unit=unit,
        day=_decimal(day_amount(order, unit)),
        per=per,
        whole=_decimal(_whole(order, per, unit)),
        hcpcs=code.hcpcs if code else "",
        billing_units=_billing_units(order, code) if code else None,
    )


def check(answers: Answers, reference: Reference, day: date) -> Check:
    """Hold the order against the entry limits of its drug and route."""
    limit = questions.limit(answers, reference)
    if limit is None:
        return Check(Level.NO_LIMIT)
    order, weight_assumed = _weighed(therapy(answers), limit)
    amount = day_amount(order, limit.unit)
    if amount is None:
        return Check(Level.NO_LIMIT)
    most = _ask_above(limit, order.weight_kg)
    if amount > limit.slip_above:
        level = Level.SLIP
    elif amount > most:
        level = Level.ASK_HIGH
    elif amount < limit.ask_below:
        level = Level.ASK_LOW
    else:
        return Check(Level.USUAL, _decimal(amount), most, limit.unit)
    bound = {Level.SLIP: limit.slip_above, Level.ASK_HIGH: most, Level.ASK_LOW: limit.ask_below}
    code = questions.code(answers, reference, day)
    drug = questions.drug(answers, reference)
    usual = [
        amounts
        for each in fitting(answers, reference, day)
        if drug and (amounts := usual_day_amounts(each, drug, limit.unit, order.weight_kg))
    ]
    return Check(
        level,
        _decimal(amount),
        bound[level],
        limit.unit,
        weight_assumed,
        limit.basis == "m2",
        likely_slip(amount, usual, order, code),
    )


def fits_in_a_week(answers: Answers) -> bool:
    """Whether so many infusions of this length fit in a week; True while either is open."""
    order = therapy(answers)
    if order.administrations_per_week is None or order.minutes is None:
        return True
    return order.administrations_per_week * order.minutes <= DAY_MINUTES * WEEK_DAYS


def confirmation(answers: Answers) -> str:
    """The mark of this very order, kept once the person has confirmed it; not for reading."""
    order = therapy(answers)
    dose = order.dose or Dose()
    said = (
        dose.amount,
        dose.unit,
        dose.per,
        order.weight_kg,
        order.administrations_per_week,
        order.minutes,
    )
    return "|".join(str(part) for part in said)


def is_settled(answers: Answers, reference: Reference, day: date) -> bool:
    """Whether the order may stand: within the limits, or confirmed as it is."""
    if check(answers, reference, day).level in (Level.NO_LIMIT, Level.USUAL):
        return True
    return answers.confirmed == confirmation(answers)


def _weighed(order: Therapy, limit: EntryLimit) -> tuple[Therapy, bool]:
    """The order with a weight to hold it against; True when it is the reference adult's."""
    if order.weight_kg is not None or limit.basis != "kg":
        return order, False
    # The limits are printed for a kg and for the reference adult: that gives the adult's kg.
    return replace(order, weight_kg=limit.ask_above_reference / limit.ask_above), True


def _ask_above(limit: EntryLimit, weight: Decimal | None) -> Decimal:
    """The amount a day above which to ask."""
    if limit.basis == "kg" and weight is not None:
        return limit.ask_above * weight
    return limit.ask_above if limit.basis == "flat" else limit.ask_above_reference


def _told_in(order: Therapy, billed: str) -> str:
    """The unit to read the order back in: the one it was typed in; the billed one for a rate
    (37.8 mg a day, not 37,800 mcg) and where the two measure the same."""
    unit = order.dose.unit if order.dose else None
    if unit is None or (is_rate(unit) and convertible(unit, billed)):
        return billed
    return parts(unit).plain


def _rhythm(order: Therapy) -> Per:
    """What the order is added up over: no week is like another when it runs less than weekly."""
    times = order.administrations_per_week
    return Per.ADMINISTRATION if times is not None and times < 1 else Per.WEEK


def _whole(order: Therapy, per: Per, unit: str) -> Fraction | None:
    if per is Per.ADMINISTRATION:
        return administration_amount(order, unit)
    return week_amount(order, unit)


def _billing_units(order: Therapy, code: DrugCode) -> Decimal | None:
    """The billing units of a whole week, or of one infusion, by the schedule's own rule."""
    per = _rhythm(order)
    whole = _whole(order, per, code.unit)
    days = infusion_days_a_week(order)
    if days is None or (whole is None and code.billing is not Billing.CASSETTE):
        return None
    if per is Per.ADMINISTRATION and order.administrations_per_week:
        days /= Fraction(order.administrations_per_week)
    bags = order.reservoir.per_week if order.reservoir else None
    try:
        return week_units(code, whole or Fraction(0), ceil(days), 0, bags)
    except UnitsUnknown:
        return None


def _decimal(amount: Fraction | None) -> Decimal | None:
    """An exact amount as a decimal of at most 28 digits, for showing."""
    return None if amount is None else Decimal(amount.numerator) / Decimal(amount.denominator)
