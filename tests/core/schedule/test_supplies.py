"""Which pieces of equipment are billed with which pump, and what happens around a break."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.assumptions.gather import gather
from core.case import Reservoir, ReservoirKind
from core.reference.store import Reference
from core.result import Benefit, LineKind
from core.schedule.equipment import equipment_services, is_held_to_doses, is_owned
from core.settled import Bound, Settled
from tests.support.situations import situation

D = Decimal


def _run(reference: Reference, days: int = 28, **therapy: Any) -> Settled:
    case = situation(therapy=therapy, days=days)
    return gather(case, reference.drug("milrinone"), reference).run(Bound.HIGH)


def _pieces(settled: Settled, reference: Reference) -> Counter[str]:
    counts: Counter[str] = Counter()
    for service in equipment_services(settled, reference).services:
        counts[service.hcpcs] += int(service.units)
    return counts


def _gaps(settled: Settled, reference: Reference) -> list[str]:
    return [each.what.key for each in equipment_services(settled, reference).gaps]


@pytest.mark.parametrize(
    ("pump", "kind", "expected"),
    [
        ("E0781", "cassette", {"E0781": 1, "A4221": 4, "A4222": 28}),
        ("E0781", "bag", {"E0781": 1, "A4221": 4, "A4222": 28}),
        ("E0781", "syringe", {"E0781": 1, "A4221": 4, "K0552": 28}),
        ("E0781", "prefilled-syringe", {"E0781": 1, "A4221": 4}),
        ("E0784", "syringe", {"E0784": 1, "A4224": 4, "A4225": 28}),
        ("E0784", "bag", {"E0784": 1, "A4224": 4}),  # no bags are paid with it
        ("E0791", "bag", {"E0791": 1, "E0776": 1, "A4221": 4, "A4222": 28}),
        ("K0455", "cassette", {"K0455": 1, "A4221": 4, "A4222": 28}),
        ("E0780", "bag", {"E0780": 1, "A4221": 4, "A4222": 28}),
    ],
)
def test_what_is_billed_with_each_pump(
    pump: str, kind: str, expected: dict[str, int], reference: Reference
) -> None:
    here = _run(reference, pump=pump, reservoir={"kind": kind, "per_week": "7"})
    assert _pieces(here, reference) == expected
    assert _gaps(here, reference) == []


@pytest.mark.parametrize(
    "reservoir", [None, {"kind": None, "per_week": "7"}, {"kind": "bag", "per_week": None}]
)
def test_containers_that_are_not_known_are_asked_for(
    reservoir: dict[str, str] | None, reference: Reference
) -> None:
    here = _run(reference)
    held = situation(therapy={"reservoir": reservoir}).therapy.reservoir
    therapy = replace(here.case.therapy, reservoir=held)
    here = replace(here, case=replace(here.case, therapy=therapy))
    assert _gaps(here, reference) == ["money.gap.reservoirs.what"]
    assert _pieces(here, reference) == {"E0781": 1, "A4221": 4}


def test_without_a_pump_nothing_is_billed(reference: Reference) -> None:
    assert equipment_services(replace(_run(reference), pump=None), reference).services == ()


def test_a_pole_only_where_one_is_needed(reference: Reference) -> None:
    here = _run(reference, pump="E0791")
    assert _pieces(here, reference)["E0776"] == 1
    assert _pieces(replace(here, pole=False), reference)["E0776"] == 0


def test_each_line_is_dated_and_named(reference: Reference) -> None:
    here = _run(reference, days=15, reservoir={"kind": "cassette", "per_week": "3.5"})
    found = equipment_services(here, reference).services
    assert [(each.date.day, each.hcpcs, int(each.units), each.modifiers) for each in found] == [
        (2, "E0781", 1, ("RR", "KH")),
        (2, "A4221", 1, ()),
        (9, "A4221", 1, ()),
        (16, "A4221", 1, ()),
        (2, "A4222", 4, ()),
        (9, "A4222", 3, ()),
        (16, "A4222", 4, ()),
    ]
    assert {each.benefit for each in found} == {Benefit.EQUIPMENT}
    assert {(each.hcpcs, each.what.key) for each in found} == {
        (code, f"equipment.{code}") for code in ("E0781", "A4221", "A4222")
    }
    assert [each.rental_month for each in found if each.kind is LineKind.PUMP] == [1]


def test_one_container_in_several_weeks_is_billed_when_it_is_begun(reference: Reference) -> None:
    here = _run(reference, days=42, reservoir={"kind": "cassette", "per_week": "0.5"})
    found = equipment_services(here, reference).services
    containers = [each.date for each in found if each.hcpcs == "A4222"]
    assert containers == [date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 30)]


def test_a_bought_pump_is_bought_once(reference: Reference) -> None:
    here = _run(reference, pump="E0780")
    (bought,) = (
        each for each in equipment_services(here, reference).services if each.hcpcs == "E0780"
    )
    assert (bought.modifiers, bought.rental_month, bought.units) == (("NU",), None, D(1))
    for later in (replace(here, rented=1), replace(here, rent_from=here.start)):
        assert _pieces(later, reference)["E0780"] == 0


@pytest.mark.parametrize(
    ("rented", "modifiers"),
    [
        (0, ["KH", "KI", "KI", "KJ"]),
        (2, ["KI", "KJ", "KJ", "KJ"]),
        (11, ["KJ", "KJ"]),
        (12, ["KJ"]),
        (13, []),
    ],
)
def test_the_count_of_a_capped_rental(
    rented: int, modifiers: list[str], reference: Reference
) -> None:
    here = replace(_run(reference, days=100), rented=rented)  # four months begin
    found = [each for each in equipment_services(here, reference).services if each.hcpcs == "E0781"]
    assert [each.modifiers[1] for each in found] == modifiers
    assert [each.rental_month for each in found] == list(
        range(rented + 1, rented + 1 + len(modifiers))
    )
    # Owned when a month would begin after the thirteenth.
    assert is_owned(here, reference) is (rented + 4 > 13)


def test_only_a_capped_pump_becomes_the_patients(reference: Reference) -> None:
    here = replace(_run(reference, days=100), rented=13)
    assert is_owned(here, reference)
    assert is_owned(replace(here, pump=None), reference) is False
    assert not is_owned(replace(here, pump=reference.equipment("K0455")), reference)
    assert not is_owned(replace(here, pump=reference.equipment("E0780")), reference)
    nine = replace(here, rented=9)  # four more are thirteen: the last of them is still rent
    assert not is_owned(nine, reference)


def test_more_bags_than_doses_are_not_paid_and_it_says_so(reference: Reference) -> None:
    def run(**order: Any) -> Settled:
        often = {
            "dose": {"amount": "40", "unit": "mg", "per": "administration"},
            "administrations_per_week": "3",
            "minutes": 240,
            "reservoir": {"kind": "bag", "per_week": "7"},
        }
        return _run(reference, **{**often, **order})

    def is_held(**order: Any) -> bool:
        return is_held_to_doses(run(**order))

    assert is_held()
    assert is_held(reservoir={"kind": "cassette", "per_week": "3.5"})
    assert is_held(minutes=1439)
    assert not is_held(minutes=1440)  # it runs all day
    assert not is_held(reservoir={"kind": "bag", "per_week": "3"})
    assert not is_held(reservoir={"kind": "syringe", "per_week": "7"})
    assert not is_held(reservoir={"kind": "prefilled-syringe", "per_week": "7"})
    assert is_held_to_doses(replace(run(), pump=None)) is False
    for unknown in (None, Reservoir(ReservoirKind.BAG, None), Reservoir(None, D(7))):
        order = replace(run().case.therapy, reservoir=unknown)
        here = replace(run(), case=replace(run().case, therapy=order))
        assert is_held_to_doses(here) is False
    # One line a week: three bags, or as many as are used where they are fewer.
    assert _pieces(run(), reference)["A4222"] == 12
    assert _pieces(run(minutes=1439), reference)["A4222"] == 12
    assert _pieces(run(minutes=1440), reference)["A4222"] == 28
    assert _pieces(run(reservoir={"kind": "bag", "per_week": "2"}), reference)["A4222"] == 8


@pytest.mark.parametrize("order", [{"administrations_per_week": None}, {"minutes": None}])
def test_bags_are_not_held_to_doses_that_are_not_known(
    order: dict[str, None], reference: Reference
) -> None:
    here = _run(
        reference,
        dose={"amount": "280", "unit": "mg", "per": "week"},
        administrations_per_week="3",
        minutes=240,
        reservoir={"kind": "bag", "per_week": "7"},
    )
    assert _pieces(here, reference)["A4222"] == 12
    therapy = replace(here.case.therapy, **order)  # type: ignore[arg-type]
    open_order = replace(here, case=replace(here.case, therapy=therapy))
    assert _pieces(open_order, reference)["A4222"] == 28


def test_a_pump_without_a_rent_where_the_patient_lives_is_not_bought(reference: Reference) -> None:
    # Guam has no amounts: the pump stays rented, and its price is not known.
    here = _run(reference)
    guam = replace(here, area=replace(here.area, fee_areas=(("GU", False),)))
    found = [each for each in equipment_services(guam, reference).services if each.hcpcs == "E0781"]
    assert [each.modifiers for each in found] == [("RR", "KH")]
