"""Published figures that follow from others: the program's own arithmetic must come to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.case import PartD
from core.money import ZERO, Bound
from core.payers.part_d import PartDPlan
from core.payment_plan import spread
from core.reference.store import Reference


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025, 2026])
def test_a_hospital_copay_is_at_most_the_part_a_deductible(reference: Reference, year: int) -> None:
    day = date(year, 7, 1)
    cap = reference.parameter("hospital_outpatient_copay_cap_per_procedure", day)
    assert cap.value == reference.parameter("part_a_inpatient_deductible", day).value


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_drug_plan_reaches_its_limit_at_the_published_price(
    reference: Reference, year: int
) -> None:
    day = date(year, 7, 1)
    plan = PartDPlan(PartD(), reference, Bound.HIGH)
    price = reference.parameter("part_d_gross_cost_at_cap", day).value.high
    fill = plan.fill(price, day, ZERO)
    assert fill.deductible + fill.coinsurance == plan.limit(day)
    less = plan.fill(price - 1, day, ZERO)
    assert less.deductible + less.coinsurance == plan.limit(day) - Decimal("0.25")


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_a_bill_in_january_is_at_most_the_published_first_one(
    reference: Reference, year: int
) -> None:
    day = date(year, 1, 1)
    limit = reference.parameter("part_d_oop_threshold", day).value.high
    most = reference.parameter("part_d_payment_plan_first_month_maximum", day).value.high
    assert spread({1: limit}, limit)[1] == most
