"""A plan from current work pays first; Medicare pays the least of three amounts after it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.case import Employer
from core.case_check import check
from core.employer import fold_after_work, second_payment
from core.ledger import Entry, Opening
from core.money import ZERO
from core.reference.store import Reference
from core.trace import Standing
from tests.support.money import claim, estimated
from tests.support.situations import situation

D = Decimal


def _folded(
    reference: Reference, plan: Employer, *claims: Any, met: str = "283.00"
) -> tuple[Entry, ...]:
    return fold_after_work(claims, plan, Opening(2026, D(met)), reference)


@pytest.mark.parametrize(
    ("charge", "allowed", "paid", "fee", "alone", "medicare"),
    [
        ("175.00", "150.00", "120.00", "125.00", "100.00", "30.00"),  # the regulation's example
        ("175.00", "150.00", "0.00", "125.00", "100.00", "100.00"),
        ("130.00", "150.00", "120.00", "125.00", "100.00", "10.00"),
        ("125.00", "90.00", "72.00", "125.00", "100.00", "53.00"),
        ("125.00", "150.00", "150.00", "125.00", "100.00", "0.00"),
    ],
)
def test_the_least_of_three(
    charge: str, allowed: str, paid: str, fee: str, alone: str, medicare: str
) -> None:
    amounts = (D(charge), D(allowed), D(paid), D(fee), D(alone))
    assert second_payment(*amounts) == D(medicare)


def test_the_plan_pays_first_and_medicare_fills_up_to_the_higher_price(
    reference: Reference,
) -> None:
    plan = Employer(D(80), ZERO, {"E0781": D("150.00")})
    (entry,) = _folded(reference, plan, claim("125.00"))
    assert entry.other == (("active-employer", D("120.00")),)
    assert entry.medicare == D("30.00")
    assert entry.claim.excess == D("25.00")
    assert entry.patient == ZERO
    assert entry.standing is Standing.TOLD  # a published fee, but the plan's terms are told


def test_what_the_plan_leaves_to_its_own_deductible_falls_to_medicare(
    reference: Reference,
) -> None:
    plan = Employer(D(80), D("100.00"), {})
    first, second = _folded(
        reference, plan, claim("100.00", "2026-03-02"), claim("100.00", "2026-04-02")
    )
    assert first.other == ()
    assert (first.medicare, first.patient) == (D("80.00"), D("20.00"))
    assert second.other == (("active-employer", D("80.00")),)
    assert (second.medicare, second.patient) == (D("20.00"), ZERO)


def test_what_the_plan_pays_counts_towards_the_part_b_deductible(reference: Reference) -> None:
    plan = Employer(D(90), ZERO, {})
    entries = _folded(
        reference, plan, claim("283.00", "2026-03-02"), claim("100.00", "2026-04-02"), met="0.00"
    )
    assert [entry.deductible for entry in entries] == [D("283.00"), ZERO]
    # The plan paid 254.70 of the 283.00: the rest is the patient's.
    assert [entry.patient for entry in entries] == [D("28.30"), ZERO]
    assert entries[1].medicare == D("10.00")


def test_an_unassigned_supplier_is_owed_what_both_leave(reference: Reference) -> None:
    plan = Employer(D(80), ZERO, {})
    line = claim("100.00", excess="50.00", held=True)
    (entry,) = _folded(reference, plan, line)
    # The plan 80.00; Medicare min(70, 80, 20) = 20.00 less 2 %; 50.40 of 150.00 is left.
    assert (entry.medicare, entry.patient) == (D("19.60"), D("50.40"))
    assert entry.claim.excess == D("50.00")


def _at_work(**employer: Any) -> dict[str, Any]:
    return {"supplement": {"kind": "active-employer", "employer": employer}}


def test_with_the_plans_terms_there_is_one_figure(reference: Reference) -> None:
    terms = _at_work(percent_paid="80", deductible_left="0.00")
    made = estimated(reference, coverage=terms, visits={"per_week": "0"})
    assert made.complete or all("employer" not in g.what.key for g in made.not_estimated)
    assert made.totals.patient.low == made.totals.patient.high
    assert (
        made.totals.patient.high
        < estimated(reference, visits={"per_week": "0"}).totals.patient.high
    )
    assert "convention.employer-allowed" in {each.id for each in made.assumptions}
    assert "coverage.supplement.active-employer" not in {each.id for each in made.assumptions}


@pytest.mark.parametrize("employer", [None, {"percent_paid": "80"}, {"deductible_left": "0.00"}])
def test_without_all_of_its_terms_it_stays_a_range(
    reference: Reference, employer: dict[str, str] | None
) -> None:
    made = estimated(
        reference, coverage={"supplement": {"kind": "active-employer", "employer": employer}}
    )
    assert made.totals.patient.low == 0
    assert "coverage.supplement.active-employer" in {each.id for each in made.assumptions}
    assert not made.complete


def test_next_years_deductible_is_named(reference: Reference) -> None:
    terms = _at_work(percent_paid="80", deductible_left="0.00")
    made = estimated(reference, coverage=terms, start="2026-12-10", days=60)
    keys = {each.what.key for each in made.not_estimated}
    assert "money.gap.employer-next-year.what" in keys


def test_terms_of_a_plan_from_work_belong_to_one(reference: Reference) -> None:
    case = situation(coverage={"supplement": {"kind": "qmb", "employer": {"percent_paid": "80"}}})
    (problem,) = check(case, reference)
    assert problem.path == "coverage.supplement.employer"
