"""The Medicare Prescription Payment Plan: the same drug costs, spread over the months left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.money import ZERO, Range
from core.payment_plan import spread
from core.reference.store import Reference
from core.result import Estimate, Line, LineKind
from tests.support.money import estimated

D = Decimal
_ORDER = {"drug": "ceftriaxone", "delivery": "gravity", "minutes": 30}


def _with_drug_plan(reference: Reference, **changes: Any) -> Estimate:
    part_d = {"spent": "1400.00", "extra_help": "none", **changes.pop("part_d", {})}
    quotes = {"drug_price": "900.00", "fills": 1, **changes.pop("quotes", {})}
    return estimated(
        reference, therapy=_ORDER, coverage={"part_d": part_d}, quotes=quotes, **changes
    )


def test_the_first_bill_is_held_to_the_limit_left_over_the_months_left() -> None:
    # Joined in November with 1,400 of 2,100 paid: (2,100 - 1,400) / 2.
    assert spread({11: D("686.25")}, D("700.00")) == {11: D("350.00"), 12: D("336.25")}
    assert spread({1: D("2100.00")}, D("2100.00"))[1] == D("175.00")


def test_december_takes_all_that_is_left() -> None:
    assert spread({12: D("900.00")}, D("2100.00")) == {12: D("900.00")}


@pytest.mark.parametrize("costs", [{}, {3: ZERO}])
def test_no_costs_no_bills(costs: dict[int, Decimal]) -> None:
    assert spread(costs, D("2100.00")) == {}


def test_the_bills_of_a_year_add_up_to_its_costs(reference: Reference) -> None:
    made = _with_drug_plan(
        reference, start="2026-09-15", days=150, quotes={"drug_price": "6000.00", "fills": 5}
    )
    for year in (2026, 2027):
        paid = sum(
            (line.patient.high for line in made.lines if line.date.year == year and _by_plan(line)),
            ZERO,
        )
        billed = sum(
            (each.amount.high for each in made.payment_plan if each.month.year == year), ZERO
        )
        assert billed == paid > 0


def _by_plan(line: Line) -> bool:
    return line.kind is LineKind.DRUG


def test_an_estimate_lists_the_bills_and_says_so(reference: Reference) -> None:
    # The standard benefit of 2026 after 1,400 paid: 25 % of 900.00.
    made = _with_drug_plan(reference)
    assert [(each.month, each.amount) for each in made.payment_plan] == [
        (date(2026, 11, 1), Range(D("225.00"), D("225.00"))),
        (date(2026, 12, 1), Range(ZERO, ZERO)),
    ]
    keys = {each.key for each in made.notes}
    assert "money.note.payment-plan" in keys
    assert "money.note.payment-plan-bills" not in keys  # nothing is left for a later bill


def test_the_first_and_the_later_bills_are_told(reference: Reference) -> None:
    made = _with_drug_plan(reference, part_d={"spent": "0.00"})
    # 615.00 and 25 % of 285.00 = 686.25; 2,100 / 2 is more than that.
    assert [each.amount.high for each in made.payment_plan] == [D("686.25"), ZERO]
    early = _with_drug_plan(reference, part_d={"spent": "0.00"}, start="2026-09-15")
    # 2,100 / 4 = 525.00; then 161.25 / 3, / 2, / 1.
    assert [each.amount.high for each in early.payment_plan] == [
        *(D("525.00"), D("53.75"), D("53.75"), D("53.75"))
    ]
    (note,) = (each for each in early.notes if each.key == "money.note.payment-plan-bills")
    assert dict(note.values) == {
        "first": Range(D("525.00"), D("525.00")),
        "later": Range(D("53.75"), D("53.75")),
    }


def test_nothing_under_part_b_is_spread(reference: Reference) -> None:
    assert estimated(reference).payment_plan == ()
