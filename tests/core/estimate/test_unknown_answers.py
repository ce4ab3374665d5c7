"""An answer that is not known makes a range between two complete runs, never a guess or a 0."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.estimate import estimate
from core.money import Range
from core.reference.store import Reference
from core.result import Estimate
from tests.support.money import estimated
from tests.support.situations import situation

D = Decimal
LOW, HIGH = D("1064.50"), D("1148.92")  # the sample, by hand: test_milrinone


def effects(made: Estimate) -> dict[str, Decimal]:
    return {a.id: a.patient_effect for a in made.assumptions if a.patient_effect}


def gaps(made: Estimate) -> list[str]:
    return [each.what.key.split(".")[2] for each in made.not_estimated]


def test_the_deductible(reference: Reference) -> None:
    # All met: no 283.00, and the first pump line shares 309.33, not 26.33.
    # Low:  1,064.50 - 288.27 + 61.87 = 838.10.  High stays as if nothing were met.
    made = estimated(reference, coverage={"deductible_met": None})
    assert made.totals.patient == Range(D("838.10"), HIGH)
    assert effects(made)["coverage.deductible_met"] == D("226.40")  # 288.27 - 61.87
    assert made.complete


def test_a_known_answer_lies_between_the_ends_of_an_unknown_one(reference: Reference) -> None:
    open_ = estimated(reference, coverage={"deductible_met": None}).totals.patient
    for met in ("0.00", "140.00", "283.00"):
        known = estimated(reference, coverage={"deductible_met": met}).totals.patient
        assert open_.low <= known.low <= known.high <= open_.high


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"home": {"zip": None, "rural": None}}, "home.zip"),
        ({"home": {"zip": "62906", "rural": None}}, "home.rural"),
        ({"visits": {"per_week": None}}, "visits.per_week"),
        ({"visits": {"first": None}}, "visits.first"),
        ({"therapy": {"dose": None}}, "therapy.dose"),
        ({"therapy": {"reservoir": None}}, "therapy.reservoir"),
        ({"therapy": {"reservoir": {"kind": "bag", "per_week": None}}}, "therapy.reservoir"),
        (
            {"therapy": {"dose": {"amount": "0.375", "unit": "mcg/kg/min", "per": "day"}}},
            "therapy.weight_kg",
        ),
        ({"coverage": {"supplement": None}}, "coverage.supplement.kind"),
        (
            {"coverage": {"supplement": {"kind": "medigap", "plan": None}}},
            "coverage.supplement.plan",
        ),
        ({"coverage": {"supplement": {"kind": "retiree"}}}, "coverage.supplement.retiree"),
        ({"coverage": {"supplement": {"kind": "medicaid"}}}, "coverage.supplement.medicaid"),
        (
            {"coverage": {"supplement": {"kind": "medigap", "plan": "K", "spent": None}}},
            "coverage.supplement.spent",
        ),
    ],
)
def test_each_unknown_is_named_and_widens_the_range(
    change: dict[str, Any], name: str, reference: Reference
) -> None:
    made = estimated(reference, **change)
    assert effects(made)[name] > 0
    assert made.totals.patient.low < made.totals.patient.high
    ranked = [a.patient_effect for a in made.assumptions]
    assert ranked == sorted(ranked, reverse=True)


def test_an_unknown_home_spans_every_area(reference: Reference) -> None:
    everywhere = estimated(reference, home={"zip": None, "rural": None}).totals.patient
    for zip_code, rural in (("60612", False), ("99501", None), ("00901", None), ("59001", True)):
        here = estimated(reference, home={"zip": zip_code, "rural": rural}).totals.patient
        assert everywhere.low <= here.low <= here.high <= everywhere.high


def test_rural_by_hand(reference: Reference) -> None:
    # Illinois, rural null: each line has the two fees of its code as ends.
    made = estimated(reference, home={"zip": "62906", "rural": None})
    day = situation().start
    assert day is not None
    for line in made.lines:
        if line.hcpcs == "E0781":
            plain = reference.fee("E0781", "RR", "IL", False, day).value.low
            rural = reference.fee("E0781", "RR", "IL", True, day).value.low
            assert line.allowed == Range(plain, rural)
            assert plain < rural


def test_an_open_length_is_counted_as_far_as_it_is_usual_and_the_rest_is_named(
    reference: Reference,
) -> None:
    made = estimated(reference, days=None)  # milrinone: 28 days and on
    assert gaps(made) == ["after"]
    assert not made.complete
    assert max(line.date for line in made.lines) <= situation().start.fromordinal(  # type: ignore[union-attr]
        situation().start.toordinal() + 27  # type: ignore[union-attr]
    )
    assert "convention.length" in {a.id for a in made.assumptions}


def test_assignment_not_known_is_at_least_the_assigned_amount(reference: Reference) -> None:
    # Unassigned, 2 % of what Medicare pays the patient back is held (CS-09): of the pump's
    # 21.06 and 247.46 0.42 + 4.95, of six times 20.70 and 274.79 6 x (0.41 + 5.50): 40.83.
    made = estimated(reference, supplier={"accepts_assignment": None})
    assert gaps(made) == ["excess"]
    assert made.totals.patient == Range(LOW, HIGH + D("40.83"))
    # One charge told, all others not: E0781 at 450.00 twice, 140.67 above 309.33 each.
    told = {"accepts_assignment": None, "charges": {"E0781": "450.00"}}
    made = estimated(reference, supplier=told)
    assert made.totals.patient == Range(LOW, HIGH + D("40.83") + 2 * D("140.67"))
    assert gaps(made) == ["excess"]


def test_drug_and_visit_never_have_an_excess(reference: Reference) -> None:
    charges = {"J2260": "99.00", "G0068": "999.00", "G0088": "999.00"}
    made = estimated(reference, supplier={"accepts_assignment": False, "charges": charges})
    assert made.totals.excess == Range.exactly(D("0.00"))


def test_a_charge_below_the_fee_is_what_medicare_allows(reference: Reference) -> None:
    made = estimated(reference, supplier={"charges": {"A4221": "20.00"}})
    supplies = [line for line in made.lines if line.hcpcs == "A4221"]
    assert all(line.allowed == Range.exactly(D("20.00")) for line in supplies)
    assert all(line.patient == Range.exactly(D("4.00")) for line in supplies)


def test_a_usual_dose_goes_by_weight(reference: Reference) -> None:
    # 28.22 and 105.84 units a week at 70 kg; at 35 kg half of each: 14.11 -> 15, 52.92 -> 53
    made = estimated(reference, therapy={"dose": None, "weight_kg": "35"})
    drug = next(line for line in made.lines if line.hcpcs == "J2260")
    assert (drug.units_low, drug.units) == (D(15), D(53))


def test_nothing_but_a_day_and_a_drug(reference: Reference) -> None:
    from core.binding import read
    from core.case import Case

    data = {
        "as_of": "2026-11-02",
        **dict.fromkeys(
            ("start", "days", "home", "residence", "criteria", "visits", "supplier", "coverage")
        ),
        "therapy": {"drug": "milrinone", "delivery": None},
    }
    case, problems = read(Case, data)
    assert case is not None, problems
    made = estimate(case, reference)
    assert 0 <= made.totals.patient.low < made.totals.patient.high
    assert not made.complete
    asked = {a.id for a in made.assumptions}
    assert {"home.zip", "coverage.medicare", "visits.per_week", "therapy.dose"} <= asked


def test_no_drug_is_no_estimate(reference: Reference) -> None:
    made = estimate(situation(therapy={"drug": None}), reference)
    assert (made.lines, made.complete, gaps(made)) == ((), False, ["drug-unknown"])


def test_a_home_that_only_moves_what_charges_cover_is_asked_for_too(reference: Reference) -> None:
    """Where each item has a charge, a lower fee is the dearer end: less comes from Medicare."""
    supplier = {
        "accepts_assignment": False,
        "charges": {"E0781": "500.00", "A4221": "60.00", "A4222": "90.00"},
    }

    def at(rural: bool | None) -> Estimate:
        return estimated(reference, home={"zip": "62906", "rural": rural}, supplier=supplier)

    made, plain, rural = at(None), at(False).totals.patient, at(True).totals.patient
    assert made.totals.patient == Range(rural.low, plain.high)
    (asked,) = [each for each in made.assumptions if each.id == "home.rural"]
    assert asked.patient_effect == plain.high - rural.high > 0
    assert (asked.low.key, asked.high.key) == (
        "money.unknown.home.rural.high",
        "money.unknown.home.rural.low",
    )


def test_a_state_takes_in_the_localities_that_reach_into_it(reference: Reference) -> None:
    """A home in Maryland may lie in Washington's suburbs, where a visit costs more."""

    def visits(**home: Any) -> Range:
        made = estimated(reference, home={"zip": None, "state": None, "rural": False} | home)
        return next(line.allowed for line in made.lines if line.hcpcs == "G0068")

    somewhere = visits(state="MD")
    suburb, shore = visits(zip="20814"), visits(zip="21801")
    assert suburb == visits(state="MD", locality=["12202", "01"])
    assert shore.high < suburb.high  # factors 1.007 and 1.112
    assert somewhere == Range(shore.low, suburb.high)
