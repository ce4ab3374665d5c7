"""QMB, TRICARE, retiree plans, and a Medicare Advantage plan's own terms, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.advantage import fold_plan, has_figures, limit, most
from core.case import Advantage
from core.payers.base import NOBODY, Renamed, Share
from core.payers.public import QMB, TRICARE
from core.payers.retiree import Retiree
from core.reference.store import Reference
from core.result import LineKind
from tests.support.money import claim, folded, patient

D = Decimal
LINES = ("200", "150", "1000")  # 496.40 of deductible and coinsurance: see test_medigap


def test_qmb_owes_nothing_not_even_an_excess(reference: Reference) -> None:
    claims = [claim(each, excess="40.00", held=True) for each in LINES]
    assert patient(folded(claims, reference, QMB)) == 0
    # What Medicare does not cover stays with the patient.
    assert patient(folded([claim("0.00", noncovered="12.34")], reference, QMB)) == D("12.34")


def test_tricare_for_life_pays_what_is_left(reference: Reference) -> None:
    assert patient(folded([claim(each) for each in LINES], reference, TRICARE)) == 0


def test_a_retiree_plan_pays_its_percentages(reference: Reference) -> None:
    # 80 % of 213.40 leaves 42.68 (2.68 + 40.00); none of the deductible: 283 + 42.68
    payer = Retiree(D(80), D(0))
    assert patient(folded([claim(each) for each in LINES], reference, payer)) == D("325.68")
    payer = Retiree(D(100), D(50))  # half of 200 and of 83: 100 + 41.50
    assert patient(folded([claim(each) for each in LINES], reference, payer)) == D("141.50")


def plan(**figures: str) -> Advantage:
    terms = {
        "drug_percent": D(20),
        "equipment_percent": D(20),
        "visit_copay": D(0),
        "deductible_left": D(0),
        "out_of_pocket_limit": D(5000),
        "spent": D(4200),
        **{name: D(value) for name, value in figures.items()},
    }
    return Advantage(in_network=True, authorized=True, **terms)


def test_a_plans_limit_stops_what_its_member_pays(reference: Reference) -> None:
    # CS-30: drug 9,000 and equipment 500 at 20 % are 1,900; 5,000 - 4,200 = 800 are left.
    claims = [claim("9000", kind=LineKind.DRUG), claim("500")]
    entries = fold_plan(claims, plan(), 2026, reference)
    assert patient(entries) == D("800")
    assert [entry.medicare for entry in entries] == [0, 0]
    assert patient(fold_plan(claims, plan(spent="0"), 2026, reference)) == D("1900.00")


def test_a_plans_deductible_and_copays(reference: Reference) -> None:
    # 100 deductible on the first line: 100 + 10 % of 400 = 140; a visit of 150 at 35 each.
    claims = [claim("500"), claim("150", kind=LineKind.VISIT), claim("20", kind=LineKind.VISIT)]
    terms = plan(equipment_percent="10", visit_copay="35", deductible_left="100", spent="0")
    assert [entry.patient for entry in fold_plan(claims, terms, 2026, reference)] == [
        D("140.00"),
        D("35"),
        D("20"),  # a copay is never more than the visit
    ]


def test_without_figures_the_limit_is_all_that_is_known(reference: Reference) -> None:
    first, last = date(2026, 11, 2), date(2026, 12, 13)
    assert not has_figures(None)
    assert not has_figures(Advantage(out_of_pocket_limit=D(5900)))
    told = Advantage(out_of_pocket_limit=D("5900.00"), spent=D("1200.00"))
    assert most(told, first, last, reference) == D("4700.00")
    # 2026: 9,250 in the network, 13,900 when it may also be outside of it.
    assert limit(Advantage(in_network=True), first, reference) == D(9250)
    assert limit(None, first, reference) == D(13900)
    # A plan cannot set its limit above the law's.
    assert limit(Advantage(in_network=True, out_of_pocket_limit=D(99999)), first, reference) == (
        D(9250)
    )


def test_a_payer_that_stands_in_for_another_pays_the_same_under_its_own_name(
    reference: Reference,
) -> None:
    one = Share(date(2026, 3, 2), D("10.00"), D("20.00"), D("30.00"))
    for payer in (NOBODY, QMB, TRICARE, Retiree(D(80), D(50))):
        other = Renamed(payer, "medigap")
        assert other.name == "medigap"
        assert other.takes_no_excess is payer.takes_no_excess
        assert other.pay(one, D(0)) == payer.pay(one, D(0))


def test_who_may_be_charged_above_medicares_price(reference: Reference) -> None:
    open_to_it = {payer.name: not payer.takes_no_excess for payer in (NOBODY, QMB, TRICARE)}
    assert open_to_it == {"": True, "qmb": False, "tricare-for-life": True}
    assert Retiree(D(80), D(50)).takes_no_excess is False
    assert Retiree(D(80), D(50)).name == "retiree"
    one = Share(date(2026, 3, 2), D("10.00"), D("20.00"), D("30.00"))
    assert one.total == D("60.00")
    assert TRICARE.pay(one, D(0)).amount == D("30.00")  # the excess stays
    assert TRICARE.pay(one, D(0)).counted == 0
    assert NOBODY.pay(one, D(0)).amount == 0


def test_the_patients_part_beside_a_retiree_plan_is_rounded(reference: Reference) -> None:
    # 20 % of 0.03 is 0.006: 0.01 stays; half of 0.01 is 0.005: 0.01 stays.
    one = Share(date(2026, 3, 2), D("0.01"), D("0.03"), D("5.00"))
    assert Retiree(D(80), D(50)).pay(one, D(0)).amount == D("0.02")
    two = Share(date(2026, 3, 2), D("10.00"), D("100.00"), D("5.00"))
    assert Retiree(D(80), D(50)).pay(two, D(0)).amount == D("85.00")
