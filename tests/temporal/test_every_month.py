"""Every drug, through each of its pumps, begun in every month of two years.

Each must compute, and each amount must say how sure it is: what the standing should be is
worked out here from the tables' own rows and days.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from core.case import Case, Setting
from core.case_check import check
from core.estimate import estimate
from core.reference.model import Way
from core.reference.store import Reference
from core.result import Benefit, Covered, Estimate, Line, LineKind
from core.trace import Standing
from tests.model import figures
from tests.model.real import read_case

MONTHS = [date(year, month, 10) for year in (2026, 2027) for month in range(1, 13)]
LONG = 400
EQUIPMENT = {LineKind.PUMP, LineKind.ACCESSORY, LineKind.SUPPLIES, LineKind.RESERVOIRS}
VISITS = {LineKind.FIRST_VISIT, LineKind.VISIT}


@cache
def through() -> dict[str, str]:
    """The last published day of each table."""
    return dict(figures.published_through())


def order(drug: str, route: str, pump: str | None, start: date, days: int) -> dict[str, Any]:
    """An ordinary order of a drug, ten of its units a day, with all criteria met."""
    code = next(iter(figures.codes(drug)), None)
    unit = code.unit if code and code.unit in ("mg", "mcg", "g", "units", "mL") else "mg"
    amount = 28 if drug == "blinatumomab" else 10 * (code.size if code and code.size else 1)
    indications = figures.indications_of(drug)
    therapy = {
        "drug": drug,
        "route": route,
        "indication": indications[0][0] if indications else None,
        "pump": pump,
        "dose": {"amount": f"{float(amount):g}", "unit": unit, "per": "day"},
        "administrations_per_week": "7",
        "minutes": 1440,
        "reservoir": {"kind": "syringe" if drug.startswith("insulin") else "bag", "per_week": "7"},
    }
    return {
        "as_of": start.isoformat(),
        "start": start.isoformat(),
        "days": days,
        "home": {"zip": "60612", "rural": False},
        "therapy": therapy,
        "criteria": {
            each: True for indication, *_ in indications for each in figures.criteria_of(indication)
        },
        "coverage": {"deductible_met": "0.00"},
        "alternatives": {"settings": ["office", "outpatient", "snf"], "inpatient_days": 4},
    }


def made(reference: Reference, case: dict[str, Any]) -> Estimate:
    asked = read_case(case)
    assert check(asked, reference) == ()
    return estimate(asked, reference)


def expected(line: Line) -> set[Standing]:
    """What a line's standing may be, by the days of the tables that its amount stands on."""
    day = line.date.isoformat()
    sure = {Standing.PUBLISHED, Standing.DERIVED}
    if line.kind in VISITS:
        return {Standing.ESTIMATED}
    if line.kind is LineKind.DRUG:
        if not figures.is_published_limit(line.hcpcs, day):
            return {Standing.PROJECTED}
    elif line.kind is LineKind.IVIG_SERVICES:
        if day > through()["visit_rates"]:
            return {Standing.PROJECTED}
    elif line.kind in EQUIPMENT and day > through()["fees"]:
        return {Standing.PROJECTED}
    if line.deductible.high and day > through()["parameters"]:
        return {Standing.PROJECTED}
    return sure


def expected_elsewhere(setting: Setting, case: Case) -> set[Standing]:
    """What another place's standing may be, by the days that have an amount."""
    assert case.start is not None
    assert case.days is not None
    days = [case.start + timedelta(days=number) for number in range(case.days)]
    if setting is Setting.SNF:
        late = any(day.isoformat() > through()["parameters"] for day in days[20:100])
    else:  # each day a trip
        code = next(iter(figures.codes(case.therapy.drug or "")))
        late = any(not figures.is_published_limit(code.hcpcs, day.isoformat()) for day in days)
        late = late or days[-1].isoformat() > through()["setting_prices"]
    if late:
        return {Standing.PROJECTED}
    return {Standing.PUBLISHED, Standing.DERIVED}


def assert_sure_of_itself(found: Estimate) -> None:
    for line in found.lines:
        assert line.standing in expected(line), (line.date, line.hcpcs, line.standing)
        if line.date.isoformat() > max(through().values()):
            assert line.standing in {Standing.PROJECTED, Standing.ESTIMATED, Standing.TOLD}
    order = list(Standing)
    for place in found.settings:
        if place.setting is Setting.HOME:
            sure = [line.standing for line in found.lines]
            assert place.standing == (max(sure, key=order.index) if sure else None)
        elif place.patient is None:
            assert place.standing is None
        else:
            assert place.standing in expected_elsewhere(place.setting, found.case)
    for month in found.by_month:
        lines = [line for line in found.lines if f"{line.date:%Y-%m}" == f"{month.month:%Y-%m}"]
        assert order.index(month.standing) >= max(order.index(line.standing) for line in lines)


@pytest.mark.parametrize(("drug", "routes"), figures.pump_drugs())
def test_every_pump_drug_computes_in_every_month(
    drug: str, routes: tuple[str, ...], reference: Reference
) -> None:
    pumps = figures.pumps_of(drug)
    assert pumps
    for pump in pumps:
        for start in MONTHS:
            found = made(reference, order(drug, routes[0], pump, start, 20))
            assert_sure_of_itself(found)
            answer = found.determination(Benefit.EQUIPMENT)
            assert answer is not None
            if answer.covered is Covered.NO:
                continue
            kinds = {line.kind for line in found.lines}
            assert LineKind.PUMP in kinds
            priced = figures.limit_of_drug(drug, start.isoformat()) is not None
            assert (LineKind.DRUG in kinds) == priced
            assert priced or not found.complete


@pytest.mark.parametrize("year", [2026, 2027])
def test_every_other_drug_computes_in_every_month(year: int, reference: Reference) -> None:
    others = [each for each in reference.drugs() if each.way is not Way.PUMP]
    assert len(others) > 50
    for drug in others:
        for start in MONTHS:
            if start.year == year:
                case = order(drug.id, drug.routes[0], None, start, 14)
                case["therapy"]["dose"] = None
                assert_sure_of_itself(made(reference, case))


@pytest.mark.parametrize("start", MONTHS)
def test_an_office_and_a_hospital_stay_sure_of_themselves(
    start: date, reference: Reference
) -> None:
    case = order("foscarnet", "iv", "E0781", start, 30)
    case["therapy"]["dose"] = {"amount": "6300", "unit": "mg", "per": "administration"}
    case["therapy"]["minutes"] = 60
    found = made(reference, case)
    priced = {each.setting for each in found.settings if each.patient is not None}
    # No hospital price before April 2026 was found: none is taken for it.
    known = set(Setting) if start >= date(2026, 4, 1) else set(Setting) - {Setting.OUTPATIENT}
    assert priced == known
    assert_sure_of_itself(found)


@pytest.mark.parametrize("start", MONTHS[::4])
@pytest.mark.parametrize("pump", ["E0781", "E0791", "E0780"])
def test_a_long_treatment_stays_sure_of_itself(
    start: date, pump: str, reference: Reference
) -> None:
    found = made(reference, order("milrinone", "iv", pump, start, LONG))
    assert_sure_of_itself(found)
    for line in found.lines:  # from the fourth month on the fee schedule's amount is a base only
        if "KJ" in line.modifiers:
            assert line.standing in {Standing.DERIVED, Standing.PROJECTED}
    assert max(line.date for line in found.lines) > date(2026, 12, 31)
    assert any(note.key.startswith("money.note") for note in found.notes)
