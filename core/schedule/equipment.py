"""The pump, its pole, weekly supplies and reservoirs, as dated services (conventions 1 and 2)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from core.case import ReservoirKind
from core.dosing import DAY_MINUTES
from core.gaps import gap
from core.reference.model import Equipment, EquipmentKind, NotInReference, PaymentCategory
from core.reference.store import Reference
from core.result import Benefit, LineKind
from core.schedule.breaks import rental_days
from core.schedule.calendar import weeks
from core.schedule.dose import filled
from core.schedule.service import Schedule, Service
from core.settled import Settled
from core.trace import text

_CAPPED_MODIFIERS = {1: "KH", 2: "KI", 3: "KI"}
_LATER_MODIFIER = "KJ"
_RESERVOIR_SUPPLY = {
    ReservoirKind.CASSETTE: EquipmentKind.BAG_SUPPLY,
    ReservoirKind.BAG: EquipmentKind.BAG_SUPPLY,
    ReservoirKind.SYRINGE: EquipmentKind.SYRINGE_SUPPLY,
}


def equipment_services(settled: Settled, reference: Reference) -> Schedule:
    """Every equipment line of the treatment; nothing without a durable pump."""
    pump = settled.pump
    if pump is None:
        return Schedule(())
    supplies = [reference.equipment(code) for code in pump.pairs_with]
    found = list(_rented(pump, LineKind.PUMP, settled, reference))
    for item in supplies:
        if item.kind is EquipmentKind.POLE and settled.pole:
            found += _rented(item, LineKind.ACCESSORY, settled, reference)
        if item.kind is EquipmentKind.WEEKLY_SUPPLY:
            found += [
                _supply(item.hcpcs, LineKind.SUPPLIES, settled.start, week.first, Decimal(1))
                for week in weeks(settled.days)
            ]
    held = settled.case.therapy.reservoir
    if held is not None and held.kind is ReservoirKind.PREFILLED_SYRINGE:
        return Schedule(tuple(found))  # it is its own reservoir: none is paid apart
    if held is None or held.kind is None or held.per_week is None:
        return Schedule(tuple(found), (gap("reservoirs"),))
    wanted = _RESERVOIR_SUPPLY[held.kind]
    paid = next((item for item in supplies if item.kind is wanted), None)
    if paid is None:  # this pump is not paid with such a reservoir
        return Schedule(tuple(found))
    return Schedule(
        (*found, *_reservoirs(paid, _payable(held.kind, held.per_week, settled), settled))
    )


def is_held_to_doses(settled: Settled) -> bool:
    """Whether more bags or cassettes a week are used than Medicare pays (R-042)."""
    held = settled.case.therapy.reservoir
    if held is None or held.per_week is None or settled.pump is None:
        return False
    return _payable(held.kind, held.per_week, settled) < held.per_week


def _payable(kind: ReservoirKind | None, per_week: Decimal, settled: Settled) -> Decimal:
    """The pieces a week that are paid: of bags and cassettes for an infusion that does not run
    all day, at most one a dose (A52507, as restated; R-042)."""
    if kind not in (ReservoirKind.BAG, ReservoirKind.CASSETTE):
        return per_week
    therapy = filled(settled.case.therapy)
    doses, minutes = therapy.administrations_per_week, therapy.minutes
    if doses is None or minutes is None or minutes >= DAY_MINUTES:
        return per_week
    return min(per_week, doses)


def _supply(hcpcs: str, kind: LineKind, start: date, offset: int, units: Decimal) -> Service:
    return Service(
        start + timedelta(days=offset),
        hcpcs,
        (),
        units,
        kind,
        Benefit.EQUIPMENT,
        text(f"equipment.{hcpcs}"),
    )


def _reservoirs(item: Equipment, per_week: Decimal, settled: Settled) -> list[Service]:
    """Whole pieces: after each week, as many as its count times the rate, rounded up once."""
    found: list[Service] = []
    before = 0
    for number, week in enumerate(weeks(settled.days), start=1):
        through = ceil(Fraction(per_week) * number)
        if pieces := through - before:
            units = Decimal(pieces)
            found.append(_supply(item.hcpcs, LineKind.RESERVOIRS, settled.start, week.first, units))
        before = through
    return found


def _rented(
    item: Equipment, kind: LineKind, settled: Settled, reference: Reference
) -> list[Service]:
    """Monthly rentals by the item's payment category, or one purchase where none is rented."""
    counted = enumerate(rental_days(settled), start=settled.rented + 1)
    if item.category is PaymentCategory.INEXPENSIVE and not _is_rented(item, settled, reference):
        is_bought = settled.rented > 0 or settled.rent_from is not None
        return [] if is_bought else [_month(item, kind, settled.start, ("NU",), None)]
    if item.category is not PaymentCategory.CAPPED_RENTAL:
        return [_month(item, kind, day, ("RR",), n) for n, day in counted]
    most = _longest_rental(settled, reference)
    return [
        _month(item, kind, day, ("RR", _CAPPED_MODIFIERS.get(n, _LATER_MODIFIER)), n)
        for n, day in counted
        if n <= most
    ]


def _longest_rental(settled: Settled, reference: Reference) -> int:
    return int(reference.parameter("capped_rental_months", settled.start).value.high)


def is_owned(settled: Settled, reference: Reference) -> bool:
    """Whether a capped pump becomes the patient's in this stretch, or was so before it."""
    if settled.pump is None or settled.pump.category is not PaymentCategory.CAPPED_RENTAL:
        return False
    months = settled.rented + len(rental_days(settled))
    return months > _longest_rental(settled, reference)


def _month(
    item: Equipment, kind: LineKind, day: date, modifiers: tuple[str, ...], month: int | None
) -> Service:
    return Service(
        day,
        item.hcpcs,
        modifiers,
        Decimal(1),
        kind,
        Benefit.EQUIPMENT,
        text(f"equipment.{item.hcpcs}"),
        month,
    )


def _is_rented(item: Equipment, settled: Settled, reference: Reference) -> bool:
    """Whether the fee schedule has a rental amount for it (E0780 can only be bought)."""
    try:
        settled.area.fee(reference, item.hcpcs, "RR", settled.start)
    except NotInReference:
        return False
    return True
