"""What the order leaves open: first day, length, dose, weight, how often, reservoirs, pole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from core.assumptions.unknown import Settle, Unknown, unknown
from core.case import Per, Reservoir, ReservoirKind, Therapy
from core.dosing import needs_weight
from core.gaps import gap
from core.reference.model import (
    Billing,
    DrugCode,
    EquipmentKind,
    NotInReference,
    UsualDose,
    Way,
)
from core.reference.store import Reference
from core.result import NotEstimated
from core.schedule.drug import code_on, usual_doses
from core.settled import Bound, Settled
from core.trace import Text, text

_CONTAINERS = {
    "prefilled-syringe": ReservoirKind.PREFILLED_SYRINGE,
    "syringe": ReservoirKind.SYRINGE,
    "reservoir": ReservoirKind.SYRINGE,
    "bag": ReservoirKind.BAG,
    "bottle": ReservoirKind.BAG,
    "cassette": ReservoirKind.CASSETTE,
}
"""The containers of the usual schedules, as what the pump is fed from."""
_CHEAPEST_FIRST = (
    ReservoirKind.PREFILLED_SYRINGE,
    ReservoirKind.SYRINGE,
    ReservoirKind.BAG,
    ReservoirKind.CASSETTE,
)
_A_BAG_A_DAY = Decimal(7)


@dataclass(frozen=True, slots=True)
class Open:
    """What is open: questions with two ends, and parts that have none."""

    unknowns: tuple[Unknown, ...] = ()
    gaps: tuple[NotEstimated, ...] = ()

    def __add__(self, other: Open) -> Open:
        return Open(self.unknowns + other.unknowns, self.gaps + other.gaps)


def length_open(
    therapy: Therapy, usual: tuple[UsualDose, ...]
) -> tuple[tuple[int, int] | None, Open]:
    """The shortest and longest usual course in days, when the length is not known.

    A course without a usual end is counted to its longest known one, and the time after
    that is a part without an estimate.
    """
    lows = [row.course_days_low for row in usual if row.course_days_low]
    highs = [row.course_days_high or row.course_days_low for row in usual if row.course_days_low]
    if not lows:
        return None, Open((), (gap("length"),))
    low, high = min(lows), max(each for each in highs if each)
    is_open = any(row.course_days_high is None for row in usual)

    def settle(settled: Settled, bound: Bound) -> Settled:
        return replace(settled, days=low if bound is Bound.LOW else high)

    later = (gap("after", days=high),) if is_open else ()
    return (low, high), Open((unknown("days", settle, low=low, high=high),), later)


def order_open(settled: Settled, reference: Reference) -> Open:
    """The questions that the order leaves open, given its drug, pump and first day."""
    therapy = settled.case.therapy
    try:
        code = code_on(settled.drug, therapy.drug, settled.start, reference)
    except NotInReference:
        return _pole_open(settled, reference)  # the schedule says that there is no code
    if code.billing is Billing.NO_CODE:
        return _pole_open(settled, reference)
    usual = usual_doses(settled.drug, code, therapy, reference)
    found = _dose_open(settled, code, usual, reference) + _often_open(settled, usual)
    return found + _reservoir_open(settled, code, usual) + _pole_open(settled, reference)


def _dose_open(
    settled: Settled, code: DrugCode, usual: tuple[UsualDose, ...], reference: Reference
) -> Open:
    therapy = settled.case.therapy
    dose = therapy.dose
    if code.billing is Billing.CASSETTE:
        return Open()  # one container a day whatever is infused
    if dose is None or dose.amount is None or dose.unit is None or dose.per is None:
        if not usual:
            return Open()  # the schedule asks for the dose
        weight = any(row.weight_based and needs_weight(row.unit) for row in usual)
        found = Open((unknown("therapy.dose", _usual_dose),))
        if weight and therapy.weight_kg is None:
            found += _weight_open(settled, reference)
        return found
    if needs_weight(dose.unit) and therapy.weight_kg is None:
        return _weight_open(settled, reference)
    return Open()


def _usual_dose(settled: Settled, bound: Bound) -> Settled:
    return replace(settled, usual_dose=bound)


def _weight_open(settled: Settled, reference: Reference) -> Open:
    try:
        low = reference.parameter("weight_unknown_low", settled.start).value.low
        high = reference.parameter("weight_unknown_high", settled.start).value.high
    except NotInReference:
        return Open((), (gap("weight"),))

    def put(therapy: Therapy, weight: Decimal) -> Therapy:
        return replace(therapy, weight_kg=weight)

    return Open((unknown("therapy.weight_kg", _either(put, low, high), low=low, high=high),))


def _often_open(settled: Settled, usual: tuple[UsualDose, ...]) -> Open:
    therapy = settled.case.therapy
    if therapy.administrations_per_week is not None:
        return Open()
    by_infusion = therapy.dose is not None and therapy.dose.per is Per.ADMINISTRATION
    if not by_infusion and settled.drug.way is not Way.HOME_IVIG:
        return Open()  # nothing is counted by the infusion
    lows = [row.administrations_low for row in usual if row.administrations_low is not None]
    highs = [row.administrations_high for row in usual if row.administrations_high is not None]
    if not lows or not highs:
        return Open()  # the schedule asks for it

    def put(therapy: Therapy, often: Decimal) -> Therapy:
        return replace(therapy, administrations_per_week=often)

    low, high = min(lows), max(highs)
    settle = _either(put, low, high)
    said = {"low": _times(low), "high": _times(high)}
    return Open((unknown("therapy.administrations_per_week", settle, **said),))


def _times(often: Decimal) -> Text:
    """So many times a week, or once in so many weeks."""
    if often >= 1:
        return text("money.what.times-a-week", times=often)
    return text("money.what.every-weeks", weeks=(1 / often).quantize(Decimal("0.1")))


def _reservoir_open(settled: Settled, code: DrugCode, usual: tuple[UsualDose, ...]) -> Open:
    held = settled.case.therapy.reservoir or Reservoir()
    if settled.pump is None or held.kind is ReservoirKind.PREFILLED_SYRINGE:
        return Open()
    if held.kind is not None and held.per_week is not None:
        return Open()
    lows = [row.containers_low for row in usual if row.containers_low is not None]
    highs = [row.containers_high for row in usual if row.containers_high is not None]
    if held.per_week is not None:
        lows = highs = [held.per_week]
    kinds = _kinds(usual) if held.kind is None else [held.kind]
    if not lows or not highs or not kinds:
        return Open()  # the schedule asks for it
    low, high = min(lows), max(highs)
    if code.billing is Billing.BAG_PROTOCOL and held.per_week is None:
        high = _A_BAG_A_DAY  # more vials are opened than for any longer bag

    def put(therapy: Therapy, reservoir: Reservoir) -> Therapy:
        return replace(therapy, reservoir=reservoir)

    settle = _either(put, Reservoir(kinds[0], low), Reservoir(kinds[-1], high))
    return Open((unknown("therapy.reservoir", settle, low=low, high=high),))


def _kinds(usual: tuple[UsualDose, ...]) -> list[ReservoirKind]:
    """The containers of the usual schedules, the one paid least first."""
    words = {word for row in usual for word in row.container.split(";")}
    found = {_CONTAINERS[word] for word in words if word in _CONTAINERS}
    return sorted(found, key=_CHEAPEST_FIRST.index)


def _pole_open(settled: Settled, reference: Reference) -> Open:
    if settled.pump is None:
        return Open()
    paired = (reference.equipment(code) for code in settled.pump.pairs_with)
    if not any(item.kind is EquipmentKind.POLE for item in paired):
        return Open()

    def settle(settled: Settled, bound: Bound) -> Settled:
        return replace(settled, pole=bound is Bound.HIGH)

    return Open((unknown("equipment.pole", settle),))


def _either(put: Callable[..., Therapy], low: object, high: object) -> Settle:
    """Settle one answer of the order by `put`ting its low or high end in."""

    def settle(settled: Settled, bound: Bound) -> Settled:
        therapy = put(settled.case.therapy, low if bound is Bound.LOW else high)
        return replace(settled, case=replace(settled.case, therapy=therapy))

    return settle
