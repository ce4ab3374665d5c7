"""A medicine whose brands differ in price: named, one price; not named, from least to most."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.reference.store import Reference
from core.result import Assumption, Estimate, LineKind
from tests.support.money import estimated
from tests.support.situations import IVIG

D = Decimal
_ORDER: dict[str, Any] = {
    "route": "iv",
    "indication": "immune-deficiency-ivig",
    "dose": {"amount": "28", "unit": "g", "per": "administration"},
    "administrations_per_week": "0.25",
    "minutes": 240,
}


def _infused(reference: Reference, drug: str, **changes: Any) -> Estimate:
    return estimated(reference, days=28, criteria=IVIG, therapy={"drug": drug, **_ORDER}, **changes)


def _question(made: Estimate) -> Assumption | None:
    return next((each for each in made.assumptions if each.id == "therapy.drug.brand"), None)


def _allowed_drug(made: Estimate) -> tuple[Decimal, Decimal]:
    lines = [line.allowed for line in made.lines if line.kind is LineKind.DRUG]
    return sum((each.low for each in lines), D(0)), sum((each.high for each in lines), D(0))


def test_a_brand_that_is_not_named_is_a_range_over_all_of_them(reference: Reference) -> None:
    made = _infused(reference, "ivig")
    # 28 g are 56 units of 500 mg: Octagam 47.133, Asceniv 508.454 in the last quarter of 2026.
    assert _allowed_drug(made) == (D("2639.45"), D("28473.42"))
    asked = _question(made)
    assert asked is not None
    assert dict(asked.low.values) == {"least": "Octagam", "most": "Asceniv"}
    assert asked.patient_effect > 5000
    assert made.assumptions[0] is asked  # nothing else moves the figure as much


@pytest.mark.parametrize(
    ("drug", "allowed"),
    [
        ("Gamunex-C", "2689.23"),  # 48.022
        ("J1561", "2689.23"),
        ("Octagam", "2639.45"),
        ("Asceniv", "28473.42"),
        ("J1554", "28473.42"),
    ],
)
def test_a_brand_that_is_named_has_one_price(reference: Reference, drug: str, allowed: str) -> None:
    made = _infused(reference, drug)
    assert _question(made) is None
    assert _allowed_drug(made) == (D(allowed), D(allowed))


def test_a_line_of_one_end_says_so_and_shows_its_own_amounts(reference: Reference) -> None:
    made = _infused(reference, "ivig")
    steps = {line.hcpcs: [step.text.key for step in line.steps] for line in made.lines}
    assert steps["J1568"][:2] == ["money.step.limit", "money.step.only-low"]
    assert steps["J1554"][:2] == ["money.step.limit", "money.step.only-high"]
    assert "money.step.only-low" not in steps["Q2052"]


def test_a_dose_that_is_not_known_is_taken_for_every_brand(reference: Reference) -> None:
    made = _infused(reference, "ivig", home={"zip": "60612", "rural": False})
    open_dose = estimated(
        reference,
        days=28,
        criteria=IVIG,
        therapy={"drug": "ivig", **_ORDER, "dose": None},
    )
    assert _question(open_dose) is not None
    low, high = _allowed_drug(open_dose)
    assert low < _allowed_drug(made)[0] < _allowed_drug(made)[1] < high


def test_a_drug_of_the_pump_list_takes_the_code_for_any_maker(reference: Reference) -> None:
    made = estimated(
        reference,
        days=7,
        therapy={
            "drug": "fluorouracil",
            "dose": {"amount": "4000", "unit": "mg", "per": "administration"},
            "administrations_per_week": "0.5",
            "minutes": 2760,
        },
    )
    assert _question(made) is None
    assert "convention.maker" in {each.id for each in made.assumptions}


def test_other_places_show_the_brands_of_an_antibiotic_too(reference: Reference) -> None:
    made = estimated(
        reference,
        days=14,
        therapy={
            "drug": "vancomycin",
            "delivery": "gravity",
            "dose": {"amount": "1", "unit": "g", "per": "administration"},
            "administrations_per_week": "7",
            "minutes": 60,
        },
    )
    office = next(each for each in made.settings if each.setting == "office")
    assert office.patient is not None
    assert office.total is not None
    # 100 units of 10 mg a day: 0.016 (Hikma) to 0.143 (Tyzavan).
    assert office.total.high - office.total.low == 14 * (D("14.30") - D("1.60"))
