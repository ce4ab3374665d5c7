"""What Medicare refuses is bought at a told price, or named with the question to ask."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.money import Range
from core.reference.store import Reference
from core.result import Estimate
from core.trace import Standing
from tests.support.money import estimated
from tests.support.situations import INSULIN

D = Decimal
CEFTRIAXONE = {
    "drug": "ceftriaxone",
    "delivery": "gravity",
    "route": "iv",
    "dose": {"amount": "2", "unit": "g", "per": "day"},
    "administrations_per_week": "7",
    "minutes": 30,
}
# Drug 900, 14 days x 95, 2 visits x 110 (CS-33).
QUOTES = {
    "drug_price": "900.00",
    "fills": 1,
    "per_diem": "95.00",
    "visit_price": "110.00",
    "homebound": False,
}


def antibiotic(reference: Reference, **changes: Any) -> Estimate:
    return estimated(reference, days=14, therapy=CEFTRIAXONE, **changes)


def gaps(made: Estimate) -> set[str]:
    return {each.what.key.split(".")[2] for each in made.not_estimated}


def test_the_drug_plan_way_by_hand(reference: Reference) -> None:
    # 2026: 615 + 25 % of 285 = 686.25;  14 x 95 = 1,330;  2 x 110 = 220;  together 2,236.25
    made = antibiotic(reference, quotes=QUOTES, coverage={"part_d": {"spent": "0.00"}})
    assert made.totals.patient == Range.exactly(D("2236.25"))
    assert made.totals.noncovered == Range.exactly(D("1550.00"))
    assert made.totals.other == Range.exactly(D("213.75"))
    assert made.complete
    assert {line.standing for line in made.lines} == {Standing.TOLD}
    assert sum(month.patient.high for month in made.by_month) == D("2236.25")


def test_extra_help_and_homebound_by_hand(reference: Reference) -> None:
    # Two fills as brands 2 x 12.65 = 25.30; as generics 2 x 5.10 = 10.20; 14 x 95 = 1,330;
    # nurse visits are free when homebound.  1,355.30 and 1,340.20
    made = antibiotic(
        reference,
        quotes={**QUOTES, "fills": 2, "homebound": True},
        coverage={"part_d": {"spent": "0.00", "extra_help": "full"}},
    )
    assert made.totals.patient == Range(D("1340.20"), D("1355.30"))
    assert "coverage.part_d.brand" in {each.id for each in made.assumptions}
    assert "money.note.homebound" in {note.key for note in made.notes}


def test_without_a_drug_plan_the_drug_is_the_patients(reference: Reference) -> None:
    made = antibiotic(reference, quotes=QUOTES)
    assert made.totals.patient == Range.exactly(D("2450.00"))  # 900 + 1,330 + 220


def test_without_quotes_nothing_is_priced_and_everything_is_asked(reference: Reference) -> None:
    made = antibiotic(reference)
    assert made.lines == ()
    assert not made.complete
    assert gaps(made) == {"drug-refused", "supplies-refused", "visits-refused"}
    made = antibiotic(reference, coverage={"part_d": {"spent": "0.00"}})
    assert gaps(made) == {"part-d-drug", "supplies-refused", "visits-refused"}


def test_one_quote_leaves_the_others_to_ask(reference: Reference) -> None:
    made = antibiotic(reference, quotes={"per_diem": "95.00"})
    assert made.totals.patient == Range.exactly(D("1330.00"))
    assert gaps(made) == {"drug-refused", "visits-refused"}


def test_fills_cross_the_year_and_add_up(reference: Reference) -> None:
    # Three fills of 333.33, 333.34, 333.33; the second falls after New Year.
    made = antibiotic(
        reference,
        start="2026-12-28",
        quotes={"drug_price": "1000.00", "fills": 3, "per_diem": "0.00", "visit_price": "0.00"},
        coverage={"part_d": {"spent": "0.00"}},
    )
    drug = [line for line in made.lines if line.kind == "drug"]
    assert sum(line.allowed.high for line in drug) == D("1000.00")
    assert [line.date.year for line in drug] == [2026, 2027, 2027]
    # 333.33 under the deductible of 615; then 666.67 under 2027's 700.
    assert [line.patient.high for line in drug] == [line.allowed.high for line in drug]


def test_a_refused_visit_supplier_takes_only_the_visits(reference: Reference) -> None:
    made = estimated(reference, visits={"supplier_qualified": False})
    assert gaps(made) == {"visits-refused"}
    # The sample without its visits: 288.27 + 61.87 + 6 x (5.17 + 68.70 + 12.80) = 870.16
    assert made.totals.patient == Range.exactly(D("870.16"))
    quoted = estimated(
        reference, visits={"supplier_qualified": False}, quotes={"visit_price": "110.00"}
    )
    assert quoted.totals.patient == Range.exactly(D("1530.16"))  # + 6 x 110
    assert quoted.complete


def test_a_refused_pump_takes_its_drug_and_supplies(reference: Reference) -> None:
    made = estimated(reference, criteria={"hf-stage-d": False})
    assert made.lines == ()
    assert gaps(made) == {"drug-refused", "supplies-refused", "visits-refused"}
    charges = {"E0781": "450.00", "A4221": "30.00", "A4222": "60.00"}
    made = estimated(
        reference,
        criteria={"hf-stage-d": False},
        supplier={"charges": charges},
        quotes={"drug_price": "500.00", "visit_price": "100.00"},
    )
    # 2 x 450 + 6 x 30 + 42 x 60 + 500 + 6 x 100 = 4,700
    assert made.totals.patient == Range.exactly(D("4700.00"))
    assert made.totals.medicare == Range.exactly(D("0.00"))
    assert made.complete


def test_no_part_b_pays_for_everything(reference: Reference) -> None:
    made = estimated(reference, coverage={"medicare": "none"})
    assert made.totals.medicare == Range.exactly(D("0.00"))
    assert not made.complete


def test_a_drug_without_visits_does_not_ask_for_them(reference: Reference) -> None:
    insulin = {
        "drug": "insulin-pump",
        "indication": reference.drug("insulin-pump").indications[0],
        "route": "sc",
        "pump": "E0784",
        "dose": {"amount": "42", "unit": "units", "per": "day"},
        "reservoir": {"kind": "syringe", "per_week": "3"},
    }
    made = estimated(
        reference, days=30, therapy=insulin, criteria=INSULIN, visits={"per_week": None}
    )
    assert made.complete
    assert "money.note.no-visits" in {note.key for note in made.notes}
    assert made.case.visits.per_week is None  # as it was told
    # Where somebody plans visits, their price is asked for.
    made = estimated(reference, days=30, therapy=insulin, criteria=INSULIN)
    assert gaps(made) == {"visits-refused"}


def test_a_facility_is_asked_itself(reference: Reference) -> None:
    made = estimated(reference, residence="skilled-nursing-facility")
    assert gaps(made) == {"facility"}
    assert made.lines == ()


def test_a_savings_program_brings_extra_help(reference: Reference) -> None:
    # One fill: 1.60 (lowest copay, generic) to 12.65 (usual copay, brand); 1,330 + 220
    for kind in ("qmb", "slmb", "qi", "medicaid"):
        coverage = {"part_d": {"spent": "0.00"}, "supplement": {"kind": kind}}
        made = antibiotic(reference, quotes=QUOTES, coverage=coverage)
        assert made.totals.patient == Range(D("1551.60"), D("1562.65")), kind


def test_a_notice_makes_only_the_suppliers_charges_owed(reference: Reference) -> None:
    supplier = {"enrolled": False, "charges": {"E0781": "450.00"}}
    made = estimated(reference, supplier=supplier, quotes={"visit_price": "100.00"})
    # 2 rentals at 450, owed only with a signed notice; 6 visits at 100 owed either way.
    assert made.totals.patient == Range(D("600.00"), D("1500.00"))
    assert "supplier.notice" in {each.id for each in made.assumptions}
