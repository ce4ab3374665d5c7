"""Naming the likely slip of the fingers behind an unusual dose, by its ratio to a usual one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core.case import DoseUnit, Per, Therapy
from core.dosing import parts
from core.reference.model import DrugCode


class SlipKind(StrEnum):
    """What was probably mixed up; key: order.slip.<kind>."""

    UNIT = "unit"  # g for mg, mg for mcg, ng for mcg
    HOUR = "hour"  # an hour's amount for a day's
    DAY_AS_HOUR = "day-as-hour"
    MINUTE = "minute"
    WEEK = "week"  # a week's amount for a day's
    MONTH = "month"
    ALL_DOSES = "all-doses"  # the day's total typed for each dose
    ONE_DOSE = "one-dose"  # one dose typed as the day's total
    BILLING_UNITS = "billing-units"
    CONTAINER = "container"  # what the vial holds
    POINT = "point"  # a zero or a decimal point


@dataclass(frozen=True, slots=True)
class Slip:
    """A likely slip: `unit` is the likely unit, or `number` the likely factor, where it has one."""

    kind: SlipKind
    unit: str = ""
    number: Decimal | None = None


_LARGER = {"mcg": "mg", "mg": "g", "ng": "mcg"}
_SMALLER = {larger: smaller for smaller, larger in _LARGER.items()}
_NEAR = Fraction(13, 10)
"""How far from a usual dose, as a factor, a slip may still lie when no range explains it."""


def likely_slip(
    amount: Fraction,
    usual: Sequence[tuple[Fraction, ...]],
    order: Therapy,
    code: DrugCode | None,
) -> Slip | None:
    """The mix-up that best turns a usual day's amount into this one; None when none does.

    `usual` holds the low to high day amounts of each usual schedule, in the unit of `amount`.
    """
    container = _container(order, code)
    if container:
        return container
    best: tuple[Fraction, Slip] | None = None
    for slip, factor in _mix_ups(order, code):
        for amounts in usual:
            distance = _distance(amount, amounts, factor)
            if distance is not None and (best is None or distance < best[0]):
                best = distance, slip
    return best[1] if best else None


def _distance(amount: Fraction, amounts: tuple[Fraction, ...], factor: Fraction) -> Fraction | None:
    """How far the amount lies from the usual one times the factor, 1 = on it."""
    typical = amounts[len(amounts) // 2] * factor
    ratio = max(amount / typical, typical / amount)
    inside = min(amounts) * factor <= amount <= max(amounts) * factor
    return ratio if inside or ratio <= _NEAR else None


def _mix_ups(order: Therapy, code: DrugCode | None) -> list[tuple[Slip, Fraction]]:
    """Every mix-up that this order could be, with the factor that it puts on a day's amount."""
    dose = order.dose
    found: list[tuple[Slip, Fraction]] = []
    plain = parts(dose.unit).plain if dose and dose.unit else ""
    if plain in _SMALLER:
        found.append((Slip(SlipKind.UNIT, _SMALLER[plain]), Fraction(1000)))
    if plain in _LARGER:
        found.append((Slip(SlipKind.UNIT, _LARGER[plain]), Fraction(1, 1000)))
    if order.weight_kg is not None and dose and dose.unit is DoseUnit.MG_KG:
        found.append((Slip(SlipKind.UNIT, DoseUnit.MG), Fraction(order.weight_kg)))
    if order.weight_kg is not None and dose and dose.unit is DoseUnit.MG:
        found.append((Slip(SlipKind.UNIT, DoseUnit.MG_KG), 1 / Fraction(order.weight_kg)))
    times = order.administrations_per_week
    a_day = Fraction(times) / 7 if times else Fraction(0)
    if a_day > 1 and dose and dose.per is Per.ADMINISTRATION:
        found.append((Slip(SlipKind.ALL_DOSES), a_day))
    if a_day > 1 and dose and dose.per is Per.DAY:
        found.append((Slip(SlipKind.ONE_DOSE), 1 / a_day))
    found += [
        (Slip(SlipKind.WEEK), Fraction(7)),
        (Slip(SlipKind.DAY_AS_HOUR), Fraction(24)),
        (Slip(SlipKind.HOUR), Fraction(1, 24)),
        (Slip(SlipKind.MONTH), Fraction(30)),
        (Slip(SlipKind.MINUTE), Fraction(1, 1440)),
        (Slip(SlipKind.MINUTE), Fraction(1, 60)),
        (Slip(SlipKind.POINT), Fraction(10)),
        (Slip(SlipKind.POINT), Fraction(1, 10)),
    ]
    if code and code.unit_amount and code.unit == plain and code.unit_amount != 1:
        found.append((Slip(SlipKind.BILLING_UNITS), 1 / Fraction(code.unit_amount)))
    return found


def _container(order: Therapy, code: DrugCode | None) -> Slip | None:
    """A dose that is just what one vial holds."""
    dose = order.dose
    if not (code and code.container_units and code.unit_amount and dose and dose.unit):
        return None
    content = code.container_units * code.unit_amount
    made = parts(dose.unit)
    if made.plain == code.unit and not made.per_kg and dose.amount == content:
        return Slip(SlipKind.CONTAINER, number=content)
    return None
