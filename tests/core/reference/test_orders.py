"""Usual schedules and entry limits: starting points and checks of what is typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.case import ReservoirKind, Route
from core.reference.model import Way
from core.reference.store import Reference

# No usual dose is known: every part of the order is asked.
_WITHOUT = {"other-pump-drug", "compounded-pump-drug"}


def test_milrinone_as_its_label_and_the_home_cohort_have_it(reference: Reference) -> None:
    (dose,) = reference.usual_doses("milrinone")
    assert (dose.low, dose.typical, dose.high) == (
        Decimal("0.2"),
        Decimal("0.375"),
        Decimal("0.75"),
    )
    assert (dose.unit, dose.per, dose.weight_based) == ("mcg/kg/min", "minute", True)
    assert (dose.administrations_low, dose.minutes_low) == (Decimal(7), 1440)
    assert (dose.course_days_low, dose.course_days_high) == (28, None)
    assert dose.route is Route.IV
    # 0.375 x 70 kg x 1,440 / 1,000 x 7 / 5 mg = 52.92 billing units a week
    assert dose.week_units_typical == Decimal("52.92")


def test_a_drug_without_a_usual_dose_has_none(reference: Reference) -> None:
    for drug in sorted(_WITHOUT):
        assert reference.usual_doses(drug) == ()
    assert reference.usual_doses("no-such-drug") == ()


def test_pump_drugs_have_a_usual_dose_but_for_those_where_none_was_found(
    reference: Reference,
) -> None:
    missing = {
        drug.id
        for drug in reference.drugs()
        if drug.way is Way.PUMP and not reference.usual_doses(drug.id)
    }
    assert missing <= _WITHOUT | {"meperidine"}, missing


def test_containers_are_named_as_a_case_names_them(reference: Reference) -> None:
    known = {kind.value for kind in ReservoirKind} | {"bottle", "reservoir", "elastomeric", ""}
    for drug in reference.drugs():
        for dose in reference.usual_doses(drug.id):
            assert set(dose.container.split(";")) <= known, dose.id


@pytest.mark.parametrize(
    ("drug", "route", "unit", "ask_above", "basis", "slip_above"),
    [
        ("milrinone", None, "mg", "1.13", "kg", "510"),
        ("milrinone", "iv", "mg", "1.13", "kg", "510"),
        ("amphotericin-b", "iv", "mg", "1.5", "kg", "225"),
        ("fluorouracil", "iv", "mg", "1600", "m2", "12700"),
        ("blinatumomab", "iv", "mcg", "28", "flat", "50"),
        ("morphine-fresenius", "sc", "mg", "300", "flat", "4300"),
        ("penicillin-g", "iv", "million units", "24", "flat", "72"),
    ],
)
def test_entry_limits(
    reference: Reference,
    drug: str,
    route: str | None,
    unit: str,
    ask_above: str,
    basis: str,
    slip_above: str,
) -> None:
    limit = reference.entry_limit(drug, route)
    assert limit is not None
    assert (limit.unit, limit.basis) == (unit, basis)
    assert (limit.ask_above, limit.slip_above) == (Decimal(ask_above), Decimal(slip_above))


def test_an_entry_limit_that_is_not_known_is_none(reference: Reference) -> None:
    assert reference.entry_limit("other-pump-drug", "iv") is None


def test_every_pump_drug_with_a_usual_dose_has_entry_limits(reference: Reference) -> None:
    for drug in reference.drugs():
        for dose in reference.usual_doses(drug.id):
            assert reference.entry_limit(drug.id, dose.route), dose.id
