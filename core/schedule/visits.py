"""Visits of a professional on infusion days, and the services of home IVIG (convention 4)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from core.case import FirstVisit, Therapy
from core.gaps import gap
from core.reference.model import NotInReference
from core.reference.store import Reference
from core.result import Benefit, LineKind
from core.schedule.calendar import infusion_days, spread, visit_days
from core.schedule.drug import code_on
from core.schedule.service import Schedule, Service
from core.settled import Settled
from core.trace import text

_INITIAL = {1: "G0088", 2: "G0089", 3: "G0090"}
_SUBSEQUENT = {1: "G0068", 2: "G0069", 3: "G0070"}
FIRST_CODES = frozenset(_INITIAL.values())
IVIG_SERVICES = "Q2052"


def visit_offsets(therapy: Therapy, per_week: Decimal, days: int) -> tuple[int, ...]:
    """The days with a visit, as offsets from the first day: at most one a day."""
    runs = infusion_days(therapy.administrations_per_week, therapy.minutes, days)
    return visit_days(per_week, runs, days)


def takes_first_code(settled: Settled, reference: Reference) -> bool:
    """Whether the first visit is paid as an initial one: none in the 60 days before it."""
    visits = settled.case.visits
    if visits.first is not FirstVisit.INITIAL:
        return False
    before = visits.days_since_last_visit
    limit = reference.parameter("visit_new_patient_days", settled.start).value.high
    return before is None or before > limit


def visit_services(settled: Settled, reference: Reference) -> Schedule:
    """The home infusion visits that Medicare may pay; none when none are planned."""
    per_week = settled.case.visits.per_week
    if not per_week:
        return Schedule(())
    therapy = settled.case.therapy
    found: list[Service] = []
    first = takes_first_code(settled, reference)
    for number, offset in enumerate(visit_offsets(therapy, per_week, settled.days)):
        day = settled.start + timedelta(days=offset)
        category = _category(settled, day, reference)
        if category is None:
            return Schedule((), (gap("visits-category"),))
        initial = first and number == 0
        is_first = initial or (number == 0 and settled.rent_from is None)
        found.append(_visit(day, (_INITIAL if initial else _SUBSEQUENT)[category], is_first))
    return Schedule(tuple(found))


def _visit(day: date, hcpcs: str, is_first: bool) -> Service:
    return Service(
        day,
        hcpcs,
        (),
        Decimal(1),
        LineKind.FIRST_VISIT if is_first else LineKind.VISIT,
        Benefit.VISITS,
        text("money.what.first-visit" if is_first else "money.what.visit"),
    )


def _category(settled: Settled, day: date, reference: Reference) -> int | None:
    try:
        return code_on(settled.drug, settled.case.therapy.drug, day, reference).visit_category
    except NotInReference:
        return None


def ivig_services(settled: Settled) -> Schedule:
    """One payment for each infusion of immune globulin at home."""
    often = settled.case.therapy.administrations_per_week
    if often is None:
        return Schedule((), (gap("ivig-often"),))
    return Schedule(
        tuple(
            Service(
                settled.start + timedelta(days=offset),
                IVIG_SERVICES,
                (),
                Decimal(1),
                LineKind.IVIG_SERVICES,
                Benefit.IVIG,
                text("money.what.ivig-services"),
            )
            for offset in dict.fromkeys(spread(often, settled.days))
        )
    )
