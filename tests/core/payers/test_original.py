"""Original Medicare's own arithmetic, by hand."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.payers.original import sequestered, split

D = Decimal
MONEY = st.decimals(0, 20000, places=2)


def test_deductible_first_then_the_percentage_of_the_rest() -> None:
    # 100 - 50 = 50;  20 % of 50 = 10;  100 - 50 - 10 = 40
    made = split(D("100"), D("0.20"), D("50"))
    assert (made.deductible, made.coinsurance, made.medicare) == (D("50"), D("10.00"), D("40.00"))
    # 2 % of 40 is held back from Medicare's payment; the patient's part stays.
    assert sequestered(made.medicare, D("0.02")) == D("0.80")


def test_a_lower_percentage_of_a_rebatable_drug() -> None:
    # CS-06: 19 %, allowed 100, deductible left 50: 50 + 19 % of 50 = 59.50
    made = split(D("100"), D("0.19"), D("50"))
    assert made.deductible + made.coinsurance == D("59.50")


def test_an_amount_below_the_deductible_leaves_nothing_to_share() -> None:
    made = split(D("31.42"), D("0.20"), D("283"))
    assert (made.deductible, made.coinsurance, made.medicare) == (D("31.42"), D(0), D(0))


def test_insulin_never_leaves_more_than_its_cap() -> None:
    # CS-05: 20 % of 420 = 84, capped at 35; 20 % of 120 = 24
    assert split(D("420"), D("0.20"), D("0"), D("35")).coinsurance == D("35")
    assert split(D("120"), D("0.20"), D("0"), D("35")).coinsurance == D("24.00")


def test_a_tie_goes_away_from_zero_and_a_hospital_rounds_up() -> None:
    # 19.344 % of 0.52 = 0.1005888;  20 % of 47.84 = 9.568;  12.5 % of 0.20 = 0.025
    assert split(D("0.52"), D("0.19344"), D("0")).coinsurance == D("0.10")
    assert split(D("0.20"), D("0.125"), D("0")).coinsurance == D("0.03")
    assert split(D("217.31"), D("0.20"), D("0"), rounds_up=True).coinsurance == D("43.47")


@given(MONEY, st.decimals(0, 1, places=5), MONEY)
def test_the_parts_add_up_and_none_is_negative(allowed: D, rate: D, left: D) -> None:
    made = split(allowed, rate, left)
    assert made.deductible + made.coinsurance + made.medicare == allowed
    assert min(made.deductible, made.coinsurance, made.medicare) >= 0
    assert made.deductible <= left


def test_a_share_is_rounded_half_up_unless_a_hospital_rounds_it_up() -> None:
    # 20 % of 10.01 is 2.002
    assert split(D("10.01"), D("0.20"), D(0)).coinsurance == D("2.00")
    assert split(D("10.01"), D("0.20"), D(0), None, True).coinsurance == D("2.01")
    assert split(D("10.01"), D("0.20"), D(0), D("1.50")).coinsurance == D("1.50")
    assert split(D("10.01"), D("0.20"), D(0)).medicare == D("8.01")
