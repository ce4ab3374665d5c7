"""Prices from the real reference: fees by place, limits, visit rates, and charges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.assumptions.gather import gather
from core.case import Home
from core.pricing import Basis, Claim, price
from core.reference.model import NotInReference
from core.reference.store import Reference
from core.result import Benefit, LineKind
from core.schedule.service import Service
from core.settled import Bound, Settled
from core.trace import Standing, text
from tests.support.situations import situation

D = Decimal
DAY = date(2026, 11, 2)


def settled(reference: Reference, **changes: object) -> Settled:
    questions = gather(situation(**changes), reference.drug("milrinone"), reference)
    return questions.run(Bound.HIGH)


def service(hcpcs: str, kind: LineKind, units: int = 1, day: date = DAY) -> Service:
    modifiers = ("RR", "KH") if kind is LineKind.PUMP else ()
    month = 1 if kind is LineKind.PUMP else None
    return Service(
        day, hcpcs, modifiers, D(units), kind, Benefit.EQUIPMENT, text("x"), rental_month=month
    )


@pytest.mark.parametrize(
    ("zip_code", "rural", "amount"),
    [
        ("60612", False, "309.33"),  # every contiguous state outside rural areas
        ("99501", False, "380.71"),  # Alaska has one amount
        ("99501", True, "380.71"),
        ("96813", False, "396.36"),
        ("00901", False, "376.01"),
        ("00801", True, "343.40"),
    ],
)
def test_the_pump_by_place(zip_code: str, rural: bool, amount: str, reference: Reference) -> None:
    here = settled(reference, home={"zip": zip_code, "rural": rural})
    claim = price(service("E0781", LineKind.PUMP), here, reference)
    assert claim.allowed == D(amount)
    assert (claim.rate, claim.price.standing) == (D("0.20"), Standing.PUBLISHED)


def test_a_drug_at_its_quarters_limit(reference: Reference) -> None:
    # 2026 Q1: 1.351, Q4: 1.143 for 5 mg; the second and third quarters are not held.
    here = settled(reference)
    made: dict[date, Claim] = {
        day: price(service("J2260", LineKind.DRUG, 56, day), here, reference)
        for day in (date(2026, 2, 1), date(2026, 5, 1), DAY, date(2027, 2, 1))
    }
    assert [claim.allowed for claim in made.values()] == [
        D("75.66"),  # 56 x 1.351 = 75.656
        D("75.66"),
        D("64.01"),  # 56 x 1.143 = 64.008
        D("64.01"),
    ]
    assert [claim.price.standing for claim in made.values()] == [
        Standing.PUBLISHED,
        Standing.PROJECTED,
        Standing.PUBLISHED,
        Standing.PROJECTED,
    ]


def test_a_visit_is_the_national_rate_times_the_factor(reference: Reference) -> None:
    here = settled(reference)
    low = price(service("G0068", LineKind.VISIT), replace(here, rates=Bound.LOW), reference)
    high = price(service("G0068", LineKind.VISIT), here, reference)
    assert (low.allowed, high.allowed) == (D("161.95"), D("224.67"))  # 1.061 in Chicago
    assert (low.price.basis, low.price.factor) == (Basis.VISIT, D("1.061"))
    assert low.price.standing is Standing.ESTIMATED


def test_the_ivig_payment_is_the_same_everywhere(reference: Reference) -> None:
    claim = price(service("Q2052", LineKind.IVIG_SERVICES), settled(reference), reference)
    assert (claim.allowed, claim.price.basis) == (D("442.19"), Basis.NATIONAL)
    assert claim.price.standing is Standing.DERIVED


def test_a_code_without_a_price_says_so(reference: Reference) -> None:
    here = settled(reference)
    with pytest.raises(NotInReference):
        price(service("J0287", LineKind.DRUG), here, reference)  # no limit in either quarter
    with pytest.raises(NotInReference):
        price(service("A4305", LineKind.SUPPLIES), here, reference)  # not durable equipment
    guam = replace(here, area=replace(here.area, fee_areas=(("GU", False),), factor=None))
    for hcpcs, kind in (("A4221", LineKind.SUPPLIES), ("G0068", LineKind.VISIT)):
        with pytest.raises(NotInReference):
            price(service(hcpcs, kind), guam, reference)


def test_charges_above_and_below(reference: Reference) -> None:
    for charge, assigned, allowed, excess, held in (
        ("300.00", True, "300.00", "0.00", False),
        ("300.00", False, "300.00", "0.00", True),
        ("450.00", True, "309.33", "0.00", False),
        ("450.00", False, "309.33", "140.67", True),
    ):
        terms = {"accepts_assignment": assigned, "charges": {"E0781": charge}}
        here = settled(reference, supplier=terms)
        claim = price(service("E0781", LineKind.PUMP), here, reference)
        assert (claim.allowed, claim.excess) == (D(allowed), D(excess))
        assert claim.held is held


def test_a_home_by_state_and_locality(reference: Reference) -> None:
    home = Home(zip=None, state="IL", locality=("06102", "16"), rural=False)
    here = settled(reference, home={"zip": None, "state": "IL", "locality": ["06102", "16"]})
    assert here.case.home == home
    assert here.area.fee_areas == (("IL", False),)
    assert here.area.factor is not None
    assert here.area.factor.value.low == D("1.061")
