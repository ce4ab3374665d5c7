"""Visits of a nurse and home IVIG's own payment, as a claim would show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.assumptions.gather import gather
from core.gaps import gap
from core.reference.store import Reference
from core.result import Estimate, Line, LineKind
from core.schedule.service import Schedule
from core.schedule.visits import ivig_services, takes_first_code, visit_services
from core.settled import Bound
from tests.support.money import estimated
from tests.support.situations import IVIG, situation

D = Decimal
_VISITS = (LineKind.FIRST_VISIT, LineKind.VISIT)


def _visits(made: Estimate) -> list[Line]:
    return [line for line in made.lines if line.kind in _VISITS]


@pytest.mark.parametrize(
    ("drug", "first", "later"),
    [
        ("milrinone", "G0088", "G0068"),  # category 1
        ("hizentra", "G0089", "G0069"),  # category 2: under the skin
        ("fluorouracil", "G0090", "G0070"),  # category 3: chemotherapy
    ],
)
def test_each_category_has_a_code_for_the_first_visit_and_one_for_the_others(
    drug: str, first: str, later: str, reference: Reference
) -> None:
    found = reference.drug(drug)
    indication = reference.indication(found.indications[0])
    therapy = {
        "drug": drug,
        "indication": indication.id,
        "route": indication.routes[0] if getattr(indication, "routes", ()) else None,
        "pump": next(use.hcpcs for use in found.pumps if use.usual),
        "administrations_per_week": "1",
    }
    made = estimated(
        reference,
        days=21,
        therapy={} if drug == "milrinone" else therapy,
        criteria={c: True for each in indication.sets for c in each.criteria},
        visits={"per_week": "1", "first": "initial"},
    )
    visits = _visits(made)
    assert [line.hcpcs for line in visits] == [first, later, later]
    assert [line.kind for line in visits] == [LineKind.FIRST_VISIT, LineKind.VISIT, LineKind.VISIT]
    assert [line.date.day for line in visits] == [2, 9, 16]
    assert {(line.units, line.modifiers) for line in visits} == {(D(1), ())}
    assert [line.what.key for line in visits] == [
        "money.what.first-visit",
        "money.what.visit",
        "money.what.visit",
    ]


@pytest.mark.parametrize(
    ("visits", "code"),
    [
        ({"first": "initial"}, "G0088"),
        ({"first": "initial", "days_since_last_visit": 61}, "G0088"),
        ({"first": "initial", "days_since_last_visit": 60}, "G0068"),
        ({"first": "subsequent"}, "G0068"),
        ({"first": "subsequent", "days_since_last_visit": 90}, "G0068"),
    ],
)
def test_the_first_visit_is_an_initial_one_after_60_days_without(
    visits: dict[str, Any], code: str, reference: Reference
) -> None:
    first, *_ = _visits(estimated(reference, visits={"per_week": "1", **visits}))
    # By what it is called, it is the first of this treatment either way.
    assert (first.hcpcs, first.kind) == (code, LineKind.FIRST_VISIT)


def test_no_visit_is_billed_when_none_is_planned(reference: Reference) -> None:
    assert _visits(estimated(reference, visits={"per_week": "0"})) == []


def test_a_drug_without_a_category_has_visits_that_are_not_estimated(
    reference: Reference,
) -> None:
    here = gather(situation(therapy={"drug": "J2260"}), reference.drug("milrinone"), reference)
    run = here.run(Bound.HIGH)
    codes = tuple(replace(code, visit_category=None) for code in run.drug.codes)
    unlisted = replace(run, drug=replace(run.drug, codes=codes))
    assert visit_services(unlisted, reference) == Schedule((), (gap("visits-category"),))


def test_whether_a_visit_takes_the_first_code(reference: Reference) -> None:
    def first(**visits: object) -> bool:
        case = situation(visits=visits)
        run = gather(case, reference.drug("milrinone"), reference).run(Bound.HIGH)
        return takes_first_code(run, reference)

    assert first(first="initial") is True
    assert first(first="subsequent") is False


def _ivig(reference: Reference, often: str | None) -> Estimate:
    return estimated(
        reference,
        days=42,
        therapy={
            "drug": "ivig-gammagard-liquid",
            "indication": "immune-deficiency-ivig",
            "route": "iv",
            "delivery": "gravity",
            "administrations_per_week": often,
            "dose": {"amount": "30", "unit": "g", "per": "administration"},
        },
        criteria=IVIG,
    )


def test_home_ivig_is_one_payment_for_each_infusion(reference: Reference) -> None:
    made = _ivig(reference, "0.5")
    found = [line for line in made.lines if line.kind is LineKind.IVIG_SERVICES]
    assert [line.date for line in found] == [
        date(2026, 11, 2),
        date(2026, 11, 16),
        date(2026, 11, 30),
    ]
    assert {(line.hcpcs, line.units, line.modifiers, line.what.key) for line in found} == {
        ("Q2052", D(1), (), "money.what.ivig-services")
    }
    # Twice on one day is one payment.
    twice = [line for line in _ivig(reference, "14").lines if line.hcpcs == "Q2052"]
    assert len(twice) == len({line.date for line in twice}) == 42


def test_how_often_ivig_is_given_must_be_known(reference: Reference) -> None:
    order = {"drug": "ivig-gammagard-liquid", "administrations_per_week": None}
    questions = gather(situation(therapy=order), reference.drug("ivig-gammagard-liquid"), reference)
    run = questions.run(Bound.HIGH)
    therapy = replace(run.case.therapy, administrations_per_week=None)
    unknown = replace(run, case=replace(run.case, therapy=therapy))
    made = ivig_services(unknown)
    assert made.services == ()
    assert [each.what.key for each in made.gaps] == ["money.gap.ivig-often.what"]
