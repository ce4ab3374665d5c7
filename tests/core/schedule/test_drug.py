"""The drug's lines: dose conversions, part weeks, codes and prices by service date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.reference.store import Reference
from core.result import Line
from tests.support.money import estimated

D = Decimal


def drug_lines(reference: Reference, drug: str, days: int = 14, **case: Any) -> list[Line]:
    found = reference.drug(drug)
    indication = reference.indication(found.indications[0])
    therapy = {
        "drug": drug,
        "indication": indication.id,
        "pump": next(use.hcpcs for use in found.pumps if use.usual),
        **case.pop("therapy"),
    }
    made = estimated(
        reference,
        days=days,
        therapy=therapy,
        criteria={c: True for each in indication.sets for c in each.criteria},
        **case,
    )
    return [line for line in made.lines if line.hcpcs.startswith("J")]


def dose(amount: str, unit: str, per: str) -> dict[str, str]:
    return {"amount": amount, "unit": unit, "per": per}


@pytest.mark.parametrize(
    ("drug", "therapy", "units"),
    [
        # 0.375 x 70 x 1,440 / 1,000 = 37.8 mg a day x 7 = 264.6 / 5 = 52.92 -> 53
        (
            "milrinone",
            {"dose": dose("0.375", "mcg/kg/min", "day"), "weight_kg": "70", "minutes": 1440},
            53,
        ),
        # For ten hours of each day: 0.375 x 70 x 600 / 1,000 x 7 = 110.25 / 5 = 22.05 -> 23
        (
            "milrinone",
            {"dose": dose("0.375", "mcg/kg/min", "day"), "weight_kg": "70", "minutes": 600},
            23,
        ),
        # The same without minutes or how often: a rate runs all day, every day.
        ("milrinone", {"dose": dose("0.375", "mcg/kg/min", "day"), "weight_kg": "70"}, 53),
        # 30 x 70 x 1,440 / 1,000,000 = 3.024 mg x 7 = 21.168 / 0.5 = 42.336 -> 43
        ("epoprostenol", {"dose": dose("30", "ng/kg/min", "day"), "weight_kg": "70"}, 43),
        # 5 mg/kg x 70 = 350 mg, 14 a week = 4,900 / 500 = 9.8 -> 10, not 14
        (
            "ganciclovir",
            {
                "dose": dose("5", "mg/kg", "administration"),
                "weight_kg": "70",
                "administrations_per_week": "14",
                "minutes": 60,
            },
            10,
        ),
        # 48 mg a day: 336 / 10 = 33.6 -> 34
        ("morphine", {"dose": dose("48", "mg", "day"), "route": "iv"}, 34),
        # 1,200 mcg a day = 8.4 mg / 0.1 = 84
        ("fentanyl", {"dose": dose("1200", "mcg", "day"), "route": "iv"}, 84),
        # 10 g a week / 100 mg
        ("hizentra", {"dose": dose("10", "g", "week"), "route": "sc"}, 100),
    ],
)
def test_units_of_a_week(
    drug: str, therapy: dict[str, Any], units: int, reference: Reference
) -> None:
    first, second = drug_lines(reference, drug, therapy=therapy)
    assert [first.units, second.units] == [D(units)] * 2


def test_a_part_of_a_week_takes_its_own_days(reference: Reference) -> None:
    # 40 mg x 3 days = 120 / 5 = 24
    order = {"dose": dose("40", "mg", "day")}
    lines = drug_lines(reference, "milrinone", 10, therapy=order)
    assert [line.units for line in lines] == [56, 24]
    # Three a week fall on days 0, 2, 4, 7, 9: 3 x 1,000 / 500 and 2 x 1,000 / 500
    often = {"dose": dose("1", "g", "administration"), "administrations_per_week": "3"}
    lines = drug_lines(reference, "deferoxamine", 10, therapy=often)
    assert [line.units for line in lines] == [6, 4]


def test_a_week_without_an_infusion_has_no_line(reference: Reference) -> None:
    # 46 hours every two weeks: 4,320 mg on days 0 and 14; J9192 from October: 432 units
    order = {
        "dose": dose("4320", "mg", "administration"),
        "administrations_per_week": "0.5",
        "minutes": 2760,
    }
    lines = drug_lines(reference, "fluorouracil", 28, therapy=order)
    assert [(line.date, line.units) for line in lines] == [
        (date(2026, 11, 2), D(432)),
        (date(2026, 11, 16), D(432)),
    ]


def test_the_code_and_the_price_go_by_the_service_date(reference: Reference) -> None:
    # J9190 (500 mg) to 2026-09-30, J9192 (10 mg) after it: 8.64 -> 9, then 432
    order = {
        "dose": dose("4320", "mg", "administration"),
        "administrations_per_week": "1",
        "minutes": 2760,
    }
    lines = drug_lines(reference, "fluorouracil", 14, therapy=order, start="2026-09-25")
    assert [(line.hcpcs, line.units) for line in lines] == [("J9190", D(9)), ("J9192", D(432))]
    # The third quarter is not held: its price is the first quarter's, and it says so.
    assert [line.standing.value for line in lines] == ["projected", "published"]


def test_a_lower_percentage_of_a_quarter(reference: Reference) -> None:
    # Hizentra 2026 Q4: 19.344 %; the deductible is met.  100 units x 14.786 = 1,478.60
    order = {"dose": dose("10", "g", "week"), "route": "sc"}
    first, *_ = drug_lines(
        reference, "hizentra", 7, therapy=order, coverage={"deductible_met": "283.00"}
    )
    assert first.allowed.high == D("1478.60")
    assert first.coinsurance.high == D("286.02")  # 286.0203...
    assert first.modifiers == ("JB",)


def test_more_than_9999_units_are_split(reference: Reference) -> None:
    # 24 mg/day of hydromorphone x 70: 11,760 mg a week / 0.1 = 117,600 units in 12 lines
    order = {"dose": dose("1680", "mg", "day"), "route": "iv"}
    lines = drug_lines(reference, "hydromorphone", 7, therapy=order)
    assert [line.units for line in lines] == [9999] * 11 + [7611]
    assert sum(line.units for line in lines) == 117600
