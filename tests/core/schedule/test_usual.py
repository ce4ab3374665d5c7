"""The usual schedules in the place of an order that is not known, and codes by their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from core.assumptions.gather import gather
from core.case import Dose, DoseUnit, Per
from core.dosing import needs_weight
from core.gaps import gap
from core.reference.store import Reference
from core.result import Benefit, Estimate, NotEstimated
from core.schedule.drug import code_on, drug_services, usual_doses, usual_week_units
from core.schedule.units import UnitsUnknown
from core.settled import Bound, Settled
from core.trace import text
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


def _run(reference: Reference, drug: str, **changes: Any) -> Settled:
    return gather(situation(**changes), reference.drug(drug), reference).run(Bound.HIGH)


def _order(settled: Settled, **therapy: Any) -> Settled:
    """A run with another order, whatever an estimate would have made of it."""
    order = replace(settled.case.therapy, **therapy)
    return replace(settled, case=replace(settled.case, therapy=order))


def _laid(settled: Settled, reference: Reference) -> tuple[list[int], list[NotEstimated]]:
    made = drug_services(settled, Benefit.EQUIPMENT, reference)
    return [int(service.units) for service in made.services], list(made.gaps)


def test_a_drug_without_a_code_yet_is_named_as_not_estimated(reference: Reference) -> None:
    here = _run(reference, "ivig-qivigy", therapy={"drug": "ivig-qivigy", "route": "iv"})
    early = replace(here, start=date(2026, 1, 2))
    what = text("drug.ivig-qivigy")
    assert _laid(early, reference) == ([], [gap("drug-code", drug=what)])


def test_a_drug_without_a_price_of_its_own_is_named_as_not_estimated(reference: Reference) -> None:
    here = _run(reference, "gallium-nitrate", therapy={"drug": "gallium-nitrate"})
    what = text("drug.gallium-nitrate")
    assert _laid(here, reference) == ([], [gap("drug-price", drug=what)])


def test_a_dose_that_does_not_say_enough_is_named_as_not_estimated(reference: Reference) -> None:
    here = _order(_run(reference, "milrinone"), dose=None)
    missing = gap("dose", drug=text("drug.milrinone"))
    assert _laid(replace(here, usual_dose=None), reference) == ([], [missing])
    # Nor has every drug a usual one.
    none = _run(reference, "milrinone", therapy={"dose": None})
    none = replace(none, drug=replace(none.drug, id="voriconazole"), usual_dose=Bound.HIGH)
    assert _laid(none, reference) == ([], [gap("dose", drug=text("drug.voriconazole"))])


def test_a_later_code_that_counts_another_unit_is_not_guessed_at(reference: Reference) -> None:
    order = {
        "drug": "J9192",
        "dose": {"amount": "4320", "unit": "mg", "per": "administration"},
        "administrations_per_week": "1",
    }
    here = _run(reference, "fluorouracil", therapy=order, start="2026-09-25", days=14)
    assert _laid(here, reference) == ([9, 432], [])
    codes = tuple(
        replace(code, unit="mL") if code.hcpcs == "J9192" else code for code in here.drug.codes
    )
    strange = replace(here, drug=replace(here.drug, codes=codes))
    assert _laid(strange, reference) == ([], [gap("dose", drug=text("drug.fluorouracil"))])


def test_a_makers_code_ends_with_its_last_day(reference: Reference) -> None:
    drug = reference.drug("fluorouracil")
    last = date(2026, 12, 31)
    codes = tuple(
        replace(code, ends=last) if code.hcpcs == "J9191" else code for code in drug.codes
    )
    ended = replace(drug, codes=codes)
    assert code_on(ended, "J9191", last, reference).hcpcs == "J9191"
    assert code_on(ended, "J9191", date(2027, 1, 1), reference).hcpcs == "J9192"


def test_duopa_needs_no_dose(reference: Reference) -> None:
    name = "carbidopa-levodopa-enteral"
    here = _run(reference, name, therapy={"drug": name, "route": "enteral"}, days=10)
    for dose in (None, Dose(D(75), DoseUnit.MCG_KG_MIN, Per.DAY)):
        unknown = replace(_order(here, dose=dose, weight_kg=None), usual_dose=None)
        assert _laid(unknown, reference) == ([7, 3], [])


def test_two_day_bags_of_one_batch_are_counted_over_the_weeks(reference: Reference) -> None:
    order = {
        "drug": "blinatumomab",
        "dose": {"amount": "28", "unit": "mcg", "per": "day"},
        "administrations_per_week": "7",
        "minutes": 1440,
        "reservoir": {"kind": "bag", "per_week": "3.5"},
    }
    here = _run(reference, "blinatumomab", therapy=order, days=28)
    # Vials of 35: after 7, 14, 21, 28 days 6, 12, 18 and 24 are open.  One vial less or more
    # in a week tells where its batch was begun: from 10 mcg a day 3, 5, 6 and 9.
    assert _laid(here, reference) == ([6 * 35] * 4, [])
    small = order | {"dose": {"amount": "10", "unit": "mcg", "per": "day"}}
    here = _run(reference, "blinatumomab", therapy=small, days=28)
    assert _laid(here, reference) == ([3 * 35, 2 * 35, 2 * 35, 3 * 35], [])


def test_a_bag_of_a_usual_dose_is_made_whole_in_the_high_run_only(reference: Reference) -> None:
    here = _order(_run(reference, "blinatumomab", therapy={"drug": "blinatumomab"}), dose=None)
    here = replace(here, days=10)
    # 63 to 245 a week; for the last three days 27, or a bag of a whole week.
    assert _laid(replace(here, usual_dose=Bound.HIGH), reference) == ([245, 245], [])
    assert _laid(replace(here, usual_dose=Bound.LOW), reference) == ([63, 27], [])


@pytest.mark.parametrize(("stated", "times"), [("fluorouracil", 1), ("J9191", 1), ("J9190", 50)])
def test_the_least_and_the_most_of_several_usual_schedules(
    stated: str, times: int, reference: Reference
) -> None:
    # By square meter: 216 to 270, 252 to 378 and 144 to 240.3 units of 10 mg a week; a maker's
    # code has none of its own; the earlier code counts by 500 mg.
    therapy = {"drug": stated, "route": "iv", "weight_kg": "105"}
    start = "2026-09-01" if times > 1 else "2026-11-02"
    here = _run(reference, "fluorouracil", therapy=therapy, start=start)
    code = code_on(here.drug, stated, here.start, reference)
    assert code.unit_amount == 10 * times
    low, high = (
        usual_week_units(replace(here, usual_dose=end), code, reference)
        for end in (Bound.LOW, Bound.HIGH)
    )
    assert [low * times, high * times] == [144, 378]


def test_a_schedule_by_weight_is_that_of_70_kg_where_the_weight_is_not_known(
    reference: Reference,
) -> None:
    here = replace(_order(_run(reference, "milrinone"), weight_kg=None), usual_dose=Bound.HIGH)
    code = code_on(here.drug, None, here.start, reference)
    assert usual_week_units(here, code, reference) == Fraction("105.84")


def test_a_code_is_scaled_only_by_the_same_unit(reference: Reference) -> None:
    therapy = {"drug": "fluorouracil", "route": "iv"}
    here = replace(_run(reference, "fluorouracil", therapy=therapy), usual_dose=Bound.HIGH)
    own = code_on(here.drug, "J9191", here.start, reference)
    assert usual_week_units(here, replace(own, unit_amount=D(5)), reference) == 2 * 378
    for strange in (replace(own, unit="mL"), replace(own, unit_amount=None)):
        with pytest.raises(UnitsUnknown, match="J9191"):
            usual_week_units(here, strange, reference)
    # A schedule's own code counts as it is, sized or not.
    codes = tuple(
        replace(code, unit_amount=None) if code.hcpcs == "J9192" else code
        for code in here.drug.codes
    )
    unsized = replace(here, drug=replace(here.drug, codes=codes))
    general = code_on(unsized.drug, "J9192", here.start, reference)
    assert usual_week_units(unsized, general, reference) == 378
    with pytest.raises(UnitsUnknown):
        usual_week_units(unsized, own, reference)


def test_insulin_of_a_usual_dose_is_by_the_days_of_each_month(reference: Reference) -> None:
    name = "insulin-pump"
    therapy = {"drug": name, "route": "sc", "pump": "E0784", "weight_kg": "70"}
    here = _order(_run(reference, name, therapy=therapy), dose=None)
    code = code_on(here.drug, None, here.start, reference)
    here = replace(here, days=40, usual_dose=Bound.HIGH)
    week = usual_week_units(here, code, reference)
    assert week == Fraction("9.8")  # 1 unit/kg x 70 x 7 / 50
    # 30 days from 2 November, 10 from 2 December: 42 and 14 units of 50.
    assert _laid(here, reference) == ([42, 14], [])
    missing = replace(here, usual_dose=None)
    assert _laid(missing, reference) == ([], [gap("dose", drug=text(f"drug.{name}"))])


def test_what_the_drug_lines_take_for_granted_of_the_tables(reference: Reference) -> None:
    for drug in reference.drugs():
        codes = {code.hcpcs for code in drug.codes}
        for usual in reference.usual_doses(drug.id):
            assert usual.hcpcs in codes
            assert (usual.week_units_low is None) is (usual.week_units_high is None)
            assert usual.weight_based or not needs_weight(usual.unit)
