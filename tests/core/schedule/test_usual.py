"""The usual schedules in the place of an order that is not known, and codes by their days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.reference.store import Reference
from core.result import Estimate
from core.schedule.drug import code_on, usual_doses
from tests.support.money import estimated
from tests.support.situations import situation

D = Decimal


def _units(made: Estimate, code: str) -> list[tuple[int, int]]:
    """Units of each line in the low and in the high run."""
    return [(int(line.units_low), int(line.units)) for line in made.lines if line.hcpcs == code]


def _without_dose(reference: Reference, **therapy: Any) -> Estimate:
    order: dict[str, Any] = {"dose": None, "weight_kg": None, **therapy}
    return estimated(reference, days=10, therapy=order)


@pytest.mark.parametrize(
    ("drug", "stated", "day", "code"),
    [
        ("fluorouracil", "J9190", "2026-09-30", "J9190"),  # its last day
        ("fluorouracil", "J9190", "2026-10-01", "J9192"),
        ("fluorouracil", "J9191", "2026-10-01", "J9191"),  # a maker's own code, its first day
        ("fluorouracil", "J9191", "2026-09-30", "J9190"),
        ("fluorouracil", "fluorouracil", "2026-10-01", "J9192"),
        ("fluorouracil", None, "2026-09-30", "J9190"),
        ("milrinone", "J2260", "2026-01-01", "J2260"),
    ],
)
def test_a_stated_code_is_used_on_its_own_days_only(
    drug: str, stated: str | None, day: str, code: str, reference: Reference
) -> None:
    found = code_on(reference.drug(drug), stated, date.fromisoformat(day), reference)
    assert found.hcpcs == code


def test_a_dose_that_is_not_known_is_the_least_to_the_most_usual(reference: Reference) -> None:
    # 28.22 to 105.84 a week for 70 kg; three days of a week: 12.09... to 45.36
    assert _units(_without_dose(reference, weight_kg="70"), "J2260") == [(29, 106), (13, 46)]


def test_a_usual_dose_by_weight_goes_by_the_patients_weight(reference: Reference) -> None:
    # 105 kg is half as much again: 42.33 to 158.76; three days 18.14 to 68.04
    assert _units(_without_dose(reference, weight_kg="105"), "J2260") == [(43, 159), (19, 69)]


def test_a_usual_dose_not_by_weight_does_not(reference: Reference) -> None:
    drug = reference.drug("morphine")
    therapy = {
        "drug": "morphine",
        "indication": drug.indications[0],
        "route": "iv",
        "pump": "E0781",
        "reservoir": {"kind": "cassette", "per_week": "7"},
    }
    light, heavy = (
        _units(_without_dose(reference, **therapy, weight_kg=kg), "J2270") for kg in ("50", "105")
    )
    assert light == heavy != []


def test_a_makers_code_takes_the_schedules_of_the_drugs_other_codes(
    reference: Reference,
) -> None:
    drug = reference.drug("fluorouracil")
    day = date(2026, 11, 2)
    order = situation(therapy={"drug": "fluorouracil", "route": "iv"}).therapy
    general, own = (code_on(drug, stated, day, reference) for stated in (None, "J9191"))
    by_code = usual_doses(drug, general, order, reference)
    assert {usual.hcpcs for usual in by_code} == {"J9192"}
    assert {usual.hcpcs for usual in usual_doses(drug, own, order, reference)} == {
        "J9190",
        "J9192",
    }


def test_schedules_of_another_route_are_left_out(reference: Reference) -> None:
    drug = reference.drug("morphine-preservative-free")
    code = code_on(drug, None, date(2026, 11, 2), reference)

    def regimens(route: str | None) -> set[str | None]:
        order = situation(therapy={"drug": drug.id, "route": route}).therapy
        return {usual.route for usual in usual_doses(drug, code, order, reference)}

    assert "epidural" in regimens(None)
    assert "epidural" in regimens("epidural")
    assert "epidural" not in regimens("intrathecal")
