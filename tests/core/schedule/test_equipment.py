"""Pump, pole, supplies and reservoirs by payment category, on real fees."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from core.case import ReservoirKind
from core.reference.store import Reference
from core.result import Estimate, Line, LineKind
from tests.support.money import estimated

D = Decimal


def of(made: Estimate, hcpcs: str) -> list[Line]:
    return [line for line in made.lines if line.hcpcs == hcpcs]


def paid(lines: list[Line]) -> list[Decimal]:
    return [line.allowed.high for line in lines]


def test_capped_rental_ends_after_thirteen_months(reference: Reference) -> None:
    # 309.33 for months 1 to 3, then 75 % = 231.9975 -> 232.00; 13 rentals of 400 days
    pump = of(estimated(reference, days=400, start="2026-01-02"), "E0781")
    assert paid(pump) == [D("309.33")] * 3 + [D("232.00")] * 10
    assert [line.modifiers[1] for line in pump] == ["KH", "KI", "KI"] + ["KJ"] * 10
    assert pump[-1].date == date(2027, 1, 2)
    # 75 % follows from the published fee; the month of 2027 takes the last one and says so.
    assert [line.standing.value for line in pump[-2:]] == ["derived", "projected"]


def test_frequent_servicing_never_ends(reference: Reference) -> None:
    made = estimated(
        reference,
        days=400,
        start="2026-01-02",
        therapy={"drug": "treprostinil", "pump": "K0455", "reservoir": None},
    )
    pump = of(made, "K0455")
    assert len(pump) == 14  # 400 days from 2 January 2026 reach 5 February 2027
    assert len(set(paid(pump))) == 1
    assert {line.modifiers for line in pump} == {("RR",)}


def test_an_inexpensive_item_is_rented_up_to_its_price_or_bought(reference: Reference) -> None:
    # Illinois: pole 18.37 a month, 183.72 to buy: ten months, and 0.02 in the eleventh.
    made = estimated(reference, days=400, start="2026-01-02", therapy={"pump": "E0791"})
    pole = of(made, "E0776")
    bought = reference.fee("E0776", "NU", "IL", False, date(2026, 1, 2)).value.high
    assert sum(paid(pole)) == bought
    assert paid(pole)[0] == D("18.37")
    assert paid(pole)[-1] == bought - 10 * D("18.37") == D("0.02")
    assert len(pole) == 11
    # Whether a pole is needed is not said: it is in the high run only.
    assert {line.allowed.low for line in pole} == {D("0.00")}
    # E0780 has no rental amount: it is bought once.
    made = estimated(reference, days=90, therapy={"pump": "E0780"})
    (pump,) = of(made, "E0780")
    assert (pump.modifiers, pump.date) == (("NU",), date(2026, 11, 2))


def test_a_pole_only_with_a_stationary_pump(reference: Reference) -> None:
    kinds = {line.kind for line in estimated(reference).lines}
    assert LineKind.ACCESSORY not in kinds


def reservoirs(reference: Reference, **reservoir: Any) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in estimated(reference, days=43, therapy={"reservoir": reservoir}).lines:
        if line.kind is LineKind.RESERVOIRS:
            counts[line.hcpcs] += int(line.units)
    return counts


def test_reservoirs_are_whole_pieces_of_whole_weeks(reference: Reference) -> None:
    # 43 days are 7 weeks: 7 x 7 = 49;  3.5 x 7 = 24.5 -> 25;  0.5 x 7 = 3.5 -> 4
    assert reservoirs(reference, kind="cassette", per_week="7") == {"A4222": 49}
    assert reservoirs(reference, kind="bag", per_week="3.5") == {"A4222": 25}
    assert reservoirs(reference, kind="syringe", per_week="0.5") == {"K0552": 4}
    assert reservoirs(reference, kind="cassette", per_week="0") == {}
    for per_week in ("7", None):
        filled = ReservoirKind.PREFILLED_SYRINGE.value
        assert reservoirs(reference, kind=filled, per_week=per_week) == {}


def insulin(reference: Reference, *, days: int, units: str) -> Estimate:
    """Insulin through a pump, so many units a day."""
    drug = reference.drug("insulin-pump")
    sets = reference.indication(drug.indications[0]).sets
    return estimated(
        reference,
        days=days,
        criteria={criterion: True for each in sets for criterion in each.criteria},
        therapy={
            "drug": drug.id,
            "indication": drug.indications[0],
            "route": "sc",
            "pump": "E0784",
            "dose": {"amount": units, "unit": "units", "per": "day"},
            "reservoir": {"kind": "syringe", "per_week": "3"},
        },
    )


def test_an_insulin_pump_takes_its_own_supplies(reference: Reference) -> None:
    made = insulin(reference, days=60, units="42")
    counts = Counter(line.hcpcs for line in made.lines)
    assert counts == {"E0784": 2, "A4224": 9, "A4225": 9, "J1817": 2}
    # 30 and 30 days of 42 units = 1,260 units -> 25.2 -> 26 a month; no deductible; the
    # pump takes it.  26 x 2.883 (2026 Q4) and no more than 35.00 a month.
    first, second = of(made, "J1817")
    assert (first.date, second.date) == (date(2026, 11, 2), date(2026, 12, 2))
    assert [line.units for line in (first, second)] == [D(26), D(26)]
    assert first.modifiers == ("JK",)
    assert first.deductible.high == 0
    limit = reference.payment_limit("J1817", first.date).limit.value.high
    assert first.allowed.high == (26 * limit).quantize(D("0.01"))
    assert 0 < first.patient.high <= 35


def test_insulins_cap_of_a_month(reference: Reference) -> None:
    made = insulin(reference, days=30, units="400")
    (line,) = of(made, "J1817")
    assert line.units == D(240)  # 12,000 / 50
    assert line.patient.high == D("35")


def test_at_most_one_bag_for_each_dose_of_an_infusion_that_stops(reference: Reference) -> None:
    def made(minutes: int, kind: str, per_week: str = "7") -> Estimate:
        return estimated(
            reference,
            days=28,
            therapy={
                "minutes": minutes,
                "administrations_per_week": "3",
                "dose": {"amount": "40", "unit": "mg", "per": "administration"},
                "reservoir": {"kind": kind, "per_week": per_week},
            },
        )

    def pieces(found: Estimate) -> int:
        return sum(int(line.units) for line in found.lines if line.kind is LineKind.RESERVOIRS)

    assert pieces(made(240, "bag")) == pieces(made(240, "cassette")) == 12
    assert pieces(made(240, "bag", "2")) == 8
    assert pieces(made(240, "syringe")) == 28  # the cap is for bags and cassettes
    assert pieces(made(1440, "bag")) == 28  # all day long: changed when it is empty
    said = {each.id for each in made(240, "bag").assumptions}
    assert "convention.bag-per-dose" in said
    assert "convention.bag-per-dose" not in {each.id for each in made(1440, "bag").assumptions}
