"""Prices from the real reference: fees by place, limits, visit rates, and charges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.area import Area
from core.assumptions.gather import gather
from core.case import Home
from core.money import Range
from core.pricing import Basis, Claim, Price, price
from core.pricing.price import refused
from core.reference.model import NotInReference
from core.reference.store import Reference
from core.result import Benefit, LineKind
from core.schedule.service import Service
from core.settled import Bound, Settled
from core.trace import Citation, Quote, Standing, text
from tests.support.situations import situation

D = Decimal
DAY = date(2026, 11, 2)
FEES, LIMITS = "cms-dmepos-2026-01", "cms-payment-limits-2026-10"
UPDATES, RATES = "home-health-updates", "cfr-414.1550"


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


# What a line is priced by, how sure that is, where it stands, and until when it was published.
@pytest.mark.parametrize(
    ("hcpcs", "kind", "month", "basis", "unit", "standing", "source", "parts"),
    [
        ("E0781", LineKind.PUMP, 3, "fee", "309.33", "published", FEES, None),
        # 75 % of 309.33 = 231.9975, by the statute
        ("E0781", LineKind.PUMP, 4, "later-fee", "232.00", "derived", "usc-1395m", "309.33 0.75"),
        ("E0776", LineKind.ACCESSORY, 10, "fee", "18.37", "published", FEES, None),
        # 183.72 to buy less ten rents of 18.37; after that nothing is left
        ("E0776", LineKind.ACCESSORY, 11, "last-rental", "0.02", "derived", FEES, None),
        ("E0776", LineKind.ACCESSORY, 12, "last-rental", "0.00", "derived", FEES, None),
        ("A4221", LineKind.SUPPLIES, None, "fee", "25.87", "published", FEES, None),
        ("J2260", LineKind.DRUG, None, "limit", "1.143", "published", LIMITS, None),
        ("Q2052", LineKind.IVIG_SERVICES, None, "national", "442.19", "derived", UPDATES, None),
        ("G0068", LineKind.VISIT, None, "visit", "224.67", "estimated", RATES, "211.75 1.061"),
    ],
)
def test_a_price_says_what_it_is_and_where_it_stands(
    reference: Reference,
    hcpcs: str,
    kind: LineKind,
    month: int | None,
    basis: str,
    unit: str,
    standing: str,
    source: str,
    parts: str | None,
) -> None:
    here = settled(reference)
    line = replace(service(hcpcs, kind), rental_month=month)
    if month:
        line = replace(line, modifiers=("RR",))
    found = price(line, here, reference)
    made = found.price
    assert (made.basis.value, made.unit, made.standing.value) == (basis, D(unit), standing)
    assert made.citation is not None
    assert (made.citation.source, made.published_through) == (source, None)
    national, factor = map(D, parts.split()) if parts else (None, None)
    assert (made.national, made.factor) == (national, factor)
    # Where the patient's percentage stands: a drug's with its limit, others' in the statute.
    assert found.rate_citation is not None
    of_rate = source if kind is LineKind.DRUG else "usc-1395l"
    assert found.rate_citation.source == of_rate
    assert (found.deductible_applies, found.cap, found.held) == (True, None, False)
    # In a year that nothing was published for, the last amount stands in, and says so.
    later = price(replace(line, date=date(2027, 2, 1)), here, reference).price
    assert later.published_through == date(2026, 12, 31)
    assert later.unit == D(unit)
    sure = "estimated" if standing == "estimated" else "projected"
    assert later.standing.value == sure


def test_a_rate_printed_for_the_locality_needs_no_factor(
    reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = replace(
        reference.visit_rate("G0068", DAY),
        value=Range.exactly(D("201.50")),
        standing=Standing.PUBLISHED,
        published_through=date(2026, 9, 30),
    )
    monkeypatch.setattr(Reference, "local_visit_rate", lambda *_: quote)
    made = price(service("G0068", LineKind.VISIT), settled(reference), reference)
    assert made.allowed == D("201.50")
    assert made.price == Price(
        Basis.LOCAL_VISIT,
        D("201.50"),
        Standing.PUBLISHED,
        quote.citation,
        date(2026, 9, 30),
    )


@pytest.mark.parametrize(
    ("hcpcs", "kind"),
    [
        ("E0781", LineKind.PUMP),
        ("E0776", LineKind.ACCESSORY),
        ("A4221", LineKind.SUPPLIES),
        ("A4222", LineKind.RESERVOIRS),
    ],
)
def test_only_equipment_and_supplies_may_be_charged_above(
    hcpcs: str, kind: LineKind, reference: Reference
) -> None:
    charges = {hcpcs: "1000.00", "J2260": "1000.00", "G0068": "1000.00"}
    here = settled(reference, supplier={"accepts_assignment": False, "charges": charges})
    line = replace(service(hcpcs, kind, 2), modifiers=("RR",) if hcpcs[0] == "E" else ())
    made = price(replace(line, rental_month=None), here, reference)
    assert made.excess == 2000 - made.allowed
    assert made.held
    for other, of_kind in (("J2260", LineKind.DRUG), ("G0068", LineKind.VISIT)):
        never = price(service(other, of_kind), here, reference)
        assert (never.excess, never.held) == (D(0), False)


def test_a_charge_of_medicares_amount_is_medicares_amount(reference: Reference) -> None:
    for charge, basis in (("309.33", Basis.FEE), ("309.32", Basis.CHARGE)):
        here = settled(reference, supplier={"charges": {"E0781": charge}})
        made = price(service("E0781", LineKind.PUMP), here, reference)
        assert (made.allowed, made.price.basis) == (D(charge), basis)
    assert made.price.standing is Standing.TOLD


def test_a_lower_charge_is_for_each_piece(reference: Reference) -> None:
    here = settled(reference, supplier={"charges": {"A4221": "5.005"}})
    made = price(service("A4221", LineKind.SUPPLIES, 3), here, reference)
    assert made.allowed == D("15.02")  # 15.015: rounded once, up


def test_what_medicare_refuses_is_the_patients_where_it_was_agreed(reference: Reference) -> None:
    line = service("A4221", LineKind.SUPPLIES, 3)
    made = refused(line, D("5.005"))
    assert (made.allowed, made.noncovered, made.deductible_applies) == (D(0), D("15.02"), False)
    assert made.price == Price(Basis.QUOTE, D("5.005"), Standing.TOLD)
    assert refused(line, D("5.005"), is_owed=False).noncovered == 0


def test_insulin_through_a_pump_has_a_cap_by_law_and_no_deductible(reference: Reference) -> None:
    here = replace(settled(reference), pump=reference.equipment("E0784"))
    made = price(service("J1817", LineKind.DRUG, 26), here, reference)
    assert (made.cap, made.deductible_applies) == (D("35.00"), False)
    assert made.rate_citation == reference.parameter("part_b_insulin_monthly_cap", DAY).citation


def test_what_is_charged_above_is_in_whole_cents(reference: Reference) -> None:
    terms = {"accepts_assignment": False, "charges": {"A4221": "100.005"}}
    made = price(
        service("A4221", LineKind.SUPPLIES, 3), settled(reference, supplier=terms), reference
    )
    assert made.allowed == D("77.61")  # 3 x 25.87
    assert made.excess == D("222.41")  # 300.015 is 300.02


def test_over_several_areas_a_suppliers_own_price_takes_its_own_end(reference: Reference) -> None:
    # Illinois 309.33, Alaska 380.71: the end for what is charged above them may be another.
    def fee(assigned: bool, charges: dict[str, str]) -> Decimal:
        terms = {"accepts_assignment": assigned, "charges": charges}
        here = settled(reference, supplier=terms)
        area = replace(here.area, fee_areas=(("IL", False), ("AK", False)))
        here = replace(here, area=area, fees=Bound.LOW, charged_fees=Bound.HIGH)
        return price(service("E0781", LineKind.PUMP), here, reference).price.unit

    told = {"E0781": "450.00"}
    assert fee(False, told) == D("380.71")
    assert fee(False, {"A4221": "450.00"}) == fee(True, told) == fee(True, {}) == D("309.33")


def test_a_price_of_a_whole_number_of_rents_is_reached_by_full_rents(
    reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    rent, bought = (
        Quote(Range.exactly(D(amount)), standing, Citation(source, ""))
        for amount, standing, source in (
            ("18.00", Standing.TOLD, "rents"),
            ("180.00", Standing.PROJECTED, "prices"),
        )
    )
    monkeypatch.setattr(
        Area, "fee", lambda _, __, ___, modifier, ____: bought if modifier == "NU" else rent
    )
    here = settled(reference)

    def month(number: int) -> Price:
        line = replace(service("E0776", LineKind.ACCESSORY), modifiers=("RR",))
        return price(replace(line, rental_month=number), here, reference).price

    tenth, eleventh = month(10), month(11)
    assert (tenth.basis, tenth.unit, tenth.citation) == (Basis.FEE, D("18.00"), rent.citation)
    assert (eleventh.basis, eleventh.unit) == (Basis.LAST_RENTAL, D(0))
    # What is left is as sure as the less sure of both, and stands where the price does.
    assert (eleventh.standing, eleventh.citation) == (Standing.PROJECTED, bought.citation)
    rent = replace(rent, standing=Standing.ESTIMATED)
    assert month(11).standing is Standing.ESTIMATED


def test_a_visit_is_as_sure_as_the_less_sure_of_rate_and_factor(
    reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = settled(reference)
    factor = here.area.factor
    assert factor is not None
    rate = replace(reference.visit_rate("G0068", DAY), standing=Standing.PUBLISHED)
    monkeypatch.setattr(Reference, "visit_rate", lambda *_: rate)
    for of_factor in (Standing.PUBLISHED, Standing.PROJECTED):
        area = replace(here.area, factor=replace(factor, standing=of_factor))
        made = price(service("G0068", LineKind.VISIT), replace(here, area=area), reference)
        assert made.price.standing is of_factor
    rate = replace(rate, standing=Standing.ESTIMATED)
    area = replace(here.area, factor=replace(factor, standing=Standing.PUBLISHED))
    made = price(service("G0068", LineKind.VISIT), replace(here, area=area), reference)
    assert made.price.standing is Standing.ESTIMATED
