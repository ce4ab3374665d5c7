"""Every Medigap letter on the published example, and the yearly amounts of four of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.case import MedigapPlan
from core.payers.base import Share
from core.payers.medigap import medigap
from core.reference.store import Reference
from tests.support.money import claim, folded, patient

D = Decimal
DAY = date(2026, 3, 2)
# CS-02: lines of 200, 150 and 1,000 with the whole 2026 deductible of 283 ahead.
# 200 -> 283 left 83;  150 -> 83 deductible, 20 % of 67 = 13.40;  1,000 -> 200.00
# deductible 283, coinsurance 213.40, together 496.40
LINES = ("200", "150", "1000")


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        *((plan, "283.00") for plan in ("A", "B", "D", "G", "M", "N")),
        ("C", "0.00"),
        ("F", "0.00"),
        ("K", "389.70"),  # 283 + 50 % of 213.40
        ("L", "336.35"),  # 283 + 25 % of 213.40
        ("HDF", "496.40"),
        ("HDG", "496.40"),
    ],
)
def test_what_each_letter_leaves(plan: str, expected: str, reference: Reference) -> None:
    payer = medigap(MedigapPlan(plan), reference)
    entries = folded([claim(each) for each in LINES], reference, payer)
    assert patient(entries) == D(expected)


def test_without_a_plan_the_patient_pays_all_of_it(reference: Reference) -> None:
    for order in (LINES, LINES[::-1]):
        assert patient(folded([claim(each) for each in order], reference)) == D("496.40")


def share(deductible: str, coinsurance: str, excess: str = "0.00") -> Share:
    return Share(DAY, D(deductible), D(coinsurance), D(excess))


def test_only_f_and_g_pay_an_excess_charge(reference: Reference) -> None:
    one = share("10.00", "20.00", "30.00")
    paid = {plan: medigap(plan, reference).pay(one, D(0)).amount for plan in MedigapPlan}
    assert paid[MedigapPlan.F] == D("60.00")
    assert paid[MedigapPlan.G] == D("50.00")
    assert paid[MedigapPlan.C] == D("30.00")
    assert paid[MedigapPlan.N] == D("20.00")
    assert paid[MedigapPlan.K] == D("10.00")


def test_k_and_l_pay_everything_past_their_limit(reference: Reference) -> None:
    # 2026: K 8,000, L 4,000.  8.00 is left of K's limit: of a share of 20.00 (10.00 half)
    # the patient pays 8.00 and the plan 12.00; after that nothing.
    k, fourth = medigap(MedigapPlan.K, reference), medigap(MedigapPlan.L, reference)
    paid = k.pay(share("0.00", "20.00"), D("7992.00"))
    assert (paid.amount, paid.counted) == (D("12.00"), D("8.00"))
    assert k.pay(share("0.00", "20.00"), D("8000.00")).amount == D("20.00")
    assert fourth.pay(share("0.00", "20.00"), D("3999.00")).amount == D("19.00")
    assert fourth.pay(share("5.00", "0.00"), D("4000.00")).amount == 0  # never the deductible


def test_a_high_deductible_plan_pays_as_its_letter_after_the_years_amount(
    reference: Reference,
) -> None:
    # 2026: 2,950.  100 is left of it: of a share of 40 deductible and 200 coinsurance the
    # patient pays 100; F pays the other 140, G the same because the 40 were paid first.
    for plan in (MedigapPlan.HDF, MedigapPlan.HDG):
        paid = medigap(plan, reference).pay(share("40.00", "200.00"), D("2850.00"))
        assert (paid.amount, paid.counted) == (D("140.00"), D("100.00"))
    # 10 is left: F pays 230; G leaves the whole Part B deductible of 40 to the patient.
    assert medigap(MedigapPlan.HDF, reference).pay(share("40.00", "200.00"), D("2940")).amount == (
        D("230.00")
    )
    assert medigap(MedigapPlan.HDG, reference).pay(share("40.00", "200.00"), D("2940")).amount == (
        D("200.00")
    )


def test_the_years_amount_is_spread_over_lines(reference: Reference) -> None:
    # Lines of 15,000 and 1,000 in 2026: 283 + 20 % of 14,717 = 2,943.40 + 283 = 3,226.40,
    # of which the patient pays 2,950.00 under HDF; the second line is paid whole.
    entries = folded(
        [claim("15000"), claim("1000")], reference, medigap(MedigapPlan.HDF, reference)
    )
    assert [entry.patient for entry in entries] == [D("2950.00"), D("0.00")]
    # HDG is the same here: the 283 were the first dollars of the 2,950.
    entries = folded(
        [claim("15000"), claim("1000")], reference, medigap(MedigapPlan.HDG, reference)
    )
    assert [entry.patient for entry in entries] == [D("2950.00"), D("0.00")]


def test_each_plan_has_its_name_and_lets_a_supplier_charge_more(reference: Reference) -> None:
    for plan in MedigapPlan:
        payer = medigap(plan, reference)
        assert (payer.name, payer.takes_no_excess) == (f"medigap-{plan.value}", False)


def test_only_c_and_f_pay_the_deductible(reference: Reference) -> None:
    one = share("10.00", "0.00")
    paid = {plan.value for plan in MedigapPlan if medigap(plan, reference).pay(one, D(3000)).amount}
    assert paid == {"C", "F", "HDF"}


def test_the_part_that_is_left_by_k_and_l_is_rounded(reference: Reference) -> None:
    # Half of 0.03 is 0.015: the patient pays 0.02.  A quarter of 0.03 is 0.0075: 0.01.
    for plan, mine in (("K", "0.02"), ("L", "0.01")):
        paid = medigap(MedigapPlan(plan), reference).pay(share("0.00", "0.03"), D(0))
        assert paid.counted == D(mine)
        assert paid.amount == D("0.03") - D(mine)


def test_spending_past_the_limit_is_not_given_back(reference: Reference) -> None:
    for plan, spent in (("K", "9000"), ("L", "9000"), ("HDF", "9000"), ("HDG", "9000")):
        paid = medigap(MedigapPlan(plan), reference).pay(share("0.00", "20.00"), D(spent))
        assert (paid.amount, paid.counted) == (D("20.00"), D(0))


def test_high_deductible_g_counts_the_deductible_before_the_rest(reference: Reference) -> None:
    # 100 of 2,950 is left.  60 deductible, 20 coinsurance, 50 excess: 130, of which 100 counts;
    # the patient pays the 60 and 40 of the 70, the plan 30.
    paid = medigap(MedigapPlan.HDG, reference).pay(share("60.00", "20.00", "50.00"), D("2850"))
    assert (paid.amount, paid.counted) == (D("30.00"), D("100.00"))
    # The limit does not reach beyond what the line leaves.
    paid = medigap(MedigapPlan.HDG, reference).pay(share("60.00", "20.00"), D("0"))
    assert (paid.amount, paid.counted) == (D("0.00"), D("80.00"))
