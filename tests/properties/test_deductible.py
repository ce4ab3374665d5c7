"""Properties of the ledger: the deductible, the order of lines, scaling, and yearly limits.

Lines of any amounts are folded through Medicare and a payer (`tests.model.draw.drawn_ledger`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from core.ledger import Entry, Opening, fold
from core.money import ZERO
from core.payers.base import NOBODY, Payer
from core.pricing import Claim
from core.reference.store import Reference
from tests.model.draw import drawn_ledger
from tests.model.real import claims_of, opened
from tests.properties.examples import many, randoms

CENT = Decimal("0.01")
FIFTH = Decimal("0.20")
Drawn = tuple[Opening, Payer, list[Claim]]


def ledgers(reference: Reference, random: Random, high: bool = True) -> Drawn:
    """An opening, a payer, and the claims of one drawn ledger."""
    stated, lines = drawn_ledger(random)
    begun, payer = opened(stated, high, reference)
    return begun, payer, claims_of(lines)


def patient(entries: tuple[Entry, ...]) -> Decimal:
    return sum((entry.patient for entry in entries), ZERO)


def at_one_rate(claims: list[Claim]) -> list[Claim]:
    """The same claims, all of one percentage, without a cap, and assigned."""
    return [
        replace(each, rate=FIFTH, cap=None, deductible_applies=True, held=False) for each in claims
    ]


@many
@given(random=randoms)
def test_the_deductible_of_each_year_is_used_once_and_no_more(
    reference: Reference, random: Random
) -> None:
    """4: of each calendar year, the lesser of what is left and what it applies to."""
    begun, payer, claims = ledgers(reference, random)
    used: dict[int, Decimal] = defaultdict(lambda: ZERO)
    subject: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for entry in fold(claims, begun, payer, reference):
        year = entry.claim.service.date.year
        used[year] += entry.deductible
        subject[year] += entry.claim.allowed if entry.claim.deductible_applies else ZERO
    for year, amount in subject.items():
        whole = reference.parameter(
            "part_b_deductible", claims[0].service.date.replace(year=year, day=1)
        ).value.high
        met = begun.deductible_met if year == begun.year else ZERO
        assert used[year] == min(max(whole - met, ZERO), amount)


@many
@given(random=randoms)
def test_the_order_of_a_days_lines_moves_at_most_a_cent_a_line(
    reference: Reference, random: Random
) -> None:
    """4, 5: with one percentage and no supplement, order within a day moves no total.

    Where percentages differ, or Medicare holds back a part of an unassigned claim, the order
    does matter (CS-02): the lines are then counted in the order of convention 5.
    """
    begun, _, claims = ledgers(reference, random)
    claims = at_one_rate(claims)
    shuffled = list(claims)
    random.shuffle(shuffled)
    shuffled.sort(key=lambda claim: claim.service.date)
    one = fold(claims, begun, NOBODY, reference)
    other = fold(shuffled, begun, NOBODY, reference)
    assert abs(patient(one) - patient(other)) <= CENT * len(claims)
    assert sum(e.deductible for e in one) == sum(e.deductible for e in other)


@many
@given(random=randoms, times=st.integers(1, 50))
def test_scaling_every_price_scales_every_share(
    reference: Reference, random: Random, times: int
) -> None:
    """12: without a deductible or a cap, k times the prices is k times each payer's share."""
    _, _, claims = ledgers(reference, random)
    claims = [replace(each, cap=None, deductible_applies=False) for each in claims]
    scaled = [
        replace(each, allowed=each.allowed * times, excess=each.excess * times) for each in claims
    ]
    begun = Opening(claims[0].service.date.year)
    one, other = (fold(each, begun, NOBODY, reference) for each in (claims, scaled))
    for small, large in zip(one, other, strict=True):
        # Half a cent of the share, and half a cent of what is held back, times k, and rounding.
        room = CENT * (times + 1)
        assert abs(small.patient * times - large.patient) <= room
        assert abs(small.medicare * times - large.medicare) <= room


@many
@given(random=randoms, more=st.integers(1, 100_000_00), high=st.booleans())
def test_a_higher_price_never_costs_the_patient_less(
    reference: Reference, random: Random, more: int, high: bool
) -> None:
    """3: monotone in every price, under every payer, but for a cent of rounding a line."""
    begun, payer, claims = ledgers(reference, random, high)
    place = random.randrange(len(claims))
    dearer = [
        replace(each, allowed=each.allowed + more * CENT) if number == place else each
        for number, each in enumerate(claims)
    ]
    before, after = (patient(fold(each, begun, payer, reference)) for each in (claims, dearer))
    assert after >= before - CENT * len(claims)


@many
@given(random=randoms, spent=st.integers(0, 12_000_00))
def test_spending_before_never_makes_a_plan_with_a_yearly_limit_pay_less(
    reference: Reference, random: Random, spent: int
) -> None:
    """11: what counted towards a limit before only ever lowers what is still to be paid."""
    begun, payer, claims = ledgers(reference, random)
    later = replace(begun, counted=begun.counted + spent * CENT)
    before, after = (patient(fold(claims, each, payer, reference)) for each in (begun, later))
    assert after <= before


@many
@given(random=randoms, plan=st.sampled_from(("K", "L", "HDF", "HDG")))
def test_a_years_own_payments_end_at_the_plans_limit(
    reference: Reference, random: Random, plan: str
) -> None:
    """11: K, L: own part of the coinsurance; high-deductible: the amount, and G's deductible."""
    stated, lines = drawn_ledger(random)
    stated["coverage"]["supplement"] = {"kind": "medigap", "plan": plan}
    begun, payer = opened(stated, True, reference)
    paid: dict[int, Decimal] = defaultdict(lambda: ZERO)
    claims = [replace(each, held=False, excess=ZERO) for each in claims_of(lines)]
    for entry in fold(claims, begun, payer, reference):
        own = entry.patient - (entry.deductible if plan in "KL" else ZERO)
        paid[entry.claim.service.date.year] += own
    name = f"medigap_plan_{plan}_oop_limit" if plan in "KL" else "medigap_high_deductible_F_G"
    for year, amount in paid.items():
        day = claims[0].service.date.replace(year=year, day=1)
        limit = reference.parameter(name, day).value.high
        beside = reference.parameter("part_b_deductible", day).value.high if plan == "HDG" else ZERO
        assert amount <= limit + beside


@many
@given(random=randoms)
def test_splitting_a_ledger_at_a_day_changes_nothing(reference: Reference, random: Random) -> None:
    """6: two folds, the second opened where the first ended, pay what one fold pays."""
    begun, _, claims = ledgers(reference, random)
    claims = [each for each in claims if each.service.date.year == begun.year]
    whole = fold(claims, begun, NOBODY, reference)
    cut = random.randint(0, len(claims))
    first = fold(claims[:cut], begun, NOBODY, reference)
    used = sum((entry.deductible for entry in first), ZERO)
    middle = replace(begun, deductible_met=begun.deductible_met + used)
    second = fold(claims[cut:], middle, NOBODY, reference)
    assert (*first, *second) == whole
