"""The standard drug benefit and Extra Help, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.assumptions.gather import gather
from core.case import ExtraHelp, PartD
from core.payers.part_d import PartDPlan
from core.reference.store import Reference
from core.refused import what_is_refused
from core.result import Benefit, Covered
from core.settled import Bound
from core.trace import Standing
from tests.support.money import CHANGES
from tests.support.situations import situation

D = Decimal
DAY = date(2026, 11, 2)


def pays(
    price: str, reference: Reference, plan: PartD, spent: str = "0.00", bound: Bound = Bound.HIGH
) -> Decimal:
    made = PartDPlan(plan, reference, bound).fill(D(price), DAY, D(spent))
    assert made.deductible + made.coinsurance + made.plan == D(price)
    return made.deductible + made.coinsurance


@pytest.mark.parametrize(
    ("price", "spent", "expected"),
    [
        ("900.00", "0.00", "686.25"),  # 615 + 25 % of 285
        ("9000.00", "0.00", "2100.00"),  # the yearly limit
        ("6555.00", "0.00", "2100.00"),  # 615 + 25 % of 5,940 = 2,100: where it is reached
        ("500.00", "2000.00", "100.00"),  # 2,100 - 2,000
        ("500.00", "2100.00", "0.00"),
        ("100.00", "600.00", "36.25"),  # 15 of the deductible + 25 % of 85
    ],
)
def test_the_standard_benefit(price: str, spent: str, expected: str, reference: Reference) -> None:
    assert pays(price, reference, PartD(), spent) == D(expected)


def test_a_plans_own_terms(reference: Reference) -> None:
    own = PartD(deductible=D("100"), percent=D("30"))
    assert pays("300.00", reference, own) == D("160.00")  # 100 + 30 % of 200
    copay = PartD(deductible=D("0"), copay=D("47.00"))
    assert pays("300.00", reference, copay) == D("47.00")
    assert pays("30.00", reference, copay) == D("30.00")  # never more than the drug


def test_extra_help_has_copays_and_no_deductible(reference: Reference) -> None:
    # 2026: 5.10 generic, 12.65 brand; 1.60 and 4.90 for the lowest incomes.
    full, low = PartD(extra_help=ExtraHelp.FULL), PartD(extra_help=ExtraHelp.FULL_LOW)
    assert pays("450.00", reference, full) == D("12.65")
    assert pays("450.00", reference, full, bound=Bound.LOW) == D("5.10")
    assert pays("450.00", reference, low) == D("4.90")
    assert pays("450.00", reference, low, bound=Bound.LOW) == D("1.60")
    # The lower of the plan's copay and that of Extra Help.
    cheap = PartD(copay=D("2.00"), extra_help=ExtraHelp.FULL)
    assert pays("450.00", reference, cheap) == D("2.00")


def test_nothing_is_paid_past_the_yearly_limit_not_even_a_high_deductible(
    reference: Reference,
) -> None:
    # 2026: 2,100.  A deductible of 2,500 would be more than the year's limit.
    high = PartD(deductible=D("2500"))
    assert pays("3000.00", reference, high) == D("2100.00")
    assert pays("3000.00", reference, high, "2000.00") == D("100.00")
    made = PartDPlan(high, reference, Bound.HIGH).fill(D("3000.00"), DAY, D("0.00"))
    assert (made.deductible, made.coinsurance, made.plan) == (D("2100"), D("0"), D("900.00"))


def test_help_too_ends_at_the_yearly_limit(reference: Reference) -> None:
    full = PartD(extra_help=ExtraHelp.FULL)
    assert pays("450.00", reference, full, "2095.00") == D("5.00")
    assert pays("450.00", reference, full, "2100.00") == 0
    assert pays("450.00", reference, full, "2100.01") == 0
    dear = PartD(copay=D("47.00"), extra_help=ExtraHelp.FULL)
    assert pays("4.00", reference, dear) == D("4.00")
    # Never more than the drug itself, and no deductible.
    made = PartDPlan(full, reference, Bound.HIGH).fill(D("4.00"), DAY, D("0.00"))
    assert (made.deductible, made.coinsurance, made.plan) == (D(0), D("4.00"), D(0))


def test_the_parts_of_a_fill(reference: Reference) -> None:
    made = PartDPlan(PartD(), reference, Bound.HIGH).fill(D("900.00"), DAY, D("0.00"))
    assert (made.deductible, made.coinsurance, made.plan) == (D("615"), D("71.25"), D("213.75"))
    spent = PartDPlan(PartD(), reference, Bound.HIGH).fill(D("900.00"), DAY, D("616.00"))
    assert (spent.deductible, spent.coinsurance) == (D(0), D("225.00"))


def test_a_percentage_is_rounded_to_the_cent(reference: Reference) -> None:
    none_left = PartD(deductible=D("0"))
    assert pays("100.02", reference, none_left) == D("25.01")  # 25.005
    third = PartD(deductible=D("0"), percent=D("33.3"))
    assert pays("100.05", reference, third) == D("33.32")  # 33.31665


def test_the_limit_is_that_of_the_year(reference: Reference) -> None:
    plan = PartDPlan(PartD(), reference, Bound.HIGH)
    assert plan.limit(date(2025, 6, 1)) == D("2000")
    assert plan.limit(DAY) == D("2100")


def test_the_benefit_is_estimated_from_2025_on(reference: Reference) -> None:
    case = situation(**CHANGES["drug plan"])
    run = gather(case, reference.drug("ceftriaxone"), reference).run(Bound.HIGH)

    def gaps(start: date) -> set[str]:
        made = what_is_refused(
            replace(run, start=start), {Benefit.PART_D: Covered.UNKNOWN}, reference
        )
        return {each.what.key for each in made.gaps}

    assert "money.gap.part-d-drug.what" in gaps(date(2024, 12, 1))
    assert "money.gap.part-d-drug.what" not in gaps(date(2025, 1, 1))


@pytest.mark.parametrize(
    ("plan", "year", "price", "standing"),
    [
        # Limit and deductible of 2027 are published, Extra Help's copays of 2027 were not.
        (PartD(), 2027, "900.00", Standing.TOLD),
        (PartD(extra_help=ExtraHelp.FULL), 2026, "900.00", Standing.TOLD),
        (PartD(extra_help=ExtraHelp.FULL), 2027, "900.00", Standing.PROJECTED),
        (PartD(copay=D("3.00"), extra_help=ExtraHelp.FULL), 2027, "900.00", Standing.TOLD),
        (PartD(), 2028, "900.00", Standing.PROJECTED),
        (PartD(deductible=D(0), copay=D(47)), 2028, "900.00", Standing.TOLD),
        (PartD(deductible=D(0), percent=D(33)), 2028, "9000.00", Standing.PROJECTED),  # the limit
    ],
)
def test_a_fill_is_no_surer_than_the_years_figures(
    plan: PartD, year: int, price: str, standing: Standing, reference: Reference
) -> None:
    made = PartDPlan(plan, reference, Bound.HIGH).fill(D(price), date(year, 1, 1), D("0.00"))
    assert made.standing is standing
