"""Which benefit's services are laid out, and in which order they are folded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from core.assumptions.gather import gather
from core.reference.store import Reference
from core.result import Benefit, Covered, LineKind
from core.schedule.lay_out import lay_out, may_pay
from core.schedule.service import Schedule, Service
from core.settled import Bound, Settled
from tests.support.situations import situation

EQUIPMENT = {LineKind.PUMP, LineKind.SUPPLIES, LineKind.RESERVOIRS, LineKind.DRUG}
VISITS = {LineKind.FIRST_VISIT, LineKind.VISIT}


def _run(reference: Reference, drug: str = "milrinone", **changes: object) -> Settled:
    return gather(situation(**changes), reference.drug(drug), reference).run(Bound.HIGH)


def _kinds(made: Schedule) -> set[LineKind]:
    return {service.kind for service in made.services}


def test_what_is_not_known_is_laid_out_and_what_is_refused_or_not_asked_is_not() -> None:
    asked = {Benefit.EQUIPMENT: Covered.UNKNOWN, Benefit.VISITS: Covered.NO}
    assert may_pay(Benefit.EQUIPMENT, asked)
    assert may_pay(Benefit.EQUIPMENT, {Benefit.EQUIPMENT: Covered.YES})
    assert not may_pay(Benefit.VISITS, asked)
    assert not may_pay(Benefit.IVIG, asked)


def test_each_benefit_has_its_own_lines(reference: Reference) -> None:
    here = _run(reference)
    yes, no = Covered.YES, Covered.NO
    pump = lay_out(here, {Benefit.EQUIPMENT: yes, Benefit.VISITS: no}, reference)
    assert _kinds(pump) == EQUIPMENT
    visits = lay_out(here, {Benefit.EQUIPMENT: no, Benefit.VISITS: yes}, reference)
    assert _kinds(visits) == VISITS
    both = lay_out(here, {Benefit.EQUIPMENT: yes, Benefit.VISITS: yes}, reference)
    assert _kinds(both) == EQUIPMENT | VISITS
    therapy: dict[str, Any] = {
        "drug": "ivig-gammagard-liquid",
        "administrations_per_week": "0.25",
    }
    therapy |= {"dose": {"amount": "30", "unit": "g", "per": "administration"}, "route": "iv"}
    ivig = lay_out(
        _run(reference, "ivig-gammagard-liquid", therapy=therapy), {Benefit.IVIG: yes}, reference
    )
    assert _kinds(ivig) == {LineKind.DRUG, LineKind.IVIG_SERVICES}
    assert {service.benefit for service in ivig.services} == {Benefit.IVIG}
    assert {service.benefit for service in pump.services} == {Benefit.EQUIPMENT}
    assert {service.benefit for service in visits.services} == {Benefit.VISITS}


def test_lines_go_by_day_and_on_a_day_equipment_supplies_drug_visit(
    reference: Reference,
) -> None:
    decided = {Benefit.EQUIPMENT: Covered.YES, Benefit.VISITS: Covered.YES}
    breaks = [{"last_use": "2026-11-10", "resumed": "2026-11-20"}]
    made = lay_out(_run(reference, therapy={"breaks": breaks}), decided, reference)
    first = [s.kind for s in made.services if s.date == date(2026, 11, 2)]
    assert first == [
        LineKind.PUMP,
        LineKind.SUPPLIES,
        LineKind.RESERVOIRS,
        LineKind.DRUG,
        LineKind.FIRST_VISIT,
    ]
    days = [service.date for service in made.services]
    assert days == sorted(days)
    assert date(2026, 11, 20) in days


def test_what_could_not_be_laid_out_is_named_once(reference: Reference) -> None:
    decided = {Benefit.EQUIPMENT: Covered.YES, Benefit.VISITS: Covered.NO}
    breaks = [{"last_use": "2026-11-10", "resumed": "2026-11-20"}]
    here = _run(reference, therapy={"breaks": breaks})
    order = replace(here.case.therapy, reservoir=None)
    made = lay_out(replace(here, case=replace(here.case, therapy=order)), decided, reference)
    assert [each.what.key for each in made.gaps] == ["money.gap.reservoirs.what"]
    assert {service.part for service in made.services} == {0}


def test_a_line_over_the_most_units_keeps_its_parts_apart(reference: Reference) -> None:
    therapy = {"dose": {"amount": "20000", "unit": "mg", "per": "day"}}
    made = lay_out(_run(reference, therapy=therapy), {Benefit.EQUIPMENT: Covered.YES}, reference)
    drug: list[Service] = [each for each in made.services if each.kind is LineKind.DRUG]
    week = [each for each in drug if each.date == date(2026, 11, 2)]
    assert [(each.part, each.units) for each in week] == [
        (0, Decimal(9999)),
        (1, Decimal(9999)),
        (2, Decimal(8002)),
    ]
    places = [each.place for each in made.services]
    assert len(places) == len(set(places))
