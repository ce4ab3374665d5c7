"""The drug's claim lines: one a week, or one a month for insulin through a pump (convention 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from core.case import Therapy
from core.dosing import needs_weight
from core.gaps import gap
from core.reference.model import Billing, Drug, DrugCode, NotInReference, UsualDose
from core.reference.store import Reference
from core.result import Benefit, LineKind
from core.schedule.calendar import months, weeks
from core.schedule.dose import WeekDose, week_doses
from core.schedule.service import Schedule, Service
from core.schedule.units import UnitsUnknown, split_lines, week_units
from core.settled import Bound, Settled
from core.trace import text

INSULIN_PUMP = "E0784"
"""Insulin through this pump has its own monthly cap and no deductible (42 USC 1395l(b)(13))."""
_THREE_MONTHS = "JL"
"""Supplies of insulin for three months: here one month is billed at a time (JK)."""
_REFERENCE_WEIGHT = Decimal(70)
"""kg: the body weight that the weekly units of the usual schedules are given for."""


def code_on(drug: Drug, stated: str | None, day: date, reference: Reference) -> DrugCode:
    """The code a drug is billed under on a day: the stated one while it is valid."""
    for code in drug.codes:
        begun = code.effective is None or code.effective <= day
        if code.hcpcs == stated and begun and (code.ends is None or day <= code.ends):
            return code
    return reference.drug_code(drug.id, day)


def is_insulin(settled: Settled) -> bool:
    """Whether the drug is insulin through a durable insulin pump."""
    return settled.pump is not None and settled.pump.hcpcs == INSULIN_PUMP


def usual_doses(
    drug: Drug, code: DrugCode, therapy: Therapy, reference: Reference
) -> tuple[UsualDose, ...]:
    """The usual schedules of a drug under a code, for the route where it is known.

    A maker's code without schedules of its own takes those of the drug's other codes.
    """
    by_route = tuple(
        usual
        for usual in reference.usual_doses(drug.id)
        if (therapy.route is None or usual.route in (None, therapy.route))
        and usual.week_units_low is not None
        and usual.week_units_high is not None
    )
    return tuple(usual for usual in by_route if usual.hcpcs == code.hcpcs) or by_route


def drug_services(settled: Settled, benefit: Benefit, reference: Reference) -> Schedule:
    """Every drug line of the treatment, or the question that stands in the way."""
    therapy = settled.case.therapy
    try:
        code = code_on(settled.drug, therapy.drug, settled.start, reference)
    except NotInReference:
        return Schedule((), (gap("drug-code", drug=_name(settled)),))
    if code.billing is Billing.NO_CODE:
        return Schedule((), (gap("drug-price", drug=_name(settled)),))
    try:
        found = tuple(_lines(settled, code, benefit, reference))
    except UnitsUnknown:
        return Schedule((), (gap("dose", drug=_name(settled)),))
    return Schedule(found)


def _name(settled: Settled) -> object:
    return text(f"drug.{settled.drug.id}")


def _lines(
    settled: Settled, first: DrugCode, benefit: Benefit, reference: Reference
) -> list[Service]:
    if is_insulin(settled):
        return _monthly(settled, first, benefit, reference)
    found: list[Service] = []
    before = 0
    bags = settled.case.therapy.reservoir.per_week if settled.case.therapy.reservoir else None
    doses = None if settled.usual_dose else _doses(settled, first)
    for number, week in enumerate(weeks(settled.days)):
        day = settled.start + timedelta(days=week.first)
        code = code_on(settled.drug, settled.case.therapy.drug, day, reference)
        if doses is None:
            units = _usual_units(settled, code, Fraction(week.length, 7), reference)
        else:
            dose = _in_unit(doses[number], first, code)
            units = week_units(code, dose.amount, dose.days, before, bags)
            before += dose.days
        found += _split(day, code, units, benefit, settled, reference)
    return found


def _doses(settled: Settled, code: DrugCode) -> tuple[WeekDose, ...]:
    doses = week_doses(settled.case.therapy, code.unit, settled.days)
    if doses is not None:
        return doses
    if code.billing is Billing.CASSETTE:
        # One container a day whatever is infused: the dose itself does not count.
        return tuple(WeekDose(week.first, week.length, Fraction(0)) for week in weeks(settled.days))
    raise UnitsUnknown(code.hcpcs)


def _in_unit(dose: WeekDose, counted: DrugCode, code: DrugCode) -> WeekDose:
    """The same dose in the unit of a later code of the drug."""
    if counted.unit == code.unit:
        return dose
    raise UnitsUnknown(code.hcpcs)


def _usual_units(
    settled: Settled, code: DrugCode, part_of_week: Fraction, reference: Reference
) -> Decimal:
    if code.billing is Billing.BAG_PROTOCOL and settled.usual_dose is Bound.HIGH:
        part_of_week = Fraction(1)  # a bag is made whole, whatever part of it is used
    return Decimal(ceil(usual_week_units(settled, code, reference) * part_of_week))


def usual_week_units(settled: Settled, code: DrugCode, reference: Reference) -> Fraction:
    """The units of a whole week by the usual schedules, at the end that the run takes.

    Raises UnitsUnknown when there is none.
    """
    therapy = settled.case.therapy
    rows = usual_doses(settled.drug, code, therapy, reference)
    if not rows:
        raise UnitsUnknown(code.hcpcs)
    if settled.usual_dose is Bound.LOW:
        return min(_scaled(row, row.week_units_low, settled, code) for row in rows)
    return max(_scaled(row, row.week_units_high, settled, code) for row in rows)


def _scaled(row: UsualDose, units: Decimal | None, settled: Settled, code: DrugCode) -> Fraction:
    """Weekly units of a code at the patient's weight, where the schedule goes by weight."""
    therapy = settled.case.therapy
    counted = Fraction(units or 0) * _sizes(row, settled.drug, code)
    if row.weight_based and needs_weight(row.unit) and therapy.weight_kg is not None:
        return counted * Fraction(therapy.weight_kg) / Fraction(_REFERENCE_WEIGHT)
    return counted


def _sizes(row: UsualDose, drug: Drug, code: DrugCode) -> Fraction:
    """How many units of a code one unit of a schedule's own code is."""
    own = next((each for each in drug.codes if each.hcpcs == row.hcpcs), code)
    if own.unit != code.unit or own.unit_amount is None or code.unit_amount is None:
        if own.hcpcs == code.hcpcs:
            return Fraction(1)
        raise UnitsUnknown(code.hcpcs)
    return Fraction(own.unit_amount) / Fraction(code.unit_amount)


def _monthly(
    settled: Settled, first: DrugCode, benefit: Benefit, reference: Reference
) -> list[Service]:
    """One line for each month of supply, dated as the pump's rental months are."""
    begun = months(settled.start, settled.days)
    ends = (*begun[1:], settled.start + timedelta(days=settled.days))
    found: list[Service] = []
    for day, end in zip(begun, ends, strict=True):
        code = code_on(settled.drug, settled.case.therapy.drug, day, reference)
        length = (end - day).days
        if settled.usual_dose:
            units = _usual_units(settled, code, Fraction(length, 7), reference)
        else:
            doses = week_doses(settled.case.therapy, code.unit, length)
            if doses is None:
                raise UnitsUnknown(code.hcpcs)
            amount = sum((dose.amount for dose in doses), start=Fraction(0))
            units = week_units(code, amount, length, 0, None)
        found += _split(day, code, units, benefit, settled, reference)
    return found


def _split(
    day: date,
    code: DrugCode,
    units: Decimal,
    benefit: Benefit,
    settled: Settled,
    reference: Reference,
) -> list[Service]:
    most = reference.parameter("claim_line_units_maximum", day).value.high
    line = Service(
        day,
        code.hcpcs,
        tuple(each for each in code.modifiers if each != _THREE_MONTHS),
        units,
        LineKind.DRUG,
        benefit,
        text(f"drug.{settled.drug.id}"),
    )
    return [
        replace(line, units=part, part=number)
        for number, part in enumerate(split_lines(units, most))
    ]
