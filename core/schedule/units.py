"""From the amounts of a week to the billing units of a drug's code.

Rules by code: facts on billing units stand in docs/accuracy.md, sizes in drug_codes.csv.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import cycle
from math import ceil

from core.reference.model import Billing, DrugCode

_EVERY_SECOND_DAY = Decimal("3.5")
_BATCH_DAYS = 6  # two-day bags are made three at a time from one batch of vials
_BAG_LENGTHS: dict[Decimal | None, tuple[int, ...]] = {
    Decimal(1): (7,),
    Decimal(2): (3, 4),
    Decimal(7): (1,),
}


_MOST_LINES = 20
"""More lines than this for one week is a slip of the pen, not a dose."""


class UnitsUnknown(LookupError):
    """The order does not say enough to count billing units."""


def week_units(
    code: DrugCode, amount: Fraction, days: int, before: int, bags_a_week: Decimal | None
) -> Decimal:
    """The billing units of one week or part of a week.

    `amount` is the whole amount given on its `days` infusion days, in the code's unit;
    `before` counts the infusion days of the weeks before it, whose bags it may share.
    Raises UnitsUnknown for a code without a unit size or an unknown bag protocol.
    """
    if code.billing is Billing.CASSETTE:
        return Decimal(days)
    size = _size(code)
    if code.billing is Billing.VIAL:
        container = size * Fraction(_container_units(code))
        vials = ceil(amount / days / container) * days if days else 0
        return Decimal(vials) * _container_units(code)
    if code.billing is Billing.BAG_PROTOCOL:
        if not days:
            return Decimal(0)
        vial = Fraction(_container_units(code))
        a_day = amount / size / days
        through = _bag_vials(a_day, before + days, bags_a_week, vial)
        opened = through - _bag_vials(a_day, before, bags_a_week, vial)
        return opened * _container_units(code)
    return Decimal(ceil(amount / size))


def split_lines(units: Decimal, most: Decimal) -> tuple[Decimal, ...]:
    """Units over the lines that can hold them, `most` each: 14,400 is 9,999 and 4,401.

    Raises UnitsUnknown for an absurd number of lines.
    """
    if units > most * _MOST_LINES:
        raise UnitsUnknown("more units than any dose")
    lines: list[Decimal] = []
    while units > most:
        lines.append(most)
        units -= most
    return (*lines, units) if units else tuple(lines)


def _size(code: DrugCode) -> Fraction:
    if code.unit_amount is None or code.billing is Billing.NO_CODE:
        raise UnitsUnknown(code.hcpcs)
    return Fraction(code.unit_amount)


def _container_units(code: DrugCode) -> Decimal:
    if code.container_units is None:
        raise UnitsUnknown(code.hcpcs)
    return code.container_units


def _bag_vials(
    units_a_day: Fraction, days: int, bags_a_week: Decimal | None, vial: Fraction
) -> int:
    """The whole vials opened for so many days, by how long one bag runs (A52507).

    One bag a week, two (3 and 4 days), one every second day (three bags from one batch of
    vials), or one a day.  Raises UnitsUnknown for another rhythm.
    """
    if bags_a_week == _EVERY_SECOND_DAY:
        batches, rest = divmod(days, _BATCH_DAYS)
        return batches * ceil(units_a_day * _BATCH_DAYS / vial) + ceil(units_a_day * rest / vial)
    if bags_a_week not in _BAG_LENGTHS:
        raise UnitsUnknown("bags a week")
    lengths = cycle(_BAG_LENGTHS[bags_a_week])
    vials = 0
    while days > 0:
        length = next(lengths)
        vials += ceil(units_a_day * min(length, days) / vial)
        days -= length
    return vials
